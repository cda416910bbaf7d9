"""The change a contact makes: doubly robust scores, and models of how it differs from one to the next."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rekindle.learning.logs.instants import Numbers
from rekindle.learning.select.encoding import Design, take
from rekindle.learning.select.learners import (
    FEWEST_FOR_TREES,
    Predict,
    blend,
    fit_line,
    fit_outcome,
    fit_trees,
    mean_of,
)
from rekindle.learning.select.splitting import Rows, split_at_random

Flags = NDArray[np.bool_]


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
    """A fitted model: what one earns if contacted and if left alone, and the change, shrunken towards its mean."""

    with_contact: list[Predict]
    without: list[Predict]
    kinds: tuple[tuple[Predict, ...], ...]
    centres: Numbers
    weights: Numbers
    mean: float

    def change(self, data: Design) -> Numbers:
        """Return the change a contact is expected to make, one per row."""
        columns = np.column_stack([mean_of(list(models), data) for models in self.kinds])
        return np.asarray(self.mean + (columns - self.centres) @ self.weights, dtype=float)


@dataclass(frozen=True, slots=True)
class Scores:
    """Unbiased, noisy readings of what each row would earn contacted (`yes`) and left alone (`no`)."""

    yes: Numbers
    no: Numbers

    @property
    def change(self) -> Numbers:
        """The change a contact makes, read row by row."""
        return self.yes - self.no


def score(trial: Trial, rows: Rows, with_contact: list[Predict], without: list[Predict]) -> Scores:
    """Return the doubly robust scores of rows that taught none of the models.

    Augmented inverse propensity weights (Robins, Rotnitzky and Zhao 1994): the mean of `yes` is right when either the
    models or the chances of a contact are.
    """
    data, y, t, e = take(trial.data, rows), trial.earned[rows], trial.contacted[rows], trial.chance[rows]
    yes, no = mean_of(with_contact, data), mean_of(without, data)
    return Scores(yes + np.where(t, (y - yes) / e, 0.0), no + np.where(t, 0.0, (y - no) / (1 - e)))


def fit_effect(trial: Trial, rows: Rows, seed: int = 0) -> Effect:
    """Fit the change a contact makes on some rows of a trial.

    The rows are halved; each half is scored by outcome models of the other. Three views of the change - the difference
    of the outcome models, a line and calm trees fitted on the scores (DR-learner, Kennedy 2023) - are blended by how
    well each predicts the scores of the half it has not seen, and shrunken together towards the mean change.
    """
    halves = [(rows[a], rows[b]) for a, b in split_at_random(_renumber(trial.unit[rows]), 2, seed)]
    yes: list[list[Predict]] = [_fit_side(trial, teach, contacted=True, seed=seed) for teach, _ in halves]
    no: list[list[Predict]] = [_fit_side(trial, teach, contacted=False, seed=seed) for teach, _ in halves]
    scored = [score(trial, held, yes[half], no[half]).change for half, (_, held) in enumerate(halves)]
    views: list[list[Predict]] = [[_difference(yes[half], no[half]) for half in (0, 1)]]
    views.append([fit_line(take(trial.data, halves[1 - half][1]), scored[1 - half]) for half in (0, 1)])
    if len(rows) >= 2 * FEWEST_FOR_TREES and trial.data.names:
        views.append([_fit_calm(trial, halves[1 - half][1], scored[1 - half], seed) for half in (0, 1)])
    unseen = [
        np.column_stack([view[half](take(trial.data, held)) for view in views]) for half, (_, held) in enumerate(halves)
    ]
    columns, readings = np.vstack(unseen), np.concatenate(scored)
    weights, trust = blend(columns, readings)
    kinds = tuple(tuple(view) for view in views)
    every = (yes[0] + yes[1], no[0] + no[1])
    return Effect(*every, kinds, columns.mean(axis=0), weights * trust, float(readings.mean()))


def _fit_side(trial: Trial, rows: Rows, *, contacted: bool, seed: int) -> list[Predict]:
    side = rows[trial.contacted[rows] == contacted]
    if not len(side):
        side = rows
    return fit_outcome(take(trial.data, side), trial.earned[side], seed)


def _difference(yes: list[Predict], no: list[Predict]) -> Predict:
    return lambda data: mean_of(yes, data) - mean_of(no, data)


def _fit_calm(trial: Trial, rows: Rows, readings: Numbers, seed: int) -> Predict:
    return fit_trees(take(trial.data, rows), readings, binary=False, calm=True, seed=seed)


def _renumber(unit: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.unique(unit, return_inverse=True)[1].astype(np.int64)
