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

# Beside its id, what no other row may share: on a clash INSERT OR REPLACE deletes the row that was there.
UNIQUE = {
    "void": ("workspace_id", "target_id"),
    "audit_entry": ("workspace_id", "number"),
    "playbook_edit": ("workspace_id", "pack", "number"),
    "journal_row": ("workspace_id", "file_id", "number"),
}

_ERASED = (
    "NEW.payload = '' AND NEW.salt = '' AND NEW.id = OLD.id AND NEW.entry_id = OLD.entry_id"
    " AND NEW.workspace_id = OLD.workspace_id"
)
_BODY = "BEGIN RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation'; END"
_REFUSE = f"CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$\n{_BODY} $$"
# Each guard that refuses for every row and column it should: its name, table, moment, whether it asks a condition.
_FIRING = r"""SELECT tgname, tgrelid::regclass::text, tgtype, tgqual IS NOT NULL
FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid
WHERE tgenabled IN ('O', 'A') AND NOT tgisinternal AND tgattr::text = '' AND btrim(prosrc, E' \n') = %s"""
# pg_trigger.tgtype: the bits of ROW and BEFORE, and of the change.
_MOMENTS = {"update": 1 + 2 + 16, "delete": 1 + 2 + 8, "truncate": 2 + 32}


def guard_statements(vendor: str, table: str, words: str, *, erasable: bool = False) -> dict[str, str]:
    """Return the triggers that guard one table, by name, as SQL of `sqlite` or `postgresql`."""
    write = _sqlite_trigger if vendor == "sqlite" else _postgres_trigger
    changes = ("update", "delete", "replace") if vendor == "sqlite" else ("update", "delete", "truncate")
    return {f"guard_{table}_{change}": write(table, change, words, erasable) for change in changes}


def _sqlite_trigger(table: str, change: str, words: str, erasable: bool) -> str:
    event, condition = f"BEFORE {change.upper()}", ""
    if change == "replace":
        # INSERT OR REPLACE deletes without asking the trigger on DELETE.
        event, condition = "BEFORE INSERT", f" WHEN {' OR '.join(_clashes(table))}"
    elif change == "update" and erasable:
        condition = f" WHEN NOT ({_ERASED} AND NEW.rowid = OLD.rowid)"
    name = f"guard_{table}_{change}"
    return f"CREATE TRIGGER {name} {event} ON \"{table}\"{condition} BEGIN SELECT RAISE(ABORT, '{words}'); END"


def _clashes(table: str) -> list[str]:
    """Return the conditions under which a new row of SQLite would take another one's place."""
    keys = [("id",), ("rowid",), *([UNIQUE[table]] if table in UNIQUE else [])]
    same = (" AND ".join(f"{column} = NEW.{column}" for column in key) for key in keys)
    return [f'EXISTS (SELECT 1 FROM "{table}" WHERE {each})' for each in same]  # noqa: S608 names of our own tables


def _postgres_trigger(table: str, change: str, words: str, erasable: bool) -> str:
    each = "STATEMENT" if change == "truncate" else "ROW"
    condition = f" WHEN (NOT ({_ERASED}))" if change == "update" and erasable else ""
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
    return sorted(_sqlite_missing() if connection.vendor == "sqlite" else _postgres_missing())


def _sqlite_missing() -> list[str]:
    wanted = {name: text for table in (*GUARDED, *ERASABLE) for name, text in all_guards("sqlite", table).items()}
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        found = dict(cursor.fetchall())
    return [name for name, text in wanted.items() if found.get(name) != text]


def _postgres_missing() -> list[str]:
    """PostgreSQL writes a trigger's text in its own way, so it is asked where and when each fires, and what it does."""
    wanted = {
        f"guard_{table}_{change}": (table, moment, table in ERASABLE and change == "update")
        for table in (*GUARDED, *ERASABLE)
        for change, moment in _MOMENTS.items()
    }
    with connection.cursor() as cursor:
        cursor.execute(_FIRING, [_BODY])
        found = {name: (table.strip('"'), moment, asks) for name, table, moment, asks in cursor.fetchall()}
    return [name for name, fires in wanted.items() if found.get(name) != fires]
