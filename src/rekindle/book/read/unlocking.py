"""Whom news is about, and the losses they are part of."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from rekindle.book.models import Account, Advice, Competitor, DealLine, Person, Post, Product, Seat
from rekindle.book.read.around import counting, losses_in_force
from rekindle.book.same import find_roots, spread
from rekindle.terms.losses import Status
from rekindle.terms.names import in_order

MOST = 500
# How many names are looked through for one that was meant.
NEAR = 300


@dataclass(frozen=True, slots=True)
class LossAt:
    """The latest loss of a deal that is lost, as far as news may touch it; empty is not known.

    `stopped_by` is what stops the deal by the advice in force."""

    deal_id: UUID
    account_id: UUID
    account: str
    deal: str
    owner: str
    lost_on: date
    amount_minor: int | None
    currency: str
    competitor: str
    product: str
    reason: str
    verdict: str
    stopped_by: str


@dataclass(frozen=True, slots=True)
class Found:
    """Somebody or something a name stands for; `where` tells two of one name apart."""

    id: UUID
    name: str
    where: str = ""


def find_accounts(workspace_id: UUID, keys: Iterable[str]) -> dict[str, list[Found]]:
    """Return for each folded name the accounts of that name; merged ones once."""
    rows = counting(Account, workspace_id).filter(name_key__in=set(keys)).order_by("id")
    roots = find_roots(workspace_id, "account")
    found: dict[str, dict[UUID, Found]] = defaultdict(dict)
    for account_id, key, name, region, segment in rows.values_list("id", "name_key", "name", "region", "segment"):
        root = roots.get(account_id, account_id)
        found[key].setdefault(root, Found(root, name, region or segment))
    return {key: list(some.values()) for key, some in found.items()}


def find_people(workspace_id: UUID, keys: Iterable[str]) -> dict[str, list[tuple[Found, tuple[UUID, ...]]]]:
    """Return for each folded name the people of that name with the accounts where they are, by post or by seat."""
    rows = counting(Person, workspace_id).filter(name_key__in=set(keys)).order_by("id")
    people = list(rows.values_list("id", "name_key", "name"))
    ids = [person_id for person_id, _, _ in people]
    at: dict[UUID, dict[UUID, None]] = defaultdict(dict)
    posts = counting(Post, workspace_id).filter(person_id__in=ids, until_on=None).order_by("-id")
    for person_id, account_id in posts.values_list("person_id", "account_id"):
        at[person_id][account_id] = None
    seats = counting(Seat, workspace_id).filter(person_id__in=[one for one in ids if not at[one]])
    for person_id, account_id in seats.values_list("person_id", "deal__account_id"):
        at[person_id][account_id] = None
    roots = find_roots(workspace_id, "person")
    found: dict[str, dict[UUID, tuple[Found, tuple[UUID, ...]]]] = defaultdict(dict)
    for person_id, key, name in people:
        found[key].setdefault(roots.get(person_id, person_id), (Found(person_id, name), tuple(at[person_id])))
    return {key: list(some.values()) for key, some in found.items()}


def list_names(workspace_id: UUID) -> tuple[list[Found], list[Found]]:
    """Return the competitors and the products of a workspace."""
    competitors = Competitor.objects.within(workspace_id).values_list("id", "name")
    products = Product.objects.within(workspace_id).values_list("id", "name")
    return _by_name(competitors), _by_name(products)


def _by_name(rows: Iterable[tuple[UUID, str]]) -> list[Found]:
    return [Found(*row) for row in sorted(rows, key=lambda row: in_order(row[1]))]


def names_near(workspace_id: UUID, key: str) -> list[str]:
    """Return names of accounts that begin alike, or hold the first word: for asking who was meant."""
    first = key.split(" ", maxsplit=1)[0]
    rows = counting(Account, workspace_id).filter(Q(name_key__startswith=key[:3]) | Q(name_key__contains=first))
    return list(rows.order_by("name_key", "id").values_list("name", flat=True)[:NEAR])


def read_losses_of(
    workspace_id: UUID,
    *,
    accounts: Iterable[UUID] = (),
    competitors: Iterable[UUID] = (),
    products: Iterable[UUID] = (),
    deals: Iterable[UUID] = (),
) -> list[LossAt]:
    """Return the latest losses of lost deals at accounts, or to competitors, or of products, or of deals themselves.

    The newest first, `MOST` at the most; merged accounts are one.
    """
    where = Q(deal__account_id__in=spread(find_roots(workspace_id, "account"), accounts)) | Q(deal_id__in=list(deals))
    if competitors := list(competitors):
        where |= Q(competitor_id__in=competitors)
    if products := list(products):
        lines = DealLine.objects.within(workspace_id).filter(product_id__in=products)
        where |= Q(deal_id__in=lines.values("deal_id"))
    rows = losses_in_force(workspace_id).filter(where, deal__status=Status.LOST).order_by("-lost_on", "-number", "-id")
    latest: dict[UUID, tuple[Any, ...]] = {}
    for row in rows.values_list(*_COLUMNS)[:MOST]:
        latest.setdefault(row[0], row)
    return _tell(workspace_id, latest)


_COLUMNS = (
    "deal_id",
    "deal__account_id",
    "deal__account__name",
    "deal__name",
    "deal__owner__name",
    "lost_on",
    "amount_minor",
    "currency",
    "competitor__name",
)


def _tell(workspace_id: UUID, latest: dict[UUID, tuple[Any, ...]]) -> list[LossAt]:
    ids = list(latest)
    lines = DealLine.objects.within(workspace_id).filter(deal_id__in=ids).order_by("-number", "-id")
    products = dict(lines.values_list("deal_id", "product__name"))
    rows = Advice.objects.within(workspace_id).filter(deal_id__in=ids)
    said = {row[0]: row[1:] for row in rows.values_list("deal_id", "reason", "verdict", "stopped_by")}
    return [LossAt(*_plain(row, products.get(deal_id), said.get(deal_id))) for deal_id, row in latest.items()]


def _plain(row: tuple[Any, ...], product: str | None, said: tuple[str, ...] | None) -> tuple[Any, ...]:
    """A name that is reached over a missing link is empty, not None."""
    return (*row[:4], row[4] or "", *row[5:8], row[8] or "", product or "", *(said or ("", "", "")))
