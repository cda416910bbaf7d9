"""What a deal has taken so far: contacts and minutes, before the loss and after it."""

from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

from rekindle.book.read.around import TouchRecord
from rekindle.desk.show.phrases import say_count, say_weekday
from rekindle.terms.days import day_in
from rekindle.terms.touches import Direction


def say_effort(
    touches: Sequence[TouchRecord], lost_on: date | None, today: date, zone: ZoneInfo, after: str = "since the loss"
) -> tuple[str, ...]:
    """Say how many contacts and minutes, how many of both since the loss, and when the last one was."""
    ours = [touch for touch in touches if touch.direction == Direction.OUT]
    if not ours:
        return ("No contact is logged yet.",)
    days = [day_in(touch.happened_at, zone) for touch in ours]
    said = [f"{_sum(ours)} in all"]
    since = [touch for touch, day in zip(ours, days, strict=True) if lost_on and day > lost_on]
    if lost_on:
        said.append(f"{_sum(since)} {after}" if since else f"None {after}")
    said.append(f"The last one {say_weekday(max(days), today)}")
    theirs = len(touches) - len(ours)
    if theirs:
        said.append(f"They got in touch {'once' if theirs == 1 else say_count(theirs, 'time')}")
    return tuple(said)


def _sum(touches: list[TouchRecord]) -> str:
    minutes = sum(touch.minutes for touch in touches)
    length = f"{minutes} minutes" if minutes < 120 else f"{minutes / 60:.1f} hours".replace(".0 ", " ")
    return f"{say_count(len(touches), 'contact')}, {length}".capitalize()
