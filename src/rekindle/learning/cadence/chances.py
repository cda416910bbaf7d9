"""The chance that one more follow-up brings the case back: three models, one chosen and calibrated on a later slice."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from rekindle.learning.cadence.events import Flags, Rows
from rekindle.learning.cadence.followups import FollowUps
from rekindle.learning.cadence.splitting import Parts
from rekindle.learning.logs.instants import Numbers
from rekindle.learning.select.encoding import Design, take
from rekindle.learning.select.learners import FEWEST_FOR_TREES, Predict, fit_trees

Calibrate = Callable[[Numbers], Numbers]
_FEWEST_STEPS, _FEWEST_STEP_YES = 4000, 400
_MOST = 20
_PRIOR = 20.0


@dataclass(frozen=True, slots=True)
class Chances:
    """`name` of the model chosen, and the calibrated chance with its 95 % interval for every follow-up."""

    name: str
    chance: Numbers
    low: Numbers
    high: Numbers


def by_number(followups: FollowUps, rows: Rows) -> Numbers:
    """Return for every follow-up the share that came back at its number among `rows`, shrunken by 20 to the mean."""
    number = np.minimum(followups.number, _MOST).astype(np.int64)
    came = followups.came[rows]
    sums = np.bincount(number[rows], came, minlength=_MOST + 1)
    sizes = np.bincount(number[rows], minlength=_MOST + 1)
    table = (sums + _PRIOR * came.mean()) / (sizes + _PRIOR)
    return np.asarray(table[number], dtype=float)


def fit_chances(data: Design, followups: FollowUps, parts: Parts, seed: int) -> Chances:
    """Fit the models on the teaching rows, choose the simplest that is as good as the best on the slice, calibrate it.

    As good: its log loss on the slice, calibrated on the other half of it, is within one standard error of the best.
    """
    raw = _raw(data, followups, parts.teach, seed)
    slice_, came = parts.calibrate, followups.came[parts.calibrate]
    halves = [np.flatnonzero(followups.case[slice_] // 2 % 2 == half) for half in (0, 1)]
    losses = {name: _loss_of(values[slice_], came, halves) for name, values in raw.items()}
    best = min(losses, key=lambda name: float(losses[name].mean()))
    chosen = next(name for name in losses if _as_good(losses[name], losses[best]))
    values = raw[chosen]
    calibrate = _calibrator(values[slice_], came)
    chance = calibrate(values)
    low, high = _interval(values, values[slice_], came, chance)
    return Chances(chosen, chance, low, high)


def _raw(data: Design, followups: FollowUps, teach: Rows, seed: int) -> dict[str, Numbers]:
    """Return what each model says of every follow-up, the simplest model first."""
    came = followups.came[teach]
    found = {"the number of follow-ups": by_number(followups, teach)}
    taught = take(data, teach)
    found["a straight line of all columns"] = _fit_logistic(taught, came)(data)
    if len(teach) >= FEWEST_FOR_TREES:
        found["boosted trees of all columns"] = fit_trees(
            taught, came.astype(float), binary=True, calm=True, seed=seed
        )(data)
    return found


def _fit_logistic(data: Design, came: Flags) -> Predict:
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 slow

    model = LogisticRegression(C=0.3, max_iter=500)  # type: ignore[no-untyped-call]
    model.fit(data.line, came)
    return lambda other: np.asarray(model.predict_proba(other.line)[:, 1], dtype=np.float64)  # type: ignore[no-untyped-call]


def _loss_of(values: Numbers, came: Flags, halves: list[Rows]) -> Numbers:
    loss = np.zeros(len(came))
    for half in (0, 1):
        mine, other = halves[half], halves[1 - half]
        if len(mine) and 0 < came[other].sum() < len(other):
            chance = _platt(values[other], came[other])(values[mine])
            loss[mine] = log_losses(chance, came[mine])
    return loss


def _as_good(losses: Numbers, best: Numbers) -> bool:
    gap = losses - best
    return bool(gap.mean() <= gap.std() / np.sqrt(len(gap)))


def log_losses(chance: Numbers, came: Flags) -> Numbers:
    """Return the log loss of each row."""
    sure = np.clip(chance, 1e-6, 1 - 1e-6)
    return np.asarray(-np.where(came, np.log(sure), np.log1p(-sure)), dtype=float)


def logit(chance: Numbers) -> Numbers:
    """Return the log odds of chances."""
    sure = np.clip(chance, 1e-6, 1 - 1e-6)
    return np.asarray(np.log(sure / (1 - sure)), dtype=float)


def _calibrator(values: Numbers, came: Flags) -> Calibrate:
    """Return isotonic steps where the slice is large enough to carry them, else a line on the log odds (Platt)."""
    if len(values) < _FEWEST_STEPS or came.sum() < _FEWEST_STEP_YES:
        return _platt(values, came)
    from sklearn.isotonic import IsotonicRegression  # noqa: PLC0415 slow

    steps = IsotonicRegression(y_min=0.5 / len(values), y_max=1 - 0.5 / len(values), out_of_bounds="clip")  # type: ignore[no-untyped-call]
    steps.fit(values, came.astype(float))
    return lambda some: np.asarray(steps.predict(some), dtype=np.float64)  # type: ignore[no-untyped-call]


def _platt(values: Numbers, came: Flags) -> Calibrate:
    slope, shift = fit_line_of_odds(logit(values), came)
    return lambda some: np.asarray(1 / (1 + np.exp(-(slope * logit(some) + shift))), dtype=float)


def fit_line_of_odds(odds: Numbers, came: Flags) -> tuple[float, float]:
    """Fit log odds of what came as a line of `odds`: slope and shift, slightly pulled to (1, 0); Newton's method."""
    weights = np.array([1.0, 0.0])
    x = np.column_stack([odds, np.ones(len(odds))])
    pull = np.diag([0.5, 0.05])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-(x @ weights)))
        slope = x.T @ (came - chance) - pull @ (weights - [1.0, 0.0])
        step = np.linalg.solve((x * (chance * (1 - chance))[:, None]).T @ x + pull, slope)
        weights = weights + np.clip(step, -3, 3)
        if np.abs(step).max() < 1e-8:
            break
    return float(weights[0]), float(weights[1])


def _interval(values: Numbers, known: Numbers, came: Flags, chance: Numbers) -> tuple[Numbers, Numbers]:
    """Return the Jeffreys interval of the nearest follow-ups of the slice (one in twenty of them, at least 50)."""
    from scipy.stats import beta  # noqa: PLC0415 slow

    order = np.argsort(known, kind="stable")
    total = np.r_[0, np.cumsum(came[order])]
    reach = min(max(50, len(known) // 20), len(known))
    first = np.clip(np.searchsorted(known[order], values) - reach // 2, 0, len(known) - reach)
    yes = total[first + reach] - total[first]
    pairs, which = np.unique(yes, return_inverse=True)
    ends = [np.asarray(beta.ppf(tail, pairs + 0.5, reach - pairs + 0.5))[which] for tail in (0.025, 0.975)]
    return np.minimum(ends[0], chance), np.maximum(ends[1], chance)
