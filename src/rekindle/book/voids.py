"""What was taken back does not count."""

from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from rekindle.book.models import Void


def not_void(rows: "QuerySet[Any]", workspace_id: UUID) -> "QuerySet[Any]":
    """Leave out the rows of a workspace that a void row has taken back."""
    return rows.exclude(Exists(Void.objects.within(workspace_id).filter(target_id=OuterRef("pk"))))
