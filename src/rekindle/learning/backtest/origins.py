"""From which past days a book can be tested, and how far each looks ahead."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

import pyarrow as pa
import pyarrow.compute as pc

from rekindle.tables.schemas import Tables

STEP_DAYS = 28
MOST_ORIGINS = 18
# The horizons that are tried, the longest first: half a year is what the desk forecasts.
HORIZONS = (180, 90)
LEAST_HISTORY_DAYS = 84


@dataclass(frozen=True)
class Plan:
    """Origins in the order of time (aware, noon UTC), the horizon in days, and why there are none where there are."""

    origins: tuple[datetime, ...]
    horizon_days: int
    why: str = ""


def plan_origins(facts: Tables, today: date, most: int = MOST_ORIGINS) -> Plan:
    """Plan a rolling origin: every four weeks, at most `most`, the last one a whole horizon before today.

    A book is taken to watch from its first recorded return on: before it a return would have left no trace. On a day on
    which none of its losses was known yet there was nothing to foretell. Half a year is looked ahead where at least six
    origins fit, else a quarter."""
    lost, back = facts["losses"].column("lost_on"), facts["returns"].column("happened_at")
    if not len(lost):
        return Plan((), HORIZONS[0], "No deal in this book was ever lost, so there is nothing to test.")
    if not len(lost) - lost.null_count:
        return Plan((), HORIZONS[0], "Nobody knows on which day these deals were lost, so no past day can be tested.")
    if not len(back) - back.null_count:
        return Plan((), HORIZONS[0], "Nobody in this book came back yet, so there is nothing to test against.")
    watched = pc.min(back).as_py().date()
    known = pc.min(pc.coalesce(facts["losses"].column("known_at").cast(pa.date32()), lost)).as_py()
    first = max(pc.min(lost).as_py() + timedelta(days=LEAST_HISTORY_DAYS), watched, known)
    for horizon in HORIZONS:
        found = _days(first, today - timedelta(days=horizon), most)
        if len(found) >= min(6, most) or (found and horizon == HORIZONS[-1]):
            return Plan(tuple(datetime.combine(day, time(12), UTC) for day in found), horizon)
    need = first + timedelta(days=HORIZONS[-1]) - today
    since = (
        f"knows of its losses only since {known:%-d %B %Y}" if first == known else "has watched for too short a time"
    )
    return Plan((), HORIZONS[-1], f"This book {since}: in {max(need.days, 1)} days its first quarter can be tested.")


def _days(first: date, last: date, most: int) -> list[date]:
    if last < first:
        return []
    steps = (last - first).days // STEP_DAYS + 1
    stride = -(-steps // most)
    return [last - timedelta(days=STEP_DAYS * stride * back) for back in reversed(range(-(-steps // stride)))]
