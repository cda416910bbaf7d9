"""What surrounds a handful of deals: people, words, contacts, promises. One query each, however many deals."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from rekindle.book import models as m
from rekindle.book.built import ask
from rekindle.book.voids import not_void

T = TypeVar("T")
Rows = list[tuple[Any, ...]]


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


def losses_in_force(workspace_id: UUID, among: "QuerySet[Any] | None" = None) -> "QuerySet[Any]":
    """Return the losses that count: not taken back, and corrected by none that counts. Of `among`, losses of this
    workspace, what these are asked for is asked first."""
    losses = counting(m.Loss, workspace_id)
    corrected = losses.filter(deal_id=OuterRef("deal_id"), supersedes_id=OuterRef("pk"))
    return (losses if among is None else not_void(among, workspace_id)).exclude(Exists(corrected))


def losses_now(workspace_id: UUID, loss_ids: Collection[UUID]) -> dict[UUID, UUID]:
    """Return for each of some losses that do not count the one that does: that of the same deal and number, by which
    it was corrected. What was said of the one is said of the other. No question is asked for none."""
    if not loss_ids:
        return {}
    old = m.Loss.objects.within(workspace_id).filter(pk__in=loss_ids).values_list("id", "deal_id", "number")
    places = {loss_id: place for loss_id, *place in old}
    rows = losses_in_force(workspace_id).filter(deal_id__in={deal_id for deal_id, _ in places.values()})
    now = {(deal_id, number): loss_id for loss_id, deal_id, number in rows.values_list("id", "deal_id", "number")}
    return {loss_id: now[deal_id, number] for loss_id, (deal_id, number) in places.items() if (deal_id, number) in now}


def read_around(workspace_id: UUID, deal_ids: list[UUID], person_ids: set[UUID], account_ids: set[UUID]) -> Around:
    """Read what surrounds some deals, some people and some accounts; eleven queries."""
    losses, claims = read_sides(workspace_id, deal_ids)
    people, accounts = list(person_ids), list(account_ids)
    return Around(
        people=read_people(workspace_id, person_ids),
        losses=losses,
        claims=claims,
        touches=_group(ask(_touches, workspace_id, deal_ids), TouchRecord, "deal_id"),
        promises=_index(ask(_promises, workspace_id, deal_ids), PromiseRecord),
        signals=_index(ask(_signals, workspace_id, accounts), SignalRecord),
        contracts=_index(ask(_contracts, workspace_id, accounts), ContractRecord),
        permissions=_group(ask(_permissions, workspace_id, people), PermissionRecord, "person_id"),
        products=dict(ask(_products, workspace_id, deal_ids)),
    )


def read_sides(
    workspace_id: UUID, deal_ids: list[UUID]
) -> tuple[dict[UUID, list[LossRecord]], dict[UUID, list[ClaimRecord]]]:
    """Read the losses of some deals and what was claimed about them, each by deal, the newest last; two queries."""
    told = _group(ask(_losses, workspace_id, deal_ids), LossRecord, "deal_id")
    claims = _group(ask(_claims, workspace_id, deal_ids), ClaimRecord, "deal_id")
    said = {claim.loss_id for some in claims.values() for claim in some}
    now = losses_now(workspace_id, said - {loss.loss_id for some in told.values() for loss in some})
    if now:
        claims = {
            deal_id: [replace(claim, loss_id=now.get(claim.loss_id, claim.loss_id)) for claim in some]
            for deal_id, some in claims.items()
        }
    return told, claims


def read_people(workspace_id: UUID, person_ids: Iterable[UUID]) -> dict[UUID, PersonRecord]:
    """Read people with their present title and addresses; three queries."""
    ids = list(person_ids)
    titles = dict(ask(_posts, workspace_id, ids))
    addresses: dict[UUID, dict[str, str]] = defaultdict(dict)
    for person_id, kind, value in ask(_addresses, workspace_id, ids):
        addresses[person_id][kind] = value
    return {
        person_id: PersonRecord(person_id, name, titles.get(person_id, ""), **addresses[person_id])
        for person_id, name in ask(_names, workspace_id, ids)
    }


def _names(workspace_id: UUID, person_ids: list[UUID]) -> "QuerySet[Any]":
    return m.Person.objects.within(workspace_id).filter(id__in=person_ids).values_list("id", "name")


def _posts(workspace_id: UUID, person_ids: list[UUID]) -> "QuerySet[Any]":
    posts = counting(m.Post, workspace_id).filter(person_id__in=person_ids, until_on=None)
    return posts.order_by("happened_at", "known_at", "id").values_list("person_id", "title")


def _addresses(workspace_id: UUID, person_ids: list[UUID]) -> "QuerySet[Any]":
    points = counting(m.ContactPoint, workspace_id).filter(person_id__in=person_ids).order_by("-known_at", "-id")
    return points.values_list("person_id", "kind", "value")


def _losses(workspace_id: UUID, deal_ids: list[UUID]) -> "QuerySet[Any]":
    rows = losses_in_force(workspace_id).filter(deal_id__in=deal_ids).order_by("number", "id")
    return _told(rows, LossRecord, {"loss_id": "id", "competitor": "competitor__name"})


def _claims(workspace_id: UUID, deal_ids: list[UUID]) -> "QuerySet[Any]":
    return _told(_by_time(m.Claim, workspace_id).filter(deal_id__in=deal_ids), ClaimRecord)


def _touches(workspace_id: UUID, deal_ids: list[UUID]) -> "QuerySet[Any]":
    return _told(_by_time(m.Touch, workspace_id).filter(deal_id__in=deal_ids), TouchRecord, {"touch_id": "id"})


def _promises(workspace_id: UUID, deal_ids: list[UUID]) -> "QuerySet[Any]":
    return _told(_by_time(m.Promise, workspace_id).filter(deal_id__in=deal_ids), PromiseRecord, {"promise_id": "id"})


def _signals(workspace_id: UUID, account_ids: list[UUID]) -> "QuerySet[Any]":
    return _told(_by_time(m.Signal, workspace_id).filter(account_id__in=account_ids), SignalRecord, {"signal_id": "id"})


def _contracts(workspace_id: UUID, account_ids: list[UUID]) -> "QuerySet[Any]":
    rows = counting(m.Contract, workspace_id).filter(account_id__in=account_ids).order_by("ends_on")
    return _told(rows, ContractRecord, {"incumbent": "incumbent__name", "product": "product__name"})


def _permissions(workspace_id: UUID, person_ids: list[UUID]) -> "QuerySet[Any]":
    return _told(_by_time(m.Permission, workspace_id).filter(person_id__in=person_ids), PermissionRecord)


def _products(workspace_id: UUID, deal_ids: list[UUID]) -> "QuerySet[Any]":
    lines = m.DealLine.objects.within(workspace_id).filter(deal_id__in=deal_ids, number=1)
    return lines.values_list("deal_id", "product__name")


def _by_time(model: Any, workspace_id: UUID) -> "QuerySet[Any]":
    return counting(model, workspace_id).order_by("happened_at", "id")


def _told(rows: "QuerySet[Any]", shape: Callable[..., T], columns: dict[str, str] | None = None) -> "QuerySet[Any]":
    return rows.values_list(*((columns or {}).get(name, name) for name in _fields(shape)))


def _fields(shape: Callable[..., T]) -> list[str]:
    return list(getattr(shape, "__dataclass_fields__", {}))


def _records(rows: Rows, shape: Callable[..., T]) -> list[T]:
    names = _fields(shape)
    return [shape(*(_cell(name, cell) for name, cell in zip(names, row, strict=True))) for row in rows]


def _cell(name: str, cell: Any) -> Any:
    """A name that is reached over a missing link is empty, not None."""
    return "" if cell is None and name in {"competitor", "incumbent", "product"} else cell


def _group(rows: Rows, shape: Callable[..., T], by: str) -> dict[UUID, list[T]]:
    groups: dict[UUID, list[T]] = defaultdict(list)
    for record in _records(rows, shape):
        groups[getattr(record, by)].append(record)
    return groups


def _index(rows: Rows, shape: Callable[..., T]) -> dict[UUID, T]:
    first = _fields(shape)[0]
    return {getattr(record, first): record for record in _records(rows, shape)}
