"""Patterns of a book as they were worked out last."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Max

from rekindle.book.models import Account, Deal, File, Loss, Pattern
from rekindle.book.read.around import counting


@dataclass(frozen=True, slots=True)
class PatternRecord:
    """`content` holds the rows of each table by its name; empty for a scope without a loss."""

    as_of: datetime
    content: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    def rows(self, table: str) -> list[dict[str, Any]]:
        """Return the rows of one table."""
        return self.content.get(table, [])


def read_patterns(workspace_id: UUID, scope: str) -> PatternRecord | None:
    """Return the patterns of a scope, without rows where it has none; None before anything was worked out."""
    kept = Pattern.objects.within(workspace_id).filter(scope__in={scope, ""})
    found = {row[0]: row[1:] for row in kept.values_list("scope", "as_of", "content")}
    if not found:
        return None
    if scope in found:
        return PatternRecord(*found[scope])
    return PatternRecord(found[""][0])


def worked_out_at(workspace_id: UUID) -> datetime | None:
    """Return when the patterns of a workspace were worked out last; None if never."""
    found: datetime | None = Pattern.objects.within(workspace_id).aggregate(last=Max("as_of"))["last"]
    return found


def brought_in_at(workspace_id: UUID) -> datetime | None:
    """Return when the rows of a file were last all in; None without any."""
    found: datetime | None = File.objects.within(workspace_id).aggregate(last=Max("finished_at"))["last"]
    return found


def owners_who_sign_in(workspace_id: UUID) -> dict[str, str]:
    """Return the owner of each deal that has one who can sign in, both as 32 hexadecimal digits."""
    rows = Deal.objects.within(workspace_id).filter(owner__user__isnull=False).values_list("id", "owner_id")
    return {deal_id.hex: owner_id.hex for deal_id, owner_id in rows.iterator()}


def has_losses(workspace_id: UUID) -> bool:
    """Say whether anything was ever lost here."""
    return bool(Loss.objects.within(workspace_id).exists())


def name_accounts(workspace_id: UUID, account_ids: set[UUID]) -> dict[UUID, str]:
    """Return the names of some accounts that still count."""
    if not account_ids:
        return {}
    return dict(counting(Account, workspace_id).filter(pk__in=account_ids).values_list("id", "name"))
