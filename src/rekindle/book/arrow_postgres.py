"""From PostgreSQL to Arrow, through ADBC; each thread keeps a connection of its own for reading."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any
from urllib.parse import quote, urlencode

import adbc_driver_postgresql.dbapi as adbc
import pyarrow as pa
from django.db import connection

from rekindle.book.arrow import Parameters, Reader, query_text
from rekindle.book.queries.query import Query, parameters_of, write_sql
from rekindle.tables.schemas import conform

# Opening a connection takes longer than reading one account.
_kept = threading.local()


@contextmanager
def read_postgres() -> Iterator[Reader]:
    """Open a reader; all it reads is of one instant."""
    database = _begin()
    try:
        yield lambda query, parameters: _read(database, query, parameters)
    except BaseException:
        close_reader()
        raise
    database.rollback()


def _begin() -> adbc.Connection:
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


def _begin_on(database: adbc.Connection) -> adbc.Connection:
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


def _read(database: adbc.Connection, query: Query, parameters: Parameters) -> pa.Table:
    one_account = parameters["account"] is not None
    names = parameters_of(query_text(query, one_account=one_account))
    with database.cursor() as cursor:
        sql = write_sql(query, "postgresql", one_account=one_account)
        cursor.execute(sql, [parameters[name] for name in names])
        return conform(cursor.fetch_arrow_table(), query.kinds())


def postgres_uri(settings: Mapping[str, Any]) -> str:
    """Write Django's settings of a PostgreSQL database as a URI."""
    user = quote(settings["USER"] or "", safe="")
    password = f":{quote(settings['PASSWORD'], safe='')}" if settings["PASSWORD"] else ""
    options = {**settings.get("OPTIONS", {}), "host": settings["HOST"], "port": settings["PORT"]}
    kept = urlencode({name: value for name, value in options.items() if value})
    return f"postgresql://{user}{password}@/{quote(settings['NAME'], safe='')}?{kept}"
