"""Deals, their lines, and the turns of their status."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Unpack
from uuid import UUID

from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from rekindle.book.models import Deal, DealLine, StatusChange
from rekindle.book.voids import not_void
from rekindle.book.write.accounts import fold
from rekindle.book.write.writing import When, Writing, flush, record
from rekindle.terms.losses import DealKind, Status


def write_deal(
    writing: Writing,
    account_id: UUID,
    name: str,
    *,
    name_key: str = "",
    kind: DealKind = DealKind.NEW,
    owner_id: UUID | None = None,
    team_id: UUID | None = None,
    stage: str = "",
    amount_minor: int | None = None,
    currency: str = "",
    opened_on: date | None = None,
    custom: dict[str, Any] | None = None,
    **when: Unpack[When],
) -> UUID:
    """Write a deal, open until its status is turned; `name_key` is made from the name if not given."""
    return record(
        writing,
        Deal,
        account_id=account_id,
        name=name,
        name_key=name_key or fold(name),
        kind=kind,
        owner_id=owner_id,
        team_id=team_id,
        stage=stage,
        amount_minor=amount_minor,
        currency=currency.upper(),
        opened_on=opened_on,
        custom=custom or {},
        **when,
    )


def write_line(
    writing: Writing,
    deal_id: UUID,
    product_id: UUID,
    *,
    number: int = 1,
    quantity: int | None = None,
    amount_minor: int | None = None,
) -> UUID:
    """Write one line of a deal; the first line's product stands for the deal."""
    return record(
        writing,
        DealLine,
        deal_id=deal_id,
        product_id=product_id,
        number=number,
        quantity=quantity,
        amount_minor=amount_minor,
    )


def turn_status(writing: Writing, deal_id: UUID, status: Status, *, stage: str = "", **when: Unpack[When]) -> UUID:
    """Say that a deal is open, lost or won from `happened_at` on, and settle it."""
    made = record(writing, StatusChange, deal_id=deal_id, status=status, stage=stage, **when)
    if writing.held is None:
        settle_deal(writing, deal_id)
    return made


def settle_deal(writing: Writing, deal_id: UUID) -> None:
    """Compute the status of one deal anew from its status changes."""
    settle_deals(writing, [deal_id])


def settle_deals(writing: Writing, deal_ids: Iterable[UUID]) -> None:
    """Compute the status of deals anew: the latest change by `happened_at`, `known_at`, id that is not void.

    A deal without one is open. Inside `in_bulk` turned statuses are not settled until this is called.
    """
    flush(writing)
    status, since = latest_turn(writing.workspace_id)
    ids = list(deal_ids)
    for start in range(0, len(ids), 500):
        some = Deal.objects.within(writing.workspace_id).filter(pk__in=ids[start : start + 500])
        some.update(status=status, status_since=since)


def latest_turn(workspace_id: UUID) -> tuple[Coalesce, Subquery]:
    """Return status and instant of a deal's latest turn, as expressions over the rows of `Deal`."""
    changes = not_void(StatusChange.objects.within(workspace_id), workspace_id).filter(deal_id=OuterRef("pk"))
    latest = changes.order_by("-happened_at", "-known_at", "-id")
    status = Coalesce(Subquery(latest.values("status")[:1]), Value(Status.OPEN.value))
    return status, Subquery(latest.values("happened_at")[:1])
