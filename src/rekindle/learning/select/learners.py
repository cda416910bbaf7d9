"""Two kinds of learner, used side by side: a straight line that shrinks itself, and boosted trees."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rekindle.learning.logs.instants import Numbers
from rekindle.learning.select.encoding import Design, Matrix

Predict = Callable[[Design], Numbers]
# Below so many rows trees learn noise; below so many yeses they cannot tell either.
FEWEST_FOR_TREES = 250
FEWEST_FOR_STUMPS = 100
_FEWEST_EARNERS = 40
_WORTH_THREADS = 400_000


def fit_line(data: Design, y: Numbers) -> Predict:
    """Fit ridge regression of y on the line matrix; the penalty is chosen by generalised cross-validation."""
    x = data.line.astype(np.float64)
    centre, middle = x.mean(axis=0) if x.size else np.zeros(x.shape[1]), float(y.mean())
    values, vectors, along = _turn(x - centre, y - middle)
    if not values.size or values[-1] <= 0:
        return lambda other: np.full(len(other.line), middle)
    total = float(((y - middle) ** 2).sum())
    penalty = min(
        (10.0**power * values[-1] for power in np.arange(-6, 2.01, 0.5)),
        key=lambda one: _gcv(one, values, along, total, len(y)),
    )
    weights = vectors @ (along / (values + penalty))
    return lambda other: middle + (other.line - centre) @ weights


def _turn(x: Numbers, y: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    values, vectors = np.linalg.eigh(x.T @ x) if x.shape[1] else (np.empty(0), np.empty((0, 0)))
    return np.maximum(values, 0), vectors, vectors.T @ (x.T @ y)


def _gcv(penalty: float, values: Numbers, along: Numbers, total: float, rows: int) -> float:
    """Golub, Heath and Wahba 1979: RSS / (1 - df / n)^2."""
    shrunk = along / (values + penalty)
    left = total - 2 * float(shrunk @ along) + float((shrunk**2) @ values)
    freedom = float((values / (values + penalty)).sum()) + 1
    return left / max(1 - freedom / rows, 1e-3) ** 2


def fit_trees(data: Design, y: Numbers, *, binary: bool, calm: bool = False, seed: int = 0) -> Predict:
    """Fit boosted trees of y on the tree matrix; `calm` ones for effects, which are small beside the noise."""
    from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor  # noqa: PLC0415 slow
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]  # noqa: PLC0415

    rows = len(y)
    settings = {
        "learning_rate": 0.06 if calm else 0.08,
        "max_iter": 50 if calm else 70,
        "max_leaf_nodes": 6 if calm else 12,
        "min_samples_leaf": int(max(30, rows / 60)) if calm else int(max(20, rows / 400)),
        "l2_regularization": 1.0,
        "categorical_features": np.array(data.coded, dtype=bool),
        "early_stopping": False,
        "random_state": seed,
    }
    known = _fill_empty(data.tree)
    # On little data threads wait for each other longer than they work.
    with threadpool_limits(None if data.tree.size > _WORTH_THREADS else 1):
        if binary:
            sure = HistGradientBoostingClassifier(**settings)  # type: ignore[no-untyped-call]
            sure.fit(known, y.astype(np.int8))
            return lambda other: _numbers(sure.predict_proba(other.tree)[:, 1])  # type: ignore[no-untyped-call]
        model = HistGradientBoostingRegressor(**settings)  # type: ignore[no-untyped-call]
        model.fit(known, y)
        return lambda other: _numbers(model.predict(other.tree))  # type: ignore[no-untyped-call]


def fit_stumps(data: Design, y: Numbers, seed: int = 0) -> Predict:
    """Fit a few boosted trees of one cut each: on little data they find the one column that divides, and no more."""
    from sklearn.ensemble import HistGradientBoostingRegressor  # noqa: PLC0415 slow
    from threadpoolctl import threadpool_limits  # noqa: PLC0415

    model = HistGradientBoostingRegressor(  # type: ignore[no-untyped-call]
        learning_rate=0.1,
        max_iter=25,
        max_leaf_nodes=2,
        min_samples_leaf=int(max(20, len(y) / 20)),
        l2_regularization=1.0,
        categorical_features=np.array(data.coded, dtype=bool),
        early_stopping=False,
        random_state=seed,
    )
    with threadpool_limits(None if data.tree.size > _WORTH_THREADS else 1):
        model.fit(_fill_empty(data.tree), y)
    return lambda other: _numbers(model.predict(other.tree))  # type: ignore[no-untyped-call]


def _fill_empty(tree: Matrix) -> Matrix:
    """Return the matrix with zeros in columns that are empty in these rows: trees refuse a column without values."""
    empty = np.isnan(tree).all(axis=0)
    return np.where(empty, np.float32(0), tree) if empty.any() else tree


def _numbers(answer: Any) -> Numbers:
    return np.asarray(answer, dtype=np.float64)


def fit_outcome(data: Design, y: Numbers, seed: int = 0) -> list[Predict]:
    """Fit what y is expected to be: a line and, with rows enough, trees. One constant where y does not vary.

    Where most earn nothing and some earn much, the trees learn the chance and the amount apart.
    """
    if y.min() == y.max():
        constant = float(y[0])
        return [lambda other: np.full(len(other.line), constant)]
    line = fit_line(data, y)
    if len(y) < FEWEST_FOR_TREES or not data.names:
        return [line]
    kinds = np.unique(y[: 50 * FEWEST_FOR_TREES])
    binary = set(kinds.tolist()) <= {0.0, 1.0} and bool(np.isin(y, (0.0, 1.0)).all())
    if not binary and y.min() >= 0 and float((y == 0).mean()) > 0.3:
        return [line, _fit_two_parts(data, y, seed)]
    return [line, fit_trees(data, y, binary=binary, seed=seed)]


def _fit_two_parts(data: Design, y: Numbers, seed: int) -> Predict:
    earns = y > 0
    chance = fit_trees(data, earns.astype(float), binary=True, seed=seed)
    typical = float(y[earns].mean())
    if earns.sum() < _FEWEST_EARNERS:
        return lambda other: typical * chance(other)
    rows = np.flatnonzero(earns)
    some = Design(data.tree[rows], data.line[rows], data.coded, data.names, data.line_names)
    # A few large sums would bend the line: it learns what lies below the 99th percentile, then is scaled to the mean.
    capped = np.minimum(y[rows], np.quantile(y[rows], 0.99))
    amount = fit_line(some, capped)
    low, scale = float(capped.min()), typical / float(capped.mean())
    return lambda other: scale * np.maximum(amount(other), low) * chance(other)


def mean_of(models: list[Predict], data: Design) -> Numbers:
    """Return the mean of what several models expect, one per row."""
    return np.asarray(np.mean([model(data) for model in models], axis=0), dtype=float)


def blend(columns: NDArray[np.float64], y: Numbers) -> tuple[Numbers, float]:
    """Return weights (none below 0) that make the centred columns follow y best, and how far to trust them (0 to 1).

    Stacked regression (Breiman 1996) with a positive-part shrinkage of the whole: 1 - 1 / t^2 of its slope.
    """
    from scipy.optimize import nnls  # noqa: PLC0415 slow

    centred = columns - columns.mean(axis=0)
    weights, _ = nnls(centred.T @ centred, centred.T @ (y - y.mean()))
    found = centred @ weights
    power = float(found @ found)
    if power <= 0:
        return np.full(columns.shape[1], 1.0 / columns.shape[1]), 0.0
    slope = float(found @ (y - y.mean())) / power
    error = y - y.mean() - slope * found
    t2 = slope**2 * power**2 / max(float((found**2) @ (error**2)), 1e-300)
    return weights * slope, max(0.0, 1 - 1 / max(t2, 1e-9))
