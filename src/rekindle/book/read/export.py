"""Lost deals with what hangs on them, some hundreds at a time, for taking them along."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from rekindle.book import models as m
from rekindle.book.models.record import OUR_OWN
from rekindle.book.read.around import counting, losses_in_force
from rekindle.terms.losses import ClaimKind

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class DealToTake:
    """A deal as an export tells it; amounts in minor units. `quotes` are the words given for its last loss.

    `taken_as` is its id in every book of ours: the one it had where it was made. `is_told`: somebody gave a reason.
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
    competitor: str = ""
    quotes: tuple[str, ...] = ()
    is_told: bool = False
    people: tuple[tuple[str, str, str, str], ...] = field(default_factory=tuple)


def read_deals_to_take(workspace_id: UUID, ids: list[UUID]) -> Iterator[DealToTake]:
    """Yield deals in the order of their ids; their people with title, mail and telephone."""
    for start in range(0, len(ids), _AT_ONCE):
        yield from _some(workspace_id, ids[start : start + _AT_ONCE])


def _some(workspace_id: UUID, ids: list[UUID]) -> Iterator[DealToTake]:
    deals = m.Deal.objects.within(workspace_id).filter(pk__in=ids).select_related("account", "owner")
    found = {deal.pk: deal for deal in deals}
    losses = losses_in_force(workspace_id).filter(deal_id__in=ids).order_by("number", "id")
    latest = {
        deal_id: (loss_id, lost_on, competitor or "")
        for deal_id, loss_id, lost_on, competitor in losses.values_list("deal_id", "id", "lost_on", "competitor__name")
    }
    quotes, told = _claims(workspace_id, ids)
    links = m.ExternalId.objects.within(workspace_id).filter(system=OUR_OWN, table="deal", target_id__in=ids)
    made_as = dict(links.order_by("-id").values_list("target_id", "external"))
    people = _people(workspace_id, ids)
    advice = {row["deal_id"]: row for row in m.Advice.objects.within(workspace_id).filter(deal_id__in=ids).values()}
    for deal_id in ids:
        deal = found[deal_id]
        loss_id, lost_on, competitor = latest.get(deal_id, (None, None, ""))
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
            lost_on=lost_on,
            competitor=competitor,
            quotes=tuple(dict.fromkeys(quotes.get(loss_id, []))) if loss_id else (),
            is_told=loss_id in told,
            people=tuple(people.get(deal_id, [])),
        )


def _claims(workspace_id: UUID, ids: list[UUID]) -> tuple[dict[UUID, list[str]], set[UUID]]:
    """Return the words given for each loss, and the losses somebody gave a reason for."""
    rows = counting(m.Claim, workspace_id).filter(deal_id__in=ids).order_by("id")
    quotes: dict[UUID, list[str]] = {}
    told = set()
    for loss_id, kind, quote in rows.values_list("loss_id", "kind", "quote"):
        if quote:
            quotes.setdefault(loss_id, []).append(quote)
        if kind == ClaimKind.REASON:
            told.add(loss_id)
    return quotes, told


def _people(workspace_id: UUID, ids: list[UUID]) -> dict[UUID, list[tuple[str, str, str, str]]]:
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
    people: dict[UUID, list[tuple[str, str, str, str]]] = {}
    for deal_id, person_id, name in seats:
        told = (
            name,
            titles.get(person_id, ""),
            address.get((person_id, "mail"), ""),
            address.get((person_id, "phone"), ""),
        )
        people.setdefault(deal_id, []).append(told)
    return people
