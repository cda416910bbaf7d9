"""Calling hours: when somebody may be called on a day, by the clocks of the place."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from rekindle.playbook.model import PlaceLaw, Playbook

Span = tuple[datetime, datetime]


def law_at(playbook: Playbook, place: str, day: date) -> PlaceLaw:
    """Return what holds at a place (a country, a part of one, or *) on a day: past its review, and for a place the
    playbook does not know, the strictest."""
    law = playbook.places.get(place.partition("-")[0], playbook.places["*"])
    return playbook.places["*"] if law.review_on < day else law


def hours_on(law: PlaceLaw, day: date) -> tuple[str, ...]:
    """Return the calling hours of a weekday, such as 08:00-21:00; none where nobody may be called on it."""
    return {6: law.call_saturday, 7: law.call_sunday}.get(day.isoweekday(), law.call_weekdays)


def zones_of(playbook: Playbook, place: str) -> tuple[str, ...]:
    """Return the clocks of a place: of the part of the country where that is known, else of the whole country."""
    if place in playbook.regions:
        return playbook.regions[place].zones
    law = playbook.places.get(place.partition("-")[0])
    return law.zones if law else ()


def calling_spans(playbook: Playbook, place: str, day: date) -> tuple[Span, ...]:
    """Return when somebody there may be called on a day of theirs, as UTC instants.

    Where the place has several clocks, only when all of them agree; nothing where no clock is known."""
    hours = hours_on(law_at(playbook, place, day), day)
    found: list[Span] | None = None
    for zone in zones_of(playbook, place):
        here = [_span(one, day, ZoneInfo(zone)) for one in hours]
        found = here if found is None else list(_both(found, here))
    return tuple(found or ())


def _span(hours: str, day: date, zone: ZoneInfo) -> Span:
    start, _, end = hours.partition("-")
    return _instant(start, day, zone), _instant(end, day, zone)


def _instant(clock: str, day: date, zone: ZoneInfo) -> datetime:
    if clock == "24:00":
        day, clock = day + timedelta(days=1), "00:00"
    return datetime.combine(day, time.fromisoformat(clock), zone).astimezone(UTC)


def _both(these: Iterable[Span], those: Iterable[Span]) -> Iterable[Span]:
    for start, end in these:
        for begins, ends in those:
            if max(start, begins) < min(end, ends):
                yield max(start, begins), min(end, ends)
