"""Patterns of a book as they were worked out last."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Max

from rekindle.book.models import Account, Deal, File, Loss, Pattern
from rekindle.book.read.around import counting

# The content of a period that would say what everything says.
SAME: dict[str, Any] = {}


@dataclass(frozen=True, slots=True)
class PatternRecord:
    """`content` holds the rows of each table by its name; empty for a scope without a loss."""

    as_of: datetime
    content: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    def rows(self, table: str) -> list[dict[str, Any]]:
        """Return the rows of one table."""
        return self.content.get(table, [])


def read_patterns(workspace_id: UUID, scope: str, months: int = 0) -> PatternRecord | None:
    """Return the patterns of a scope and period, without rows where it has none; None before any were worked out.

    A period kept without a word (`SAME`) says what everything says: then that is returned."""
    kept = Pattern.objects.within(workspace_id).filter(scope__in={scope, ""}, months__in={months, 0})
    rows = list(kept.values_list("months", "scope", "as_of", "content"))
    same = any(row[0] == months and row[3] == SAME for row in rows)
    found = {row[1]: row[2:] for row in rows if row[0] == (0 if same else months)}
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


def turned_since(workspace_id: UUID, since: datetime) -> set[str]:
    """Return the deals whose status is of an instant or later, as 32 hexadecimal digits."""
    turned = Deal.objects.within(workspace_id).filter(status_since__gte=since).values_list("id", flat=True)
    return {deal_id.hex for deal_id in turned.iterator()}


def has_losses(workspace_id: UUID) -> bool:
    """Say whether anything was ever lost here."""
    return bool(Loss.objects.within(workspace_id).exists())


def name_accounts(workspace_id: UUID, account_ids: set[UUID]) -> dict[UUID, str]:
    """Return the names of some accounts that still count."""
    if not account_ids:
        return {}
    return dict(counting(Account, workspace_id).filter(pk__in=account_ids).values_list("id", "name"))
