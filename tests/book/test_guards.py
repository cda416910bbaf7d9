"""What must never change cannot be changed, whoever holds the connection."""

import pytest
from django.db import IntegrityError, connection, transaction

from rekindle.book.audit import append_entry, erase_payload
from rekindle.book.guards import GUARDED, missing_guards, put_up_missing_guards
from rekindle.book.models import AuditPayload
from rekindle.book.write.consent import write_permission, write_suppression
from rekindle.book.write.debriefs import write_debrief
from rekindle.book.write.drafts.bringing import Fate
from rekindle.book.write.files import journal
from rekindle.book.write.losses import write_return
from rekindle.book.write.playbooks import write_playbook_edit
from rekindle.book.write.records import write_file
from rekindle.book.write.touches import write_note
from rekindle.book.write.undo import void_rows
from rekindle.terms.debriefs import DebriefHow
from rekindle.terms.losses import ReturnKind
from rekindle.terms.people import PermissionState, SuppressionOrigin
from rekindle.terms.playbooks import EditKind
from tests.support.cast import House, lose_a_deal, make_workspace


def fill_guarded_tables(house: House) -> None:
    """Write at least one row into every guarded table."""
    writing = house.writing()
    lost = lose_a_deal(house)
    write_permission(writing, lost.person_id, PermissionState.GRANTED)
    write_suppression(writing, SuppressionOrigin.REP, person_id=lost.person_id)
    write_return(writing, lost.loss_id, lost.deal_id, ReturnKind.INBOUND)
    write_debrief(writing, lost.deal_id, lost.loss_id, DebriefHow.CALL)
    void_rows(writing, [("note", write_note(writing, "Not this deal.", deal_id=lost.deal_id))])
    journal(writing, write_file(writing, "lost.csv", "d" * 64), [Fate(1, "created")], {1: "d" * 64})
    write_playbook_edit(writing, "medical", 1, EditKind.CHANGE, "1.0.0/1+0", "{}")
    with transaction.atomic():
        append_entry(writing, "add_note", {"words": "x"})


@pytest.fixture
def house(book) -> House:
    made = make_workspace()
    fill_guarded_tables(made)
    return made


def attack(sql: str, *values: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


def rows_of(table: str, house: House) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}" WHERE workspace_id = %s ORDER BY id', [house.workspace_id.hex])
        return cursor.fetchall()


@pytest.mark.parametrize("table", GUARDED)
@pytest.mark.parametrize(
    "statement",
    [
        'UPDATE "{0}" SET workspace_id = workspace_id WHERE workspace_id = %s',
        'DELETE FROM "{0}" WHERE workspace_id = %s',
    ],
)
def test_no_row_of_a_guarded_table_is_changed_or_deleted(house, table, statement):
    before = rows_of(table, house)
    with pytest.raises(IntegrityError, match=GUARDED[table]):
        attack(statement.format(table), house.workspace_id.hex)
    assert rows_of(table, house) == before != []


@pytest.mark.parametrize("table", [*GUARDED, "audit_payload"])
def test_no_guarded_table_is_emptied(postgres_book, table):
    with pytest.raises(IntegrityError, match=r"never changed|only ever erased"):
        attack(f'TRUNCATE "{table}" CASCADE')


@pytest.mark.parametrize("table", [*GUARDED, "audit_payload"])
def test_no_row_is_replaced_by_one_with_its_id(sqlite_book, table):
    fill_guarded_tables(house := make_workspace())
    before = rows_of(table, house)
    with pytest.raises(IntegrityError, match=r"never changed|only ever erased"):
        attack(
            f'INSERT OR REPLACE INTO "{table}" SELECT * FROM "{table}" WHERE workspace_id = %s', house.workspace_id.hex
        )
    assert rows_of(table, house) == before


