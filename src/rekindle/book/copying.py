"""A copy of the book to try something out in: nobody waits for what is written there, and nobody sees it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any
from uuid import UUID

from django.db import OperationalError, ProgrammingError, connection, connections, transaction

from rekindle.book.canonical import models_said

# A database without a name is one that SQLite keeps aside and that ends with its connection, whatever ends that.
_NAMELESS = "file:"
_INIT = "PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY;"
# One instant of the book for all tables, and more room for them than PostgreSQL gives to what lives shortly.
_AT_ONE_INSTANT = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ; SET LOCAL temp_buffers = '64MB'"
# A table that lives shortly stands before the one of the same name, for its own connection alone.
_COPY = """CREATE TEMPORARY TABLE {table} (LIKE {schema}.{table} INCLUDING ALL) ON COMMIT DROP;
INSERT INTO pg_temp.{table} SELECT * FROM {schema}.{table} WHERE workspace_id = '{workspace}';
ANALYZE pg_temp.{table}"""


class NoRoomError(Exception):
    """There is no room for a copy of the book."""


@contextmanager
def in_copy(workspace_id: UUID) -> Iterator[None]:
    """Let this thread work in a copy of what is committed, until the block ends; then it is as if nothing had been.

    SQLite has one writer, so the copy is a database of its own. PostgreSQL makes who changes a row wait for whoever
    changed it before: there the copy is of what the workspace says, in tables that only the thread's own connection
    sees. Raises NoRoomError where there is no room, or no leave, for a copy.
    """
    own = connections["default"]
    is_sqlite = connection.vendor == "sqlite"
    aside = {"NAME": _NAMELESS, "OPTIONS": _options(own.settings_dict)} if is_sqlite else {}
    copy = type(own)({**own.settings_dict, **aside}, "default")
    connections["default"] = copy
    try:
        if is_sqlite:
            _fill_sqlite(copy, str(own.settings_dict["NAME"]))
        with transaction.atomic():
            if not is_sqlite:
                _fill_postgres(copy, workspace_id)
            yield
            transaction.set_rollback(True)
    finally:
        connections["default"] = own
        copy.close()


def _options(settings: dict[str, Any]) -> dict[str, Any]:
    return {**settings["OPTIONS"], "init_command": _INIT}


def _fill_sqlite(copy: Any, name: str) -> None:
    """Copy what is committed in one step: a reader's, for which no writer waits."""
    is_uri = name.startswith("file:")
    try:
        copy.ensure_connection()
        with closing(sqlite3.connect(name, uri=is_uri, timeout=20)) as book:
            book.backup(copy.connection)
    except (sqlite3.OperationalError, OperationalError) as error:
        raise NoRoomError(str(error)) from error


def _fill_postgres(copy: Any, workspace_id: UUID) -> None:
    """Copy what a workspace says, in the transaction that is taken back; the rest is only read in a trial."""
    quote = copy.ops.quote_name
    try:
        with copy.cursor() as cursor:
            cursor.execute(_AT_ONE_INSTANT)
            cursor.execute("SELECT current_schema()")
            schema = quote(cursor.fetchone()[0])
            for model in models_said():
                said = {"table": quote(model._meta.db_table), "schema": schema, "workspace": workspace_id}
                cursor.execute(_COPY.format(**said))
    except (OperationalError, ProgrammingError) as error:
        raise NoRoomError(str(error)) from error
