"""Triggers that keep the append-only tables append-only, whoever holds the connection."""

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

# What must never be changed, and what to do instead.
GUARDED = {
    "loss": "losses are never changed: write a void or a superseding row",
    "claim": "claims are never changed: write another claim or a void row",
    "permission": "permissions are never changed: write another entry or a void row",
    "suppression": "suppressions are never changed: write an entry that answers this one",
    "return": "returns are never changed: write a void row",
    "status_change": "turns of status are never changed: write another turn or a void row",
    "debrief": "debriefs are never changed: write another one or a void row",
    "void": "void rows are never changed: write what counts as a new row",
    "audit_entry": "the audit is never changed: it only grows",
    "playbook_edit": "versions of a playbook are never changed: write a new one or a void row",
    "journal_row": "the journal of an import is never changed: undo the import and bring the file in again",
}
# Erasing empties a payload; the digest over it stays in the entry.
ERASABLE = {"audit_payload": "a payload of the audit is only ever erased: set payload and salt to empty text"}

_SQLITE_ERASED = (
    "NOT (NEW.payload = '' AND NEW.salt = '' AND NEW.id = OLD.id AND NEW.entry_id = OLD.entry_id"
    " AND NEW.workspace_id = OLD.workspace_id)"
)
_REFUSE = """CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation'; END $$"""


def guard_statements(vendor: str, table: str, words: str, *, erasable: bool = False) -> dict[str, str]:
    """Return the triggers that guard one table, by name, as SQL of `sqlite` or `postgresql`."""
    write = _sqlite_trigger if vendor == "sqlite" else _postgres_trigger
    changes = ("update", "delete", "replace") if vendor == "sqlite" else ("update", "delete", "truncate")
    return {f"guard_{table}_{change}": write(table, change, words, erasable) for change in changes}


def _sqlite_trigger(table: str, change: str, words: str, erasable: bool) -> str:
    event, condition = f"BEFORE {change.upper()}", ""
    if change == "replace":
        # INSERT OR REPLACE deletes without asking the trigger on DELETE.
        event, condition = "BEFORE INSERT", f' WHEN EXISTS (SELECT 1 FROM "{table}" WHERE id = NEW.id)'  # noqa: S608
    elif change == "update" and erasable:
        condition = f" WHEN {_SQLITE_ERASED}"
    name = f"guard_{table}_{change}"
    return f"CREATE TRIGGER {name} {event} ON \"{table}\"{condition} BEGIN SELECT RAISE(ABORT, '{words}'); END"


def _postgres_trigger(table: str, change: str, words: str, erasable: bool) -> str:
    each = "STATEMENT" if change == "truncate" else "ROW"
    condition = f" WHEN ({_SQLITE_ERASED})" if change == "update" and erasable else ""
    name, event = f"guard_{table}_{change}", f"BEFORE {change.upper()}"
    made = f'CREATE TRIGGER {name} {event} ON "{table}" FOR EACH {each}{condition}'
    return f"{made} EXECUTE FUNCTION refuse_change('{words}')"


def put_up_guards(database: BaseDatabaseWrapper, tables: list[str]) -> None:
    """Create the triggers of the named tables anew; a migration that remakes a table calls this again for it."""
    sqlite = database.vendor == "sqlite"
    with database.cursor() as cursor:
        if database.vendor == "postgresql":
            cursor.execute(_REFUSE)
        for table in tables:
            for name, statement in all_guards(database.vendor, table).items():
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}" + ("" if sqlite else f' ON "{table}"'))
                cursor.execute(statement)


def all_guards(vendor: str, table: str) -> dict[str, str]:
    """Return the triggers of one guarded table, by name."""
    if table in ERASABLE:
        return guard_statements(vendor, table, ERASABLE[table], erasable=True)
    return guard_statements(vendor, table, GUARDED[table])


def put_up_missing_guards() -> list[str]:
    """Create anew the triggers that are missing, switched off or not as they were made; returns their names."""
    missing = missing_guards()
    tables = [
        table for table in (*GUARDED, *ERASABLE) if any(n in missing for n in all_guards(connection.vendor, table))
    ]
    put_up_guards(connection, tables)
    return missing


def missing_guards() -> list[str]:
    """Ask the database's own catalogue which triggers are missing, switched off or not as they were made."""
    wanted = {
        name: text for table in (*GUARDED, *ERASABLE) for name, text in all_guards(connection.vendor, table).items()
    }
    found = _sqlite_guards() if connection.vendor == "sqlite" else _postgres_guards()
    return sorted(name for name, text in wanted.items() if found.get(name, "missing") not in ("", text))


def _sqlite_guards() -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        return dict(cursor.fetchall())


def _postgres_guards() -> dict[str, str]:
    """Return the names of triggers that fire; their text is not compared, since PostgreSQL writes its own."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgname FROM pg_trigger WHERE tgenabled IN ('O', 'A') AND NOT tgisinternal")
        return {name: "" for (name,) in cursor.fetchall()}
