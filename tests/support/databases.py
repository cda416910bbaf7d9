"""Real databases for tests: each test gets its own copy of one that was migrated once."""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar
from uuid import uuid4

import psycopg
from django.conf import settings as django_settings
from django.core.management import call_command
from django.db import connections

from rekindle.book.arrow_postgres import close_reader
from rekindle.start.databases import postgres, sqlite
from tests.support.server import Server, run_sql

Made = TypeVar("Made")
TEMPLATE = "template_rekindle"
# Rows that were deleted are not cleared away, so now and then a database is made anew.
MOST_USES = 40
_HANG_UP = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
# Guards stand in the way of a test that cleans up; what migrations wrote stays.
_EMPTY = """
SET session_replication_role = replica;
DO $$ DECLARE one text; BEGIN
  FOR one IN SELECT tablename FROM pg_tables WHERE schemaname = 'public'
    AND tablename NOT IN ('django_migrations', 'django_content_type', 'auth_permission')
  LOOP EXECUTE format('DELETE FROM %I', one); END LOOP;
END $$
"""
_SHAPE = """
SELECT (SELECT md5(string_agg(concat(tgname, tgenabled, tgrelid), ',' ORDER BY tgrelid, tgname)) FROM pg_trigger),
  (SELECT md5(string_agg(concat(proname, prosrc), ',' ORDER BY oid)) FROM pg_proc WHERE pronamespace > 16000),
  (SELECT md5(string_agg(concat(attrelid, attname, attnotnull, atttypid), ',' ORDER BY attrelid, attnum))
     FROM pg_attribute WHERE attrelid > 16000),
  (SELECT md5(string_agg(concat(relname, relrowsecurity), ',' ORDER BY oid)) FROM pg_class WHERE oid > 16000),
  (SELECT count(*) FROM django_migrations), (SELECT count(*) FROM pg_constraint)
"""


@dataclass(frozen=True)
class Book:
    """The database under test: its vendor, and Django's settings of it."""

    vendor: str
    settings: dict[str, Any]


@contextmanager
def connected(vendor: str, settings: dict[str, Any]) -> Iterator[Book]:
    """Make a database the default one of this process; afterwards its connections are closed."""
    before = connections.settings["default"]
    make_default(settings)
    try:
        yield Book(vendor, settings)
    finally:
        _switch(before)


def make_default(settings: dict[str, Any]) -> None:
    """Make a database the default one of this process, for good."""
    handler = connections
    _switch(handler.configure_settings({"default": settings})["default"])


def _switch(settings: dict[str, Any]) -> None:
    close_reader()
    connections["default"].close()
    del connections["default"]
    connections.settings["default"] = settings


def migrate() -> None:
    """Run every migration on the default database."""
    call_command("migrate", verbosity=0, interactive=False)
    connections["default"].close()


def make_sqlite_template(path: Path) -> None:
    """Make the migrated file of which every test on SQLite gets a copy."""
    with connected("sqlite", sqlite(path)):
        migrate()
    settle(path)


def forget_heads() -> None:
    """Remove the heads of audits that other tests noted: their databases are gone."""
    shutil.rmtree(Path(django_settings.DATA) / "audit", ignore_errors=True)


def settle(path: Path) -> None:
    """Leave nothing of a SQLite database beside its file, so that the file alone can be copied."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


@contextmanager
def sqlite_copy(template: Path, path: Path) -> Iterator[Book]:
    """Copy the template, and make the copy the default database."""
    shutil.copyfile(template, path)
    with connected("sqlite", sqlite(path)) as book:
        yield book


def fill_sqlite(template: Path, path: Path, fill: Callable[[], Made]) -> tuple[Path, Made]:
    """Fill a database once, of which several tests each get a copy; return it and what was made."""
    with sqlite_copy(template, path):
        made = fill()
    settle(path)
    return path, made


def make_postgres_template(server: Server) -> None:
    """Make the migrated database of which every test on PostgreSQL gets a copy."""
    run_sql(server, f"CREATE DATABASE {TEMPLATE}")
    with connected("postgres", postgres(server.url(TEMPLATE))):
        migrate()


@contextmanager
def postgres_copy(server: Server, template: str, name: str) -> Iterator[Book]:
    """Copy the template database, make the copy the default, and drop it afterwards."""
    run_sql(server, f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY file_copy')
    try:
        with connected("postgres", postgres(server.url(name))) as book:
            yield book
    finally:
        run_sql(server, f'DROP DATABASE "{name}" WITH (FORCE)')


@dataclass
class Emptied:
    """A database that tests use one after the other: emptying it takes a thirtieth of the time of copying one."""

    server: Server
    name: str = ""
    shape: str = ""
    uses: int = 0


@contextmanager
def postgres_emptied(kept: Emptied) -> Iterator[Book]:
    """Make the kept database the default one, and empty it afterwards; one whose shape was changed is made anew."""
    if not kept.name:
        kept.name, kept.uses = f"t{uuid4().hex}", 0
        run_sql(kept.server, f'CREATE DATABASE "{kept.name}" TEMPLATE "{TEMPLATE}" STRATEGY file_copy')
        with _connect(kept) as connection:
            kept.shape = _shape(connection)
    try:
        with connected("postgres", postgres(kept.server.url(kept.name))) as book:
            yield book
    finally:
        kept.uses += 1
        with _connect(kept) as connection:
            connection.execute(_HANG_UP)
            is_whole = kept.uses < MOST_USES and _shape(connection) == kept.shape
            if is_whole:
                connection.execute(_EMPTY)
        if not is_whole:
            run_sql(kept.server, f'DROP DATABASE "{kept.name}" WITH (FORCE)')
            kept.name = ""


def _connect(kept: Emptied) -> "psycopg.Connection[Any]":
    return psycopg.connect(kept.server.url(kept.name), autocommit=True)


def _shape(connection: "psycopg.Connection[Any]") -> str:
    return str(connection.execute(_SHAPE).fetchone())


def must_have_postgres() -> bool:
    """Say whether a missing server is a failure: it is in CI."""
    return bool(os.environ.get("CI"))
