"""A schema is an ordered mapping of column name to Ibis type name; tables are checked against it at the seam.

Conventions for every column: ids are 32 lower-case hex digits; `*_on` is a date; `*_at` is a UTC instant
(naive timestamp, microseconds); `*_minor` is money in whole minor units of the row's `currency`;
`*_minutes` are minutes; shares and chances lie in [0, 1]. A column may be null unless its step says otherwise.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import ibis
import pyarrow as pa

Schema = Mapping[str, str]
Tables = Mapping[str, pa.Table]

_ARROW = {
    "string": pa.string(),
    "int64": pa.int64(),
    "float64": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
    "timestamp": pa.timestamp("us"),
}


def arrow_schema(schema: Schema) -> pa.Schema:
    """Return the Arrow schema of a seam schema."""
    return _arrow_schema(tuple(schema.items()))


@lru_cache(maxsize=256)
def _arrow_schema(columns: tuple[tuple[str, str], ...]) -> pa.Schema:
    return pa.schema([(name, _ARROW[kind]) for name, kind in columns])


def ibis_schema(schema: Schema) -> ibis.Schema:
    """Return the Ibis schema of a seam schema."""
    return ibis.schema(dict(schema))


def empty(schema: Schema) -> pa.Table:
    """Return a table of that schema without rows."""
    return arrow_schema(schema).empty_table()


def from_rows(schema: Schema, rows: list[dict[str, Any]]) -> pa.Table:
    """Build a table from rows; a missing key is null. Raises KeyError for one that the schema does not know."""
    unknown = {key for row in rows for key in row} - set(schema)
    if unknown:
        raise KeyError(f"columns not in the schema: {sorted(unknown)}")
    return pa.Table.from_pylist([{key: row.get(key) for key in schema} for row in rows], arrow_schema(schema))


def conform(table: pa.Table, schema: Schema) -> pa.Table:
    """Select, order and cast the columns of a table to a schema; raises KeyError when one is missing."""
    wanted = arrow_schema(schema)
    if table.schema.equals(wanted):
        return table
    missing = sorted(set(schema) - set(table.column_names))
    if missing:
        raise KeyError(f"columns missing: {missing}")
    columns = [_cast(table.column(name), _ARROW[kind]) for name, kind in schema.items()]
    return pa.Table.from_arrays(columns, schema=wanted)


def _cast(column: pa.ChunkedArray, kind: pa.DataType) -> pa.ChunkedArray:
    if column.type == kind:
        return column
    if column.null_count == len(column):
        return pa.chunked_array([pa.nulls(len(column), kind)])
    return column.cast(kind)
