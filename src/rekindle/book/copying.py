"""A copy of the book to try something out in: nobody waits for what is written there, and nobody sees it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

from django.db import OperationalError, connection, connections, transaction

# A database without a name is one that SQLite keeps aside and that ends with its connection, whatever ends that.
_NAMELESS = "file:"
_INIT = "PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY;"


class NoRoomError(Exception):
    """There is no room for a copy of the book."""


@contextmanager
def in_copy() -> Iterator[None]:
    """Let this thread work in a copy of what is committed, until the block ends; then it is as if nothing had been.

    SQLite has one writer, so the copy is a database of its own. A database with many writers has a transaction that is
    taken back: others wait only for the very rows it changes. Raises NoRoomError where the disk is too small.
    """
    if connection.vendor != "sqlite":
        with _taken_back():
            yield
        return
    own = connections["default"]
    copy = type(own)({**own.settings_dict, "NAME": _NAMELESS, "OPTIONS": _options(own.settings_dict)}, "default")
    connections["default"] = copy
    try:
        _fill(copy, str(own.settings_dict["NAME"]))
        with _taken_back():
            yield
    finally:
        connections["default"] = own
        copy.close()


@contextmanager
def _taken_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _options(settings: dict[str, Any]) -> dict[str, Any]:
    return {**settings["OPTIONS"], "init_command": _INIT}


def _fill(copy: Any, name: str) -> None:
    """Copy what is committed in one step: a reader's, for which no writer waits."""
    is_uri = name.startswith("file:")
    try:
        copy.ensure_connection()
        with closing(sqlite3.connect(name, uri=is_uri, timeout=20)) as book:
            book.backup(copy.connection)
    except (sqlite3.OperationalError, OperationalError) as error:
        raise NoRoomError(str(error)) from error
