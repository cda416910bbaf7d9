"""`check` says what is in order and what is not, in words that say what to do."""

import sqlite3

import pytest
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from rekindle.book.audit import append_entry
from rekindle.book.check import Finding, check
from rekindle.book.guards import put_up_missing_guards
from rekindle.book.heads import head_path
from rekindle.book.models import Deal
from rekindle.book.read.finding import find_deals
from rekindle.book.search import mend_search
from rekindle.book.startup import assert_pragmas
from rekindle.book.write.touches import write_note
from tests.support.cast import lose_a_deal, make_workspace


def wrong() -> list[Finding]:
    return [finding for finding in check() if not finding.ok]


def test_a_sound_book_is_in_order(book):
    lose_a_deal(house := make_workspace())
    with transaction.atomic():
        append_entry(house.writing(), "add_deal", {})
    assert wrong() == []
    assert [finding.what for finding in check()] == [
        *(["the file of the database is whole"] if book.vendor == "sqlite" else []),
        "all tables are up to date",
        "all guards of the append-only tables stand",
        "every word of the book can be found",
        *(
            [
                "SQLite runs with journal_mode wal",
                "SQLite runs with synchronous 2",
                "SQLite runs with foreign_keys 1",
                "SQLite runs with busy_timeout 20000",
            ]
            if book.vendor == "sqlite"
            else []
        ),
        "the audit of maya is whole",
        "every deal of maya has the status of its history",
        "the numbers of the lost book of maya are those of its deals",
    ]


def test_a_missing_guard_is_said(book):
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER guard_claim_update" + (" ON claim" if book.vendor == "postgres" else ""))
    (finding,) = wrong()
    assert finding.what == "the guard guard_claim_update is missing: rows that must never change could be changed"
    assert "latest backup" in finding.what_to_do
    assert put_up_missing_guards() == ["guard_claim_update"]
    assert wrong() == []


def test_a_search_that_lost_a_part_is_said_and_made_anew(book):
    house, part = make_workspace(), "search_note_insert" if book.vendor == "sqlite" else "search_note"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP {'TRIGGER' if book.vendor == 'sqlite' else 'INDEX'} {part}")
    lost = lose_a_deal(house)
    write_note(house.writing(), "It squeaks.", deal_id=lost.deal_id)
    (finding,) = wrong()
    assert finding.what == f"the search lacks {part}: words written since are not found"
    assert mend_search() == [part]
    assert wrong() == []
    assert find_deals(house.workspace_id, "squeaks", house.owner_id) == [lost.deal_id]


def test_a_change_of_the_tables_that_was_not_made_is_said_alone(book):
    ((_, latest),) = MigrationLoader(connection).graph.leaf_nodes("book")
    MigrationRecorder(connection).record_unapplied("book", latest)
    assert check() == [
        Finding(
            False,
            f"the tables lack the change {latest}",
            "Start Rekindle once: it brings the tables up to date.",
        )
    ]


def test_tables_of_a_newer_version_are_said(book):
    MigrationRecorder(connection).record_applied("book", "0999_to_come")
    (finding,) = wrong()
    assert finding.what == "a newer version of Rekindle made the change 0999_to_come"
    assert finding.what_to_do.startswith("Start the version that made it again")


def test_a_table_that_is_gone_is_said(book):
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE saved_view")
    (finding,) = wrong()
    assert (finding.what, finding.what_to_do) == (
        "the table saved_view is gone",
        "Keep the damaged data aside, and put your latest backup in its place.",
    )


def test_a_damaged_file_is_said(sqlite_book):
    make_workspace()
    connection.close()
    with sqlite3.connect(sqlite_book.settings["NAME"]) as file:
        file.execute("PRAGMA writable_schema = ON")
        file.execute("DELETE FROM sqlite_master WHERE name = 'deal_by_name'")
    file.close()
    (finding,) = wrong()
    assert finding.what.startswith("the file of the database is damaged: ")


def test_an_audit_that_was_cut_short_is_said(book):
    house = make_workspace()
    head_path(house.workspace_id).parent.mkdir(exist_ok=True)
    head_path(house.workspace_id).write_text('{"number": 7, "chain": "x"}')
    (finding,) = wrong()
    assert finding.what.startswith("the audit of maya: the database ends at entry 0, but entry 7 was noted outside it")
    assert "folder `audit`" in finding.what_to_do


def test_a_status_that_is_not_its_history_is_said(book):
    lost = lose_a_deal(house := make_workspace())
    lose_a_deal(house, account="Lakemont", mail="rao@lakemont.example")
    Deal.objects.within(house.workspace_id).filter(pk=lost.deal_id).update(status="won")
    (finding,) = wrong()
    assert finding.what == f"maya: 1 deal shows another status than the history, first {lost.deal_id}"


def test_a_pragma_that_is_not_in_force_is_said_and_stops_the_start(sqlite_book):
    assert_pragmas()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=NORMAL")
    (finding,) = wrong()
    assert finding.what == "SQLite runs with synchronous 1, not 2"
    with pytest.raises(RuntimeError, match="synchronous is 1, not 2"):
        assert_pragmas()


def test_postgres_starts_without_pragmas(postgres_book):
    assert_pragmas()
