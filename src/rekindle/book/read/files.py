"""The files that were brought in."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from rekindle.book.models import File

NEWEST = 20


@dataclass(frozen=True, slots=True)
class FileRecord:
    name: str
    at: datetime
    rows: int
    summary: dict[str, Any]


def read_files(workspace_id: UUID) -> list[FileRecord]:
    """Return the files that were brought in to the end, the newest first."""
    rows = File.objects.within(workspace_id).filter(finished_at__isnull=False).order_by("-finished_at", "-id")[:NEWEST]
    return [FileRecord(row.name, row.finished_at, row.rows, row.summary) for row in rows]
