"""People in a few groups that can be said in words, each with what the history shows about it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rekindle.learning.logs.columns import Kind
from rekindle.learning.select.encoding import Design, Scale
from rekindle.learning.select.valuing import Estimate, Held, mean_with_interval

_DEPTH = 3
_SAMPLE = 40_000


@dataclass(frozen=True, slots=True)
class Group:
    """`words` say who is in it; `change` is what a contact changed (or earned) among the `rows` held back."""

    words: str
    rows: int
    change: Estimate


@dataclass(frozen=True, slots=True)
class Groups:
    """The groups, and for each candidate the number of its own."""

    groups: tuple[Group, ...]
    of: NDArray[np.int64]


def group(data: Design, held: Held, ahead: Design, scales: tuple[Scale, ...]) -> Groups:
    """Part the rows held back by what was expected of them (a small tree), and the candidates in the same way.

    A row's own outcome had no part in what was expected of it, so the evidence of a group is not chosen by itself.
    """
    from sklearn.tree import DecisionTreeRegressor  # noqa: PLC0415 slow

    rows = held.rows
    unit = np.unique(held.unit, return_inverse=True)[1].astype(np.int64)
    if not data.line_names or float(held.expected.std()) <= 1e-12:
        everybody = Group("everybody", len(rows), mean_with_interval(held.scores.change, unit))
        return Groups((everybody,), np.zeros(len(ahead.tree), dtype=np.int64))
    some = np.random.default_rng(0).permutation(len(rows))[:_SAMPLE]
    smallest = int(max(25, len(some) / 25))
    tree = DecisionTreeRegressor(max_depth=_DEPTH, min_samples_leaf=smallest, random_state=0)  # type: ignore[no-untyped-call]
    tree.fit(data.line[rows[some]], held.expected[some])
    leaf, leaf_ahead = (tree.apply(x) for x in (data.line[rows], ahead.line))  # type: ignore[no-untyped-call]
    names = _leaves(tree.tree_, data, {scale.name: scale for scale in scales})
    places = {node: place for place, node in enumerate(names)}
    groups = tuple(
        Group(
            words, int((leaf == node).sum()), mean_with_interval(held.scores.change[leaf == node], unit[leaf == node])
        )
        for node, words in names.items()
    )
    return Groups(groups, np.array([places[int(node)] for node in leaf_ahead], dtype=np.int64))


def _leaves(tree: "object", data: Design, scales: dict[str, Scale]) -> dict[int, str]:
    """Return the words of every leaf, by its node."""
    left, right, feature, threshold = (
        getattr(tree, name) for name in ("children_left", "children_right", "feature", "threshold")
    )
    found: dict[int, str] = {}
    waiting: list[tuple[int, dict[int, tuple[float, float]]]] = [(0, {})]
    while waiting:
        node, bounds = waiting.pop()
        if left[node] < 0:
            found[node] = _say(bounds, data, scales)
            continue
        column, cut = int(feature[node]), float(threshold[node])
        low, high = bounds.get(column, (-np.inf, np.inf))
        waiting.append((int(left[node]), {**bounds, column: (low, min(high, cut))}))
        waiting.append((int(right[node]), {**bounds, column: (max(low, cut), high)}))
    return found


def _say(bounds: dict[int, tuple[float, float]], data: Design, scales: dict[str, Scale]) -> str:
    parts = [_say_one(*data.line_names[column], scales, low, high) for column, (low, high) in bounds.items()]
    return ", ".join(parts) or "everybody"


def _say_one(name: str, level: str, scales: dict[str, Scale], low: float, high: float) -> str:
    scale = scales[name]
    if scale.kind is Kind.LEVELS:
        return f"{name} is {level}" if low > -np.inf else f"{name} is not {level}"
    if level == "missing":
        return f"{name} is known" if low == -np.inf else f"{name} is not known"
    ends = [scale.middle + scale.spread * end for end in (low, high)]
    if scale.two:
        return f"{name} is {scale.two[0 if low == -np.inf else 1]:g}"
    words = [_number(np.floor(end) if scale.whole else end, scale.kind) for end in ends]
    if low == -np.inf:
        return f"{name} at most {words[1]}"
    return f"{name} above {words[0]}" if high == np.inf else f"{name} above {words[0]}, at most {words[1]}"


def _number(value: float, kind: Kind) -> str:
    if not np.isfinite(value):
        return ""
    if kind is Kind.INSTANT:
        return str(np.datetime64(int(value), "D"))
    return f"{value:,.4g}" if abs(value) < 10_000 else f"{value:,.0f}"
