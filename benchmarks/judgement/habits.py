"""The habits a desk replaces, and two ceilings: each chooses whom to contact this week. All obey a stop and a clear no.

A habit takes the loop, the number of contacts it may make and a stream of chance, and returns places of deals.
"""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from rekindle.benchworld import Loop

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Habit = Callable[[Loop, int, np.random.Generator], Ints]

# Nobody contacts the same person again sooner: every habit keeps this gap, so that none loses by hammering.
GAP_DAYS = 28.0
_STEPS = (30.0, 60.0, 90.0)
_QUARTER = 91.0


def do_nothing(loop: Loop, most: int, chance: np.random.Generator) -> Ints:
    """Contact nobody; who comes alone is still answered."""
    return np.zeros(0, dtype=np.int64)


def at_random(loop: Loop, most: int, chance: np.random.Generator) -> Ints:
    """Contact anybody who was left alone for four weeks."""
    return _highest(loop, chance.random(len(loop.world.deals)), most)


def oldest_first(loop: Loop, most: int, chance: np.random.Generator) -> Ints:
    """Contact those lost longest ago."""
    return _highest(loop, -loop.world.deals.lost, most)


def newest_first(loop: Loop, most: int, chance: np.random.Generator) -> Ints:
    """Contact those lost last."""
    return _highest(loop, loop.world.deals.lost, most)


def largest_first(loop: Loop, most: int, chance: np.random.Generator) -> Ints:
    """Contact the largest deals."""
    return _highest(loop, loop.world.deals.amount, most)


def cadence(loop: Loop, most: int, chance: np.random.Generator) -> Ints:
    """Contact 30, 60 and 90 days after the loss and then every quarter, whoever is most overdue first."""
    age, gone = loop.day - loop.world.deals.lost, loop.since_touch()
    contacted = age - gone
    step = np.array([0.0, *_STEPS])[np.searchsorted(_STEPS, np.minimum(age, 1e6), side="right")]
    due = np.where(age <= _STEPS[-1] + _QUARTER, step, contacted + _QUARTER)
    due = np.where(np.isinf(gone), np.minimum(due, _STEPS[0]), np.where(age > _STEPS[-1], contacted + _QUARTER, step))
    overdue = np.where((age >= due) & (age >= _STEPS[0]) & (contacted < due), age - due, -np.inf)
    return _highest(loop, overdue, most)


def oracle(loop: Loop, most: int, chance: np.random.Generator) -> Ints:
    """Contact the largest of those who are looking right now: it sees their windows."""
    world = loop.world
    looking = world.lives.is_open(loop.day, np.arange(len(world.deals)))
    fresh = 1 - np.exp(-loop.since_touch() / world.market.draws["contact.fresh_days"])
    return _highest(loop, np.where(looking, world.deals.amount * fresh, -np.inf), most, gap=14.0)


def _highest(loop: Loop, score: Floats, most: int, gap: float = GAP_DAYS) -> Ints:
    may = loop.free() & (loop.since_touch() >= gap) & np.isfinite(score)
    places = np.flatnonzero(may)
    return places[np.argsort(-score[places], kind="stable")[:most]]


HABITS: dict[str, Habit] = {
    "do nothing": do_nothing,
    "random": at_random,
    "oldest first": oldest_first,
    "newest first": newest_first,
    "largest first": largest_first,
    "30/60/90, then quarterly": cadence,
    "oracle: sees the windows": oracle,
}
CADENCE = "30/60/90, then quarterly"
