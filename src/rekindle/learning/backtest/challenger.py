"""The challenger: boosted trees on the same past days, learned only from outcomes that were over by then."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
import pyarrow as pa

from rekindle.learning.backtest.figures import Figure, calibration_slope, resample
from rekindle.learning.backtest.rows import Rows
from rekindle.timing.models import Boosted
from rekindle.timing.models.boosted import LEAST_RETURNS

Floats = np.ndarray[Any, np.dtype[np.float64]]

LEAST_TAUGHT = 200
SLOPES = (0.8, 1.2)


@dataclass(frozen=True)
class Challenge:
    """Whether a challenger was tried, wins, and why. `gain` is the Brier score it saves, `error` its standard error."""

    tried: bool
    wins: bool
    why: str
    gain: float | None = None
    error: float | None = None
    slope: float | None = None

    def as_json(self) -> dict[str, Any]:
        """Return plain JSON."""
        return dict(self.__dict__)


def challenge(rows: Rows, origins: tuple[datetime, ...], horizon_days: int) -> Challenge:
    """Try boosted trees beside the desk's model, origin by origin in the order of time.

    It is tried from 1,000 returned deals on, and wins where it saves Brier score by more than one standard error of the
    difference (accounts as witnesses) with a calibration slope of 0.8 to 1.2."""
    returns = len(np.unique(rows.deal[rows.back > 0]))
    if returns < LEAST_RETURNS:
        few = f"A second model, of boosted trees, is tried from {LEAST_RETURNS:,} returns on; there are {returns:,}."
        return Challenge(tried=False, wins=False, why=few)
    chance = _foretell(rows, origins, horizon_days)
    known = ~np.isnan(chance)
    if not rows.back[known].any():
        return Challenge(tried=False, wins=False, why="A second model could not be tried: too little was over in time.")
    saved = (rows.chance - rows.back)[known] ** 2 - (chance - rows.back)[known] ** 2
    draws = resample(rows.account[known].astype(np.int64))
    slope = calibration_slope(chance[known], rows.back[known], draws)
    per_account = np.bincount(draws.cluster, saved - saved.mean())
    return _judge(float(saved.mean()), float(np.sqrt((per_account**2).sum()) / len(saved)), slope)


def _judge(gain: float, error: float, slope: Figure) -> Challenge:
    upright = slope.value is not None and SLOPES[0] <= slope.value <= SLOPES[1]
    wins = gain > error and upright
    if wins:
        why = "A second model, of boosted trees, did better on your past. Your numbers still come from the desk’s own "
        why += (
            "model, whose reasons can be read; what the other would save stands in the report of `rekindle backtest`."
        )
    elif gain > error:
        why = (
            "A second model, of boosted trees, came closer, but its chances were too bold or too timid. It is not used."
        )
    else:
        why = "A second model, of boosted trees, was tried on your past and was not better. It is not used."
    return Challenge(tried=True, wins=wins, why=why, gain=gain, error=error, slope=slope.value)


def _foretell(rows: Rows, origins: tuple[datetime, ...], horizon_days: int) -> Floats:
    days = np.array([at.timestamp() / 86_400 for at in origins])[rows.origin.astype(np.int64)]
    table = _features(rows)
    chance = np.full(len(rows), np.nan)
    for day in np.unique(days):
        over, here = days + horizon_days <= day, days == day
        if rows.back[over].sum() >= LEAST_TAUGHT:
            model = Boosted().fit(
                {"rows": table.filter(pa.array(over)).append_column("back", pa.array(rows.back[over]))}
            )
            found = model.forecast({"rows": table.filter(pa.array(here))}, horizon_days)
            chance[here] = found.column("chance").to_numpy()
    return chance


def _features(rows: Rows) -> pa.Table:
    """What the desk says, and what it leaves to the line: age and amount."""
    sure = np.clip(rows.chance, 1e-4, 1 - 1e-4)
    return pa.table(
        {"odds": np.log(sure / (1 - sure)), "age": rows.age, "amount": np.log1p(np.maximum(rows.amount, 0.0))}
    )
