"""Everything on record about one account, across all its deals: a fixed number of queries."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Sum

from rekindle.book.models import Account, Contract, Deal, Post, Seat, Touch
from rekindle.book.read.around import counting
from rekindle.book.read.lost_rows import LostDeal, tell_deals

MOST_DEALS, MOST_PEOPLE = 100, 100


@dataclass(frozen=True, slots=True)
class PostRecord:
    """A job somebody holds or held there; `deals` counts their seats on deals of the account."""

    person_id: UUID
    name: str
    title: str
    from_on: date | None
    until_on: date | None
    deals: int


@dataclass(frozen=True, slots=True)
class ContractClock:
    """A contract of an account: since when we know of it, and when it ends."""

    incumbent: str
    product: str
    known_on: datetime
    ends_on: date


@dataclass(frozen=True, slots=True)
class Effort:
    """Contacts of ours over all deals of an account: how many, the minutes they took, and the last."""

    contacts: int
    minutes: int
    last_at: datetime | None


@dataclass(frozen=True, slots=True)
class AccountRecord:
    """An account with what a page tells of it; `deals` and `kinds` are the newest first."""

    account_id: UUID
    name: str
    segment: str
    region: str
    kinds: tuple[str, ...]
    deals: tuple[LostDeal, ...]
    posts: tuple[PostRecord, ...]
    contracts: tuple[ContractClock, ...]
    effort: Effort


def read_account(workspace_id: UUID, account_id: UUID) -> AccountRecord | None:
    """Return an account of the workspace with its deals, people, contracts and what it has taken so far."""
    row = counting(Account, workspace_id).filter(pk=account_id).first()
    if row is None:
        return None
    deals = counting(Deal, workspace_id).filter(account_id=account_id).order_by("-status_since", "-id")
    found = list(deals.values_list("id", "kind")[:MOST_DEALS])
    told = tell_deals(workspace_id, [deal_id for deal_id, _ in found])
    return AccountRecord(
        row.pk,
        row.name,
        row.segment,
        row.region,
        tuple(kind for _, kind in found),
        tuple(told[deal_id] for deal_id, _ in found if deal_id in told),
        _posts(workspace_id, account_id, [deal_id for deal_id, _ in found]),
        _contracts(workspace_id, account_id),
        _effort(workspace_id, account_id),
    )


def _posts(workspace_id: UUID, account_id: UUID, deals: list[UUID]) -> tuple[PostRecord, ...]:
    seats = counting(Seat, workspace_id).filter(deal_id__in=deals).values_list("person_id").annotate(count=Count("id"))
    counts: dict[UUID, int] = dict(seats.order_by())
    rows = counting(Post, workspace_id).filter(account_id=account_id).order_by("-until_on", "person__name", "id")
    columns = ("person_id", "person__name", "title", "from_on", "until_on")
    found = rows.values_list(*columns)[:MOST_PEOPLE]
    posts = [PostRecord(*plain) for row in found for plain in [(*row, counts.get(row[0], 0))]]
    return tuple(sorted(posts, key=lambda post: (post.until_on is not None, -post.deals, post.name)))


def _contracts(workspace_id: UUID, account_id: UUID) -> tuple[ContractClock, ...]:
    rows = counting(Contract, workspace_id).filter(account_id=account_id).order_by("-ends_on", "-id")
    found = rows.values_list("incumbent__name", "product__name", "happened_at", "ends_on")
    return tuple(ContractClock(name or "", product or "", known, ends) for name, product, known, ends in found)


def _effort(workspace_id: UUID, account_id: UUID) -> Effort:
    ours = counting(Touch, workspace_id).filter(account_id=account_id, direction="out")
    sums: dict[str, Any] = ours.aggregate(contacts=Count("id"), minutes=Sum("minutes"), last_at=Max("happened_at"))
    return Effort(sums["contacts"], sums["minutes"] or 0, sums["last_at"])
