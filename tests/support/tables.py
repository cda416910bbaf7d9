"""Facts as plain values, so that two readings can be compared with ==."""

from typing import Any
from uuid import UUID

from rekindle.tables.schemas import Tables

Plain = dict[str, list[dict[str, Any]]]


def plain(tables: Tables) -> Plain:
    """Turn tables into rows, in an order that does not depend on the reading."""
    return {name: sorted(table.to_pylist(), key=repr) for name, table in tables.items()}


def rows(tables: Tables, name: str, /, **where: Any) -> list[dict[str, Any]]:
    """Return the rows of a table whose columns have these values; ids may be given as UUIDs."""
    wanted = {column: value.hex if isinstance(value, UUID) else value for column, value in where.items()}
    return [row for row in tables[name].to_pylist() if all(row[column] == value for column, value in wanted.items())]


def row(tables: Tables, name: str, /, **where: Any) -> dict[str, Any]:
    """Return the one row of a table whose columns have these values."""
    (found,) = rows(tables, name, **where)
    return found
