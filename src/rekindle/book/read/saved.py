"""The ways of looking at the lost book that a member kept."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from rekindle.book.built import ask
from rekindle.book.models import SavedView
from rekindle.book.read.around import counting


def read_saved_views(workspace_id: UUID, member_id: UUID) -> list[tuple[str, str]]:
    """Return (name, query) of a member's views, by name."""
    return ask(_views, workspace_id, member_id)


def _views(workspace_id: UUID, member_id: UUID) -> "QuerySet[Any]":
    rows = counting(SavedView, workspace_id).filter(member_id=member_id).order_by("name")
    return rows.values_list("name", "query")
