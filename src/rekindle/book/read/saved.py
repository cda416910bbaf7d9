"""The ways of looking at the lost book that a member kept."""

from uuid import UUID

from rekindle.book.models import SavedView
from rekindle.book.read.around import counting


def read_saved_views(workspace_id: UUID, member_id: UUID) -> list[tuple[str, str]]:
    """Return (name, query) of a member's views, by name."""
    rows = counting(SavedView, workspace_id).filter(member_id=member_id).order_by("name")
    return list(rows.values_list("name", "query"))
