"""Columns as matrices: one for trees (codes, missing kept), one for straight lines (scaled, levels spread out)."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rekindle.learning.logs.columns import Column, Kind

Matrix = NDArray[np.float32]
TREE_LEVELS = 60
_LINE_LEVELS = 12
RARE = 20


@dataclass(frozen=True, slots=True)
class Scale:
    """How one column is turned: its levels by how often they occur, or where its numbers lie."""

    name: str
    kind: Kind
    levels: tuple[str, ...]
    middle: float
    spread: float
    low: float
    high: float
    has_missing: bool
    whole: bool = False
    two: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Design:
    """`tree`: rows x columns, float32, NaN where missing, codes where `coded`. `line`: rows x `line_names`."""

    tree: Matrix
    line: Matrix
    coded: tuple[bool, ...]
    names: tuple[str, ...]
    line_names: tuple[tuple[str, str], ...]


def fit_scales(columns: Mapping[str, Column]) -> tuple[Scale, ...]:
    """Look at the columns of the history (never at outcomes) and return how each is turned."""
    return tuple(_scale(column) for column in columns.values())


def _scale(column: Column) -> Scale:
    missing = bool(column.missing.any())
    if column.kind is Kind.LEVELS:
        counts = np.bincount(column.codes[column.codes >= 0], minlength=len(column.levels))
        often = [int(code) for code in np.argsort(-counts, kind="stable")[:TREE_LEVELS] if counts[code] >= RARE]
        return Scale(column.name, column.kind, tuple(column.levels[code] for code in often), 0, 1, 0, 0, missing)
    known = column.numbers[~column.missing]
    low, middle, high = np.quantile(known, [0.005, 0.5, 0.995]) if known.size else (0.0, 0.0, 0.0)
    if low == high and known.size:
        low, high = known.min(), known.max()
    spread = float(np.clip(known, low, high).std()) if known.size else 1.0
    values = np.unique(known[:1000])
    two = tuple(np.unique(known).tolist()) if 0 < len(values) <= 2 else ()
    whole = column.kind is Kind.NUMBER and bool(np.all(known % 1 == 0))
    ends = (float(middle), spread or 1.0, float(low), float(high))
    return Scale(column.name, column.kind, (), *ends, missing, whole, two if len(two) == 2 else ())


def design(columns: Mapping[str, Column], scales: tuple[Scale, ...], rows: int) -> Design:
    """Turn columns of so many rows into both matrices by the scales of the history."""
    tree = np.empty((rows, len(scales)), dtype=np.float32)
    line: list[Matrix] = []
    names: list[tuple[str, str]] = []
    for place, scale in enumerate(scales):
        column = columns[scale.name]
        tree[:, place] = _codes(column, scale) if scale.kind is Kind.LEVELS else column.numbers
        for words, values in _spread(tree[:, place], scale):
            names.append((scale.name, words))
            line.append(values.astype(np.float32))
    joined = np.column_stack(line) if line else np.zeros((rows, 0), dtype=np.float32)
    coded = tuple(scale.kind is Kind.LEVELS for scale in scales)
    return Design(tree, joined, coded, tuple(scale.name for scale in scales), tuple(names))


def _codes(column: Column, scale: Scale) -> NDArray[np.float32]:
    """Return the codes of the frequent levels; all others share one more."""
    place = {level: code for code, level in enumerate(scale.levels)}
    table = np.array([*(place.get(level, len(place)) for level in column.levels), np.nan], dtype=np.float32)
    coded: NDArray[np.float32] = table[column.codes]
    return coded


def _spread(values: NDArray[np.float32], scale: Scale) -> list[tuple[str, NDArray[np.float32]]]:
    if scale.kind is Kind.LEVELS:
        found = [(level, (values == code)) for code, level in enumerate(scale.levels[:_LINE_LEVELS])]
        return [(words, flags.astype(np.float32)) for words, flags in found]
    missing = np.isnan(values)
    filled = np.clip(np.where(missing, scale.middle, values), scale.low, scale.high)
    found = [("", ((filled - scale.middle) / scale.spread).astype(np.float32))]
    if scale.has_missing:
        found.append(("missing", missing.astype(np.float32)))
    return found


def take(one: Design, rows: NDArray[np.int64]) -> Design:
    """Return some rows of a design."""
    return Design(one.tree[rows], one.line[rows], one.coded, one.names, one.line_names)
