"""Figures in words: tables of a page, medians, and intervals over worlds."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np

from benchmarks.judgement.scores import resample

Row = dict[str, Any]


def write_table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write a table of a page."""
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    return "\n".join([*lines, *("| " + " | ".join(row) + " |" for row in rows)])


def middle(rows: Sequence[Row], name: str) -> float:
    """Return the median of a column."""
    return float(np.median([row[name] for row in rows])) if rows else float("nan")


def share_of(rows: Sequence[Any], holds: Callable[[Any], bool]) -> float:
    """Return the share of rows of which something holds."""
    return sum(holds(row) for row in rows) / len(rows) if rows else float("nan")


def ratio_of(ours: Sequence[float], theirs: Sequence[float]) -> tuple[float, float, float]:
    """Return the ratio of two sums over the same worlds, with its 95 % interval over worlds, paired."""
    a, b = np.array(ours), np.array(theirs)

    def ratio(places: Any) -> float:
        below = b[places].sum()
        return float(a[places].sum() / below) if below else float("nan")

    every = np.arange(len(a))
    return (ratio(every), *resample(len(a), ratio, 2_000)) if len(a) else (float("nan"),) * 3


def mean_of(values: Sequence[float]) -> tuple[float, float, float]:
    """Return the mean of some values, with its 95 % interval over them."""
    found = np.array(values)
    return (float(found.mean()), *resample(len(found), lambda places: float(found[places].mean()), 2_000))


def percent(value: float) -> str:
    return f"{100 * value:.0f} %"


def between(value: float, low: float, high: float, digits: int = 3) -> str:
    """Write a figure with its interval."""
    return f"{value:.{digits}f} ({low:.{digits}f} to {high:.{digits}f})"


def where(rows: Sequence[Row], **wanted: Any) -> list[Row]:
    """Return the rows whose columns have these values."""
    return [row for row in rows if all(row[name] == value for name, value in wanted.items())]
