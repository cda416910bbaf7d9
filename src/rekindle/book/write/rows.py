"""Many rows at once through Django's connection, inside the caller's transaction."""

# ruff: noqa: S608 - the only names put into SQL are those of our own tables and columns.

import ctypes
import io
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pyarrow as pa
import pyarrow.csv
from django.db import connection, models

# 72 MiB: the indexes in no order of 100,000 deals, such as that of addresses. More saves no reading.
_ROOM_KIB = 73_728
# 192 MiB: a page of such an index is written back once for some ten steps and not for each or every other.
_WAIT_PAGES = 49_152
_TEXT = (models.CharField, models.TextField)
_PLAIN = (models.IntegerField, models.FloatField)


def insert_rows(model: type[models.Model], rows: Sequence[Any]) -> None:
    """Insert new rows of one model, values by column or instances: one prepared statement, several times as quick as
    statements of many rows. Raises TypeError for a column that the model has not.
    """
    fields = model._meta.concrete_fields
    values = [row if isinstance(row, dict) else row.__dict__ for row in rows]
    if any(len(row) != len(fields) for row in values if "_state" not in row):
        raise TypeError(f"{model.__name__}: {sorted(set().union(*values) - {field.attname for field in fields})}")
    columns = [_prepare(field, [row[field.attname] for row in values]) for field in fields]
    _execute_many(model, [str(field.column) for field in fields], zip(*columns, strict=True))


def update_rows(model: type[models.Model], rows: Sequence[Any], names: Sequence[str]) -> None:
    """Write the named columns (attribute names) of rows that are on record, each found by its id."""
    if not rows:
        return
    fields = {str(field.attname): field for field in model._meta.concrete_fields}
    wanted = [*(fields[name] for name in names), fields["id"]]
    columns = [map(_preparer(field), [getattr(row, field.attname) for row in rows]) for field in wanted]
    quote = connection.ops.quote_name
    said = ", ".join(f"{quote(str(field.column))} = %s" for field in wanted[:-1])
    workspace = fields["workspace_id"].get_db_prep_save(rows[0].workspace_id, connection)
    statement = f"UPDATE {quote(model._meta.db_table)} SET {said} WHERE {quote('id')} = %s AND workspace_id = %s"
    with connection.cursor() as cursor:
        cursor.executemany(statement, [(*row, workspace) for row in zip(*columns, strict=True)])


@contextmanager
def roomy(is_long: bool) -> Iterator[None]:
    """Give SQLite room for the pages that a long file touches again and again, and take it back afterwards.

    With its usual few it writes them out and reads them in anew for every step, more of them the larger the book is.
    Every step is on the disk before the next one all the same. Elsewhere the server has its own room.
    """
    if not is_long or connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        (usual,) = cursor.execute("PRAGMA cache_size").fetchone()
        (pages,) = cursor.execute("PRAGMA wal_autocheckpoint").fetchone()
        cursor.execute(f"PRAGMA cache_size=-{_ROOM_KIB}")
        cursor.execute(f"PRAGMA wal_autocheckpoint={_WAIT_PAGES}")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA cache_size={int(usual)}")
            cursor.execute(f"PRAGMA wal_autocheckpoint={int(pages)}")
            cursor.execute("PRAGMA shrink_memory")
            _give_memory_back()


