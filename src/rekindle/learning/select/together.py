"""Rows that were drawn together: a household, a ward, a practice that was contacted as one or left alone as one.

Each such group is one throw of the dice. Counted row by row, chance would look smaller than it was.
"""

from collections.abc import Collection

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from rekindle.learning.logs.columns import Column, Kind, read_column

Codes = NDArray[np.int64]

# Fewer groups, or larger ones, may as well be places that somebody chose: then it is not taken for a throw of the dice.
_FEWEST_GROUPS, _LARGEST_MEAN = 200, 8.0
# Some slips are forgiven; and so many groups of one kind must be out of reach of chance, in standard deviations.
_OF_ONE_KIND, _BEYOND_CHANCE = 0.98, 8.0


def find_together(table: pa.Table, arm: NDArray[np.int32], used: Collection[str]) -> tuple[str, Codes, int] | None:
    """Return the column whose groups were contacted together, the group of each row, and how many hold several rows.

    Of several such columns the one with the largest groups is taken; None when there is none. `used` have other roles.
    """
    best: tuple[float, str, Codes, int] | None = None
    for name in table.column_names:
        column = None if name in used else read_column(table, name)
        if column is None or not _may_name(column):
            continue
        codes = _number_apart(column.ranks[0].astype(np.int64))
        size = np.bincount(codes)
        if _is_drawn_together(codes, size, arm) and (best is None or size.mean() > best[0]):
            best = float(size.mean()), name, codes, int((size > 1).sum())
    return best and best[1:]


def _may_name(column: Column) -> bool:
    if column.kind is Kind.NUMBER:
        known = column.numbers[~column.missing]
        return bool(np.all(known % 1 == 0))
    return column.kind is Kind.LEVELS


def _number_apart(codes: Codes) -> Codes:
    """Give every row without a name a group of its own."""
    alone = codes < 0
    codes[alone] = codes.max(initial=-1) + 1 + np.arange(alone.sum())
    found: Codes = np.unique(codes, return_inverse=True)[1].astype(np.int64)
    return found


def _is_drawn_together(codes: Codes, size: NDArray[np.int64], arm: NDArray[np.int32]) -> bool:
    several = size > 1
    if several.sum() < _FEWEST_GROUPS or size[several].mean() > _LARGEST_MEAN:
        return False
    kinds = [np.bincount(codes, arm == one, minlength=len(size)) for one in np.unique(arm)]
    of_one_kind = np.max(kinds, axis=0)[several] == size[several]
    by_chance = sum((kind.sum() / len(arm)) ** size[several] for kind in kinds)
    spread = float(np.sqrt((by_chance * (1 - by_chance)).sum()))
    beyond = of_one_kind.sum() - by_chance.sum()
    return bool(of_one_kind.mean() >= _OF_ONE_KIND and beyond > _BEYOND_CHANCE * spread)
