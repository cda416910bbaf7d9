"""What surrounds a handful of deals: people, words, contacts, promises. One query each, however many deals."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from rekindle.book import models as m
from rekindle.book.voids import not_void

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """A person with their current title and one address of each kind; empty where there is none."""

    person_id: UUID
    name: str
    title: str = ""
    mail: str = ""
    phone: str = ""
    linkedin: str = ""


@dataclass(frozen=True, slots=True)
class LossRecord:
    """A loss in force; `lost_on_quality` says how the day is known, `guessed` that nobody named one."""

    loss_id: UUID
    deal_id: UUID
    number: int
    lost_on: date
    lost_on_quality: str
    stage: str
    amount_minor: int | None
    currency: str
    competitor: str


@dataclass(frozen=True, slots=True)
class ClaimRecord:
    """What somebody said about a loss; `key` is a verdict or a reason, as `kind` says."""

    loss_id: UUID
    deal_id: UUID
    source: str
    kind: str
    key: str
    rank: int
    quote: str
    person_id: UUID | None
    happened_at: datetime


@dataclass(frozen=True, slots=True)
class TouchRecord:
    """A contact that took place, with the minutes it took."""

    touch_id: UUID
    deal_id: UUID
    person_id: UUID | None
    member_id: UUID | None
    channel: str
    direction: str
    outcome: str
    subject: str
    words: str
    minutes: int
    happened_at: datetime


@dataclass(frozen=True, slots=True)
class PromiseRecord:
    """The day somebody may be gone back to; `source` says who named it."""

    promise_id: UUID
    deal_id: UUID
    person_id: UUID | None
    due_on: date
    source: str
    words: str
    happened_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SignalRecord:
    """Something that happened there."""

    signal_id: UUID
    account_id: UUID | None
    kind: str
    words: str
    happened_at: datetime


@dataclass(frozen=True, slots=True)
class ContractRecord:
    """Until when an account is bound to whom."""

    account_id: UUID
    incumbent: str
    product: str
    ends_on: date
    happened_at: datetime


@dataclass(frozen=True, slots=True)
class PermissionRecord:
    """What a person allowed or refused; an empty channel is every channel."""

    person_id: UUID
    channel: str
    state: str
    until_on: date | None
    words: str
    happened_at: datetime


@dataclass(slots=True)
class Around:
    """Records grouped by the id they hang on; the newest last."""

    people: dict[UUID, PersonRecord] = field(default_factory=dict)
    losses: dict[UUID, list[LossRecord]] = field(default_factory=dict)
    claims: dict[UUID, list[ClaimRecord]] = field(default_factory=dict)
    touches: dict[UUID, list[TouchRecord]] = field(default_factory=dict)
    promises: dict[UUID, PromiseRecord] = field(default_factory=dict)
    signals: dict[UUID, SignalRecord] = field(default_factory=dict)
    contracts: dict[UUID, ContractRecord] = field(default_factory=dict)
    permissions: dict[UUID, list[PermissionRecord]] = field(default_factory=dict)
    products: dict[UUID, str] = field(default_factory=dict)


def counting(model: Any, workspace_id: UUID) -> "QuerySet[Any]":
    """Return the rows of a workspace that no void row has taken back."""
    return not_void(model.objects.within(workspace_id), workspace_id)


def losses_in_force(workspace_id: UUID) -> "QuerySet[Any]":
    """Return the losses that count: not taken back, and corrected by none that counts."""
    losses = counting(m.Loss, workspace_id)
    return losses.exclude(Exists(losses.filter(deal_id=OuterRef("deal_id"), supersedes_id=OuterRef("pk"))))


def read_around(workspace_id: UUID, deal_ids: list[UUID], person_ids: set[UUID], account_ids: set[UUID]) -> Around:
    """Read what surrounds some deals, some people and some accounts; eleven queries."""
    by_deal = {"deal_id__in": deal_ids}
    losses = losses_in_force(workspace_id).filter(**by_deal).order_by("number", "id")
    lines = m.DealLine.objects.within(workspace_id).filter(**by_deal, number=1)
    return Around(
        people=read_people(workspace_id, person_ids),
        losses=_group(losses, LossRecord, "deal_id", {"loss_id": "id", "competitor": "competitor__name"}),
        claims=_group(_by_time(m.Claim, workspace_id, by_deal), ClaimRecord, "deal_id"),
        touches=_group(_by_time(m.Touch, workspace_id, by_deal), TouchRecord, "deal_id", {"touch_id": "id"}),
        promises=_index(_by_time(m.Promise, workspace_id, by_deal), PromiseRecord, {"promise_id": "id"}),
        signals=_index(
            _by_time(m.Signal, workspace_id, {"account_id__in": account_ids}), SignalRecord, {"signal_id": "id"}
        ),
        contracts=_index(
            counting(m.Contract, workspace_id).filter(account_id__in=account_ids).order_by("ends_on"),
            ContractRecord,
            {"incumbent": "incumbent__name", "product": "product__name"},
        ),
        permissions=_group(
            _by_time(m.Permission, workspace_id, {"person_id__in": person_ids}), PermissionRecord, "person_id"
        ),
        products=dict(lines.values_list("deal_id", "product__name")),
    )


def read_sides(
    workspace_id: UUID, deal_ids: list[UUID]
) -> tuple[dict[UUID, list[LossRecord]], dict[UUID, list[ClaimRecord]]]:
    """Read the losses of some deals and what was claimed about them, each by deal, the newest last; two queries."""
    by_deal = {"deal_id__in": deal_ids}
    losses = losses_in_force(workspace_id).filter(**by_deal).order_by("number", "id")
    told = _group(losses, LossRecord, "deal_id", {"loss_id": "id", "competitor": "competitor__name"})
    return told, _group(_by_time(m.Claim, workspace_id, by_deal), ClaimRecord, "deal_id")


def read_people(workspace_id: UUID, person_ids: Iterable[UUID]) -> dict[UUID, PersonRecord]:
    """Read people with their present title and addresses; three queries."""
    ids = list(person_ids)
    names = m.Person.objects.within(workspace_id).filter(id__in=ids).values_list("id", "name")
    posts = counting(m.Post, workspace_id).filter(person_id__in=ids, until_on=None)
    posts = posts.order_by("happened_at", "known_at", "id")
    titles = dict(posts.values_list("person_id", "title"))
    points = counting(m.ContactPoint, workspace_id).filter(person_id__in=ids).order_by("-known_at", "-id")
    addresses: dict[UUID, dict[str, str]] = defaultdict(dict)
    for person_id, kind, value in points.values_list("person_id", "kind", "value"):
        addresses[person_id][kind] = value
    return {
        person_id: PersonRecord(person_id, name, titles.get(person_id, ""), **addresses[person_id])
        for person_id, name in names
    }


def _by_time(model: Any, workspace_id: UUID, where: dict[str, Any]) -> "QuerySet[Any]":
    return counting(model, workspace_id).filter(**where).order_by("happened_at", "id")


def _records(rows: "QuerySet[Any]", shape: Callable[..., T], columns: dict[str, str] | None = None) -> list[T]:
    names = list(getattr(shape, "__dataclass_fields__", {}))
    found = rows.values_list(*((columns or {}).get(name, name) for name in names))
    return [shape(*(_cell(name, cell) for name, cell in zip(names, row, strict=True))) for row in found]


def _cell(name: str, cell: Any) -> Any:
    """A name that is reached over a missing link is empty, not None."""
    return "" if cell is None and name in {"competitor", "incumbent", "product"} else cell


def _group(
    rows: "QuerySet[Any]", shape: Callable[..., T], by: str, columns: dict[str, str] | None = None
) -> dict[UUID, list[T]]:
    groups: dict[UUID, list[T]] = defaultdict(list)
    for record in _records(rows, shape, columns):
        groups[getattr(record, by)].append(record)
    return groups


def _index(rows: "QuerySet[Any]", shape: Callable[..., T], columns: dict[str, str]) -> dict[UUID, T]:
    first = next(iter(getattr(shape, "__dataclass_fields__", {})))
    return {getattr(record, first): record for record in _records(rows, shape, columns)}
