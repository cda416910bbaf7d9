"""What the history teaches: a model of every row, and how it did on rows that taught it nothing."""

from dataclasses import dataclass

import numpy as np

from rekindle.learning.select.asking import Ask
from rekindle.learning.select.checking import Checked
from rekindle.learning.select.effects import Effect, Trial
from rekindle.learning.select.encoding import Design, take
from rekindle.learning.select.expecting import Expected
from rekindle.learning.select.holding import Progress, choose_splits, hold_contacts, hold_trial
from rekindle.learning.select.judging import Judged, judge
from rekindle.learning.select.past import Past
from rekindle.learning.select.several import WayEffects
from rekindle.learning.select.splitting import Rows
from rekindle.learning.select.valuing import Held, Valued, value


@dataclass(frozen=True, slots=True)
class Taught:
    """`model` saw every row of `trial`; `held` is what was expected of rows held back, and `valued` what that earned.

    `later` says that the rows held back came after those that taught. `judged` is empty where nothing is ranked.
    """

    trial: Trial
    model: Effect | WayEffects | Expected
    held: Held
    later: bool
    valued: Valued
    judged: Judged


def teach(past: Past, data: Design, checked: Checked, ask: Ask, progress: Progress) -> Taught:
    """Fit what a contact changes, or what it brings where no claim is made; `progress` is called after each fit."""
    trial = _trial(past, data, checked)
    splits, later = choose_splits(trial.unit, None if past.when is None else past.when[checked.rows], ask.seed)
    held, model = (
        hold_trial(trial, checked.several, splits, ask.seed, progress)
        if checked.causal
        else hold_contacts(trial, splits, ask.seed, progress)
    )
    valued = value(held, ask.cost, ask.at_most)
    ranks = past.binary and not checked.causal
    judged = judge(trial, past.happened[checked.rows], held, later=later, seed=ask.seed) if ranks else Judged()
    return Taught(trial, model, held, later, valued, judged)


def _trial(past: Past, data: Design, checked: Checked) -> Trial:
    rows = checked.rows
    contacted = past.contacted if past.contacted is not None else checked.chance > 0
    return Trial(take(data, rows), past.earned[rows], contacted[rows], checked.chance[rows], _renumber(past, checked))


def _renumber(past: Past, checked: Checked) -> Rows:
    return np.unique(past.unit[checked.rows], return_inverse=True)[1].astype(np.int64)