def _give_memory_back() -> None:
    """Return to the system what SQLite freed: the C library keeps it, and Python's own objects cannot use it."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)


def insert_table(model: type[models.Model], table: pa.Table) -> None:
    """Insert a table whose columns are named like those of the model; ids are 32 hex digits.

    A null becomes empty text, or false, where the column takes no null.
    """
    filled = pa.table({name: _fill(model, name, table.column(name)) for name in table.column_names})
    if connection.vendor == "postgresql":
        _copy(model, filled)
    else:
        columns = [_for_sqlite(column).to_pylist() for column in filled.columns]
        _execute_many(model, filled.column_names, zip(*columns, strict=True))


def _prepare(field: "models.Field[Any, Any]", column: list[Any]) -> Iterator[Any]:
    """Turn a column into what the database takes; a value that stands in many rows is turned once."""
    prepare, ids = _preparer(field), list(map(id, column))
    once = dict(zip(ids, column, strict=True))
    if 2 * len(once) > len(column):
        return map(prepare, column)
    said = {key: prepare(value) for key, value in once.items()}
    return map(said.__getitem__, ids)


def _preparer(field: "models.Field[Any, Any]") -> Callable[[Any], Any]:
    """Return what turns a value into what the database takes, as Django does, but without asking for each value what
    the field, the connection and the settings are."""
    if isinstance(field, _TEXT):
        return lambda value: None if value is None else str(value)
    target = field.target_field if isinstance(field, models.ForeignKey) else field
    if isinstance(target, _PLAIN):
        return _as_it_is
    for kind, prepare in _SQLITE.items():
        if isinstance(target, kind):
            if connection.vendor == "sqlite":
                return prepare
            return _as_it_is if kind is not models.JSONField else _asking(field)
    return _asking(field)


def _asking(field: "models.Field[Any, Any]") -> Callable[[Any], Any]:
    return lambda value: field.get_db_prep_save(value, connection)


def _as_it_is(value: Any) -> Any:
    return value


def _json(value: Any) -> str | None:
    """SQLite keeps JSON as text. A column of none is null, as everywhere in the book."""
    return None if value is None else "{}" if value == {} else json.dumps(value)


def _hex(row_id: UUID | str | None) -> str | None:
    """SQLite keeps ids as 32 hex digits."""
    return None if row_id is None else row_id.hex if isinstance(row_id, UUID) else UUID(row_id).hex


def _naive(instant: datetime | None) -> str | None:
    """SQLite keeps instants as naive text of UTC."""
    return None if instant is None else instant.astimezone(UTC).isoformat(" ")[: -len("+00:00")]


def _day(day: date | None) -> str | None:
    """SQLite keeps days as text."""
    return None if day is None else day.isoformat()


# An instant is a kind of day to Django, so it is asked about first.
_SQLITE: dict[type[Any], Callable[[Any], Any]] = {
    models.UUIDField: _hex,
    models.DateTimeField: _naive,
    models.DateField: _day,
    models.JSONField: _json,
}


def _fill(model: type[models.Model], name: str, column: pa.ChunkedArray) -> pa.ChunkedArray:
    field = next(field for field in model._meta.concrete_fields if field.column == name)
    if field.null or not column.null_count:
        return column
    return column.fill_null(False if pa.types.is_boolean(column.type) else "")


def _for_sqlite(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """SQLite keeps days as text, and truths as whole numbers."""
    if pa.types.is_date(column.type):
        return column.cast(pa.string())
    return column.cast(pa.int64()) if pa.types.is_boolean(column.type) else column


def _named(model: type[models.Model], names: Iterable[str]) -> str:
    quoted = ", ".join(connection.ops.quote_name(name) for name in names)
    return f"{connection.ops.quote_name(model._meta.db_table)} ({quoted})"


def _execute_many(model: type[models.Model], names: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
    marks = ", ".join(["%s"] * len(names))
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {_named(model, names)} VALUES ({marks})", list(rows))


def _copy(model: type[models.Model], table: pa.Table) -> None:
    """PostgreSQL reads rows as text of its own COPY, where an empty cell without quotes is a null."""
    text = io.BytesIO()
    pyarrow.csv.write_csv(table, text, pyarrow.csv.WriteOptions(include_header=False))
    with connection.cursor() as cursor:
        statement = f"COPY {_named(model, table.column_names)} FROM STDIN (FORMAT csv)"
        with cursor.copy(statement) as copy:
            copy.write(text.getvalue())
