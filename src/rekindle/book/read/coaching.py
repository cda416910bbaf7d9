"""What coaches keep, who owns which deal, and who came back lately."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pyarrow as pa
from django.db.models import Exists, OuterRef, QuerySet

from rekindle.book.built import ask
from rekindle.book.models import Coaching, Deal, Loss, Member, Return, Touch
from rekindle.book.read.around import counting, losses_in_force
from rekindle.terms.coaching import Kept
from rekindle.terms.days import day_in
from rekindle.terms.losses import ReturnKind, Status
from rekindle.terms.touches import Direction

MOST_TALKS, MOST_BACK, MOST_LOSSES = 50, 12, 40
# So few deals of a member are looked through sooner than a month of a whole team.
FEW = 2_000


@dataclass(frozen=True, slots=True)
class KeptRecord:
    """One thing a coach keeps; `by` is the coach's name."""

    kept_id: UUID
    member_id: UUID
    by_id: UUID | None
    by: str
    deal_id: UUID | None
    topic: str
    title: str
    words: str
    until_on: date | None
    happened_at: datetime


@dataclass(frozen=True, slots=True)
class BackRecord:
    """A deal that came back: when it was lost and when it turned, and our work on it since the loss."""

    deal_id: UUID
    owner_id: UUID
    account: str
    name: str
    amount_minor: int | None
    currency: str
    status: str
    turned_at: datetime
    lost_on: date
    minutes: int


@dataclass(frozen=True, slots=True)
class DealNamed:
    """A deal as a sentence names it."""

    deal_id: UUID
    account: str
    name: str
    amount_minor: int | None
    currency: str


_COLUMNS = (
    "id",
    "member_id",
    "by_id",
    "by__name",
    "deal_id",
    "topic",
    "title",
    "words",
    "until_on",
    "happened_at",
)

_BY = _COLUMNS.index("by__name")


def _kept(workspace_id: UUID, kind: Kept, **where: Any) -> "QuerySet[Any]":
    rows = counting(Coaching, workspace_id).filter(kind=kind, **where).order_by("-happened_at", "-id")
    return rows.values_list(*_COLUMNS)[:MOST_TALKS]


def _talks(workspace_id: UUID, coach_id: UUID) -> "QuerySet[Any]":
    return _kept(workspace_id, Kept.TALK, by_id=coach_id)


def _put_off(workspace_id: UUID, coach_id: UUID, today: date) -> "QuerySet[Any]":
    return _kept(workspace_id, Kept.LATER, by_id=coach_id, until_on__gt=today)


def _handouts(workspace_id: UUID, member_id: UUID) -> "QuerySet[Any]":
    return _kept(workspace_id, Kept.HANDOUT, member_id=member_id)


def _handed(workspace_id: UUID, coach_id: UUID) -> "QuerySet[Any]":
    return _kept(workspace_id, Kept.HANDOUT, by_id=coach_id)


def _records(rows: Iterable[tuple[Any, ...]]) -> list[KeptRecord]:
    """The name of nobody is empty, not None."""
    return [KeptRecord(*(*row[:_BY], row[_BY] or "", *row[_BY + 1 :])) for row in rows]


def read_talks(workspace_id: UUID, coach_id: UUID) -> list[KeptRecord]:
    """Return the conversations a coach has kept for a 1:1, the newest first; nobody else's."""
    return _records(ask(_talks, workspace_id, coach_id))


def read_put_off(workspace_id: UUID, coach_id: UUID, today: date) -> list[KeptRecord]:
    """Return what a coach put off and is not due again."""
    return _records(ask(_put_off, workspace_id, coach_id, today))


def read_handouts(workspace_id: UUID, member_id: UUID) -> list[KeptRecord]:
    """Return what was handed to a member and not taken yet."""
    return _records(ask(_handouts, workspace_id, member_id))


def read_handed(workspace_id: UUID, coach_id: UUID) -> list[KeptRecord]:
    """Return what a coach handed out and the member has not taken yet."""
    return _records(ask(_handed, workspace_id, coach_id))


def read_reviews(workspace_id: UUID, member_id: UUID, month: str) -> list[KeptRecord]:
    """Return what the reviews of a member's month came to, the newest first."""
    return _records(_kept(workspace_id, Kept.REVIEW, member_id=member_id, topic=month))


def read_owners(workspace_id: UUID) -> pa.Table:
    """Return (deal_id, owner_id) of every deal as it is written, whether or not the owner signs in; hex digits."""
    rows = counting(Deal, workspace_id).values_list("id", "owner_id").order_by()
    pairs = [(deal_id.hex, owner_id.hex if owner_id else None) for deal_id, owner_id in rows.iterator(10_000)]
    names = ("deal_id", "owner_id")
    return pa.table({name: pa.array([row[at] for row in pairs], pa.string()) for at, name in enumerate(names)})


