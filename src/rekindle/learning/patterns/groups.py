"""Grouped counts between tables and arrays."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from rekindle.learning.patterns.intervals import Counts, Floats


def code(table: pa.Table, names: Sequence[str]) -> tuple[list[tuple[Any, ...]], Counts]:
    """Return the distinct values of some columns, and for each row of the table which of them it has."""
    place = np.zeros(table.num_rows, dtype=np.int64)
    for name in names:
        column = table.column(name).combine_chunks().dictionary_encode(null_encoding="encode")
        place = place * max(len(column.dictionary), 1) + column.indices.to_numpy(zero_copy_only=False)
    _, first, group = np.unique(place, return_index=True, return_inverse=True)
    columns = [table.column(name).take(pa.array(first)).to_pylist() for name in names]
    return list(zip(*columns, strict=True)), group.astype(np.int64)


def take_numbers(table: pa.Table, name: str) -> Counts:
    """Return a column of whole numbers or truths as an array; a missing one counts as 0."""
    column = table.column(name)
    filled = pc.fill_null(column.cast(pa.int64()), 0)
    found: Counts = filled.to_numpy(zero_copy_only=False)
    return found


def each_group(
    table: pa.Table, names: Sequence[str], values: str, counts: str
) -> Iterator[tuple[tuple[Any, ...], Floats, Counts]]:
    """Give each group of a counted table with its values in ascending order and how many cases have each."""
    keys, group = code(table, names)
    value, count = take_numbers(table, values).astype(np.float64), take_numbers(table, counts)
    order = np.lexsort((value, group))
    ends = np.searchsorted(group[order], np.arange(len(keys) + 1))
    for nth, key in enumerate(keys):
        rows = order[ends[nth] : ends[nth + 1]]
        yield key, value[rows], count[rows]
