"""What happened so far, as lines of a history."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from rekindle.book.read.around import ClaimRecord, LossRecord, PersonRecord, PromiseRecord, TouchRecord
from rekindle.desk.show.phrases import say_day
from rekindle.desk.show.views import Moment, Quote
from rekindle.terms.days import day_in
from rekindle.terms.losses import Source
from rekindle.terms.touches import Channel, Direction, Outcome

People = Mapping[UUID, PersonRecord]

ICONS = {
    Channel.MAIL: "i-mail",
    Channel.CALL: "i-phone",
    Channel.VISIT: "i-visit",
    Channel.LINKEDIN: "i-note",
    Channel.MESSAGE: "i-note",
    Channel.EVENT: "i-team",
}
_DID = {
    (Channel.CALL, Outcome.VOICEMAIL): "Left a voicemail for {who}",
    (Channel.CALL, Outcome.NO_ANSWER): "Called {who}, no answer",
    (Channel.CALL, ""): "Called {who}",
    (Channel.MAIL, ""): "Wrote to {who}",
    (Channel.VISIT, Outcome.NO_ANSWER): "Missed {who}",
    (Channel.VISIT, ""): "Saw {who}",
    (Channel.LINKEDIN, ""): "Wrote to {who} on LinkedIn",
    (Channel.MESSAGE, ""): "Sent {who} a message",
    (Channel.EVENT, ""): "Met {who} at an event",
}
_TALKED = {Outcome.SPOKE: "Spoke with {who}", Outcome.MEETING: "Set a meeting with {who}"}


def say_touch(touch: TouchRecord, people: People) -> str:
    """Say in a few words what a contact was."""
    person = people.get(touch.person_id) if touch.person_id else None
    who = person.name if person else "them"
    if touch.direction == Direction.IN:
        return f"{who if person else 'They'} got in touch"
    if touch.subject:
        return touch.subject
    channel = Channel(touch.channel)
    words = _TALKED.get(Outcome(touch.outcome)) if touch.outcome in _TALKED and channel == Channel.CALL else None
    words = words or _DID.get((channel, touch.outcome)) or _DID[channel, ""]
    return words.format(who=who)


def tell_touches(touches: Iterable[TouchRecord], people: People, today: date, zone: ZoneInfo) -> list[Moment]:
    """Tell contacts as lines of a history; what they wrote to us is their own words."""
    return [
        Moment(
            day_in(touch.happened_at, zone),
            _say_day(touch.happened_at, today, zone),
            say_touch(touch, people),
            touch.words,
            is_quote=touch.direction == Direction.IN and bool(touch.words),
            icon=ICONS[Channel(touch.channel)],
        )
        for touch in touches
    ]


def tell_losses(losses: Iterable[LossRecord], phrase: str, today: date, lost: str = "Lost") -> list[Moment]:
    """Tell each loss in the voice's word for it; the reason in force belongs to the last."""
    told, lost = list(losses), lost.rstrip(",")
    return [
        Moment(
            loss.lost_on,
            say_day(loss.lost_on, today),
            f"{lost}: {phrase}" if phrase and loss is told[-1] else lost,
            f"To {loss.competitor}" if loss.competitor else "",
            icon="i-door",
        )
        for loss in told
    ]


# For how long a day that a note names is told as one that has come.
JUST_COME = timedelta(days=30)


def choose_quote(
    claims: Iterable[ClaimRecord],
    promises: Iterable[PromiseRecord],
    touches: Iterable[TouchRecord],
    people: People,
    now: tuple[date, ZoneInfo],
) -> Quote | None:
    """Choose their own words to show: what they promised, else a day that a note names, else what they said in the
    debrief, else wrote to us; the latest."""
    named = list(promises)
    promised = [promise for promise in named if promise.words and promise.source == Source.BUYER]
    if promised:
        said_at = promised[-1].happened_at
        on = f", {_say_day(said_at, *now)}" if said_at else ""
        return _quote(promised[-1].words, promised[-1].person_id, on, people)
    if noted := find_noted(named, now[0]):
        until = f"Let it rest, and it comes up on {say_day(noted.due_on, now[0])}"
        return Quote(
            noted.words.strip("“”\"' "), f"From your notes. {until if noted.due_on > now[0] else 'The day is here'}"
        )
    said = [claim for claim in claims if claim.quote and claim.source == Source.BUYER]
    if said:
        on = f", {_say_day(said[-1].happened_at, *now)}"
        return _quote(said[-1].quote, said[-1].person_id, f", debrief{on}", people)
    wrote = [touch for touch in touches if touch.words and touch.direction == Direction.IN]
    if wrote:
        on = f", {_say_day(wrote[-1].happened_at, *now)}"
        return _quote(wrote[-1].words, wrote[-1].person_id, on, people)
    return None


def find_noted(promises: Iterable[PromiseRecord], today: date) -> PromiseRecord | None:
    """Return the promise that was only read from a note, of a day to come or just come, where nobody named one since;
    the latest."""
    near = [promise for promise in promises if promise.due_on > today - JUST_COME]
    is_only_read = bool(near) and all(promise.source == Source.INFERRED for promise in near)
    return near[-1] if is_only_read and near[-1].words else None


def _quote(words: str, person_id: UUID | None, when: str, people: People) -> Quote:
    person = people.get(person_id) if person_id else None
    return Quote(words.strip("“”\"' "), f"{person.name if person else 'In their words'}{when}")


def _say_day(instant: datetime, today: date, zone: ZoneInfo) -> str:
    return say_day(day_in(instant, zone), today)
