"""What has to be seen to with a contact that is allowed: as the card keeps it in mind, and as lines of its words."""

from collections.abc import Sequence
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from rekindle.desk.show.because import Row
from rekindle.desk.show.phrases import join_words, say_day
from rekindle.playbook import Playbook, calling_spans, hours_on, law_at
from rekindle.terms.advice import Duty, Play
from rekindle.terms.days import day_in

# What is a part of what one says; the others are done.
_SAID = (Duty.SENDER, Duty.ADDRESS, Duty.WAY_OUT, Duty.OBJECT, Duty.ORIGIN)


def list_duties(row: Row) -> tuple[Duty, ...]:
    """Return the duties of an advice; none of one that was kept before there were any."""
    return tuple(Duty(name) for name in (row.get("duties") or "").split(",") if name)


def say_duties(row: Row, playbook: Playbook, today: date, zone: ZoneInfo) -> tuple[str, ...]:
    """Say what to keep in mind: first what has to be said, then the rest, each as a sentence."""
    duties, labels = list_duties(row), playbook.duties
    said = join_words([labels[duty].label for duty in duties if duty in _SAID])
    done = (_say_done(duty, row, playbook, today, zone) for duty in duties if duty not in _SAID)
    return tuple(words for words in (f"Say {said}" if said else "", *done) if words)


def _say_done(duty: Duty, row: Row, playbook: Playbook, today: date, zone: ZoneInfo) -> str:
    place, label = row.get("place") or "*", playbook.duties[duty].label
    if duty == Duty.HOURS:
        return f"{label}: {say_hours(playbook, place, today, zone)}"
    law = playbook.places.get(place.partition("-")[0])
    if duty == Duty.REVIEW and law:
        return f"{label} ({say_day(law.review_on, today)})"
    return label


def say_hours(playbook: Playbook, place: str, day: date, zone: ZoneInfo) -> str:
    """Say when somebody at a place may be called on a day: by the member's clock where theirs is known."""
    hours = hours_on(law_at(playbook, place, day), day)
    if not hours:
        return "not today"
    spans = calling_spans(playbook, place, day)
    if not spans:
        return f"{join_hours(hours)} by their clock, wherever that is"
    here = [f"{_clock(start, zone)}-{_clock(end, zone)}" for start, end in spans]
    late = "" if any(_is_by_day(*span, zone) for span in spans) else ", outside your working day: another way is better"
    return f"{join_hours(here)} by your clock{late}"


def _is_by_day(start: datetime, end: datetime, zone: ZoneInfo) -> bool:
    """Say whether some of a span lies between seven and 21:00 by a clock: nobody's hours of work are known."""
    days = {day_in(instant, zone) for instant in (start, end)}
    wide = ((datetime.combine(day, time(7), zone), datetime.combine(day, time(21), zone)) for day in days)
    return any(start < evening and morning < end for morning, evening in wide)


def _clock(instant: datetime, zone: ZoneInfo) -> str:
    return f"{instant.astimezone(zone):%H:%M}"


def join_hours(spans: Sequence[str]) -> str:
    """Write hours such as 08:00-21:00 as words."""
    return " and ".join(span.replace("-", " to ") for span in spans)


def say_lines(row: Row, playbook: Playbook) -> tuple[str, ...]:
    """Return the lines that go under a message; none under an answer to theirs. A line that says they may object says
    how to end it, too."""
    if row["play"] == Play.INBOUND:
        return ()
    duties = [duty for duty in list_duties(row) if playbook.duties[duty].words]
    if Duty.OBJECT in duties:
        duties = [duty for duty in duties if duty != Duty.WAY_OUT]
    return tuple(playbook.duties[duty].words for duty in duties)
