"""Many rows at once through Django's connection, inside the caller's transaction."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db import connection, models

_TEXT = (models.CharField, models.TextField)
_PLAIN = (models.IntegerField, models.FloatField)


def insert_rows(model: type[models.Model], rows: Sequence[models.Model]) -> None:
    """Insert new rows of one model: one prepared statement, several times as quick as statements of many rows."""
    fields = model._meta.concrete_fields
    values = [[getattr(row, field.attname) for row in rows] for field in fields]
    insert_columns(model, [field.attname for field in fields], values)


def insert_columns(model: type[models.Model], names: Sequence[str], values: Sequence[Iterable[Any]]) -> None:
    """Insert rows given as columns: for each named attribute of the model, the values of all rows."""
    by_name = {field.attname: field for field in model._meta.concrete_fields}
    fields = [by_name[name] for name in names]
    columns = [map(_preparer(field), column) for field, column in zip(fields, values, strict=True)]
    named = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    table = connection.ops.quote_name(model._meta.db_table)
    marks = ", ".join(["%s"] * len(fields))
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {table} ({named}) VALUES ({marks})", list(zip(*columns, strict=True)))  # noqa: S608 names of our own models


def _preparer(field: "models.Field[Any, Any]") -> Callable[[Any], Any]:
    """Return what turns a value into what the database takes; most values are taken as they are."""
    if isinstance(field, _TEXT):
        return lambda value: None if value is None else str(value)
    if isinstance(field, _PLAIN):
        return lambda value: value
    return lambda value: field.get_db_prep_save(value, connection)
