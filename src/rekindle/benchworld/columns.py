"""Columns of fact tables from arrays: ids, days, instants and words."""

from functools import lru_cache
from typing import Any

import numpy as np
import pyarrow as pa

from rekindle.benchworld.market import Floats, Ints
from rekindle.benchworld.ranges import START
from rekindle.tables.schemas import Schema, arrow_schema

CURRENCY = "USD"
_KINDS = ("member", "account", "deal", "loss", "person", "touch", "return", "claim", "promise", "signal")


@lru_cache(maxsize=64)
def _all_ids(kind: str, count: int) -> pa.Array:
    first = _KINDS.index(kind) + 1
    return pa.array([f"{first:02x}{number:030x}" for number in range(count)])


def ids(kind: str, numbers: Ints) -> pa.Array:
    """Return the ids of some things of a kind: 32 hexadecimal digits."""
    # Rounded up, so that a growing table does not write all ids again with every row.
    size = 1 << int(max(numbers.max(initial=0) + 1, 256) - 1).bit_length()
    return _all_ids(kind, size).take(pa.array(numbers))


def table(schema: Schema, count: int, **columns: Any) -> pa.Table:
    """Build a table of a schema; a column that is not given is empty."""
    arrow = arrow_schema(schema)
    arrays = []
    for name in schema:
        kind = arrow.field(name).type
        values = columns.get(name)
        if values is None:
            arrays.append(pa.nulls(count, kind))
        elif isinstance(values, pa.Array):
            arrays.append(values)
        elif isinstance(values, np.ndarray) and values.dtype == object:
            arrays.append(pa.array(values.tolist(), kind))
        else:
            arrays.append(pa.array(values).cast(kind))
    return pa.Table.from_arrays(arrays, schema=arrow)


def dates(days: Floats) -> pa.Array:
    """Return days as dates; a day that never comes is null."""
    there = np.isfinite(days)
    whole = np.where(there, days, 0.0).astype("timedelta64[D]")
    return pa.array(np.datetime64(START, "D") + whole, mask=~there)


def instants(days: Floats, hour: Ints | int = 12) -> pa.Array:
    """Return an hour of each day."""
    whole = np.datetime64(START, "D") + np.floor(days).astype("timedelta64[D]")
    return pa.array(whole.astype("datetime64[us]") + np.asarray(hour).astype("timedelta64[h]"))


def words(names: tuple[str, ...], places: Ints) -> np.ndarray[Any, Any]:
    """Return the names at some places."""
    return np.array(names, dtype=object)[places]
