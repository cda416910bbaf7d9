"""Teaching on some rows and reading off the others, part by part."""

from collections.abc import Callable, Sequence

import numpy as np

from rekindle.learning.logs.instants import Numbers
from rekindle.learning.select.effects import Effect, Scores, Trial, fit_effect, score
from rekindle.learning.select.encoding import take
from rekindle.learning.select.expecting import Expected, fit_expected
from rekindle.learning.select.randomness import auc
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


def hold_trial(trial: Trial, splits: Sequence[Split], seed: int, progress: Progress) -> tuple[Held, Effect]:
    """Fit the change of a contact on each split's teaching rows and score the rows held back; then fit on all."""
    expected, yes, no = [], [], []
    for place, (teach, held) in enumerate(splits):
        fitted = fit_effect(trial, teach, seed + place)
        with_contact, without, change = fitted.expect(take(trial.data, held))
        scores = score(trial, held, with_contact, without)
        expected.append(change)
        yes.append(scores.yes)
        no.append(scores.no)
        progress(place + 1, len(splits) + 1)
    final = fit_effect(trial, np.arange(len(trial.earned)), seed)
    progress(len(splits) + 1, len(splits) + 1)
    return _join(splits, expected, Scores(np.concatenate(yes), np.concatenate(no)), trial.unit), final


def hold_contacts(trial: Trial, splits: Sequence[Split], seed: int, progress: Progress) -> tuple[Held, Expected]:
    """Fit what a contact earns, likewise; left alone counts as nothing, since nobody was."""
    expected, rows = [], np.concatenate([held for _, held in splits])
    for place, (teach, held) in enumerate(splits):
        fitted = fit_expected(trial.data, trial.earned, trial.unit, teach, seed + place)
        expected.append(fitted.change(take(trial.data, held)))
        progress(place + 1, len(splits) + 1)
    final = fit_expected(trial.data, trial.earned, trial.unit, np.arange(len(trial.earned)), seed)
    progress(len(splits) + 1, len(splits) + 1)
    return _join(splits, expected, Scores(trial.earned[rows], np.zeros(len(rows))), trial.unit), final


def _join(splits: Sequence[Split], expected: list[Numbers], scores: Scores, unit: Rows) -> Held:
    rows = np.concatenate([held for _, held in splits])
    part = np.concatenate([np.full(len(held), place) for place, (_, held) in enumerate(splits)])
    return Held(np.concatenate(expected), scores, unit[rows], part, rows)


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
    none = Scores(trial.earned[rows], np.zeros(len(rows)))
    return ranking(_join(splits, expected, none, trial.unit), happened)
