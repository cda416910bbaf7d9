"""Which rows teach and which are held back: at random with the rows of one unit together, or in the order of time."""

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from rekindle.learning.logs.instants import Numbers

Rows = NDArray[np.int64]
Split = tuple[Rows, Rows]


def split_at_random(unit: NDArray[np.int64], parts: int, seed: int) -> list[Split]:
    """Return (teach, hold back) for each of so many parts; the rows of a unit are never on both sides."""
    chance = np.random.default_rng(seed)
    part = chance.permutation(int(unit.max(initial=-1)) + 1) % parts
    mine = part[unit]
    return [(np.flatnonzero(mine != one), np.flatnonzero(mine == one)) for one in range(parts)]


def split_by_time(when: Numbers, unit: NDArray[np.int64], parts: int = 4, first: float = 0.4) -> list[Split]:
    """Return for each of so many later parts the rows strictly before it, and its own.

    The first `first` of the rows only teach. Rows of one instant are never parted. Rows of a unit that is in the part
    held back do not teach it, unless nearly all units are in both.
    """
    at = np.sort(when)
    edges = [at[int(len(at) * (first + (1 - first) * step / parts))] for step in range(parts)]
    edges = [*sorted(set(edges)), np.inf]
    found = []
    for low, high in pairwise(edges):
        later = np.flatnonzero((when >= low) & (when < high))
        earlier = _apart(np.flatnonzero(when < low), unit, unit[later])
        if len(earlier) >= 30 and len(later):
            found.append((earlier, later))
    return found


def _apart(earlier: Rows, unit: NDArray[np.int64], later: NDArray[np.int64]) -> Rows:
    others = earlier[~np.isin(unit[earlier], later)]
    return others if len(others) > 0.5 * len(earlier) else earlier


def parts_for(rows: int) -> int:
    """Say into how many parts to split: fewer where there is plenty."""
    return 5 if rows <= 20_000 else 4 if rows <= 50_000 else 3
