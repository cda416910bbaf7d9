"""One's own days away, in words."""

from dataclasses import dataclass
from uuid import UUID

from rekindle.book.read.away import read_away
from rekindle.desk.actor import Actor
from rekindle.desk.show.phrases import say_full_day


@dataclass(frozen=True, slots=True)
class AwayShown:
    """Days away, as one line."""

    away_id: UUID
    words: str


def show_away(actor: Actor) -> tuple[AwayShown, ...]:
    """List the member's days away that are not over, the next first."""
    today = actor.today
    return tuple(
        AwayShown(
            one.away_id,
            say_full_day(one.from_on)
            if one.from_on == one.to_on
            else f"{say_full_day(one.from_on)} to {say_full_day(one.to_on)}",
        )
        for one in read_away(actor.workspace_id, actor.member_id, today)
    )
