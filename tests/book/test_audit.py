"""Whatever is done to the audit afterwards is found, and said in plain words."""

import json
import shutil
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection, transaction

from rekindle.book.audit import append_entry, canonical, erase_payload
from rekindle.book.heads import head_path, read_head
from rekindle.book.models import AuditEntry
from rekindle.book.verify import verify_chain
from tests.support.cast import NOW, House, make_workspace


def say(house: House, number: int) -> AuditEntry:
    """Append one entry as a verb does, some hours after the one before."""
    with transaction.atomic():
        return append_entry(
            house.writing(NOW + timedelta(hours=number)), "add_note", {"words": f"note {number}", "on": NOW.date()}
        )


@pytest.fixture
def house(book) -> House:
    """A workspace with a chain of five entries."""
    made = make_workspace()
    for number in range(1, 6):
        say(made, number)
    return made


def tamper(book, table: str, sql: str, *values: object) -> None:
    """Take the guards of a table down and run a statement, as somebody with the database in hand could."""
    names = [f"guard_{table}_{change}" for change in ("update", "delete")]
    with connection.cursor() as cursor:
        for name in names:
            cursor.execute(f"DROP TRIGGER {name}" + (f" ON {table}" if book.vendor == "postgres" else ""))
        cursor.execute(sql, values)


def test_a_chain_that_nobody_touched_is_whole(house):
    assert verify_chain(house.workspace_id) == []


def test_a_workspace_without_entries_is_whole(book):
    assert verify_chain(make_workspace().workspace_id) == []


def test_each_workspace_has_its_own_chain(house):
    other = make_workspace("jordan")
    assert say(other, 1).number == 1
    assert verify_chain(other.workspace_id) == verify_chain(house.workspace_id) == []


def test_a_payload_is_written_in_one_spelling():
    assert canonical({"b": [1, None], "a": "ä", "on": NOW.date()}) == '{"a":"ä","b":[1,null],"on":"2026-10-14"}'


def test_the_head_is_noted_outside_the_database(house):
    last = AuditEntry.objects.within(house.workspace_id).get(number=5)
    noted = json.loads(head_path(house.workspace_id).read_text())
    assert noted == {"number": 5, "chain": last.chain, "database": connection.vendor}


def test_nothing_is_noted_when_the_verb_fails(house):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        append_entry(house.writing(), "add_note", {})
        _ = 1 / 0
    assert read_head(house.workspace_id).number == 5
    assert verify_chain(house.workspace_id) == []


def test_an_erased_payload_leaves_the_chain_whole(house):
    erase_payload(house.workspace_id, AuditEntry.objects.within(house.workspace_id).get(number=2).pk)
    assert verify_chain(house.workspace_id) == []


def test_an_altered_payload_is_found(house, book):
    tamper(
        book,
        "audit_payload",
        "UPDATE audit_payload SET payload = '{}' WHERE workspace_id = %s AND payload LIKE %s",
        *scope(house, '%"note 3"%'),
    )
    assert verify_chain(house.workspace_id) == ["the payload of entry 3 was altered after it was written"]


def test_a_removed_payload_is_found(house, book):
    tamper(
        book,
        "audit_payload",
        "DELETE FROM audit_payload WHERE workspace_id = %s AND payload LIKE %s",
        *scope(house, '%"note 3"%'),
    )
    assert verify_chain(house.workspace_id) == [
        "the payload of entry 3 is missing; erasing would have left an empty one"
    ]


@pytest.mark.parametrize("change", ["verb = 'win'", "member_id = NULL", "digest = '0'", "chain = '0'"])
def test_an_altered_entry_is_found(house, book, change):
    tamper(
        book, "audit_entry", f"UPDATE audit_entry SET {change} WHERE workspace_id = %s AND number = 3", *scope(house)
    )
    assert "entry 3 was altered after it was written" in verify_chain(house.workspace_id)
    assert not [words for words in verify_chain(house.workspace_id) if "entry 4" in words]


def test_an_entry_with_another_time_is_found(house, book):
    tamper(
        book,
        "audit_entry",
        "UPDATE audit_entry SET at = %s WHERE workspace_id = %s AND number = 3",
        "2026-10-01 08:00:00",
        *scope(house),
    )
    assert verify_chain(house.workspace_id) == ["entry 3 was altered after it was written"]


def test_a_missing_entry_is_found(house, book):
    third = AuditEntry.objects.within(house.workspace_id).get(number=3)
    tamper(
        book,
        "audit_payload",
        "DELETE FROM audit_payload WHERE workspace_id = %s AND entry_id = %s",
        *scope(house, third.pk),
    )
    tamper(book, "audit_entry", "DELETE FROM audit_entry WHERE workspace_id = %s AND number = 3", *scope(house))
    assert verify_chain(house.workspace_id) == ["entry 3 is missing"]


def test_entries_that_changed_places_are_found(house, book):
    scoped = "UPDATE audit_entry SET number = %s WHERE workspace_id = %s AND number = %s"
    tamper(book, "audit_entry", scoped, 99, *scope(house, 3))
    for new, old in ((3, 4), (4, 99)):
        with connection.cursor() as cursor:
            cursor.execute(scoped, [new, *scope(house, old)])
    assert verify_chain(house.workspace_id) == [
        "entry 3 stands out of its order: it was written as entry 4",
        "entry 4 stands out of its order: it was written as entry 3",
    ]


def test_a_chain_that_was_cut_short_is_found(house, book):
    tamper(
        book,
        "audit_payload",
        "DELETE FROM audit_payload WHERE workspace_id = %s AND payload LIKE %s",
        *scope(house, '%"note 5"%'),
    )
    tamper(book, "audit_entry", "DELETE FROM audit_entry WHERE workspace_id = %s AND number = 5", *scope(house))
    assert verify_chain(house.workspace_id) == [
        "the database ends at entry 4, but entry 5 was noted outside it: "
        "the database is older than the note, as after a restored backup"
    ]


def test_a_restored_backup_is_found_even_after_new_entries(sqlite_book, tmp_path):
    house = make_workspace()
    say(house, 1)
    connection.close()
    shutil.copy(sqlite_book.settings["NAME"], tmp_path / "backup")
    say(house, 2)
    connection.close()
    shutil.copy(tmp_path / "backup", sqlite_book.settings["NAME"])
    assert "the database is older than the note" in verify_chain(house.workspace_id)[0]
    for number in (3, 4):
        say(house, number)
    assert verify_chain(house.workspace_id) == ["entry 2 is not the one that was noted outside the database"]


def test_a_note_left_behind_by_a_crash_catches_up(house):
    path = head_path(house.workspace_id)
    before = path.read_text()
    say(house, 6)
    path.write_text(before)
    assert verify_chain(house.workspace_id) == []
    say(house, 7)
    assert read_head(house.workspace_id).number == 7


def test_a_note_that_is_gone_or_broken_is_said(house):
    path = head_path(house.workspace_id)
    path.write_text("{")
    assert "cannot be understood" in verify_chain(house.workspace_id)[0]
    say(house, 6)
    assert path.read_text() == "{"
    path.unlink()
    assert verify_chain(house.workspace_id) == [f"the head of the audit is not noted in {path}"]


def scope(house: House, *more: object) -> list[object]:
    """Return the workspace as the database spells it, and what follows."""
    return [value.hex if isinstance(value, UUID) else value for value in (house.workspace_id, *more)]
