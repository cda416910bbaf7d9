"""Parquet: the columns of a warehouse. Only read aside."""

from collections.abc import Iterator
from datetime import date, datetime
from math import isfinite
from typing import Any

import pyarrow as pa
from pyarrow import parquet as pq

from rekindle.intake.files.table import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, Cell, Sheet, UnreadableError, refuse

_BATCH, _BATCH_BYTES = 5_000, 8_000_000
_MAX_UNPACKED = 250_000_000
# No text: a database may refuse it.
_ZERO = "\x00"
_DAMAGED = "the Parquet file is damaged or cut short; write it again"


def weigh(content: bytes, name: str) -> int:
    """Return how many bytes the file says its columns hold; raises UnreadableError if it is damaged or too large."""
    try:
        file = pq.ParquetFile(pa.BufferReader(content), pre_buffer=False)
        _check(file, name)
        return _unpacked(file)
    except UnreadableError:
        raise
    except (pa.ArrowException, OSError, ValueError):
        refuse(name, _DAMAGED)


def _unpacked(file: Any) -> int:
    said = file.metadata
    return sum(said.row_group(at).total_byte_size for at in range(said.num_row_groups))


def read(content: bytes, name: str) -> Sheet:
    """Return the rows of a Parquet file under its column names; lists in a cell become texts parted by semicolons.

    Raises UnreadableError if the file is damaged or too large.
    """
    try:
        schema = pq.read_schema(pa.BufferReader(content))
        texts = [
            field.name for field in schema if pa.types.is_string(field.type) or pa.types.is_large_string(field.type)
        ]
        file = pq.ParquetFile(pa.BufferReader(content), pre_buffer=False, read_dictionary=texts)
        return Sheet(_rows(file, name))
    except (pa.ArrowException, OSError, ValueError):
        refuse(name, _DAMAGED)


def _check(file: Any, name: str) -> None:
    said = file.metadata
    columns, rows = len(file.schema_arrow.names), said.num_rows
    unpacked = _unpacked(file)
    if columns > MAX_COLUMNS:
        refuse(name, f"it has {columns:,} columns, at most {MAX_COLUMNS:,} can be read")
    if rows > MAX_ROWS or columns * rows > MAX_CELLS or unpacked > _MAX_UNPACKED:
        refuse(name, "more rows than can be read at once; split it by year and bring in the parts")


def _flat(schema: Any) -> Any:
    """A column of records becomes a column for each of their fields, "account.name"; as deep as they go."""
    names = schema.empty_table().flatten()
    while any(pa.types.is_struct(field.type) for field in names.schema):
        names = names.flatten()
    return names.schema


def _rows(file: Any, name: str) -> Iterator[tuple[Cell, ...]]:
    try:
        names = tuple(_flat(file.schema_arrow).names)
    except (pa.ArrowException, ValueError):
        refuse(name, _DAMAGED)
    if len(names) > MAX_COLUMNS:
        refuse(name, f"it has {len(names):,} columns with those inside others, at most {MAX_COLUMNS:,} can be read")
    yield names
    try:
        each = max(1, _unpacked(file) // max(1, file.metadata.num_rows))
        for batch in file.iter_batches(batch_size=max(1, min(_BATCH, _BATCH_BYTES // each)), use_threads=False):
            columns = [_cells(column) for column in _flatten(batch)]
            yield from (row for row in zip(*columns, strict=True) if any(cell != "" for cell in row))
    except (pa.ArrowException, OSError, ValueError):
        refuse(name, _DAMAGED)


def _flatten(batch: Any) -> list[Any]:
    columns = list(batch.columns)
    while any(pa.types.is_struct(column.type) for column in columns):
        columns = [part for one in columns for part in (one.flatten() if pa.types.is_struct(one.type) else [one])]
    return columns


def _cells(column: Any) -> list[Cell]:
    """A text that stands in many rows is in memory once."""
    if not pa.types.is_dictionary(column.type):
        return [_cell(value) for value in _plain(column).to_pylist()]
    texts = [_cell(value) for value in column.dictionary.to_pylist()]
    return ["" if at is None else texts[at] for at in column.indices.to_pylist()]


def _plain(column: Any) -> Any:
    """Days and instants finer than a microsecond have no Python type."""
    kind = column.type
    return column.cast(pa.timestamp("us", kind.tz), safe=False) if pa.types.is_timestamp(kind) else column


def _cell(value: Any) -> Cell:
    if value is None or (isinstance(value, float) and not isfinite(value)):
        return ""
    if isinstance(value, str):
        return value.replace(_ZERO, "").strip()
    if isinstance(value, bool | int | float | datetime | date):
        return value
    if isinstance(value, bytes):
        return value.decode("utf-8", errors="replace").replace(_ZERO, "").strip()
    if isinstance(value, list | tuple | dict):
        parts = value.values() if isinstance(value, dict) else value
        return "; ".join(text for one in parts if (text := str(_cell(one)).strip()))
    return str(value)
