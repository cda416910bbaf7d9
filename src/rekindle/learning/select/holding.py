"""Teaching on some rows and reading off the others, part by part."""

from collections.abc import Callable, Sequence

import numpy as np

from rekindle.learning.logs.instants import Numbers
from rekindle.learning.select.effects import Effect, Scores, Trial, fit_effect, score
from rekindle.learning.select.encoding import take
from rekindle.learning.select.expecting import Expected, fit_expected
from rekindle.learning.select.randomness import auc
from rekindle.learning.select.several import Several, WayEffects, fit_ways, score_ways
from rekindle.learning.select.splitting import Rows, Split, parts_for, split_at_random, split_by_time
from rekindle.learning.select.valuing import Held

# Called after each model that was fitted, with how many there are to fit.
Progress = Callable[[int, int], None]
_FEWEST_LATER = 30


def choose_splits(unit: Rows, when: Numbers | None, seed: int) -> tuple[list[Split], bool]:
    """Return the splits, and whether they go from past to future."""
    if when is not None:
        splits = split_by_time(when, unit, 4 if len(unit) <= 50_000 else 3)
        if sum(len(held) for _, held in splits) >= _FEWEST_LATER:
            return splits, True
    return split_at_random(unit, parts_for(len(unit)), seed), False


def hold_trial(
    trial: Trial, several: Several | None, splits: Sequence[Split], seed: int, progress: Progress
) -> tuple[Held, Effect | WayEffects]:
    """Fit the change of a contact on each split's teaching rows and score the rows held back; then fit on all.

    Where there are several ways to contact, the change is that of the way which is best for each row.
    """
    found = []
    for place, (teach, held) in enumerate(splits):
        found.append(_score(trial, several, teach, held, seed + place))
        progress(place + 1, len(splits) + 1)
    rows = np.arange(len(trial.earned))
    final = fit_effect(trial, rows, seed) if several is None else fit_ways(trial, several, rows, seed)
    progress(len(splits) + 1, len(splits) + 1)
    expected, yes, no, everyone = (np.concatenate(parts) for parts in zip(*found, strict=True))
    return _join(splits, expected, Scores(yes, no), everyone, trial.unit), final


def _score(trial: Trial, several: Several | None, teach: Rows, held: Rows, seed: int) -> tuple[Numbers, ...]:
    """Return of rows held back the change expected, their readings, and those of contacting everyone."""
    if several is not None:
        expected, scores, everyone = score_ways(trial, several, fit_ways(trial, several, teach, seed), held)
        return expected, scores.yes, scores.no, everyone
    with_contact, without, change = fit_effect(trial, teach, seed).expect(take(trial.data, held))
    scores = score(trial, held, with_contact, without)
    return change, scores.yes, scores.no, scores.yes


def hold_contacts(trial: Trial, splits: Sequence[Split], seed: int, progress: Progress) -> tuple[Held, Expected]:
    """Fit what a contact earns, likewise; left alone counts as nothing, since nobody was."""
    expected, rows = [], np.concatenate([held for _, held in splits])
    for place, (teach, held) in enumerate(splits):
        fitted = fit_expected(trial.data, trial.earned, trial.unit, teach, seed + place)
        expected.append(fitted.change(take(trial.data, held)))
        progress(place + 1, len(splits) + 1)
    final = fit_expected(trial.data, trial.earned, trial.unit, np.arange(len(trial.earned)), seed)
    progress(len(splits) + 1, len(splits) + 1)
    earned = trial.earned[rows]
    return _join(splits, np.concatenate(expected), Scores(earned, np.zeros(len(rows))), earned, trial.unit), final


def _join(splits: Sequence[Split], expected: Numbers, scores: Scores, everyone: Numbers, unit: Rows) -> Held:
    rows = np.concatenate([held for _, held in splits])
    part = np.concatenate([np.full(len(held), place) for place, (_, held) in enumerate(splits)])
    return Held(expected, scores, everyone, unit[rows], part, rows)


def ranking(held: Held, happened: Numbers) -> float:
    """Return how well what was expected ranks what happened (AUC), compared only within each part."""
    total, pairs = 0.0, 0.0
    for part in np.unique(held.part):
        mine = held.part == part
        flags = happened[held.rows[mine]] > 0
        weight = float(flags.sum()) * float((~flags).sum())
        total, pairs = total + weight * auc(held.expected[mine], flags), pairs + weight
    return total / pairs if pairs else 0.5


def ranking_of(trial: Trial, happened: Numbers, splits: Sequence[Split], seed: int) -> float:
    """Return the AUC of what a contact earns when held back by other splits."""
    expected = [
        fit_expected(trial.data, trial.earned, trial.unit, teach, seed).change(take(trial.data, held))
        for teach, held in splits
    ]
    rows = np.concatenate([held for _, held in splits])
    earned = trial.earned[rows]
    scores = Scores(earned, np.zeros(len(rows)))
    return ranking(_join(splits, np.concatenate(expected), scores, earned, trial.unit), happened)
