"""When a member is away."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from rekindle.book.models import AwayDay
from rekindle.book.read.around import counting


@dataclass(frozen=True, slots=True)
class AwayRecord:
    """From the first to the last day, both included."""

    away_id: UUID
    from_on: date
    to_on: date


def read_away(workspace_id: UUID, member_id: UUID, today: date) -> list[AwayRecord]:
    """Return the member's days away that are not over, the next first."""
    rows = counting(AwayDay, workspace_id).filter(member_id=member_id, to_on__gte=today)
    return [AwayRecord(*row) for row in rows.order_by("from_on", "id").values_list("id", "from_on", "to_on")]
