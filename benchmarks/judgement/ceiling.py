"""How near one number for everybody could come, given by somebody who knows from which worlds a book's world is drawn.

In a book in which nothing can be told the best forecast is its level, and the level must be learned from its few returns.
How well that can be done depends on what is known beforehand of the worlds there are: of this kind alone, of every kind
but not which, or of every kind but this one. What is known beforehand are the development worlds; the books are the
judged ones of the forecast, deal by deal. No part of the engine is asked.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from benchmarks.judgement.worlds import HORIZON, SIZES, TESTED
from rekindle.benchworld import World, draw_world
from rekindle.benchworld.market import NO

Floats = npt.NDArray[np.float64]
SMALL = SIZES[:-1]
# The deals whose past tells the returns per day of a development world, and their part: nobody else's.
_MANY, _PART = 20_000, 50
# Days since the loss within which returns per day of being lost are told apart.
_AGES = np.array([0, 15, 30, 45, 60, 75, 90, 120, 150, 180, 210, 240, 270, 330, 390, 470, 560], dtype=np.float64)
# Keeps a band in which nobody came back from being impossible: half a return, in as many days as it takes at one in 400.
_HALF, _ITS_DAYS = 0.5, 200.0


@dataclass(frozen=True)
class Watched:
    """A book's past per band of age: how many came back, and how many days its deals were lost and could have."""

    returns: Floats
    days: Floats


@dataclass(frozen=True)
class Known:
    """A development world: its kind, the share of its lost deals that came within 180 days, and its past."""

    regime: str
    seed: int
    rate: float
    past: Watched


def know_world(task: tuple[str, int]) -> list[dict[str, Any]]:
    """Look at a development world: (regime, seed) -> what is true of it, as plain values."""
    regime, seed = task
    seen = watch(draw_world(regime, seed, _MANY, part=_PART))
    rate = _rate_to_come(regime, seed)
    return [
        {"regime": regime, "seed": seed, "rate": rate, "returns": seen.returns.tolist(), "days": seen.days.tolist()}
    ]


def try_level(task: tuple[str, int, Sequence[Known]]) -> list[dict[str, Any]]:
    """Hold each way to give one number for everybody against the rate that came: (regime, seed, worlds known) -> a row
    per size of book, with the Brier skill of each of `WAYS`."""
    regime, seed, known = task
    rate = _rate_to_come(regime, seed)
    others = [one for one in known if (one.regime, one.seed) != (regime, seed)]
    rows = []
    for size in SMALL:
        past = watch(draw_world(regime, seed, size, part=SIZES.index(size)))
        skills = {name: skill_of(way(past, regime, others), rate) for name, (_, way) in WAYS.items()}
        rows.append({"regime": regime, "seed": seed, "size": size, "base_rate": rate, **skills})
    return rows


def watch(world: World) -> Watched:
    """Return what a world's past shows of when lost deals come back, by the day it starts."""
    deals, standing = world.deals, world.past.standing
    stopped = np.full(deals.account.max() + 1, np.inf)
    np.minimum.at(stopped, deals.account, standing.stop)
    until = np.minimum(stopped[deals.account], 0.0)
    asked = (deals.lost < 0.0) & (deals.verdict != NO)
    came = asked & (standing.back <= until)
    age = np.clip(np.minimum(standing.back, until) - deals.lost, 0.0, None)
    days = np.clip(age[asked, None] - _AGES[:-1], 0.0, np.diff(_AGES)).sum(axis=0)
    return Watched(np.histogram(age[came], _AGES)[0].astype(np.float64), days)


def skill_of(number: float, rate: float) -> float:
    """Return the Brier skill of one number for everybody over the rate that came: never above 0."""
    return -((number - rate) ** 2) / (rate * (1 - rate))


def _rate_to_come(regime: str, seed: int) -> float:
    tested = draw_world(regime, seed, TESTED, until=HORIZON, part=99)
    return float(tested.back_between(0.0, HORIZON)[tested.still_lost(0.0)].mean())


def by_kind(past: Watched, regime: str, known: Sequence[Known]) -> float:
    """Return the mean rate of the worlds of this kind: nothing of the book is looked at."""
    return float(np.mean([one.rate for one in known if one.regime == regime]))


def by_kind_and_book(past: Watched, regime: str, known: Sequence[Known]) -> float:
    """Return the posterior mean of the level: returns are Poisson around the level times what its days expect at the
    pooled rate per day of this kind's worlds, the level is Gamma with the mean and variance it has over those worlds."""
    mine = [one for one in known if one.regime == regime]
    per_day = _per_day(mine)
    levels = np.array([one.past.returns.sum() / (per_day * one.past.days).sum() for one in mine])
    weight = float(levels.mean() / levels.var(ddof=1))
    returns, expected = past.returns.sum(), (per_day * past.days).sum()
    level = (levels.mean() * weight + returns) / (weight + expected)
    return float(level * np.mean([one.rate for one in mine]) / levels.mean())


def by_every_kind(past: Watched, regime: str, known: Sequence[Known]) -> float:
    """Return the posterior mean of the rate over all worlds known, alike before, each weighed by how likely the book's
    returns are, band by band, at that world's own returns per day."""
    per_day = np.array([(one.past.returns + _HALF) / (one.past.days + _ITS_DAYS) for one in known])
    likely = (past.returns * np.log(per_day) - past.days * per_day).sum(axis=1)
    weight = np.exp(likely - likely.max())
    return float(weight @ np.array([one.rate for one in known]) / weight.sum())


def by_other_kinds(past: Watched, regime: str, known: Sequence[Known]) -> float:
    """Return the same of somebody who never saw a world of this kind."""
    return by_every_kind(past, regime, [one for one in known if one.regime != regime])


def by_book(past: Watched, regime: str, known: Sequence[Known]) -> float:
    """Return the rate the book's own returns speak for, weighed by age as in all worlds: nothing is known of levels."""
    per_day = _per_day(known)
    levels = [one.past.returns.sum() / (per_day * one.past.days).sum() for one in known]
    level = past.returns.sum() / (per_day * past.days).sum()
    return float(level * np.mean([one.rate for one in known]) / np.mean(levels))


def _per_day(known: Sequence[Known]) -> Floats:
    returns, days = (sum(getattr(one.past, name) for one in known) for name in ("returns", "days"))
    pooled: Floats = returns / days
    return pooled


# What is known, in words, and the one number for everybody somebody would give who knows it.
Way = Callable[[Watched, str, Sequence[Known]], float]
WAYS: dict[str, tuple[str, Way]] = {
    "kind": ("this kind of world, nothing of the book", by_kind),
    "kind_and_book": ("this kind of world, and the book", by_kind_and_book),
    "every_kind": ("all ten kinds, not which, and the book", by_every_kind),
    "other_kinds": ("the nine other kinds, and the book", by_other_kinds),
    "book": ("the book alone", by_book),
}
