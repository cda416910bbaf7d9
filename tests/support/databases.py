"""Real databases for tests: each test gets its own copy of one that was migrated once."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connections

from rekindle.book.arrow_postgres import close_reader
from rekindle.start.databases import postgres, sqlite
from tests.support.server import Server, run_sql


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


def make_sqlite_template(path: Path) -> Path:
    """Make the migrated file of which every test on SQLite gets a copy."""
    with connected("sqlite", sqlite(path)):
        migrate()
    return path


@contextmanager
def sqlite_copy(template: Path, path: Path) -> Iterator[Book]:
    """Copy the template, and make the copy the default database."""
    shutil.copyfile(template, path)
    with connected("sqlite", sqlite(path)) as book:
        yield book


def make_postgres_template(server: Server) -> str:
    """Make the migrated database of which every test on PostgreSQL gets a copy."""
    run_sql(server, "CREATE DATABASE template_rekindle")
    with connected("postgres", postgres(server.url("template_rekindle"))):
        migrate()
    return "template_rekindle"


@contextmanager
def postgres_copy(server: Server, template: str, name: str) -> Iterator[Book]:
    """Copy the template database, make the copy the default, and drop it afterwards."""
    run_sql(server, f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY file_copy')
    try:
        with connected("postgres", postgres(server.url(name))) as book:
            yield book
    finally:
        run_sql(server, f'DROP DATABASE "{name}" WITH (FORCE)')


def must_have_postgres() -> bool:
    """Say whether a missing server is a failure: it is in CI."""
    return bool(os.environ.get("CI"))
