"""The challenger: boosted trees on the same past days, learned only from outcomes that were over by then."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import numpy as np
import pyarrow as pa

from rekindle.learning.backtest.figures import Figure, calibration_slope, resample
from rekindle.learning.backtest.rows import Rows
from rekindle.timing.constants import HORIZON_DAYS
from rekindle.timing.models import Boosted
from rekindle.timing.models.boosted import LEAST_RETURNS
from rekindle.timing.second import FEATURES, log_rate_of, move
from rekindle.timing.trees import Trees

Floats = np.ndarray[Any, np.dtype[np.float64]]
Ints = np.ndarray[Any, np.dtype[np.int64]]
Flags = np.ndarray[Any, np.dtype[np.bool_]]

LEAST_TAUGHT = 200
# More rows do not make better trees here, only slower ones.
MOST_TAUGHT = 100_000
SLOPES = (0.8, 1.2)
# A leaf holds so many deals; of at most so many trees as many are grown as foretell one account in five best.
LEAST_DEALS, MOST_TREES, HELD = 100, 160, 5
SCALES = tuple(nth / 20 for nth in range(10, 41))
# One day alone teaches its own season for the general rule.
LEAST_DAYS = 2


@dataclass(frozen=True)
class Challenge:
    """Whether a challenger was tried, wins, and why. `gain` is the Brier score it saves, `error` its standard error;
    `trees`, as text, is the winner, grown from all that is over by now."""

    tried: bool
    wins: bool
    why: str
    gain: float | None = None
    error: float | None = None
    slope: float | None = None
    trees: str | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the verdict as plain JSON, without the trees."""
        return {name: value for name, value in self.__dict__.items() if name != "trees"}


def challenge(
    rows: Rows, origins: tuple[datetime, ...], horizon_days: int, segments: tuple[str, ...] = ()
) -> Challenge:
    """Try boosted trees beside the desk's model, origin by origin in the order of time, bounded as they would be used.

    They are tried from 1,000 returned deals on where half a year could be looked ahead, and win where they save Brier
    score by more than one standard error of the difference (accounts as witnesses) with a calibration slope of 0.8 to
    1.2."""
    returns = len(np.unique(rows.deal[rows.back > 0]))
    if returns < LEAST_RETURNS:
        few = f"A second model, of boosted trees, is tried from {LEAST_RETURNS:,} returns on; there are {returns:,}."
        return Challenge(tried=False, wins=False, why=few)
    chance = _foretell(rows, origins, horizon_days)
    known = ~np.isnan(chance)
    if horizon_days != HORIZON_DAYS or not rows.back[known].any():
        return Challenge(tried=False, wins=False, why="A second model could not be tried: too little was over in time.")
    saved = (rows.chance - rows.back)[known] ** 2 - (chance - rows.back)[known] ** 2
    draws = resample(rows.account[known].astype(np.int64))
    slope = calibration_slope(chance[known], rows.back[known], draws)
    per_account = np.bincount(draws.cluster, saved - saved.mean())
    error = float(np.sqrt((per_account**2).sum()) / len(saved))
    gain, wins = float(saved.mean()), _wins(float(saved.mean()), error, slope)
    trees = _grow(rows, np.ones(len(rows), dtype=bool), {"segment": segments}).as_text() if wins else None
    return Challenge(True, wins, _say(gain, error, wins), gain, error, slope.value, trees)


def _wins(gain: float, error: float, slope: Figure) -> bool:
    return gain > error and slope.value is not None and SLOPES[0] <= slope.value <= SLOPES[1]


def _say(gain: float, error: float, wins: bool) -> str:
    if wins:
        return (
            "A second model, of boosted trees, foretold your past better than the desk’s own, by more than luck. It is "
            "used from the next morning on, until a later test takes that back."
        )
    if gain > error:
        return (
            "A second model, of boosted trees, came closer, but its chances were too bold or too timid. It is not used."
        )
    return "A second model, of boosted trees, was tried on your past and was not better. It is not used."


def _foretell(rows: Rows, origins: tuple[datetime, ...], horizon_days: int) -> Floats:
    days = np.array([at.timestamp() / 86_400 for at in origins])[rows.origin.astype(np.int64)]
    chance = np.full(len(rows), np.nan)
    for day in np.unique(days):
        over, here = days + horizon_days <= day, days == day
        if rows.back[over].sum() >= LEAST_TAUGHT and len(np.unique(days[over])) >= LEAST_DAYS:
            trees = _grow(rows, over, {})
            own, may = rows.chance[here], rows.may[here]
            chance[here] = move(own, log_rate_of(own, trees.weigh(rows.looks[here]), may), may)
    return chance


def _grow(rows: Rows, taught: Flags, levels: Mapping[str, tuple[str, ...]]) -> Trees:
    """Grow trees on some rows, of very many on every so many-th: the same share of each day.

    A deal is there once for each day it was asked about, and is one witness: a leaf holds so many deals, not rows. What
    was expected on a day is brought to what came of it: how many come is the desk's to say, and turns with the market;
    which of them, the trees'."""
    places = np.flatnonzero(taught)
    places = places[:: -(-len(places) // MOST_TAUGHT)]
    least = LEAST_DEALS * -(-len(places) // len(np.unique(rows.deal[places])))
    table = _table(rows.looks[places]).append_column("back", pa.array(rows.back[places]))
    table = table.append_column("expected", pa.array(_levelled(rows, places)))
    held = rows.account[places] % HELD == 0
    theirs = table.filter(pa.array(held))
    first = Boosted(trees=MOST_TREES, least=least).fit({"rows": table.filter(pa.array(~held))})
    length = first.best_length({"rows": theirs})
    tried = replace(first, trees=length).as_trees(levels).weigh(rows.looks[places[held]])
    grown = Boosted(trees=length, least=least).fit({"rows": table}).as_trees(levels)
    return grown.scaled(_scale(tried, theirs))


def _scale(tried: Floats, theirs: pa.Table) -> float:
    """Return how far trees are to be believed: the power of their multipliers that foretells others best."""
    back, expected = (theirs.column(name).to_numpy() for name in ("back", "expected"))
    return float(min(SCALES, key=lambda power: (expected * np.exp(power * tried) - back * power * tried).sum()))


def _levelled(rows: Rows, places: Ints) -> Floats:
    day, chance = rows.origin[places].astype(np.int64), rows.chance[places]
    came, expected = (np.bincount(day, values) for values in (rows.back[places], chance))
    found: Floats = chance * (np.maximum(came, 1.0) / np.maximum(expected, 1e-9))[day]
    return found


def _table(looks: Floats) -> pa.Table:
    return pa.table({name: looks[:, nth] for nth, name in enumerate(FEATURES)})
