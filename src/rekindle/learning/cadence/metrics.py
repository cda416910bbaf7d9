"""How good the chances were on later cases, beside the base rate and the number of follow-ups alone."""

import numpy as np

from rekindle.learning.cadence.chances import fit_line_of_odds, log_losses, logit
from rekindle.learning.cadence.events import Flags
from rekindle.learning.logs.instants import Numbers
from rekindle.learning.select.randomness import auc

_BINS = 10


def measure(chance: Numbers, came: Flags) -> dict[str, float]:
    """Return AUC, Brier score, log loss, and how the chances are calibrated.

    `calibration_slope` is 1 and `calibration_shift` 0 for perfect odds; `expected` and `observed` are mean chances;
    `calibration_error` is the mean distance of both over ten slices of equal size.
    """
    slope, shift = fit_line_of_odds(logit(chance), came) if chance.std() > 1e-9 else (1.0, 0.0)
    return {
        "auc": auc(chance, came),
        "brier": float(((chance - came) ** 2).mean()),
        "log_loss": float(log_losses(chance, came).mean()),
        "calibration_slope": slope,
        "calibration_shift": shift,
        "calibration_error": _error(chance, came),
        "expected": float(chance.mean()),
        "observed": float(came.mean()),
    }


def skill(chance: Numbers, base: Numbers, came: Flags) -> dict[str, float]:
    """Return by how much the Brier score beats that of the base, as a share of it, with its 95 % interval."""
    theirs = (base - came) ** 2
    gap = theirs - (chance - came) ** 2
    half = 1.96 * float(gap.std()) / np.sqrt(len(gap))
    whole = float(theirs.mean()) or 1.0
    return {
        "value": float(gap.mean()) / whole,
        "low": float(gap.mean() - half) / whole,
        "high": float(gap.mean() + half) / whole,
    }


def _error(chance: Numbers, came: Flags) -> float:
    order = np.argsort(chance, kind="stable")
    slices = np.array_split(order, _BINS)
    return float(sum(len(one) * abs(chance[one].mean() - came[one].mean()) for one in slices if len(one)) / len(chance))
