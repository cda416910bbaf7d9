"""What contacting all, none and the selected would earn, on rows that taught nothing, and which of it to choose."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rekindle.learning.logs.instants import Numbers
from rekindle.learning.select.effects import Scores

_Z = 1.96
# Selecting must beat the simpler choice by so many standard errors, and rank by so many, before it is advised.
_SHOWN, _RANKED = 1.96, 1.645
_FEWEST = 30


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean per person, net of the cost of contacts, with its 95 % interval."""

    value: float
    low: float
    high: float

    def as_json(self) -> dict[str, float]:
        """Return plain numbers."""
        return {"value": self.value, "low": self.low, "high": self.high}


@dataclass(frozen=True, slots=True)
class Held:
    """Rows held back: what the model expected of a contact, the scores, whose rows they are, in which part.

    `everyone` is the reading of what a row earns where everyone is contacted in one way.
    """

    expected: Numbers
    scores: Scores
    everyone: Numbers
    unit: NDArray[np.int64]
    part: NDArray[np.int64]
    rows: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Valued:
    """`simple` is the better of all and none (`chance` under a limit); `choice` what is advised. `change`: a contact's.

    `advantage` is what selecting earns above the simple choice. `middle`, `slope`, `spread`: the line of the readings
    on what the model expected, with the covariance of its two numbers; a slope of 1 is a calibrated model, 0 no rank.
    """

    all: Estimate
    none: Estimate
    selected: Estimate
    advantage: Estimate
    change: Estimate
    simple: str
    choice: str
    share: float
    middle: float
    slope: float
    spread: tuple[float, float, float]

    def interval(self, expected: Numbers) -> Numbers:
        """Return half the width of the 95 % interval of what is expected, one per row."""
        away = expected - self.middle
        at, both, along = self.spread
        return np.asarray(_Z * np.sqrt(np.maximum(at + 2 * away * both + away**2 * along, 0)))


def mean_with_interval(values: Numbers, unit: NDArray[np.int64], z: float = _Z) -> Estimate:
    """Return the mean and its interval; the rows of one unit count as one draw (sandwich variance)."""
    mean = float(values.mean())
    sums = np.bincount(unit, values - mean)
    error = float(np.sqrt((sums**2).sum())) / len(values)
    return Estimate(mean, mean - z * error, mean + z * error)


def choose_rows(expected: Numbers, cost: float, at_most: float) -> NDArray[np.bool_]:
    """Choose the rows whose expected change is worth its cost; of too many the best."""
    worth = expected > cost
    most = int(np.ceil(at_most * len(expected)))
    if at_most < 1 and worth.sum() > most:
        best = np.argsort(-expected, kind="stable")[:most]
        worth = np.zeros(len(expected), dtype=bool)
        worth[best] = True
    return worth


def value(held: Held, cost: float, at_most: float) -> Valued:
    """Value the three choices on the rows held back. All values are per person and net of cost."""
    unit = np.unique(held.unit, return_inverse=True)[1].astype(np.int64)
    chosen = np.zeros(len(unit), dtype=bool)
    for part in np.unique(held.part):
        mine = held.part == part
        chosen[mine] = choose_rows(held.expected[mine], cost, at_most)
    gain, nobody = held.scores.change - cost, held.scores.no
    everyone, picked = held.everyone - cost, nobody + chosen * gain
    change = mean_with_interval(everyone - nobody, unit)
    simple = "none" if change.value <= 0 else "all" if at_most == 1 else "chance"
    share = {"none": 0.0, "all": 1.0, "chance": float(chosen.mean())}[simple]
    above = chosen * gain - share * (everyone - nobody)
    advantage = mean_with_interval(above, unit)
    middle, slope, spread = _line(held, unit)
    # Of several ways the best may change as much for everybody: then there is no rank to be seen.
    ranks = bool(np.any(held.everyone != held.scores.yes)) or slope > _RANKED * float(np.sqrt(spread[2]))
    shown = ranks and _is_shown(advantage, int((above != 0).sum()))
    return Valued(
        all=mean_with_interval(everyone, unit),
        none=mean_with_interval(nobody, unit),
        selected=mean_with_interval(picked, unit),
        advantage=advantage,
        change=change,
        simple=simple,
        choice="selected" if shown else simple,
        share=float(chosen.mean()),
        middle=middle,
        slope=slope,
        spread=spread,
    )


def _is_shown(advantage: Estimate, differing: int) -> bool:
    error = (advantage.high - advantage.value) / _Z
    return differing >= _FEWEST and advantage.value > _SHOWN * error


def _line(held: Held, unit: NDArray[np.int64]) -> tuple[float, float, tuple[float, float, float]]:
    """Fit readings on what was expected: the best linear predictor of Chernozhukov and others 2018, by units.

    Within each part: the teaching rows of a part lie below its mean whenever its own lie above, which would look like
    a slope of its own.
    """
    part = np.unique(held.part, return_inverse=True)[1]
    away, readings = _centre(held.expected, part), _centre(held.scores.change, part)
    middle, power = float(held.expected.mean()), float(away @ away)
    if power <= 1e-12 * max(1.0, middle**2) * len(away):
        slope, away, power = 0.0, np.zeros_like(away), float("inf")
    else:
        slope = float(away @ readings) / power
    error = readings - slope * away
    at = np.bincount(unit, error) / len(error)
    along = np.bincount(unit, error * away) / power
    return middle, slope, (float(at @ at), float(at @ along), float(along @ along))


def _centre(values: Numbers, part: NDArray[np.int64]) -> Numbers:
    return np.asarray(values - (np.bincount(part, values) / np.bincount(part))[part], dtype=float)
