"""The change a contact makes: doubly robust scores, and models of how it differs from one to the next."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rekindle.learning.logs.instants import Numbers
from rekindle.learning.select.encoding import Design, take
from rekindle.learning.select.learners import (
    FEWEST_FOR_STUMPS,
    FEWEST_FOR_TREES,
    Predict,
    blend,
    fit_line,
    fit_outcome,
    fit_stumps,
    fit_trees,
    mean_of,
)
from rekindle.learning.select.splitting import Rows, Split, split_at_random

Flags = NDArray[np.bool_]
_FEW = 3000


@dataclass(frozen=True, slots=True)
class Trial:
    """What a model of effects is fitted on: the design, who was contacted, with what chance, and what it earned."""

    data: Design
    earned: Numbers
    contacted: Flags
    chance: Numbers
    unit: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Effect:
    """A fitted model: what one earns if contacted and if left alone, and the change, shrunken towards its mean.

    The change is blended of the difference of both and of `views` fitted on scores, by `weights` around `centres`.
    """

    with_contact: list[Predict]
    without: list[Predict]
    views: tuple[tuple[Predict, ...], ...]
    centres: Numbers
    weights: Numbers
    mean: float

    def change(self, data: Design) -> Numbers:
        """Return the change a contact is expected to make, one per row."""
        return self.expect(data)[2]

    def expect(self, data: Design) -> tuple[Numbers, Numbers, Numbers]:
        """Return what each row earns if contacted, if left alone, and the change expected of a contact."""
        yes, no = mean_of(self.with_contact, data), mean_of(self.without, data)
        columns = np.column_stack([yes - no, *(mean_of(list(models), data) for models in self.views)])
        return yes, no, np.asarray(self.mean + (columns - self.centres) @ self.weights, dtype=float)


@dataclass(frozen=True, slots=True)
class Scores:
    """Unbiased, noisy readings of what each row would earn contacted (`yes`) and left alone (`no`)."""

    yes: Numbers
    no: Numbers

    @property
    def change(self) -> Numbers:
        """The change a contact makes, read row by row."""
        return self.yes - self.no


def score(trial: Trial, rows: Rows, yes: Numbers, no: Numbers) -> Scores:
    """Return the doubly robust scores of rows, given what models that they did not teach expect of them.

    Augmented inverse propensity weights (Robins, Rotnitzky and Zhao 1994): the mean is right when either the models or
    the chances of a contact are.
    """
    y, t, e = trial.earned[rows], trial.contacted[rows], trial.chance[rows]
    return Scores(yes + np.where(t, (y - yes) / e, 0.0), no + np.where(t, 0.0, (y - no) / (1 - e)))


def fit_effect(trial: Trial, rows: Rows, seed: int = 0) -> Effect:
    """Fit the change a contact makes on some rows of a trial.

    The rows are parted (in 2, few rows in 4); each part is scored by outcome models of the others. Four views of the
    change - the difference of the outcome models, and a line, stumps and calm trees fitted on the scores (DR-learner,
    Kennedy 2023) - are blended by how well each predicts the scores of a part it has not seen, and shrunken together
    towards the mean change.
    """
    parts = split_at_random(_renumber(trial.unit[rows]), 4 if len(rows) <= _FEW else 2, seed)
    unseen = [take(trial.data, rows[held]) for _, held in parts]
    yes = [_fit_side(trial, rows[teach], contacted=True, seed=seed) for teach, _ in parts]
    no = [_fit_side(trial, rows[teach], contacted=False, seed=seed) for teach, _ in parts]
    said = [(mean_of(yes[part], asked), mean_of(no[part], asked)) for part, asked in enumerate(unseen)]
    readings = np.empty(len(rows))
    for (_, held), both in zip(parts, said, strict=True):
        readings[held] = score(trial, rows[held], *both).change
    views = _fit_views(take(trial.data, rows), parts, readings, seed)
    columns = [
        np.column_stack([both[0] - both[1], *(view[part](asked) for view in views)])
        for part, (asked, both) in enumerate(zip(unseen, said, strict=True))
    ]
    stacked = np.vstack(columns)
    weights, trust = blend(stacked, np.concatenate([readings[held] for _, held in parts]))
    centres, mean = stacked.mean(axis=0), float(readings.mean())
    with_contact, without = ([one for models in side for one in models] for side in (yes, no))
    return Effect(with_contact, without, views, centres, weights * trust, mean)


def _fit_views(data: Design, parts: list[Split], readings: Numbers, seed: int) -> tuple[tuple[Predict, ...], ...]:
    """Fit a line, and with rows enough stumps and trees, on the scores of the rows that teach each part."""
    taught = [(take(data, teach), readings[teach]) for teach, _ in parts]
    lines = tuple(fit_line(some, scored) for some, scored in taught)
    fewest = min(len(scored) for _, scored in taught)
    if fewest < FEWEST_FOR_STUMPS or not data.names:
        return (lines,)
    stumps = tuple(fit_stumps(some, scored, seed) for some, scored in taught)
    if fewest < FEWEST_FOR_TREES:
        return (lines, stumps)
    trees = tuple(fit_trees(some, scored, binary=False, calm=True, seed=seed) for some, scored in taught)
    return (lines, stumps, trees)


def _fit_side(trial: Trial, rows: Rows, *, contacted: bool, seed: int) -> list[Predict]:
    side = rows[trial.contacted[rows] == contacted]
    if not len(side):
        side = rows
    return fit_outcome(take(trial.data, side), trial.earned[side], seed)


def _renumber(unit: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.unique(unit, return_inverse=True)[1].astype(np.int64)
