"""From the database to Arrow, for reading only, each time in one snapshot of the whole database.

PostgreSQL is read through ADBC. SQLite is not, because that driver brings a second copy of the SQLite library into the
process, and two copies in one process undo each other's file locks: see docs/decisions/0010.
"""

import sqlite3
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import pyarrow as pa
from django.db import connection

from rekindle.book.queries.query import Query, parameters_of, write_sql
from rekindle.tables.schemas import Schema

# Small enough for the processor to keep what it is at.
_BATCH = 5_000
_PLAIN = {"int64": pa.int64(), "float64": pa.float64()}
_MEANT = {"date": pa.date32(), "timestamp": pa.timestamp("us"), "boolean": pa.bool_()}
Parameters = Mapping[str, Any]
_kept = threading.local()


class Reader(Protocol):
    """Reads the rows of one query as a table of the query's kinds."""

    def __call__(self, query: Query, parameters: Parameters) -> pa.Table: ...


@contextmanager
def snapshot() -> Iterator[Reader]:
    """Open a reader; all it reads is of one instant. Only what is committed is seen, but `inside_transaction`."""
    if getattr(_kept, "inside", False):
        yield _read_inside
        return
    if connection.vendor == "sqlite":
        with _sqlite() as reader:
            yield reader
        return
    # Only where there is PostgreSQL: the driver takes a third of a second and forty megabytes to load.
    from rekindle.book.arrow_postgres import read_postgres  # noqa: PLC0415

    with read_postgres() as reader:
        yield reader


@contextmanager
def inside_transaction() -> Iterator[None]:
    """Let what this thread reads be what its open transaction sees: to look at a trial before it is taken back."""
    _kept.inside = True
    try:
        yield
    finally:
        _kept.inside = False


def _read_inside(query: Query, parameters: Parameters) -> pa.Table:
    """Read through Django's connection; slower than the others, since every cell becomes a Python object first."""
    kinds = query.kinds()
    sqlite = connection.vendor == "sqlite"
    sql = write_sql(query, connection.vendor, one_account=parameters["account"] is not None)
    names = parameters_of(query_text(query, one_account=parameters["account"] is not None))
    connection.ensure_connection()
    if sqlite:
        rows = connection.connection.execute(sql, {name: parameters[name] for name in names}).fetchall()
    else:
        import psycopg  # noqa: PLC0415 only where there is PostgreSQL

        with psycopg.RawCursor(connection.connection) as cursor:
            rows = cursor.execute(sql, [parameters[name] for name in names]).fetchall()
    columns = zip(*rows, strict=True) if rows else [()] * len(kinds)
    arrays = [_cells(values, kind) for values, kind in zip(columns, kinds.values(), strict=True)]
    return pa.Table.from_arrays(arrays, names=list(kinds))


def _cells(values: tuple[Any, ...], kind: str) -> pa.Array:
    """Some cells come as Python's days and instants, some as text: all are read as text."""
    if kind == "boolean":
        return pa.array([None if value is None else bool(value) for value in values], pa.bool_())
    if kind in _PLAIN:
        return pa.array(values, _PLAIN[kind])
    texts = [None if value is None else str(value).removesuffix("+00:00") for value in values]
    read = pa.array(texts, pa.string())
    return read.cast(_MEANT[kind]) if kind in _MEANT else read


@contextmanager
def _sqlite() -> Iterator[Reader]:
    """Open the thread's own reading connection, or go on with it: its schema is read and its queries are planned."""
    name = str(connection.settings_dict["NAME"])
    # A file put in the place of another one has its name, not its number.
    which = (name, Path(name).stat().st_ino)
    kept: tuple[tuple[str, int], sqlite3.Connection] | None = getattr(_kept, "sqlite", None)
    _kept.sqlite = None
    database = kept[1] if kept and kept[0] == which else _connect_sqlite(name)
    try:
        database.execute("BEGIN")
        yield lambda query, parameters: _read_sqlite(database, query, parameters)
        database.execute("COMMIT")
        database.execute("PRAGMA shrink_memory")
    except BaseException:
        database.close()
        raise
    _kept.sqlite = which, database


def _connect_sqlite(name: str) -> sqlite3.Connection:
    database = sqlite3.connect(name, timeout=20, isolation_level=None)
    database.executescript("PRAGMA query_only=1; PRAGMA cache_size=-16384; PRAGMA temp_store=MEMORY")
    return database


def _read_sqlite(database: sqlite3.Connection, query: Query, parameters: Parameters) -> pa.Table:
    kinds = query.kinds()
    sql = write_sql(query, "sqlite", one_account=parameters["account"] is not None)
    cursor = database.execute(sql, {name: parameters[name] for name in parameters_of(sql)})
    batches = [_to_arrow(rows, kinds) for rows in iter(lambda: cursor.fetchmany(_BATCH), [])]
    return pa.concat_tables(batches) if batches else _to_arrow([], kinds)


def _to_arrow(rows: list[tuple[Any, ...]], kinds: Schema) -> pa.Table:
    columns = zip(*rows, strict=True) if rows else [()] * len(kinds)
    arrays = [_column(values, kind) for values, kind in zip(columns, kinds.values(), strict=True)]
    return pa.Table.from_arrays(arrays, names=list(kinds))


def _column(values: tuple[Any, ...], kind: str) -> pa.Array:
    """SQLite has no days, instants or truths: they are text and whole numbers there."""
    if kind == "boolean":
        return pa.array(values, pa.int64()).cast(pa.bool_())
    read = pa.array(values, _PLAIN.get(kind, pa.string()))
    return read.cast(_MEANT[kind]) if kind in _MEANT else read


def query_text(query: Query, *, one_account: bool) -> str:
    """Return the query with its parameters still named."""
    return write_sql(query, "sqlite", one_account=one_account)