@pytest.mark.parametrize("table", [*GUARDED, "audit_payload"])
def test_no_row_is_replaced_by_one_that_shares_its_place_or_a_unique_value(sqlite_book, table):
    fill_guarded_tables(house := make_workspace())
    before = rows_of(table, house)
    with connection.cursor() as cursor:
        columns = [row[1] for row in cursor.execute(f'PRAGMA table_info("{table}")').fetchall()]
        indexes = cursor.execute(f'PRAGMA index_list("{table}")').fetchall()
    others = ", ".join(column for column in columns if column != "id")
    clashes = [("rowid, ", "rowid, "), *[("", "") for _, _, unique, made_by, _ in indexes if unique and made_by == "u"]]
    for column, value in clashes:
        with pytest.raises(IntegrityError, match=r"never changed|only ever erased"):
            attack(
                f'INSERT OR REPLACE INTO "{table}" ({column}id, {others})'
                f' SELECT {value}lower(hex(randomblob(16))), {others} FROM "{table}" WHERE workspace_id = %s',
                house.workspace_id.hex,
            )
    assert rows_of(table, house) == before


def test_erasing_a_payload_takes_no_other_ones_place(sqlite_book):
    fill_guarded_tables(house := make_workspace())
    with transaction.atomic():
        append_entry(house.writing(), "add_note", {"words": "y"})
    with pytest.raises(IntegrityError, match="only ever erased"):
        attack("UPDATE OR REPLACE audit_payload SET payload = '', salt = '', rowid = 2 WHERE rowid = 1")
    assert AuditPayload.objects.within(house.workspace_id).count() == 2


def test_a_payload_of_the_audit_can_be_erased(house):
    entry = AuditPayload.objects.within(house.workspace_id).get()
    erase_payload(house.workspace_id, entry.entry_id)
    assert AuditPayload.objects.within(house.workspace_id).values_list("payload", "salt").get() == ("", "")


@pytest.mark.parametrize(
    "change", [{"payload": "another"}, {"payload": ""}, {"salt": ""}, {"payload": "", "salt": "", "id": "1" * 32}]
)
def test_a_payload_of_the_audit_is_never_altered(house, change):
    with pytest.raises(IntegrityError, match="only ever erased"), transaction.atomic():
        AuditPayload.objects.within(house.workspace_id).update(**change)


def test_a_payload_of_the_audit_is_never_deleted(house):
    with pytest.raises(IntegrityError, match="only ever erased"):
        attack("DELETE FROM audit_payload WHERE workspace_id = %s", house.workspace_id.hex)


def test_after_all_migrations_every_guard_stands(book):
    assert missing_guards() == []


def test_a_guard_that_was_taken_down_is_missed(book):
    attack("DROP TRIGGER guard_loss_delete" + (' ON "loss"' if book.vendor == "postgres" else ""))
    assert missing_guards() == ["guard_loss_delete"]


def test_a_guard_that_was_switched_off_is_missed(postgres_book):
    attack('ALTER TABLE "claim" DISABLE TRIGGER guard_claim_update')
    assert missing_guards() == ["guard_claim_update"]


def test_a_guard_that_was_weakened_is_missed(sqlite_book):
    attack("DROP TRIGGER guard_void_update")
    attack("CREATE TRIGGER guard_void_update BEFORE UPDATE ON void BEGIN SELECT 1; END")
    assert missing_guards() == ["guard_void_update"]


@pytest.mark.parametrize(
    ("sql", "missing"),
    [
        (
            "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NEW; END$$",
            36,
        ),
        (
            "CREATE OR REPLACE TRIGGER guard_void_update BEFORE UPDATE ON void FOR EACH ROW WHEN (false)"
            " EXECUTE FUNCTION refuse_change('x')",
            1,
        ),
        (
            "CREATE OR REPLACE TRIGGER guard_void_update BEFORE UPDATE OF words ON void FOR EACH ROW"
            " EXECUTE FUNCTION refuse_change('x')",
            1,
        ),
    ],
    ids=["a function that lets all pass", "a condition never met", "one column only"],
)
def test_a_guard_that_fires_no_more_is_missed_and_put_up_again(postgres_book, sql, missing):
    attack(sql.replace("%", "%%"))
    assert len(missing_guards()) == missing
    assert len(put_up_missing_guards()) == missing
    assert missing_guards() == []
