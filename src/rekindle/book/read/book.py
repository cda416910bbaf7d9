"""The plain list of lost deals, a page at a time."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Q, Subquery

from rekindle.book.models import Advice, Deal
from rekindle.book.read.around import counting, losses_in_force

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class LostDeal:
    deal_id: UUID
    account: str
    name: str
    status: str
    amount_minor: int | None
    currency: str
    owner: str
    lost_on: date | None
    advice_kind: str
    advice_group: str
    reason: str
    window_from: date | None
    window_to: date | None


def read_lost_deals(workspace_id: UUID, query: str, page: int) -> tuple[list[LostDeal], int]:
    """Return one page of the lost deals whose account or name holds the query, the latest lost first, and the count."""
    rows = counting(Deal, workspace_id).filter(status="lost")
    if query:
        rows = rows.filter(Q(account__name__icontains=query) | Q(name__icontains=query))
    count = rows.count()
    losses = losses_in_force(workspace_id).filter(deal_id=OuterRef("pk")).order_by("-number", "-id")
    advice = Advice.objects.within(workspace_id).filter(deal_id=OuterRef("pk"))
    told = ("kind", "group", "reason", "window_from", "window_to")
    found = (
        rows.annotate(
            lost_on=Subquery(losses.values("lost_on")[:1]),
            **{f"advice_{name}": Subquery(advice.values(name)[:1]) for name in told},
        )
        .order_by("-status_since", "-id")
        .values_list(
            "id",
            "account__name",
            "name",
            "status",
            "amount_minor",
            "currency",
            "owner__name",
            "lost_on",
            *(f"advice_{name}" for name in told),
        )[(page - 1) * PER_PAGE : page * PER_PAGE]
    )
    return [_line(row) for row in found], count


def _line(row: tuple[Any, ...]) -> LostDeal:
    """A name that is reached over a missing link is empty, not None."""
    deal_id, account, name, status, amount, currency, owner, lost_on, kind, group, reason, opens, closes = row
    words = (owner or "", kind or "", group or "", reason or "")
    return LostDeal(deal_id, account, name, status, amount, currency, words[0], lost_on, *words[1:], opens, closes)
