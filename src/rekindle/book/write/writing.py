"""One act of writing: in which workspace, by whom, when - and what it made and changed."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, tzinfo
from functools import cache
from typing import Any, TypedDict
from uuid import UUID

from django.db import models

from rekindle.book.models.base import Fact, WorkspaceRow
from rekindle.book.voids import not_void
from rekindle.book.write.rows import insert_rows
from rekindle.terms.ids import new_id

# Rows held back: values by column, or a model's own where something may still change it before it is written.
Held = dict[type[WorkspaceRow], list[dict[str, Any] | WorkspaceRow]]


class When(TypedDict, total=False):
    """The two times of a fact, aware instants; each defaults to the instant of the writing."""

    happened_at: datetime | None
    known_at: datetime | None


@dataclass(frozen=True)
class Writing:
    """`made` collects (table, id), `changed` collects (table, id, values before), both ready for JSON.

    A date alone is a day in `zone`: of who writes, or of the file that is brought in.
    """

    workspace_id: UUID
    member_id: UUID | None
    at: datetime
    made: list[tuple[str, str]] = field(default_factory=list)
    changed: list[tuple[str, str, dict[str, Any]]] = field(default_factory=list)
    held: Held | None = None
    zone: tzinfo = UTC


def record(writing: Writing, model: type[WorkspaceRow], **columns: Any) -> UUID:
    """Write one row of a model and return its id. Facts get their two times and who wrote them."""
    if issubclass(model, Fact):
        for time in ("happened_at", "known_at"):
            columns[time] = columns.get(time) or writing.at
        columns.setdefault("by_id", writing.member_id)
    if writing.held is not None:
        table, row_id = hold_values(writing, model, columns)
        writing.made.append((table, str(row_id)))
        return row_id
    row = model(workspace_id=writing.workspace_id, **columns)
    row.save(force_insert=True)
    writing.made.append((model._meta.db_table, str(row.pk)))
    return UUID(str(row.pk))


def hold_row(writing: Writing, row: WorkspaceRow) -> None:
    """Hold a row of a model back that may still be changed before it is written; only inside `in_bulk`."""
    assert writing.held is not None
    writing.held.setdefault(type(row), []).append(row)


def hold_values(writing: Writing, model: type[WorkspaceRow], columns: dict[str, Any]) -> tuple[str, UUID]:
    """Hold the values of a row back and return its table and id; only inside `in_bulk`, and `made` is left to the
    caller. Making a model's instance of each row would take longer than writing it."""
    assert writing.held is not None
    row_id: UUID = columns.get("id") or new_id()
    row = {**defaults_of(model), "workspace_id": writing.workspace_id, **columns, "id": row_id}
    writing.held.setdefault(model, []).append(row)
    return model._meta.db_table, row_id


@cache
def defaults_of(model: type[WorkspaceRow]) -> dict[str, Any]:
    """Return what each column of a new row holds where nothing is said; none for the id."""
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    return {str(field.attname): field.get_default() for field in fields}


def change(writing: Writing, model: type[WorkspaceRow], row_id: UUID, **columns: Any) -> None:
    """Change columns of one row in place, keeping what they were; unchanged columns are left out.

    Raises LookupError when the workspace has no such row.
    """
    flush(writing, model)
    rows = model.objects.within(writing.workspace_id).filter(pk=row_id)
    before = rows.values(*columns).first()
    if before is None:
        raise LookupError(f"this workspace has no {model._meta.db_table} {row_id}")
    turned = {name: value for name, value in columns.items() if before[name] != value}
    if turned:
        rows.update(**turned)
        kept = {name: plain(before[name]) for name in turned}
        writing.changed.append((model._meta.db_table, str(row_id), kept))


def plain(value: Any) -> Any:
    """Turn a column's value into what JSON can hold; `Field.to_python` reads it back."""
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


@contextmanager
def in_bulk(writing: Writing) -> Iterator[Writing]:
    """Hold rows back and insert them table by table at the end: for imports. Ids are good at once.

    Foreign keys are checked when the transaction commits, so that any order of tables would do. But while a row waits
    for the one it names, SQLite looks through whole tables for it at every insert: so what is named comes first.
    """
    holding = replace(writing, held={})
    yield holding
    flush(holding)


def flush(writing: Writing, model: type[WorkspaceRow] | None = None) -> None:
    """Insert the rows held back, of one model or of all, so that queries see them."""
    if writing.held is None:
        return
    for each in [model] if model else sorted(writing.held, key=_depth):
        rows = writing.held.pop(each, [])
        if rows:
            insert_rows(each, rows)


@cache
def _depth(model: type[models.Model], above: frozenset[type[models.Model]] = frozenset()) -> int:
    """Return how many tables in a row name one another up to this one."""
    named = {field.related_model for field in model._meta.concrete_fields if isinstance(field, models.ForeignKey)}
    parents = [one for one in named - above - {model} if isinstance(one, type)]
    return max((1 + _depth(one, above | {model}) for one in parents), default=0)


def alive(rows: "models.QuerySet[Any]", writing: Writing) -> "models.QuerySet[Any]":
    """Leave out the rows that a void row has taken back."""
    return not_void(rows, writing.workspace_id)
