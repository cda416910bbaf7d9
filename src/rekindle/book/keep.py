"""What the mind made, kept: the advice in force, learned parameters, and the playbook they were made with."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import pyarrow as pa
import pyarrow.compute as pc
from django.db import connection, models

from rekindle.book.models import Advice, ParameterSet, PlaybookVersion
from rekindle.tables.results import ADVICE, PARAMETERS
from rekindle.tables.schemas import Schema, conform, from_rows

_BATCH = 5_000
_SCHEMAS: dict[str, Schema] = {"timing": PARAMETERS}


def keep_advice(
    workspace_id: UUID, day: date, playbook_version: str, advice: pa.Table, *, account_id: UUID | None = None
) -> None:
    """Put the advice of a workspace, or of one account, in the place of what was kept; inside the caller's transaction.

    `advice` matches tables.results.ADVICE.
    """
    kept = Advice.objects.within(workspace_id)
    if account_id is not None:
        kept = kept.filter(account_id=account_id)
    kept._raw_delete(kept.db)
    table = conform(advice, ADVICE)
    fixed = {"workspace_id": workspace_id.hex, "day": day.isoformat(), "playbook_version": playbook_version}
    fields = [field for field in Advice._meta.concrete_fields if field.column in fixed or field.column in ADVICE]
    columns = ", ".join(f'"{field.column}"' for field in fields)
    sql = f'INSERT INTO "advice" ({columns}) VALUES ({", ".join(["%s"] * len(fields))})'  # noqa: S608 the model's names
    with connection.cursor() as cursor:
        for batch in table.to_batches(max_chunksize=_BATCH):
            cells = [_cells(field, batch, fixed) for field in fields]
            cursor.executemany(sql, list(zip(*cells, strict=True)))


def _cells(field: "models.Field[Any, Any]", batch: pa.RecordBatch, fixed: dict[str, str]) -> list[Any]:
    """Return a column as the database takes it: days as text, no text as an empty one."""
    if field.column in fixed:
        return [fixed[field.column]] * batch.num_rows
    column = batch.column(field.column)
    if pa.types.is_date(column.type):
        column = column.cast(pa.string())
    if isinstance(field, models.CharField | models.TextField):
        column = pc.fill_null(column, "")
    values: list[Any] = column.to_pylist()
    return values


def keep_playbook(workspace_id: UUID, version: str, pack: str, content: dict[str, Any], at: datetime) -> None:
    """Keep a version of a playbook, once."""
    versions = PlaybookVersion.objects.within(workspace_id)
    if not versions.filter(version=version).exists():
        columns = {"happened_at": at, "known_at": at, "workspace_id": workspace_id}
        versions.get_or_create(version=version, defaults={**columns, "pack": pack, "content": content})


def keep_parameters(workspace_id: UUID, room: str, playbook_version: str, table: pa.Table, at: datetime) -> None:
    """Keep what a room learned, dated; the same numbers as before are not kept twice."""
    rows = table.to_pylist()
    sets = ParameterSet.objects.within(workspace_id).filter(room=room)
    latest = sets.order_by("-known_at", "-id").first()
    if latest is None or latest.table != rows or latest.playbook_version != playbook_version:
        sets.create(
            workspace_id=workspace_id,
            room=room,
            playbook_version=playbook_version,
            table=rows,
            happened_at=at,
            known_at=at,
        )


def parameters(workspace_id: UUID, room: str, as_of: datetime) -> pa.Table | None:
    """Return what a room had learned by an instant; None when nothing was kept yet."""
    sets = ParameterSet.objects.within(workspace_id).filter(room=room, known_at__lte=as_of)
    latest = sets.order_by("-known_at", "-id").first()
    return from_rows(_SCHEMAS[room], latest.table) if latest else None
