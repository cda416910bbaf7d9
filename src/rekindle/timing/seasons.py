"""How near each half of a period is to the start of a fiscal year: small, and the same for every deal."""

from datetime import date, timedelta
from functools import lru_cache
from math import exp
from typing import Any

import pyarrow as pa

from rekindle.tables.schemas import Schema, Tables, arrow_schema
from rekindle.timing.constants import (
    END_PERIOD,
    FIRST_PERIOD,
    HALF_DAYS,
    PERIOD_DAYS,
    YEAR_FROM,
    YEAR_STARTS,
    YEAR_TO,
)
from rekindle.timing.standing import YEARS

# Nearness is 1 on the day and falls off as the bump's normal curve; a and b are the middles of a period's halves.
# `year` is the state of the fiscal year in the middle of the period, by its number in standing.YEARS.
SEASONS: Schema = {
    "season": "int64",
    "fiscal_month": "int64",
    "period": "int64",
    "near_a": "float64",
    "near_b": "float64",
    "near_now": "float64",
    "year": "int64",
}


def seasons(playbook: Tables, today: date) -> pa.Table:
    """Return SEASONS for fiscal years that start in each of the twelve months."""
    bump = next((row for row in playbook["bumps"].to_pylist() if row["bump"] == "fiscal_start"), None)
    return _seasons(today, bump["lead_days"] or 0 if bump else 0, bump["sd_days"] if bump else 1.0)


@lru_cache(maxsize=8)
def _seasons(today: date, lead_days: int, sd_days: float) -> pa.Table:
    lead = timedelta(days=lead_days)
    rows = []
    for month in range(1, 13):
        starts = [date(today.year + years, month, 1) - lead for years in range(-7, 5)]
        now = _nearness(today, starts, sd_days)
        for period in range(FIRST_PERIOD, END_PERIOD):
            middle = today + timedelta(days=period * PERIOD_DAYS + HALF_DAYS // 2)
            later = middle + timedelta(days=HALF_DAYS)
            near = _nearness(middle, starts, sd_days), _nearness(later, starts, sd_days)
            state = _year_state(today + timedelta(days=period * PERIOD_DAYS + HALF_DAYS), month)
            rows.append((season_of(month, period), month, period, *near, now, state))
    return pa.table(list(map(list, zip(*rows, strict=True))), schema=arrow_schema(SEASONS))


def _year_state(day: date, month: int) -> int:
    starts = [date(day.year + years, month, 1) for years in (-1, 0, 1)]
    _, away = min((abs((day - start).days), (day - start).days) for start in starts)
    if away < YEAR_FROM or away >= YEAR_TO:
        return YEARS.index("away")
    return YEARS.index("before" if away < 0 else "start" if away < YEAR_STARTS else "after")


def season_of(month: Any, period: Any) -> Any:
    """Number a fiscal month and a period in one."""
    return month * 256 + (period - FIRST_PERIOD)


def _nearness(day: date, starts: list[date], sd_days: float) -> float:
    return exp(-0.5 * (min(abs((day - start).days) for start in starts) / sd_days) ** 2)
