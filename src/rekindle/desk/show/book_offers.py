"""What the lost book can be asked beside what it was asked: standings, reasons, owners, orders, filters, views."""

from typing import Any

from rekindle.book.read.saved import read_saved_views
from rekindle.book.read.tallies import Counts
from rekindle.book.read.workspace import MemberRecord
from rekindle.desk.actor import Actor
from rekindle.desk.show.book_asks import SORTS
from rekindle.desk.show.book_filters import offer_filters
from rekindle.desk.show.book_kept import Kept
from rekindle.desk.show.book_rows import LANES
from rekindle.desk.show.book_views import BookAsk, Choice
from rekindle.desk.show.choices import offer_rests
from rekindle.desk.show.given import name_group
from rekindle.playbook import Playbook
from rekindle.terms.losses import Reason


def offer_choices(
    actor: Actor,
    said: BookAsk,
    kept: Kept,
    counts: Counts,
    standings: dict[str, str],
    playbook: Playbook,
    members: list[MemberRecord],
) -> dict[str, Any]:
    """Return the choices of the page, by the names they have in `BookView`."""
    return {
        "standings": _standings(said, standings, playbook),
        "reasons": _reasons(said, counts, playbook),
        "sorts": tuple(Choice(key, label, is_chosen=key == said.sort) for key, label in SORTS.items()),
        "owners": _owners(said, members, actor),
        "members": tuple((one.member_id, one.name) for one in members),
        "rests": offer_rests(kept.today, promised=None, opens=None),
        "saved": tuple(read_saved_views(actor.workspace_id, actor.member_id)),
        "filters": offer_filters(said, kept.names()),
    }


def _standings(ask: BookAsk, counts: dict[str, str], playbook: Playbook) -> tuple[Choice, ...]:
    return tuple(
        Choice(
            name,
            playbook.standings[name].label,
            counts.get(name, ""),
            LANES[name].icon,
            name == ask.standing,
        )
        for name in LANES
    )


def _reasons(ask: BookAsk, counts: Counts, playbook: Playbook) -> tuple[Choice, ...]:
    most = sorted((item for item in counts.by_reason.items() if item[0]), key=lambda item: -item[1])
    return tuple(
        Choice(key, name_group(Reason(key), entry), f"{count:,}", entry.icon, key == ask.reason)
        for key, count in most
        if (entry := playbook.reasons.get(Reason(key)))
    )


def _owners(ask: BookAsk, members: list[MemberRecord], actor: Actor) -> tuple[Choice, ...]:
    others = [one for one in members if one.member_id != actor.member_id]
    named = [("", "Everybody’s"), ("mine", "Mine"), *((str(one.member_id), one.name) for one in others)]
    return tuple(Choice(value, label, is_chosen=value == ask.whose) for value, label in named)
