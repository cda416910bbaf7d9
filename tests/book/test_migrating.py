"""A book of before comes up: the steps it was made by, and the one a new book begins with, lead to the same tables."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from rekindle.book.models import Workspace
from rekindle.start import prepare
from rekindle.start.databases import postgres, sqlite
from rekindle.terms.ids import new_id
from tests.conftest import BOTH
from tests.support.databases import Book, connected
from tests.support.server import run_sql

HALF_WAY = "0009_search"
_SQLITE = "SELECT type, tbl_name, name, coalesce(sql, '') FROM sqlite_schema"
# Of tables, their columns and checks; then indexes, triggers and what those do.
_POSTGRES = """
SELECT 'column', attrelid::regclass::text, attname::text,
    concat_ws(' ', attnum, format_type(atttypid, atttypmod), attnotnull, pg_get_expr(adbin, adrelid))
  FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid AND relkind = 'r'
    LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
  WHERE attrelid > 16000 AND attnum > 0 AND NOT attisdropped
UNION ALL SELECT 'check', conrelid::regclass::text, conname::text, pg_get_constraintdef(oid)
  FROM pg_constraint WHERE conrelid > 16000
UNION ALL SELECT 'index', tablename::text, indexname::text, indexdef FROM pg_indexes WHERE schemaname = 'public'
UNION ALL SELECT 'trigger', tgrelid::regclass::text, tgname::text, pg_get_triggerdef(oid)
  FROM pg_trigger WHERE NOT tgisinternal
UNION ALL SELECT 'function', '', proname::text, prosrc FROM pg_proc WHERE oid > 16000
"""

_A_BOOK = """
INSERT INTO workspace (id, slug, name, is_sample, pack, currency, zone, jurisdiction, fiscal_month, hour_price_minor,
  created_at) VALUES (%s, 'maya', 'Maya', false, 'b2b', 'USD', 'UTC', 'US', 1, 15000, '2026-01-05 08:00:00+00:00')
"""


def tables() -> set[tuple[str, ...]]:
    """Say everything that a database knows of its tables: columns, indexes, checks, triggers."""
    with connection.cursor() as cursor:
        cursor.execute(_SQLITE if connection.vendor == "sqlite" else _POSTGRES)
        return {(kind, table, name, in_any_order(kind, said)) for kind, table, name, said in cursor.fetchall()}


def in_any_order(kind: str, said: str) -> str:
    """SQLite moves a column to the end of its table as it changes it; nobody reads columns by their place."""
    if kind != "table" or said.startswith("CREATE VIRTUAL"):
        return said
    return "\n".join(sorted(re.split(r', (?="|CONSTRAINT)', said[said.index("(") + 1 : -1])))


@pytest.fixture(params=BOTH)
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Book]:
    """A database without a table."""
    if request.param == "sqlite":
        with connected("sqlite", sqlite(tmp_path / "before.sqlite3")) as book:
            yield book
        return
    server, name = request.getfixturevalue("postgres_server"), f"t{new_id().hex}"
    run_sql(server, f'CREATE DATABASE "{name}"')
    with connected("postgres", postgres(server.url(name))) as book:
        yield book
    run_sql(server, f'DROP DATABASE "{name}" WITH (FORCE)')


def as_before(*targets: str) -> None:
    """Migrate as a version did that did not know yet the step a new book begins with."""
    executor = MigrationExecutor(connection)
    executor.loader = MigrationLoader(connection, replace_migrations=False)
    executor.migrate([("book", target) for target in targets])


def steps_taken() -> set[str]:
    return {name for app, name in MigrationRecorder(connection).applied_migrations() if app == "book"}


def test_a_book_half_way_along_the_old_steps_ends_with_the_tables_of_a_new_one(empty: Book, request) -> None:
    as_before(HALF_WAY)
    kept = new_id()
    with connection.cursor() as cursor:
        cursor.execute(_A_BOOK, [kept.hex])
    connection.close()

    prepare._migrate()
    made_by_steps, taken = tables(), steps_taken()
    connection.close()

    assert not prepare._pending()
    assert Workspace._base_manager.filter(pk=kept).exists()
    connection.close()
    request.getfixturevalue(f"{empty.vendor}_book")
    assert made_by_steps == tables()
    assert taken == steps_taken()
