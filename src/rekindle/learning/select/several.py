"""Several ways to contact: which of them changes most for whom, tried like one way is."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rekindle.learning.logs.errors import list_names
from rekindle.learning.logs.instants import Numbers
from rekindle.learning.select.effects import Effect, Scores, Trial, fit_effect
from rekindle.learning.select.encoding import Design, take
from rekindle.learning.select.past import Past
from rekindle.learning.select.randomness import check_randomness
from rekindle.learning.select.splitting import Rows

_FEWEST, _MOST = 100, 6


@dataclass(frozen=True, slots=True)
class Several:
    """`names` of the ways, and for each row of the trial the place of its own among them (-1: left alone)."""

    names: tuple[str, ...]
    way: NDArray[np.int64]

    def shares(self) -> Numbers:
        """Return how many of those contacted were contacted in each way."""
        return np.asarray(np.bincount(self.way[self.way >= 0], minlength=len(self.names)) / (self.way >= 0).sum())


@dataclass(frozen=True, slots=True)
class WayEffects:
    """A model of the change of each way; `broad` is the one that changed most on average."""

    effects: tuple[Effect, ...]
    broad: int

    def expect(self, data: Design) -> tuple[Numbers, Numbers, Numbers]:
        """Return what rows earn in each way and their changes (rows x ways), and what they earn left alone."""
        said = [effect.expect(data) for effect in self.effects]
        yes, no, change = (np.column_stack([one[place] for one in said]) for place in range(3))
        return yes, change, no.mean(axis=1)

    def changes(self, data: Design) -> Numbers:
        """Return the change each way is expected to make: rows x ways."""
        return self.expect(data)[1]

    def change(self, data: Design) -> Numbers:
        """Return the change of the way that is best for each row."""
        return np.asarray(self.changes(data).max(axis=1), dtype=float)


def find_several(past: Past, data: Design, seed: int) -> tuple[Several | None, tuple[str, ...]]:
    """Return the ways to contact where there are several that can be told apart, and what is said about it.

    They can where each has 100 rows and it looks random who was contacted in which; else they are taken together.
    """
    if past.arms is None or past.contacted is None or len(past.arms.others) < 2:
        return None, ()
    counts = np.bincount(past.arm[past.contacted], minlength=len(past.arms.levels))
    codes = [code for code in np.flatnonzero(counts) if past.arms.levels[code] != past.arms.control]
    names = tuple(past.arms.levels[code] for code in codes)
    if len(codes) > _MOST or counts[codes].min() < _FEWEST:
        few = f"there are more than {_MOST}" if len(codes) > _MOST else f"one has fewer than {_FEWEST} rows"
        return None, (f"The ways to contact are taken together, since {few}; to look at one of them: --arm.",)
    rows = np.flatnonzero(past.contacted)
    some = take(data, rows)
    for code, name in zip(codes, names, strict=True):
        found = check_randomness(some, past.arm[rows] == code, past.unit[rows], np.zeros(len(rows), np.int32), seed)
        if found.verdict == "chosen":
            words = f"Who was contacted by “{name}” and who in another way was not left to chance (“{found.column}”"
            return None, (f"{words} tells it), so the ways are taken together; to look at one of them: --arm.",)
    way = np.full(past.rows, -1, dtype=np.int64)
    for place, code in enumerate(codes):
        way[past.arm == code] = place
    said = f"For each candidate that way of {list_names(names)} is taken which is expected to change most."
    return Several(names, way), (said,)


def fit_ways(trial: Trial, several: Several, rows: Rows, seed: int = 0) -> WayEffects:
    """Fit the change of each way against being left alone, on some rows of a trial."""
    shares = several.shares()
    effects = []
    for way in range(len(several.names)):
        mine = rows[(several.way[rows] == way) | (several.way[rows] < 0)]
        reached = trial.chance * shares[way]
        one = Trial(trial.data, trial.earned, several.way == way, reached / (reached + 1 - trial.chance), trial.unit)
        effects.append(fit_effect(one, mine, seed))
    return WayEffects(tuple(effects), int(np.argmax([effect.mean for effect in effects])))


def score_ways(trial: Trial, several: Several, fitted: WayEffects, held: Rows) -> tuple[Numbers, Scores, Numbers]:
    """Return for rows held back the change expected of the best way, its scores, and the reading of the broad way."""
    yes, change, no = fitted.expect(take(trial.data, held))
    best = np.argmax(change, axis=1)
    y, e = trial.earned[held], trial.chance[held]
    shares, way = several.shares(), several.way[held]
    place = np.arange(len(held))
    left = no + np.where(way < 0, (y - no) / (1 - e), 0.0)

    def reading(of: NDArray[np.int64]) -> Numbers:
        said = yes[place, of]
        return np.asarray(said + np.where(way == of, (y - said) / (e * shares[of]), 0.0), dtype=float)

    return change[place, best], Scores(reading(best), left), reading(np.full(len(held), fitted.broad))
