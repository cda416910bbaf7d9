"""How SQL meets Arrow tables in DuckDB: prepared once, and asked again and again.

For one account nine tenths of the time went into binding and planning the same SQL again, for a piece of a large book a
fifth. A prepared statement keeps its plan; what it reads are slots, which hand out whichever table lies in them when it
runs.
"""

import atexit
import builtins
import warnings
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from types import FunctionType
from typing import Any

import duckdb
import pyarrow as pa

from rekindle.tables.schemas import Tables


class Slot:
    """Stands for a table in a prepared statement, and hands out the table that lies in it (Arrow's C stream)."""

    def __init__(self, table: pa.Table) -> None:
        self.table = table
        self._empty = table.schema.empty_table()

    def clear(self) -> None:
        """Let go of the table, so that a prepared statement holds no facts between two questions."""
        self.table = self._empty

    def __arrow_c_schema__(self) -> Any:
        return self.table.schema.__arrow_c_schema__()

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        return self.table.__arrow_c_stream__(requested_schema)


@dataclass(frozen=True)
class Prepared:
    """A statement prepared on a connection of its own, and the slots it reads."""

    cursor: duckdb.DuckDBPyConnection
    slots: dict[str, Slot]


# What is prepared and not asking anything right now. Two threads that ask the same at once take two of them.
_idle: dict[Hashable, list[Prepared]] = {}

# DuckDB warns that the answer is copied once more: to make a relation of it costs more.
warnings.filterwarnings("ignore", message="Arrow output on a DB-API result")

# What still holds a connection when the interpreter ends is reported by DuckDB as a leak.
atexit.register(_idle.clear)


def run_prepared(key: Hashable, tables: Tables, make: Callable[[], Prepared]) -> pa.Table:
    """Run what was prepared under a key on these tables; `make` prepares one more when all of them are busy."""
    idle = _idle.setdefault(key, [])
    try:
        asked = idle.pop()
    except IndexError:
        asked = make()
    for name, slot in asked.slots.items():
        slot.table = tables[name]
    try:
        return asked.cursor.execute("EXECUTE asked").to_arrow_table()
    finally:
        for slot in asked.slots.values():
            slot.clear()
        idle.append(asked)


def prepare(cursor: duckdb.DuckDBPyConnection, sql: str, tables: Tables) -> Prepared:
    """Prepare SQL whose tables are named like these, which give their schemas."""
    slots = {name: Slot(table) for name, table in tables.items()}
    _with_names(_prepare, slots)(cursor, sql)
    return Prepared(cursor, slots)


def _with_names(function: Callable[..., Any], named: Any) -> Callable[..., Any]:
    # DuckDB finds a table by the name of a Python variable: the tables become the variables of the function that asks.
    # To register each would cost three times as much.
    return FunctionType(function.__code__, {**named, "__builtins__": builtins})


def _prepare(cursor: duckdb.DuckDBPyConnection, sql: str) -> None:
    cursor.execute("PREPARE asked AS " + sql)
