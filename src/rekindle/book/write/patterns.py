"""Patterns of a book, kept so that a page need not work them out."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from rekindle.book.models import Pattern, Workspace


def keep_patterns(workspace_id: UUID, at: datetime, contents: Mapping[int, Mapping[str, Mapping[str, Any]]]) -> None:
    """Replace the patterns of a workspace by these, by months and scope, as plain JSON, as of `at`."""
    with transaction.atomic():
        # One at a time: two that replace at once would both insert the same scopes.
        Workspace.objects.select_for_update(no_key=True).get(pk=workspace_id)
        kept = Pattern.objects.within(workspace_id)
        kept.all().delete()
        rows = (
            Pattern(workspace_id=workspace_id, months=months, scope=scope, as_of=at, content=dict(content))
            for months, scopes in contents.items()
            for scope, content in scopes.items()
        )
        kept.bulk_create(rows, batch_size=50)
