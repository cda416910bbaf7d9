"""The return-window glyph: lost, window and today on a 20-month axis, in units of a 72 x 16 drawing."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from rekindle.desk.show.phrases import say_count
from rekindle.desk.show.views import Strip
from rekindle.terms.advice import StoppedBy
from rekindle.terms.losses import SOON_DAYS

LEFT, WIDTH, MONTHS = 3.0, 66.0, 20.0
_MONTH = 30.44


def held_until(advice: Mapping[str, Any]) -> date | None:
    """Return until when something holds us back; whom somebody here let rest, rests, however near the day is."""
    if advice["stopped_by"] == StoppedBy.REST:
        return date.max
    until: date | None = advice["reconsider_on"]
    return until


def is_window_open(window_from: date, window_to: date, today: date, held_until: date | None) -> bool:
    """Say whether a window is open to us: today lies in it, and nothing holds us back beyond the coming month."""
    held = held_until is not None and held_until > today + timedelta(days=SOON_DAYS)
    return window_from <= today <= window_to and not held


def draw_strip(
    lost_on: date | None,
    window_from: date | None,
    window_to: date | None,
    today: date,
    held_until: date | None = None,
) -> Strip | None:
    """Place a deal on the axis; None without a loss or a window. What lies beyond the axis is drawn at its end."""
    if lost_on is None or window_from is None or window_to is None:
        return None
    months = [(day - lost_on).days / _MONTH for day in (window_from, window_to, today)]
    # A loss older than the axis moves it along, so that today stays in the picture.
    shift = max(0.0, months[2] - (MONTHS - 4))
    start, end, now = (_place(month - shift) for month in months)
    label = (
        f"Lost {say_count(max(0, round(months[2])), 'month')} ago. "
        f"Best window: month {max(0, round(months[0]))} to {max(0, round(months[1]))}."
    )
    return Strip(
        lost=_place(-shift),
        window_from=start,
        window_width=round(max(4.0, end - start), 1),
        now=now,
        is_open=is_window_open(window_from, window_to, today, held_until),
        label=label,
    )


def _place(month: float) -> float:
    return round(LEFT + WIDTH * min(max(month, 0.0), MONTHS) / MONTHS, 1)
