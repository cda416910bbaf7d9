"""A member's own words and choices for what is proposed next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from rekindle.book.models import Advice, Draft, Touch
from rekindle.book.read.around import counting


@dataclass(frozen=True, slots=True)
class DraftRecord:
    """Empty `words` are the playbook's, an empty `asset_key` what the desk proposes."""

    deal_id: UUID
    person_id: UUID | None
    channel: str
    play: str
    asset_key: str
    subject: str
    words: str
    happened_at: datetime


@dataclass(frozen=True, slots=True)
class Proposed:
    """The contact that is proposed for a deal."""

    deal_id: UUID
    account_id: UUID
    person_id: UUID | None
    channel: str
    play: str
    reason: str
    asset_key: str


def read_drafts(workspace_id: UUID, member_id: UUID, deal_ids: Sequence[UUID]) -> dict[UUID, DraftRecord]:
    """Return the member's latest draft of each deal; those taken back do not count."""
    rows = counting(Draft, workspace_id).filter(by_id=member_id, deal_id__in=deal_ids).order_by("happened_at", "id")
    columns = ("deal_id", "person_id", "channel", "play", "asset_key", "subject", "words", "happened_at")
    return {row[0]: DraftRecord(*row) for row in rows.values_list(*columns)}


def read_draft_now(workspace_id: UUID, member_id: UUID, deal_id: UUID) -> DraftRecord | None:
    """Return the member's latest draft of a deal, unless there was a contact since."""
    draft = read_drafts(workspace_id, member_id, [deal_id]).get(deal_id)
    if draft is None:
        return None
    since = counting(Touch, workspace_id).filter(deal_id=deal_id, happened_at__gt=draft.happened_at)
    return None if since.exists() else draft


def read_proposed(workspace_id: UUID, deal_id: UUID) -> Proposed | None:
    """Return the contact the advice in force names for a deal; None where nobody is to be contacted by now."""
    columns = ("deal_id", "account_id", "person_id", "channel", "play", "reason", "asset_key")
    row = Advice.objects.within(workspace_id).filter(deal_id=deal_id).exclude(channel="").values_list(*columns).first()
    return Proposed(*row) if row else None
