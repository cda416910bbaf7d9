"""The files that were brought in, and what became of their rows."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count

from rekindle.book.models import Advice, Command, File, JournalRow
from rekindle.book.read.around import counting
from rekindle.terms.advice import AdviceKind, StoppedBy
from rekindle.terms.losses import Source

NEWEST = 20
# Files of no system: which list they are, only their columns tell.
OWN_SHEETS = ("plain", "job_search")


def count_noted(workspace_id: UUID) -> int:
    """Return how many deals wait now for a day that notes name and that nobody has said."""
    waiting = Advice.objects.within(workspace_id).filter(kind=AdviceKind.WAIT, stopped_by=StoppedBy.PROMISED_LATER)
    found: int = waiting.filter(stop_rule=Source.INFERRED).count()
    return found


@dataclass(frozen=True, slots=True)
class FileRecord:
    """A file; `at` is when its last row was accounted for, or when it was begun. `done` counts rows in the journal."""

    file_id: UUID
    name: str
    at: datetime
    rows: int
    summary: dict[str, Any]
    kind: str = ""
    finished: bool = True
    done: int = 0
    taken_back: bool = False
    command_id: UUID | None = None
    by_id: UUID | None = None
    digest: str = ""


def read_files(workspace_id: UUID) -> list[FileRecord]:
    """Return the files that were brought in to the end, the newest first."""
    rows = counting(File, workspace_id).filter(finished_at__isnull=False).order_by("-finished_at", "-id")[:NEWEST]
    return [FileRecord(row.id, row.name, row.finished_at, row.rows, row.summary, row.kind) for row in rows]


def read_begun(workspace_id: UUID) -> list[FileRecord]:
    """Return the files that were begun and are not in to their end, the newest first; two queries."""
    begun = counting(File, workspace_id).filter(finished_at__isnull=True).order_by("-known_at", "-id")[:NEWEST]
    rows = list(begun)
    journal = JournalRow.objects.within(workspace_id).filter(file_id__in=[row.id for row in rows]).order_by()
    done = dict(journal.values_list("file_id").annotate(Count("pk")))
    return [
        FileRecord(row.id, row.name, row.known_at, row.rows, {}, row.kind, finished=False, done=done.get(row.id, 0))
        for row in rows
    ]


def read_file_record(workspace_id: UUID, file_id: UUID) -> FileRecord | None:
    """Return one file of the workspace, finished or not, with the command by which it can be undone."""
    row = File.objects.within(workspace_id).filter(pk=file_id).first()
    if row is None:
        return None
    commands = Command.objects.within(workspace_id).filter(verb="import_deals", at__gte=row.known_at, undoable=True)
    found = [one for one in commands.order_by("at", "id") if one.result.get("file") == str(file_id)]
    return FileRecord(
        row.id,
        row.name,
        row.finished_at or row.known_at,
        row.rows,
        row.summary,
        row.kind,
        finished=row.finished_at is not None,
        done=JournalRow.objects.within(workspace_id).filter(file_id=file_id).count(),
        taken_back=not counting(File, workspace_id).filter(pk=file_id).exists(),
        command_id=found[0].pk if found and found[0].undone_at is None else None,
        by_id=row.by_id,
        digest=row.digest,
    )


def read_answers(workspace_id: UUID) -> Iterator[tuple[str, dict[str, str], list[str]]]:
    """Yield system, answers and recognised columns of each file that is in and about which somebody said something,
    the oldest first."""
    rows = counting(File, workspace_id).filter(finished_at__isnull=False)
    for system, summary, mapping in rows.order_by("finished_at", "id").values_list("system", "summary", "mapping"):
        answers = summary.get("asked", {}).get("mapping", {})
        if answers:
            yield system, answers, list(mapping)


def read_ages(workspace_id: UUID, system: str, columns: set[str], before: datetime) -> list[tuple[str, date]]:
    """Return name and latest day of each file of deals of a list that was in before an instant, as far as it had one:
    of a system its ids tell the deals, of a sheet of one's own the columns tell the list."""
    rows = counting(File, workspace_id).filter(kind="deals", system=system, finished_at__lt=before)
    found = rows.order_by("finished_at", "id").values_list("name", "mapping", "summary")
    return [
        (name, date.fromisoformat(summary["newest_on"]))
        for name, mapping, summary in found
        if summary.get("newest_on") and (system not in OWN_SHEETS or set(mapping) == columns)
    ]


def read_rejected(
    workspace_id: UUID, file_id: UUID, limit: int | None = None
) -> Iterator[tuple[int, str, dict[str, str]]]:
    """Yield number, words and cells of the rows of a file that were rejected, in its order."""
    rows = JournalRow.objects.within(workspace_id).filter(file_id=file_id, fate="rejected").order_by("number")
    yield from rows.values_list("number", "words", "cells")[:limit]
