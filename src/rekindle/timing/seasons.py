"""How near each half of a period is to the start of a fiscal year: small, and the same for every deal."""

from datetime import date
from functools import lru_cache
from typing import Any

import numpy as np
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

Floats = np.ndarray[Any, np.dtype[np.float64]]
Ints = np.ndarray[Any, np.dtype[np.int64]]

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


@lru_cache(maxsize=64)
def _seasons(today: date, lead_days: int, sd_days: float) -> pa.Table:
    months, periods = np.arange(1, 13), np.arange(FIRST_PERIOD, END_PERIOD)
    days = [[(date(today.year + years, month, 1) - today).days for years in range(-7, 5)] for month in range(1, 13)]
    starts = np.array(days, dtype=np.float64)
    middle = periods * PERIOD_DAYS + HALF_DAYS // 2
    near = [_nearness(at, starts - lead_days, sd_days) for at in (middle, middle + HALF_DAYS, np.zeros(1))]
    columns = {
        "season": season_of(months[:, None], periods),
        "fiscal_month": np.broadcast_to(months[:, None], near[0].shape),
        "period": np.broadcast_to(periods, near[0].shape),
        **dict(zip(("near_a", "near_b", "near_now"), np.broadcast_arrays(*near), strict=True)),
        "year": _year_state(periods * PERIOD_DAYS + HALF_DAYS, starts),
    }
    return pa.table({name: columns[name].ravel() for name in SEASONS}, schema=arrow_schema(SEASONS))


def _year_state(days: Ints, starts: Floats) -> Ints:
    """Return the state of the year on each day, [month x day]; half way between two starts the later one counts."""
    away = days[:, None] - starts[:, None, :]
    away = np.take_along_axis(away, np.argmin(2 * np.abs(away) + (away > 0), axis=2)[..., None], axis=2)[..., 0]
    states = [(away < YEAR_FROM) | (away >= YEAR_TO), away < 0, away < YEAR_STARTS]
    found: Ints = np.select(states, [YEARS.index(name) for name in ("away", "before", "start")], YEARS.index("after"))
    return found


def _nearness(days: Ints | Floats, starts: Floats, sd_days: float) -> Floats:
    """Return how near the nearest start is to each day: [month x day]."""
    away = np.abs(days[:, None] - starts[:, None, :]).min(axis=2)
    found: Floats = np.exp(-0.5 * (away / sd_days) ** 2)
    return found


def season_of(month: Any, period: Any) -> Any:
    """Number a fiscal month and a period in one."""
    return month * 256 + (period - FIRST_PERIOD)
