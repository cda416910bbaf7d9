"""From the database to Arrow, for reading only, each time in one snapshot of the whole database.

PostgreSQL is read through ADBC. SQLite is not, because that driver brings a second copy of the SQLite library into the
process, and two copies in one process undo each other's file locks: see docs/decisions/0010.
"""

import sqlite3
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any, Protocol
from urllib.parse import quote, urlencode

import adbc_driver_postgresql.dbapi as adbc
import pyarrow as pa
from django.db import connection

from rekindle.book.queries.query import Query, parameters_of, write_sql
from rekindle.tables.schemas import Schema, conform

# Small enough for the processor to keep what it is at.
_BATCH = 5_000
_PLAIN = {"int64": pa.int64(), "float64": pa.float64()}
_MEANT = {"date": pa.date32(), "timestamp": pa.timestamp("us"), "boolean": pa.bool_()}
Parameters = Mapping[str, Any]
# Opening a connection takes longer than reading one account.
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
    with _sqlite() if connection.vendor == "sqlite" else _postgres() as reader:
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
    database = sqlite3.connect(connection.settings_dict["NAME"], timeout=20, isolation_level=None)
    try:
        database.executescript("PRAGMA query_only=1; PRAGMA cache_size=-16384; PRAGMA temp_store=MEMORY; BEGIN")
        yield lambda query, parameters: _read_sqlite(database, query, parameters)
    finally:
        database.close()


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


@contextmanager
def _postgres() -> Iterator[Reader]:
    database = _begin()
    try:
        yield lambda query, parameters: _read_postgres(database, query, parameters)
    except BaseException:
        close_reader()
        raise
    database.rollback()


def _begin() -> "adbc.Connection":
    """Begin to read on this thread's connection; one that the server closed meanwhile is opened again."""
    uri = postgres_uri(connection.settings_dict)
    if getattr(_kept, "uri", None) == uri:
        try:
            return _begin_on(_kept.database)
        except adbc.Error:
            pass
    close_reader()
    _kept.database, _kept.uri = adbc.connect(uri), uri
    return _begin_on(_kept.database)


def _begin_on(database: "adbc.Connection") -> "adbc.Connection":
    with database.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
    return database


def close_reader() -> None:
    """Close this thread's connection for reading, if there is one; the next reading opens another."""
    database = _kept.__dict__.pop("database", None)
    _kept.__dict__.pop("uri", None)
    if database is not None:
        with suppress(adbc.Error):
            database.close()


def _read_postgres(database: "adbc.Connection", query: Query, parameters: Parameters) -> pa.Table:
    one_account = parameters["account"] is not None
    names = parameters_of(query_text(query, one_account=one_account))
    with database.cursor() as cursor:
        sql = write_sql(query, "postgresql", one_account=one_account)
        cursor.execute(sql, [parameters[name] for name in names])
        return conform(cursor.fetch_arrow_table(), query.kinds())


def query_text(query: Query, *, one_account: bool) -> str:
    """Return the query with its parameters still named."""
    return write_sql(query, "sqlite", one_account=one_account)


def postgres_uri(settings: Mapping[str, Any]) -> str:
    """Write Django's settings of a PostgreSQL database as a URI."""
    user = quote(settings["USER"] or "", safe="")
    password = f":{quote(settings['PASSWORD'], safe='')}" if settings["PASSWORD"] else ""
    options = {**settings.get("OPTIONS", {}), "host": settings["HOST"], "port": settings["PORT"]}
    kept = urlencode({name: value for name, value in options.items() if value})
    return f"postgresql://{user}{password}@/{quote(settings['NAME'], safe='')}?{kept}"
