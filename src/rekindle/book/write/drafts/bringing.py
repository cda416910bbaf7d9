"""Who brings in what, and what became of each row."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Bringing:
    """One file being brought in. `system` is the system its ids belong to."""

    workspace_id: UUID
    member_id: UUID
    at: datetime
    system: str


@dataclass(slots=True)
class Fate:
    """What became of one row: created, updated, skipped or rejected; `made` lists the rows it made."""

    row: int
    fate: str
    words: str = ""
    made: list[list[str]] = field(default_factory=list)
    losses: int = 0
    returns: int = 0
    suppressed: int = 0
    warnings: list[str] = field(default_factory=list)


def noon(day: date) -> datetime:
    """Return the middle of a day in UTC: the same day in nearly every zone."""
    return datetime.combine(day, time(12), tzinfo=UTC)
