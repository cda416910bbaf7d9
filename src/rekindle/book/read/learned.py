"""What was learned from logs of contacts and is in force."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from rekindle.book.models import ParameterSet
from rekindle.book.voids import not_void


@dataclass(frozen=True, slots=True)
class LearnedRecord:
    """One parameter set: of which room, its content, when it was loaded and by whom ("" for nobody by name)."""

    set_id: UUID
    room: str
    content: dict[str, Any]
    at: datetime
    by: str


def read_learned(workspace_id: UUID, rooms: Iterable[str], as_of: datetime) -> list[LearnedRecord]:
    """Return the parameter sets of some rooms loaded by an instant and not removed, the newest first."""
    rows = ParameterSet.objects.within(workspace_id).filter(room__in=list(rooms), known_at__lte=as_of)
    found = not_void(rows, workspace_id).select_related("by").order_by("-known_at", "-id")
    return [LearnedRecord(row.id, row.room, row.table[0], row.known_at, row.by.name if row.by else "") for row in found]