def read_weeks(workspace_id: UUID) -> pa.Table:
    """Return (owner_id, week_minutes) of every member."""
    rows = list(Member.objects.within(workspace_id).values_list("id", "minutes_per_week"))
    ids, minutes = [member_id.hex for member_id, _ in rows], [spare for _, spare in rows]
    return pa.table({"owner_id": pa.array(ids, pa.string()), "week_minutes": pa.array(minutes, pa.int64())})


def read_back(workspace_id: UUID, since: datetime, zone: ZoneInfo) -> list[BackRecord]:
    """Return deals that came back since an instant and still are, those won first, then the newest.

    Our work counts from the day after the loss, as days are in `zone`.
    """
    found = ask(_won_since, workspace_id, since) + ask(_open_since, workspace_id, since)
    ids = [row[0] for row in found]
    lost = dict(ask(_lost_days, workspace_id, ids))
    spent = dict.fromkeys(ids, 0)
    for deal_id, minutes, at in ask(_efforts, workspace_id, ids):
        spent[deal_id] += minutes if deal_id in lost and day_in(at, zone) > lost[deal_id] else 0
    return [BackRecord(*(*row, lost[row[0]], spent[row[0]])) for row in found if row[0] in lost]


def _won_since(workspace_id: UUID, since: datetime) -> "QuerySet[Any]":
    return _turned_since(workspace_id, since, Status.WON, [ReturnKind.WIN])


def _open_since(workspace_id: UUID, since: datetime) -> "QuerySet[Any]":
    return _turned_since(workspace_id, since, Status.OPEN, list(ReturnKind))


def _turned_since(workspace_id: UUID, since: datetime, status: Status, kinds: list[ReturnKind]) -> "QuerySet[Any]":
    came = counting(Return, workspace_id).filter(deal_id=OuterRef("pk"), happened_at__gte=since, kind__in=kinds)
    rows = counting(Deal, workspace_id).filter(status=status, status_since__gte=since, owner_id__isnull=False)
    columns = ("id", "owner_id", "account__name", "name", "amount_minor", "currency", "status", "status_since")
    return rows.filter(Exists(came)).order_by("-status_since", "-id").values_list(*columns)[:MOST_BACK]


def _lost_days(workspace_id: UUID, deal_ids: list[UUID]) -> "QuerySet[Any]":
    losses = losses_in_force(workspace_id).filter(deal_id__in=deal_ids).order_by("number", "id")
    return losses.values_list("deal_id", "lost_on")


def _efforts(workspace_id: UUID, deal_ids: list[UUID]) -> "QuerySet[Any]":
    touches = counting(Touch, workspace_id).filter(deal_id__in=deal_ids, direction=Direction.OUT)
    return touches.values_list("deal_id", "minutes", "happened_at")


def name_deals(workspace_id: UUID, ids: set[UUID]) -> dict[UUID, DealNamed]:
    """Return deals that count by id; one query."""
    return {row[0]: DealNamed(*row) for row in ask(_deals_named, workspace_id, list(ids))}


def _deals_named(workspace_id: UUID, deal_ids: list[UUID]) -> "QuerySet[Any]":
    rows = counting(Deal, workspace_id).filter(pk__in=deal_ids)
    return rows.values_list("id", "account__name", "name", "amount_minor", "currency")


def list_losses_of(workspace_id: UUID, member_id: UUID, from_on: date, to_on: date) -> list[UUID]:
    """Return the deals a member lost from a day until before another, the earliest first: one more than
    `MOST_LOSSES` when there are more."""
    losses = losses_in_force(workspace_id).filter(lost_on__gte=from_on, lost_on__lt=to_on)
    mine = Deal.objects.within(workspace_id).filter(owner_id=member_id).values("pk")
    if mine[: FEW + 1].count() <= FEW:
        # One begins with the few deals of a member, and not with all that a team lost in the month.
        rows = losses.filter(deal_id__in=mine)
    else:
        # Whose they are is asked first: asking every loss of the month whether it counts would take longer.
        written = Loss.objects.within(workspace_id).filter(lost_on__gte=from_on, lost_on__lt=to_on)
        rows = losses.filter(pk__in=list(written.filter(deal__owner_id=member_id).values_list("pk", flat=True)))
    return list(dict.fromkeys(rows.order_by("lost_on", "id").values_list("deal_id", flat=True)))[: MOST_LOSSES + 1]
