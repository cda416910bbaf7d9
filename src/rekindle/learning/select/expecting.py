"""What a contact is expected to earn, where nobody was left alone to compare with."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rekindle.learning.logs.instants import Numbers
from rekindle.learning.select.encoding import Design, take
from rekindle.learning.select.learners import Predict, blend, fit_outcome, mean_of
from rekindle.learning.select.splitting import Rows, split_at_random


@dataclass(frozen=True, slots=True)
class Expected:
    """A fitted model: `kinds` of learner, each the mean of two halves, blended and shrunken towards the mean."""

    kinds: tuple[tuple[Predict, ...], ...]
    centres: Numbers
    weights: Numbers
    mean: float

    def change(self, data: Design) -> Numbers:
        """Return what a contact is expected to earn, one per row (what comes anyway is in it)."""
        columns = np.column_stack([mean_of(list(models), data) for models in self.kinds])
        return np.asarray(self.mean + (columns - self.centres) @ self.weights, dtype=float)


def fit_expected(data: Design, earned: Numbers, unit: NDArray[np.int64], rows: Rows, seed: int = 0) -> Expected:
    """Fit what a contact earns on some rows: a line and trees, each judged on the half of the rows it has not seen."""
    own = np.unique(unit[rows], return_inverse=True)[1].astype(np.int64)
    halves = [(rows[a], rows[b]) for a, b in split_at_random(own, 2, seed)]
    fitted = [fit_outcome(take(data, teach), earned[teach], seed) for teach, _ in halves]
    kinds = tuple(zip(*fitted, strict=False))
    unseen = [
        np.column_stack([kind[half](take(data, held)) for kind in kinds]) for half, (_, held) in enumerate(halves)
    ]
    columns, readings = np.vstack(unseen), np.concatenate([earned[held] for _, held in halves])
    weights, trust = blend(columns, readings)
    return Expected(kinds, columns.mean(axis=0), weights * trust, float(readings.mean()))
