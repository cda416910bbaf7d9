"""Words found without reading the whole book: an index of whole words and their beginnings, kept by the database.

SQLite keeps a full-text table up to date by triggers; PostgreSQL has an index over the words as they stand. Both take
letters and digits for words, without their case, so that the same words are found in the same places.
"""

# ruff: noqa: S611 - put together from the constants of this file; every value is a bound parameter.

import re
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, Q
from django.db.models.expressions import RawSQL

# In which columns of a table words are found; where `words` is empty, nothing is kept.
PLACES = {
    "account": ("name", "name_key"),
    "deal": ("name", "name_key"),
    "person": ("name", "name_key"),
    "note": ("words",),
    "touch": ("words", "subject"),
}
MOST_WORDS = 8
# PostgreSQL indexes no longer text than this.
_LONGEST = 100_000
_SIGNS = "".join(chr(code) for code in range(33, 127) if not chr(code).isalnum())


def split_words(said: str) -> list[str]:
    """Return the words of what was typed, as the index knows them: letters and digits, at most eight."""
    return re.findall(r"[^\W_]+", said)[:MOST_WORDS]


def holding(workspace_id: UUID, table: str, words: list[str], most: int) -> Any:
    """Return the condition under which a row holds all the words, or words that begin so; for at most `most` rows."""
    return holding_each(workspace_id, [table], words, most)[table]


def holding_each(workspace_id: UUID, tables: list[str], words: list[str], most: int) -> dict[str, Any]:
    """Return the conditions of several tables; where the index is one for all, `most` rows are found in all together.

    What a word begins is gathered anew for each question, which takes longer than all the rest.
    """
    if connection.vendor == "sqlite":
        found = _find(workspace_id, tables, words, most)
        return {table: Q(pk__in=found[table]) for table in tables}
    return {table: _search(table, words) for table in tables}


def _search(table: str, words: list[str]) -> Any:
    query = " & ".join(f"'{word}':*" for word in words)
    sql = f"{_said(table)} AND {_vector(table)} @@ to_tsquery('simple', %s)"
    return RawSQL(sql, [query], output_field=BooleanField())


def _find(workspace_id: UUID, tables: list[str], words: list[str], most: int) -> dict[str, list[UUID]]:
    """Ask the full-text table; the rows written last come first."""
    wanted = " AND ".join(f'"{word}" *' for word in words)
    scopes = {f"{table}{workspace_id.hex}": table for table in tables}
    said = " OR ".join(f'"{scope}"' for scope in scopes)
    found: dict[str, list[UUID]] = {table: [] for table in tables}
    with connection.cursor() as cursor:
        sql = "SELECT scope, row_id FROM search WHERE search MATCH %s ORDER BY rowid DESC LIMIT %s"
        for scope, row_id in cursor.execute(sql, [f"scope : ({said}) AND words : ({wanted})", most]).fetchall():
            found[scopes[scope]].append(UUID(row_id))
    return found


def put_up_search(database: BaseDatabaseWrapper) -> None:
    """Make the index anew, from everything the book holds."""
    make = _sqlite_statements() if database.vendor == "sqlite" else _postgres_statements()
    with database.cursor() as cursor:
        for statement in make:
            cursor.execute(statement)


def mend_search() -> list[str]:
    """Make the index anew where a part of it is missing; returns the names of those parts."""
    missing = missing_search()
    if missing:
        put_up_search(connection)
    return missing


def missing_search() -> list[str]:
    """Ask the database's own catalogue which parts of the index are missing; a lost table or trigger loses words."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE name LIKE 'search%'")
            found = dict(cursor.fetchall())
            wanted = {"search": _TABLE, **{name: text for table in PLACES for name, text in _triggers(table).items()}}
            return sorted(name for name, text in wanted.items() if found.get(name) != text)
        cursor.execute("SELECT indexname FROM pg_indexes WHERE indexname LIKE 'search%'")
        return sorted({f"search_{table}" for table in PLACES} - {name for (name,) in cursor.fetchall()})


_TABLE = """CREATE VIRTUAL TABLE search USING fts5(words, scope, row_id, tokenize = "unicode61 remove_diacritics 0")"""


# How many pieces of the index there may be of a size before they are made one: with the usual four a book of 100,000
# deals writes each word half a dozen times.
_MERGED = "INSERT INTO search (search, rank) VALUES ('automerge', 8)"


def _sqlite_statements() -> list[str]:
    made = ["DROP TABLE IF EXISTS search", _TABLE, _MERGED]
    for table in PLACES:
        for name, trigger in _triggers(table).items():
            made += [f"DROP TRIGGER IF EXISTS {name}", trigger]
        made.append(
            f'INSERT INTO search (words, scope, row_id) {_row(table, table)} FROM "{table}" WHERE {_said(table)}'
        )
    return made


def _triggers(table: str) -> dict[str, str]:
    """Return the triggers that keep the full-text table beside one table, by name."""
    add = f"INSERT INTO search (words, scope, row_id) {_row(table, 'NEW')} WHERE {_said(table, 'NEW')};"
    drop = "DELETE FROM search WHERE rowid IN (SELECT rowid FROM search WHERE search MATCH 'row_id : ' || OLD.id);"
    watched = ", ".join(PLACES[table])
    return {
        f"search_{table}_{change}": f'CREATE TRIGGER search_{table}_{change} AFTER {event} ON "{table}" BEGIN {act} END'
        for change, event, act in (
            ("insert", "INSERT", add),
            ("update", f"UPDATE OF {watched}", f"{drop} {add}"),
            ("delete", "DELETE", drop),
        )
    }


def _row(table: str, of: str) -> str:
    return f"SELECT {_text(table, of)}, '{table}' || {of}.workspace_id, {of}.id"


def _text(table: str, of: str) -> str:
    return " || ' ' || ".join(f"{of}.{column}" for column in PLACES[table])


def _said(table: str, of: str = "") -> str:
    of = of or f'"{table}"'
    said = " OR ".join(f"{of}.{column} <> ''" for column in PLACES[table])
    return f"({said})"


def _vector(table: str) -> str:
    """Return the words of a row on PostgreSQL; signs between them are taken out, so that no address is one word."""
    text = _text(table, f'"{table}"')
    signs = _SIGNS.replace("'", "''").replace("%", "%%")
    return f"to_tsvector('simple', translate(left({text}, {_LONGEST}), '{signs}', '{' ' * len(_SIGNS)}'))"


def _postgres_statements() -> list[str]:
    made = []
    for table in PLACES:
        vector = _vector(table).replace("%%", "%")
        made += [
            f"DROP INDEX IF EXISTS search_{table}",
            f'CREATE INDEX search_{table} ON "{table}" USING gin (({vector})) WHERE {_said(table)}',
        ]
    return made
