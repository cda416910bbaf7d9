"""Reading for the mind: one instant at a time, only what is committed, over a connection that heals itself."""

import shutil
import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection, transaction

import rekindle
from rekindle.book import arrow, arrow_postgres
from rekindle.book.arrow import snapshot
from rekindle.book.arrow_postgres import close_reader, postgres_uri
from rekindle.book.facts import facts
from rekindle.book.queries.deals import DEALS
from rekindle.start.databases import postgres
from tests.support.cast import NOW, House, lose_a_deal, make_workspace
from tests.support.server import run_sql

PARAMETERS = {"account": None, "keep_owner": None}


@pytest.fixture
def house(book) -> House:
    made = make_workspace()
    lose_a_deal(made)
    return made


def deals_of(house: House) -> int:
    return facts(house.workspace_id, NOW)["deals"].num_rows


def test_what_is_not_committed_is_not_seen(house):
    with transaction.atomic():
        lose_a_deal(house, account="Lakemont", mail="rao@lakemont.example")
        assert deals_of(house) == 1
    assert deals_of(house) == 2


def test_a_snapshot_does_not_see_what_is_committed_meanwhile(house):
    instant = NOW if connection.vendor == "postgresql" else str(NOW.replace(tzinfo=None))
    parameters = {"workspace": house.workspace_id.hex, "as_of": instant, **PARAMETERS}
    with snapshot() as read:
        assert read(DEALS, parameters).num_rows == 1
        lose_a_deal(house, account="Lakemont", mail="rao@lakemont.example")
        assert read(DEALS, parameters).num_rows == 1
    with snapshot() as read:
        assert read(DEALS, parameters).num_rows == 2


def test_a_book_put_in_the_place_of_another_is_read(sqlite_book, tmp_path):
    name = Path(sqlite_book.settings["NAME"])
    lose_a_deal(house := make_workspace())
    connection.close()
    shutil.copy(name, earlier := tmp_path / "earlier.sqlite3")
    lose_a_deal(house, account="Lakemont", mail="rao@lakemont.example")
    assert deals_of(house) == 2
    connection.close()
    earlier.replace(name)
    for beside in ("-wal", "-shm"):
        name.with_name(name.name + beside).unlink(missing_ok=True)
    assert deals_of(house) == 1


def test_a_connection_that_the_server_closed_is_opened_again(postgres_book, postgres_server):
    lose_a_deal(house := make_workspace())
    assert deals_of(house) == 1
    kept = arrow_postgres._kept.database
    others = f"datname = '{postgres_book.settings['NAME']}' AND application_name = ''"
    run_sql(postgres_server, f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}")
    connection.close()
    assert deals_of(house) == 1
    assert arrow_postgres._kept.database is not kept


def test_a_connection_is_used_again(postgres_book):
    lose_a_deal(house := make_workspace())
    deals_of(house)
    kept = arrow_postgres._kept.database
    assert deals_of(house) == 1
    assert arrow_postgres._kept.database is kept
    close_reader()
    assert deals_of(house) == 1


def test_a_failed_reading_leaves_nothing_behind(postgres_book):
    lose_a_deal(house := make_workspace())
    with pytest.raises(KeyError), snapshot() as read:
        read(DEALS, {"account": None})
    assert deals_of(house) == 1


def test_reading_cannot_write(sqlite_book):
    with arrow._sqlite() as read:
        database = read.__closure__[0].cell_contents
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            database.execute("DELETE FROM advice")


def test_a_writer_is_not_held_up_by_a_reader(sqlite_book):
    lose_a_deal(house := make_workspace())
    with snapshot():
        lose_a_deal(house, account="Lakemont", mail="rao@lakemont.example")
    assert deals_of(house) == 2
    assert facts(house.workspace_id, NOW - timedelta(days=3000))["deals"].num_rows == 0


def test_odd_names_and_passwords_survive_in_the_address():
    settings = postgres("postgresql://ma%2Fya:p%40ss%3F@db.example:5433/re%20kindle?sslmode=require")
    assert postgres_uri(settings) == (
        "postgresql://ma%2Fya:p%40ss%3F@/re%20kindle?sslmode=require&host=db.example&port=5433"
    )


def test_no_second_sqlite_library_comes_into_the_process():
    # Two copies of the library in one process undo each other's locks: docs/decisions/0010.
    sources = Path(rekindle.__file__).parent.rglob("*.py")
    assert [source.name for source in sources if "import adbc_driver_sqlite" in source.read_text()] == []
