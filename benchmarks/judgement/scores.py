"""Scores of a forecast: Brier skill, calibration slope, coverage, concordance, and intervals by resampling."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.special import expit, logit
from scipy.stats import rankdata

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]
Z_80 = 1.2815515655446004


def brier(chance: Floats, came: Flags) -> float:
    """Return the mean squared difference between the chances and what happened (Brier 1950)."""
    return float(np.mean((chance - came) ** 2))


def brier_skill(chance: Floats, came: Flags) -> float:
    """Return 1 - Brier / Brier of the rate that really came, the same for all: nobody could know that rate before."""
    return 1 - brier(chance, came) / brier(np.full(len(came), came.mean()), came)


def calibration_slope(chance: Floats, came: Flags) -> float:
    """Return b of logit P(came) = a + b logit(chance), by maximum likelihood (Cox 1958); 1 is right."""
    x = logit(np.clip(chance, 1e-6, 1 - 1e-6))

    def loss(at: Floats) -> tuple[float, Floats]:
        line = at[0] + at[1] * x
        slip = expit(line) - came
        return float(np.sum(np.logaddexp(0, line) - came * line)), np.array([slip.sum(), (slip * x).sum()])

    found = minimize(loss, np.array([0.0, 1.0]), jac=True, method="BFGS")
    return float(found.x[1])


def coverage(low: Floats, high: Floats, came: Flags, groups: Ints, least: int = 30) -> tuple[int, int]:
    """Count the groups whose share that came lies in the mean 80% interval of the group, and the groups.

    The noise of a share of so many deals is added to each side of the interval in quadrature: an interval of a chance
    cannot answer for the dice. Groups of fewer than `least` deals are left out."""
    inside = count = 0
    for group in np.unique(groups):
        mine = groups == group
        size = int(mine.sum())
        if size < least:
            continue
        below, above, share = low[mine].mean(), high[mine].mean(), came[mine].mean()
        middle = (below + above) / 2
        dice = Z_80 * np.sqrt(max(middle * (1 - middle), 1e-9) / size)
        down, up = np.hypot(middle - below, dice), np.hypot(above - middle, dice)
        inside += int(middle - down <= share <= middle + up)
        count += 1
    return inside, count


def concordance(score: Floats, came: Flags) -> float:
    """Return the chance that who came scored higher than who did not, ties half (area under the ROC curve)."""
    rank = rankdata(score)
    ones = int(came.sum())
    zeros = len(came) - ones
    return float((rank[came].sum() - ones * (ones + 1) / 2) / (ones * zeros)) if ones and zeros else float("nan")


def resample(count: int, score: Callable[[Ints], float], times: int = 400, level: float = 0.95) -> tuple[float, float]:
    """Return the interval of a score over samples of the places drawn with replacement (percentiles)."""
    chance = np.random.default_rng(20_260_105)
    found = [score(chance.integers(0, count, count)) for _ in range(times)]
    tail = (1 - level) / 2 * 100
    low, high = np.nanpercentile(found, [tail, 100 - tail])
    return float(low), float(high)
