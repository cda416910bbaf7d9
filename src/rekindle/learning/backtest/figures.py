"""Figures of a forecast against what happened, each with a 95 % interval that treats an account as one witness.

The same deal is asked about at several origins and deals of one account share its fate, so rows are no witnesses of
their own: sums are resampled account by account (cluster bootstrap), the concordance has DeLong's variance summed per
account, the slope the sandwich variance of a logistic regression with accounts as clusters. How sure these two are
hangs on the rarer outcome: of few accounts that came back their intervals are Student's, of one there is none.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

Floats = np.ndarray[Any, np.dtype[np.float64]]
Ints = np.ndarray[Any, np.dtype[np.int64]]

RESAMPLES = 1000
MOST_CLUSTERS = 2000
TAIL = 0.025
# A slope on the log-odds is not to hang on how close to nothing a chance of next to nothing was put.
SURE = 0.001


@dataclass(frozen=True)
class Figure:
    """A value with its 95 % interval; all three None where it cannot be computed, or one account alone was seen, or
    came back: of one witness nobody knows how sure it is."""

    value: float | None = None
    low: float | None = None
    high: float | None = None

    def as_json(self) -> dict[str, float | None]:
        """Return the figure as plain JSON."""
        return {"value": self.value, "low": self.low, "high": self.high}


@dataclass(frozen=True)
class Resampler:
    """Resamples accounts: `cluster` numbers the account of each row, `weights` [resamples x clusters] how often each
    is drawn. More than 2,000 accounts are put into 2,000 groups: an interval needs no more witnesses."""

    cluster: Ints
    weights: Floats

    def ratio(self, above: Floats, below: Floats, then: Callable[[Any], Any] = lambda ratio: ratio) -> Figure:
        """Return then(sum of `above` / sum of `below`)."""
        return self.of(lambda sums: then(sums[0] / sums[1]), above, below)

    def share(self, above: Floats, below: Floats, then: Callable[[Any], Any] = lambda ratio: ratio) -> Figure:
        """Return then(share) of `above` in `below`. Of none, or of all, every resample says the same: then the interval
        is the exact one of Clopper and Pearson (1934), an account as one trial."""
        found = self.ratio(above, below, then)
        whole, part = float(below.sum()), float(above.sum())
        if found.value is None or 1e-9 * whole < part < (1 - 1e-9) * whole:
            return found
        trials = int((np.bincount(self.cluster, below, self.weights.shape[1]) > 0).sum())
        least = TAIL ** (1 / trials)
        low, high = (0.0, 1 - least) if part < whole / 2 else (least, 1.0)
        return Figure(found.value, float(then(low)), float(then(high)))

    def of(self, function: Callable[[Any], Any], *columns: Floats) -> Figure:
        """Return a function of the sums of some columns; `function` sees the sums stacked along the first axis."""
        groups = self.weights.shape[1]
        sums = np.stack([np.bincount(self.cluster, column, groups) for column in columns])
        with np.errstate(divide="ignore", invalid="ignore"):
            value = float(function(sums.sum(axis=1)))
            drawn = function(sums @ self.weights.T)
        drawn = drawn[np.isfinite(drawn)]
        if not np.isfinite(value) or len(drawn) < RESAMPLES // 2 or groups < 2:
            return Figure()
        low, high = np.quantile(drawn, [0.025, 0.975])
        return Figure(value, float(low), float(high))


def resample(accounts: Ints, seed: int = 20) -> Resampler:
    """Draw the resamples of the accounts of some rows; the same rows give the same draws."""
    _, cluster = np.unique(accounts, return_inverse=True)
    groups = int(min(cluster.max(initial=0) + 1, MOST_CLUSTERS))
    rng = np.random.default_rng(seed)
    drawn = rng.multinomial(groups, np.full(groups, 1 / groups), size=RESAMPLES)
    return Resampler((cluster % groups).astype(np.int64), drawn.astype(np.float64))


def brier_skill(chance: Floats, back: Floats, draws: Resampler) -> Figure:
    """Return 1 - Brier score / Brier score of the average of all rows, which nobody could know beforehand."""
    ones = np.ones_like(chance)
    if _witnesses(back, draws) < 2:
        return Figure()

    def skill(sums: Any) -> Any:
        errors, returns, rows = sums
        return 1 - errors / (returns - returns * returns / rows)

    return draws.of(skill, (chance - back) ** 2, back, ones)


def apart(one: Figure, other: Figure, drawn: Figure) -> Figure:
    """Return a difference of two shares in 100, as drawn; where one of them is none or all, no surer than their own
    intervals let it be, squared and added (Newcombe 1998, method 10)."""
    known = [
        end for figure in (one, other, drawn) for end in (figure.value, figure.low, figure.high) if end is not None
    ]
    if len(known) < 9 or not any(min(share, 100 - share) < 1e-7 for share in (known[0], known[3])):
        return drawn
    ours, our_low, our_high, theirs, their_low, their_high, value, low, high = known
    least = value - float(np.hypot(ours - our_low, their_high - theirs))
    most = value + float(np.hypot(our_high - ours, theirs - their_low))
    return Figure(value, min(low, least), max(high, most))


def concordance(chance: Floats, back: Floats, draws: Resampler) -> Figure:
    """Return the share of pairs (came back, did not) in the right order, ties half (DeLong et al. 1988)."""
    came = back > 0
    m, n = int(came.sum()), int((~came).sum())
    if not m or not n:
        return Figure()
    order = _mid_ranks(chance)
    among_came, among_others = _mid_ranks(chance[came]), _mid_ranks(chance[~came])
    above = (order[came] - among_came) / n
    below = 1 - (order[~came] - among_others) / m
    value = float(above.mean())
    influence = np.empty_like(chance)
    influence[came], influence[~came] = (above - value) / m, (below - value) / n
    found = _around(value, influence, back, draws, 0.0, 1.0)
    if found.value is None or 1e-9 < value < 1 - 1e-9:
        return found
    # Of a perfect order every account says the same, as of a share of all: an account as one trial.
    surely = float(TAIL ** (1 / _witnesses(back, draws)))
    return Figure(value, surely, 1.0) if value > 0.5 else Figure(value, 0.0, 1 - surely)


def _mid_ranks(values: Floats) -> Floats:
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    ranks: Floats = (last - (counts - 1) / 2)[inverse]
    return ranks


def calibration_slope(chance: Floats, back: Floats, draws: Resampler) -> Figure:
    """Return b of logit P(back) = a + b logit(chance): 1 is right, less is too sure, more is too timid (Cox 1958)."""
    if not 0 < back.sum() < len(back) or np.ptp(chance) < 1e-9:
        return Figure()
    x = np.clip(chance, SURE, 1 - SURE)
    design = np.column_stack([np.ones_like(x), np.log(x / (1 - x))])
    beta = np.array([0.0, 1.0])
    for _ in range(50):
        fitted = 1 / (1 + np.exp(-np.clip(design @ beta, -30, 30)))
        inverse = np.linalg.pinv((design * (fitted * (1 - fitted))[:, None]).T @ design)
        step = inverse @ (design.T @ (back - fitted))
        beta = beta + np.clip(step, -2, 2)
        if np.abs(step).max() < 1e-9:
            break
    influence = ((back - fitted)[:, None] * design @ inverse)[:, 1]
    return _around(float(beta[1]), influence, back, draws)


def _around(
    value: float, influence: Floats, back: Floats, draws: Resampler, least: float = -np.inf, most: float = np.inf
) -> Figure:
    from scipy.special import stdtrit  # noqa: PLC0415 slow to import

    groups, witnesses = draws.weights.shape[1], _witnesses(back, draws)
    if witnesses < 2:
        return Figure()
    sd = float(np.sqrt((np.bincount(draws.cluster, influence, groups) ** 2).sum()))
    off = float(stdtrit(witnesses - 1, 1 - TAIL)) * sd
    return Figure(value, max(value - off, least), min(value + off, most))


def _witnesses(back: Floats, draws: Resampler) -> int:
    """Count the accounts that came back, or those that did not, whichever are fewer."""
    return min(len(np.unique(draws.cluster[back > 0])), len(np.unique(draws.cluster[back <= 0])))


def calibration_table(chance: Floats, back: Floats, draws: Resampler, bins: int = 8) -> list[dict[str, Any]]:
    """Return groups of like forecasts with what was expected and what came: the reliability diagram as rows."""
    edges = np.unique(np.quantile(chance, np.linspace(0, 1, bins + 1)))
    place = np.clip(np.searchsorted(edges, chance, side="right") - 1, 0, max(len(edges) - 2, 0))
    table = []
    for number in np.unique(place):
        here = (place == number).astype(np.float64)
        seen = draws.share(here * back, here)
        table.append(
            {
                "from": float(chance[place == number].min()),
                "to": float(chance[place == number].max()),
                "n": int(here.sum()),
                "forecast": float((here * chance).sum() / here.sum()),
                "observed": seen.value,
                "low": seen.low,
                "high": seen.high,
            }
        )
    return table
