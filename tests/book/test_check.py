"""`check` says what is in order and what is not, in words that say what to do."""

import sqlite3
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.test import override_settings

from rekindle.book.audit import append_entry
from rekindle.book.check import Finding, check
from rekindle.book.guards import GUARDED, all_guards, put_up_missing_guards
from rekindle.book.heads import head_path
from rekindle.book.models import Deal
from rekindle.book.read.finding import find_deals
from rekindle.book.search import mend_search
from rekindle.book.startup import assert_pragmas
from rekindle.book.write.touches import write_note
from rekindle.desk.verbs import add_deal, add_note, respect_no
from rekindle.terms.ids import new_id
from tests.desk.support import acting
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
        "no row that was written is gone",
        "the addresses of maya are known by the secret of this folder",
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
    latest = max(name for app, name in MigrationLoader(connection).disk_migrations if app == "book")
    MigrationRecorder(connection).record_unapplied("book", latest)
    assert check() == [
        Finding(
            False,
            f"the tables lack the change {latest}",
            "Start Rekindle once: it brings the tables up to date.",
        )
    ]


def test_all_changes_are_said_that_a_book_of_before_lacks_and_not_the_one_that_makes_all_at_once(book):
    recorder = MigrationRecorder(connection)
    lacking = sorted(name for app, name in MigrationLoader(connection).disk_migrations if app == "book")[-2:]
    for name in lacking:
        recorder.record_unapplied("book", name)
    assert [finding.what for finding in check()] == [f"the tables lack the change {name}" for name in lacking]


def test_a_change_of_the_tables_that_is_not_on_record_is_said(book):
    MigrationRecorder(connection).record_unapplied("book", "0009_search")
    (finding,) = wrong()
    assert finding.what == "that the tables have the change 0009_search is not on record, but later ones are"
    assert "latest backup" in finding.what_to_do


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


def test_a_database_that_was_replaced_by_a_new_one_is_said(book):
    make_workspace()
    with transaction.atomic():
        append_entry((house := make_workspace("jordan")).writing(), "add_deal", {})
    path = head_path(house.workspace_id)
    path.rename(gone := path.with_name(f"{new_id()}.json"))
    said = [finding.what for finding in wrong()]
    assert f"{gone} notes entry 1 of a workspace that is not in this database: was it replaced?" in said


def test_a_head_of_another_kind_of_database_beside_this_one_is_no_fault(book):
    make_workspace()
    folder = head_path(new_id()).parent
    folder.mkdir(exist_ok=True)
    (folder / f"{new_id()}.json").write_text('{"number": 3, "chain": "x", "database": "another"}')
    assert wrong() == []


@pytest.mark.parametrize("table", ["claim", "suppression", "note"])
def test_a_row_that_was_taken_out_by_hand_is_said(book, table):
    house = make_workspace()
    lost = add_deal(acting(house), "key", who="Fern Hill", why="Budget", person="Dr. Ode", mail="ode@fern.example")
    respect_no(acting(house), "another", person_id=UUID(lost.result["person"]), said_how="wrote")
    add_note(acting(house), "a third", deal_id=lost.deals[0], words="Asks for a quiet theatre")
    assert wrong() == []
    with connection.cursor() as cursor:
        guards = all_guards(connection.vendor, table) if table in GUARDED else {}
        for name in (name for name in guards if name.endswith("_delete")):
            cursor.execute(f"DROP TRIGGER {name}" + (f" ON {table}" if book.vendor == "postgres" else ""))
        cursor.execute(f"DELETE FROM {table} WHERE workspace_id = %s", [house.workspace_id.hex])
        taken = cursor.rowcount
    put_up_missing_guards()
    (finding,) = wrong()
    assert finding.what == f"maya: rows of {table} were written and are gone: {taken}"
    assert "latest backup" in finding.what_to_do


def test_a_row_that_names_what_is_gone_is_said(sqlite_book):
    lose_a_deal(house := make_workspace())
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA foreign_keys=OFF")
        cursor.execute("DELETE FROM person WHERE workspace_id = %s", [house.workspace_id.hex])
        cursor.execute("PRAGMA foreign_keys=ON")
    said = [finding.what for finding in wrong()]
    assert "rows of post name rows of person that are gone: 1" in said


def test_a_secret_that_is_not_the_one_of_the_book_is_said(book):
    lose_a_deal(make_workspace())
    with override_settings(SUPPRESSION_KEY="another"):
        (finding,) = wrong()
    assert finding.what.startswith("the addresses of maya were kept with another secret than `secrets/suppression`")
    assert "folder `secrets` of your latest backup" in finding.what_to_do


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
