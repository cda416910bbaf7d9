"""The sample books into workspaces of their own, the first time."""

from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction

from rekindle.book.audit import append_entry
from rekindle.book.write.drafts.store import store_drafts
from rekindle.book.write.members import open_workspace, set_owner, write_member
from rekindle.book.write.users import user_of_member
from rekindle.book.write.writing import Writing
from rekindle.desk.enter import EVERY_DAY, OWN_SLUG, find_workspace
from rekindle.desk.morning import plan_workspace
from rekindle.desk.sample.book import draft_breakout_sample, draft_sample
from rekindle.desk.sample.houses import SampleHouse, sample_house
from rekindle.intake.drafts import DealDraft
from rekindle.terms.days import day_in
from rekindle.terms.people import MemberRole

SAMPLES = ("sample", "breakout-sample")
_CHUNK = 200


def ensure_samples(at: datetime, zone: str = "") -> None:
    """Load each sample book that is not there yet, and plan its first morning. The installation's owner may enter."""
    for slug in SAMPLES:
        if find_workspace(slug) is None:
            load_sample(slug, at, zone)


def samples_missing() -> bool:
    """Say whether a sample book has not been loaded yet."""
    return any(find_workspace(slug) is None for slug in SAMPLES)


def load_sample(slug: str, at: datetime, zone: str = "") -> UUID:
    """Load one sample book as it stands on the day of `at` in `zone`, by default the sample's own zone."""
    house = sample_house(slug)
    zone = zone or house.zone
    started_on = day_in(at, ZoneInfo(zone))
    drafts = draft_sample(started_on, zone) if slug == "sample" else draft_breakout_sample(started_on, zone)
    with transaction.atomic():
        workspace_id = _open(slug, house, at, zone, drafts)
    plan_workspace(workspace_id, at)
    return workspace_id


def _open(slug: str, house: SampleHouse, at: datetime, zone: str, drafts: tuple[DealDraft, ...]) -> UUID:
    workspace_id = open_workspace(
        slug,
        house.name,
        at,
        pack=house.pack,
        currency=house.currency,
        zone=zone,
        jurisdiction=house.jurisdiction,
        is_sample=True,
    )
    # Everything in a sample happened before it was opened, the members too.
    writing = Writing(workspace_id, None, at - timedelta(days=1500))
    owner_id = _enroll(writing, house, zone)
    set_owner(workspace_id, owner_id)
    writing = Writing(workspace_id, owner_id, at)
    for start in range(0, len(drafts), _CHUNK):
        store_drafts(writing, slug, list(drafts[start : start + _CHUNK]))
    append_entry(writing, "load_sample", {"sample": slug, "deals": len(drafts)})
    return workspace_id


def _enroll(writing: Writing, house: SampleHouse, zone: str) -> UUID:
    """Make the members of the sample; the owner of this installation signs in as the first."""
    own = find_workspace(OWN_SLUG)
    user_id = user_of_member(own.workspace_id, own.owner_id) if own and own.owner_id else None
    ids = [
        write_member(
            writing,
            member.name,
            email=member.mail,
            role=MemberRole.ADMIN if at == 0 else member.role,
            user_id=user_id if at == 0 else None,
            zone=zone,
            # A sample has to be worth looking at on a Sunday, too.
            minutes_per_week=member.minutes_per_week * 7 // 5,
            working_days=EVERY_DAY,
        )
        for at, member in enumerate(house.members)
    ]
    return ids[0]
