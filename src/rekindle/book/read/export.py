"""Lost deals with what hangs on them, some hundreds at a time, for taking them along."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef

from rekindle.book import models as m
from rekindle.book.models.record import OUR_OWN
from rekindle.book.read.around import counting, losses_in_force, losses_now
from rekindle.intake.own import YES
from rekindle.terms.losses import ClaimKind, Source, Status
from rekindle.terms.people import SuppressionState

_AT_ONCE = 500
# The words of whoever these are have no name: they came with a file.
_NAMELESS = (Source.IMPORT, Source.INFERRED)

Said = tuple[ClaimKind, str, int, str]
"""A claim: its kind, key, rank and words."""
Before = tuple[date, datetime | None, str]
"""An earlier loss: its day, when it came back from it, and how."""
Noes = dict[str, str]
"""The words of an opt-out by its channel, empty for every one; those of the whole account under "account"."""


@dataclass(frozen=True, slots=True)
class DealToTake:
    """A deal as an export tells it; amounts in minor units, products in their order. `lost_on_quality` is how well the
    day is known. `quotes` are the words of files for its last loss, `said` what each other source said of it, `before`
    the losses it came back from.

    `taken_as` is its id in every book of ours: the one it had where it was made. `is_told`: somebody gave a reason.
    `noes` are the words with which its first person and its account are left alone.
    """

    taken_as: str
    account: str
    name: str
    kind: str
    status: str
    stage: str
    amount_minor: int | None
    currency: str
    owner: str
    custom: dict[str, str]
    advice: dict[str, Any]
    lost_on: date | None = None
    lost_on_quality: str = ""
    products: tuple[str, ...] = ()
    competitor: str = ""
    quotes: tuple[str, ...] = ()
    is_told: bool = False
    said: dict[str, list[Said]] = field(default_factory=dict)
    before: tuple[Before, ...] = ()
    back_on: date | None = None
    noes: Noes = field(default_factory=dict)
    people: tuple[tuple[str, str, str, str], ...] = field(default_factory=tuple)


def read_deals_to_take(workspace_id: UUID, ids: list[UUID]) -> Iterator[DealToTake]:
    """Yield deals in the order of their ids; their people with title, mail and telephone."""
    for start in range(0, len(ids), _AT_ONCE):
        yield from _some(workspace_id, ids[start : start + _AT_ONCE])


def _some(workspace_id: UUID, ids: list[UUID]) -> Iterator[DealToTake]:
    deals = m.Deal.objects.within(workspace_id).filter(pk__in=ids).select_related("account", "owner")
    found = {deal.pk: deal for deal in deals}
    losses = _losses(workspace_id, ids)
    claims = _claims(workspace_id, ids, {loss.loss_id for some in losses.values() for loss in some})
    links = m.ExternalId.objects.within(workspace_id).filter(system=OUR_OWN, table="deal", target_id__in=ids)
    made_as = dict(links.order_by("-id").values_list("target_id", "external"))
    people = _people(workspace_id, ids)
    first = {deal_id: rows[0][0] for deal_id, rows in people.items()}
    noes = read_noes(workspace_id, set(first.values()), {deal.account_id for deal in deals})
    promises = counting(m.Promise, workspace_id).filter(deal_id__in=ids).order_by("id")
    back_on = dict(promises.values_list("deal_id", "due_on"))
    products = _products(workspace_id, ids)
    advice = {row["deal_id"]: row for row in m.Advice.objects.within(workspace_id).filter(deal_id__in=ids).values()}
    for deal_id in ids:
        deal, told = found[deal_id], losses.get(deal_id, [])
        is_lost = deal.status == Status.LOST
        last = told[-1] if told else None
        said = claims.get(last.loss_id, []) if last else []
        yield DealToTake(
            taken_as=made_as.get(deal_id, deal_id.hex),
            account=deal.account.name,
            name=deal.name,
            kind=deal.kind,
            status=deal.status,
            stage=deal.stage,
            amount_minor=deal.amount_minor,
            currency=deal.currency,
            owner=deal.owner.name if deal.owner else "",
            custom=deal.custom,
            advice=advice.get(deal_id, {}),
            lost_on=last.lost_on if last and is_lost else None,
            lost_on_quality=last.lost_on_quality if last and is_lost else "",
            products=tuple(products.get(deal_id, ())),
            competitor=last.competitor if last else "",
            quotes=tuple(dict.fromkeys(one[-1] for source, one in said if source in _NAMELESS and one[-1])),
            is_told=any(one[0] == ClaimKind.REASON for _, one in said),
            said={name: [one for source, one in said if source == name] for name in Source if name not in _NAMELESS},
            before=tuple((one.lost_on, one.back_at, one.back_by) for one in (told[:-1] if is_lost else told)),
            back_on=back_on.get(deal_id),
            noes={**noes.get(first.get(deal_id, deal_id), {}), **noes.get(deal.account_id, {})},
            people=tuple(row[1:] for row in people.get(deal_id, [])),
        )


@dataclass(slots=True)
class _Loss:
    loss_id: UUID
    lost_on: date
    lost_on_quality: str
    competitor: str
    back_at: datetime | None = None
    back_by: str = ""


def _losses(workspace_id: UUID, ids: list[UUID]) -> dict[UUID, list[_Loss]]:
    """Return the losses of each deal in their order, each with the first return from it."""
    rows = losses_in_force(workspace_id).filter(deal_id__in=ids).order_by("number", "id")
    found: dict[UUID, list[_Loss]] = {}
    by_id = {}
    columns = ("deal_id", "id", "lost_on", "lost_on_quality", "competitor__name")
    for deal_id, loss_id, lost_on, quality, competitor in rows.values_list(*columns):
        by_id[loss_id] = _Loss(loss_id, lost_on, quality, competitor or "")
        found.setdefault(deal_id, []).append(by_id[loss_id])
    backs = counting(m.Return, workspace_id).filter(deal_id__in=ids).order_by("-happened_at", "-id")
    came = list(backs.values_list("loss_id", "happened_at", "kind"))
    now = losses_now(workspace_id, {loss_id for loss_id, *_ in came} - by_id.keys())
    for loss_id, at, kind in came:
        if one := by_id.get(now.get(loss_id, loss_id)):
            one.back_at, one.back_by = at, kind
    return found


def _products(workspace_id: UUID, ids: list[UUID]) -> dict[UUID, list[str]]:
    rows = m.DealLine.objects.within(workspace_id).filter(deal_id__in=ids).order_by("deal_id", "number")
    found: dict[UUID, list[str]] = {}
    for deal_id, name in rows.values_list("deal_id", "product__name"):
        found.setdefault(deal_id, []).append(name)
    return found


def _claims(workspace_id: UUID, ids: list[UUID], in_force: set[UUID]) -> dict[UUID, list[tuple[str, Said]]]:
    """Return what was said about each loss, with who said it."""
    rows = counting(m.Claim, workspace_id).filter(deal_id__in=ids).order_by("id")
    found: dict[UUID, list[tuple[str, Said]]] = {}
    for loss_id, source, *said in rows.values_list("loss_id", "source", "kind", "key", "rank", "quote"):
        kind, key, rank, quote = said
        found.setdefault(loss_id, []).append((source, (ClaimKind(kind), key, rank, quote or "")))
    for old, now in losses_now(workspace_id, found.keys() - in_force).items():
        found[now] = found.pop(old) + found.get(now, [])
    return found


def read_noes(workspace_id: UUID, people: set[UUID], accounts: set[UUID]) -> dict[UUID, Noes]:
    """Return with which words people and whole accounts are left alone now, by channel."""
    rows = m.Suppression.objects.within(workspace_id)
    answered = rows.filter(answers_id=OuterRef("pk"))
    entries = rows.filter(~Exists(answered), state=SuppressionState.SUPPRESSED).order_by("id")
    found: dict[UUID, Noes] = {}
    for person_id, channel, words in entries.filter(person_id__in=people).values_list("person_id", "channel", "words"):
        found.setdefault(person_id, {})[channel] = words or YES
    whole = entries.filter(person_id=None, account_id__in=accounts)
    for account_id, words in whole.values_list("account_id", "words"):
        found.setdefault(account_id, {})["account"] = words or YES
    return found


def _people(workspace_id: UUID, ids: list[UUID]) -> dict[UUID, list[tuple[UUID, str, str, str, str]]]:
    seats = list(
        counting(m.Seat, workspace_id)
        .filter(deal_id__in=ids)
        .order_by("id")
        .values_list("deal_id", "person_id", "person__name")
    )
    who = {person_id for _, person_id, _ in seats}
    points = counting(m.ContactPoint, workspace_id).filter(person_id__in=who).order_by("-id")
    address = {(person_id, kind): value for person_id, kind, value in points.values_list("person_id", "kind", "value")}
    posts = counting(m.Post, workspace_id).filter(person_id__in=who, until_on=None).order_by("id")
    titles = dict(posts.values_list("person_id", "title"))
    people: dict[UUID, list[tuple[UUID, str, str, str, str]]] = {}
    for deal_id, person_id, name in seats:
        told = (
            person_id,
            name,
            titles.get(person_id, ""),
            address.get((person_id, "mail"), ""),
            address.get((person_id, "phone"), ""),
        )
        people.setdefault(deal_id, []).append(told)
    return people
