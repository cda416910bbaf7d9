"""Columns of a file of orders as texts, and each different text of one read once."""

import re
from collections.abc import Callable, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from rekindle.intake.cells.blank import CellError, is_blank

_WORD = re.compile(r"[^\W\d_]{2,}")
# What a machine made up: "cus_3StgjbB6c7RXUT".
_KEY = re.compile(r"[a-z]{1,5}_\w{8,}", re.IGNORECASE)


def texts_of(column: pa.ChunkedArray) -> pa.Array:
    """Write a column as texts; a whole number has no point."""
    flat = column.combine_chunks()
    if pa.types.is_floating(flat.type):
        flat = pc.if_else(pc.is_nan(flat), None, flat)
        whole = pc.all(pc.equal(pc.floor(flat), flat)).as_py()
        flat = flat.cast(pa.int64()) if whole else flat
    if pa.types.is_timestamp(flat.type) or pa.types.is_date(flat.type):
        return pc.strftime(flat, format="%Y-%m-%d")
    return pc.utf8_trim_whitespace(flat.cast(pa.string()))


def blank_to_null(texts: pa.Array) -> pa.Array:
    """Return texts in which those that stand for nothing are null."""
    return pc.if_else(pc.is_in(pc.utf8_lower(texts), pa.array(["", "nan", "null", "none", "n/a"])), None, texts)


def by_value(texts: pa.Array, read: Callable[[str], Any], kind: pa.DataType) -> pa.Array:
    """Read every different text of a column once; what cannot be read is null."""
    different = pc.unique(texts)
    found = [_try(read, text) for text in different.to_pylist()]
    return pa.array(found, kind).take(pc.index_in(texts, different))


def _try(read: Callable[[str], Any], text: str | None) -> Any:
    try:
        return read(text) if text else None
    except CellError:
        return None


def filled_of(cells: Sequence[str | None]) -> list[str]:
    """Return the cells that say something."""
    return [cell for cell in cells if cell and not is_blank(cell)]


def is_name(customer: str) -> bool:
    """Say whether what a customer is known by is a name rather than a number: "St. Mary 2", and not "CU-0017"."""
    if _KEY.fullmatch(customer):
        return False
    return bool(_WORD.search(customer)) and sum(map(str.isalpha, customer)) > sum(map(str.isdigit, customer))
