"""Keeping what the mind answered: advice, learned parameters, and the playbook they came from."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Any
from uuid import UUID

import pyarrow as pa
from django.db import transaction
from django.db.models import Q, QuerySet, Subquery

from rekindle.book.built import ask
from rekindle.book.models import Advice, ParameterSet, PlaybookEdit, PlaybookVersion, Workspace
from rekindle.book.write.rows import insert_table
from rekindle.book.write.tallies import JUDGED, keep_tallies, shift_tallies
from rekindle.tables.results import ADVICE, PARAMETERS, USUAL
from rekindle.tables.schemas import Schema, conform, from_rows
from rekindle.terms.playbooks import EditKind

# What each room learns, as a schema of the seam.
LEARNED: dict[str, Schema] = {"timing": PARAMETERS, "usual": USUAL}


def keep_advice(workspace_id: UUID, day: date, version: str, table: pa.Table, account_id: UUID | None = None) -> None:
    """Replace the advice of a workspace, or of one of its accounts, by a table of `tables.results.ADVICE`."""
    advice = conform(table, ADVICE)
    with transaction.atomic():
        # One at a time: two plans of one workspace would both insert the same deals.
        Workspace.objects.select_for_update(no_key=True).values_list("pk").get(pk=workspace_id)
        kept = Advice.objects.within(workspace_id)
        if account_id is None:
            keep_tallies(workspace_id, day, advice)
        else:
            deals = [UUID(deal_id) for deal_id in advice.column("deal_id").to_pylist()]
            kept = kept.filter(Q(account_id=account_id) | Q(pk__in=deals))
            shift_tallies(workspace_id, kept.values_list(*JUDGED), advice)
        kept.delete()
        if advice.num_rows:
            insert_table(Advice, _with_origin(advice, workspace_id, day, version))


def _with_origin(advice: pa.Table, workspace_id: UUID, day: date, version: str) -> pa.Table:
    rows = advice.num_rows
    advice = advice.append_column("workspace_id", pa.repeat(workspace_id.hex, rows))
    advice = advice.append_column("day", pa.array([day], pa.date32()).take(pa.repeat(0, rows)))
    return advice.append_column("playbook_version", pa.repeat(version, rows))


def keep_playbook(workspace_id: UUID, version: str, pack: str, content: object, at: datetime) -> None:
    """Keep a version of a playbook; a version that is kept already is never written again."""
    PlaybookVersion.objects.within(workspace_id).get_or_create(
        workspace_id=workspace_id,
        version=version,
        defaults={"pack": pack, "content": content, "happened_at": at, "known_at": at},
    )


def kept_playbook(workspace_id: UUID, pack: str) -> str | None:
    """Return the version of a pack itself that was used last, as JSON; None when none was.

    What the workspace made of it does not count: it stands on its own, and may have been taken back.
    """
    own = PlaybookEdit.objects.within(workspace_id).exclude(kind=EditKind.FOLDER).values("version")
    rows = PlaybookVersion.objects.within(workspace_id).filter(pack=pack).exclude(version__in=own)
    rows = rows.order_by("-known_at", "-id")
    last = rows.values_list("content", flat=True).first()
    return None if last is None else json.dumps(last, sort_keys=True)


def keep_parameters(workspace_id: UUID, room: str, version: str, table: pa.Table, at: datetime) -> None:
    """Keep what a room learned at an instant; the same as was kept last is not written again.

    Raises KeyError for a room that learns nothing, or a table that is not of its schema.
    """
    rows = conform(table, LEARNED[room]).to_pylist()
    last = _latest(workspace_id, room, at)
    if last is None or last.table != rows or last.playbook_version != version:
        ParameterSet(
            workspace_id=workspace_id, room=room, playbook_version=version, table=rows, happened_at=at, known_at=at
        ).save(force_insert=True)


def parameters(workspace_id: UUID, room: str, as_of: datetime) -> pa.Table | None:
    """Return what a room had learned last by an instant, as a table of its schema; None before the first time."""
    return parameters_in(workspace_id, room, latest_sets(workspace_id, (room,), as_of)[room])


def parameters_in(workspace_id: UUID, room: str, set_id: UUID | None) -> pa.Table | None:
    """Return what a room had learned, as kept in a set; None for none."""
    return None if set_id is None else _read_parameters(workspace_id, set_id, room)


def latest_sets(workspace_id: UUID, rooms: Sequence[str], as_of: datetime) -> dict[str, UUID | None]:
    """Return for each room the set it kept last by an instant, of what it learned or reports: one query for all."""
    found = ask(_last_of(tuple(rooms)), workspace_id, as_of)
    return dict(zip(rooms, found[0] if found else [None] * len(rooms), strict=True))


@cache
def _last_of(rooms: tuple[str, ...]) -> Callable[[UUID, datetime], "QuerySet[Any]"]:
    """Return the question for what these rooms kept last."""

    def last(workspace_id: UUID, as_of: datetime) -> "QuerySet[Any]":
        kept = [Subquery(_up_to(workspace_id, room, as_of).values("pk")[:1]) for room in rooms]
        return Workspace.objects.filter(pk=workspace_id).values_list(*kept)

    return last


@lru_cache(maxsize=8)
def _read_parameters(workspace_id: UUID, set_id: UUID, room: str) -> pa.Table:
    """Read a set that is never changed: every verb asks for it."""
    return from_rows(LEARNED[room], ParameterSet.objects.within(workspace_id).get(pk=set_id).table)


def keep_report(workspace_id: UUID, room: str, version: str, report: Mapping[str, Any], at: datetime) -> None:
    """Keep a report a room made at an instant, as plain JSON; every one is kept, the latest is shown."""
    ParameterSet(
        workspace_id=workspace_id, room=room, playbook_version=version, table=dict(report), happened_at=at, known_at=at
    ).save(force_insert=True)


def latest_report(workspace_id: UUID, room: str, as_of: datetime) -> tuple[dict[str, Any], datetime] | None:
    """Return the report a room made last by an instant, and when; None before the first."""
    return report_in(workspace_id, latest_sets(workspace_id, [room], as_of)[room])


@lru_cache(maxsize=32)
def report_in(workspace_id: UUID, set_id: UUID | None) -> tuple[dict[str, Any], datetime] | None:
    """Return a report that is kept in a set, which is never changed, and when it was made; None for none."""
    kept = ParameterSet.objects.within(workspace_id).filter(pk=set_id).first() if set_id else None
    return None if kept is None else (kept.table, kept.known_at)


def _latest(workspace_id: UUID, room: str, as_of: datetime) -> ParameterSet | None:
    return _up_to(workspace_id, room, as_of).first()


def _up_to(workspace_id: UUID, room: str, as_of: datetime) -> QuerySet[ParameterSet]:
    sets = ParameterSet.objects.within(workspace_id).filter(room=room, known_at__lte=as_of)
    return sets.order_by("-known_at", "-id")
