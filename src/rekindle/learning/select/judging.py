"""How far a ranking can be believed: from past to future, against what shuffled rows would promise."""

from dataclasses import dataclass

import numpy as np

from rekindle.learning.logs.instants import Numbers
from rekindle.learning.select.effects import Trial
from rekindle.learning.select.holding import ranking, ranking_of
from rekindle.learning.select.splitting import split_at_random
from rekindle.learning.select.valuing import Held

_FALLS = 0.05
_SAMPLE = 30_000


@dataclass(frozen=True, slots=True)
class Judged:
    """`auc` is the figure to believe, `shuffled` what shuffled rows would show, `in_order` from first rows to last."""

    auc: float | None = None
    shuffled: float | None = None
    in_order: float | None = None

    def as_json(self) -> dict[str, float | str | None]:
        """Return plain numbers; `believe` names the figure."""
        if self.auc is None:
            return {}
        if self.shuffled is not None:
            return {"believe": "past_to_future", "past_to_future_auc": self.auc, "shuffled_auc": self.shuffled}
        return {"believe": "cross_fitted", "cross_fitted_auc": self.auc, "first_to_last_rows_auc": self.in_order}


def judge(trial: Trial, happened: Numbers, held: Held, *, later: bool, seed: int) -> Judged:
    """Judge how well what was expected ranks a yes-or-no outcome."""
    found = ranking(held, happened)
    if later:
        shuffled = ranking_of(trial, happened, split_at_random(trial.unit, 3, seed), seed)
        return Judged(found, shuffled=shuffled)
    cut = int(0.7 * len(happened))
    rows = np.arange(len(happened))
    first = rows[:cut] if cut <= _SAMPLE else rows[:cut][:: cut // _SAMPLE + 1]
    last = rows[cut:]
    if len(np.unique(happened[last] > 0)) < 2 or len(np.unique(trial.unit[last])) < len(last) / 2:
        return Judged(found)
    return Judged(found, in_order=ranking_of(trial, happened, [(first, last)], seed))


def say_judged(judged: Judged, outcome: str, time: str | None) -> tuple[list[str], list[str]]:
    """Return sentences for the reasons, and warnings."""
    if judged.auc is None:
        return [], []
    if judged.shuffled is not None:
        words = (
            f"From past to future by “{time}” the ranking of “{outcome}” has an AUC of {judged.auc:.2f} "
            f"(0.5 is a coin); on shuffled rows it would seem to be {judged.shuffled:.2f}. "
            "Believe the figure from past to future."
        )
        return ([], [words]) if judged.shuffled > judged.auc + _FALLS else ([words], [])
    said = [f"The ranking of “{outcome}” has an AUC of {judged.auc:.2f} on rows that taught nothing (0.5 is a coin)."]
    if judged.in_order is not None and judged.in_order < judged.auc - _FALLS:
        return said, [
            f"From the first rows of the file to its last the AUC is only {judged.in_order:.2f}, "
            f"against {judged.auc:.2f} on shuffled rows. If the rows are in the order of time, believe the first, "
            "and give the dates with --time."
        ]
    return said, []
