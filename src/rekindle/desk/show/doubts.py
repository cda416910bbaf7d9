"""Sentences that sound like a wish to be left alone, as they are asked about."""

from dataclasses import dataclass
from uuid import UUID

from rekindle.book.read.deal import StoppedPerson
from rekindle.book.read.wishes import DoubtRecord, read_doubts
from rekindle.desk.actor import Actor
from rekindle.desk.show.phrases import say_count, say_ways
from rekindle.terms.people import SuppressionOrigin
from rekindle.terms.touches import Channel


@dataclass(frozen=True, slots=True)
class DoubtView:
    """A question about one sentence. `whom` names who is held by it, where the page does not; `asks` is the question
    and `leave` its yes."""

    entry_id: UUID
    words: str
    whom: str
    asks: str
    leave: str


def show_doubts(actor: Actor, most: int) -> tuple[DoubtView, ...]:
    """Return the sentences of the book that have waited longest for an answer."""
    return tuple(
        _ask(one.entry_id, one.words, one.channel, _say_whom(one)) for one in read_doubts(actor.workspace_id, most)
    )


def show_doubt(entry: StoppedPerson | None) -> DoubtView | None:
    """Return the question about who is left alone by words that only sound like a wish; None for any other entry."""
    if entry is None or entry.origin != SuppressionOrigin.DOUBT:
        return None
    return _ask(entry.entry_id, entry.words, entry.channel, "")


def _ask(entry_id: UUID, words: str, channel: str, whom: str) -> DoubtView:
    if not channel:
        return DoubtView(entry_id, words, whom, "Does this ask to be left alone?", "Yes, leave them alone")
    ways = say_ways([Channel(channel)])
    return DoubtView(entry_id, words, whom, f"Does this ask for no contact {ways}?", f"Yes, nothing {ways}")


def _say_whom(one: DoubtRecord) -> str:
    name = one.name or (f"Everybody at {one.account}" if one.account else "")
    more = say_count(one.held - 1, "other") if one.held > 1 else ""
    is_held = "is" if one.held == 1 else "are"
    return f"{name}{' and ' + more if more else ''} {is_held} held until you say."
