"""What the lost book is narrowed by beside standing and reason: competitor, segment, stage, product and amount.

With what few deals bear, one begins: they come out of its index. What many bear is asked of each deal in the order of
the page, which is full before long.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from math import isqrt
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from rekindle.book.built import ask
from rekindle.book.models import Account, Competitor, Deal, DealLine, Loss, Product
from rekindle.book.read.around import losses_in_force
from rekindle.terms.losses import Status
from rekindle.terms.money import minor_digits, odd_currencies
from rekindle.terms.names import in_order

# So far is counted what a filter holds; more is many in any book.
COUNTED = 6_000
# More names than these are not offered to choose from.
MOST_NAMES = 200
_PAGE = 50
# Reading one deal by its id takes about as long as passing over so many in the order of an index.
_READ = 3


@dataclass(frozen=True, slots=True)
class Band:
    """Amounts from `least` on and below `below`, whole units of each deal's own currency; both None: without one."""

    least: int | None = None
    below: int | None = None


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Names as they stand in the book; empty for any. Stages are those in which deals were lost."""

    competitor: str = ""
    segment: str = ""
    stage: str = ""
    product: str = ""
    band: Band | None = None

    def __bool__(self) -> bool:
        return self != Narrowed()


@dataclass(frozen=True, slots=True)
class _Bearing:
    """The rows that bear what is asked for; their column `of` names what the column `at` of a deal names.

    `about` are as many rows or more, counted out of an index alone."""

    rows: "QuerySet[Any]"
    about: "QuerySet[Any]"
    of: str = "deal_id"
    at: str = "pk"


def narrow(workspace_id: UUID, narrowed: Narrowed, size: int, *, is_walked: bool = False) -> tuple[tuple[Q, ...], bool]:
    """Return the conditions under which a deal bears all that is asked for, and whether one begins with few of them.

    `size` is how many lost deals there are, 0 if not known; with `is_walked` no index holds the order of the page."""
    bearing = _bearing(workspace_id, narrowed)
    begin = _begin_with(bearing, size, is_walked=is_walked)
    if begin is None:
        return tuple(map(_borne, bearing)), False
    # The few are found in an index alone; whether their rows count is asked last, of those that bear the rest.
    found = Q(**{f"{begin.at}__in": begin.about.values(begin.of)})
    rest = [_borne(one) for one in bearing if one is not begin]
    return (found, *rest, *([] if begin.rows is begin.about else [_borne(begin)])), True


def _borne(one: _Bearing) -> Q:
    return Q(Exists(one.rows.filter(**{one.of: OuterRef(one.at)})))


def lost_since(workspace_id: UUID, day: date) -> Q:
    """Return the condition that a deal was lost on a day or later; the order of the page is bounded by it, too."""
    losses = losses_in_force(workspace_id).filter(lost_on__gte=day)
    # A day begins up to fourteen hours before it does in UTC.
    bound = datetime.combine(day, time(), UTC) - timedelta(days=1)
    return Q(Exists(losses.filter(deal_id=OuterRef("pk"))), status_since__gte=bound)


def _bearing(workspace_id: UUID, narrowed: Narrowed) -> list[_Bearing]:
    # In this order each deal is asked: what stands on it or a step away first, its losses last.
    found = []
    if narrowed.band:
        deals = Deal.objects.within(workspace_id).filter(_within(workspace_id, narrowed.band), status__in=list(Status))
        found.append(_Bearing(deals, deals, "pk"))
    if narrowed.segment:
        accounts = Account.objects.within(workspace_id).filter(segment=narrowed.segment)
        found.append(_Bearing(accounts, accounts, "pk", "account_id"))
    if narrowed.product:
        sold = DealLine.objects.within(workspace_id)
        lines = sold.filter(product_id__in=_ids(Product, workspace_id, narrowed.product))
        found.append(_Bearing(lines, lines))
    if narrowed.competitor:
        found.append(_of_losses(workspace_id, competitor_id__in=_ids(Competitor, workspace_id, narrowed.competitor)))
    if narrowed.stage:
        found.append(_of_losses(workspace_id, stage=narrowed.stage))
    return found


def _of_losses(workspace_id: UUID, **named: Any) -> _Bearing:
    return _Bearing(losses_in_force(workspace_id).filter(**named), Loss.objects.within(workspace_id).filter(**named))


def _ids(model: Any, workspace_id: UUID, name: str) -> list[UUID]:
    return list(model.objects.within(workspace_id).filter(name=name).values_list("pk", flat=True))


def _begin_with(bearing: list[_Bearing], size: int, *, is_walked: bool) -> _Bearing | None:
    """Choose what to begin with: the filter that holds the fewest, unless a page is full sooner in its own order."""
    if not bearing:
        return None
    # Of one filter alone, a page in its own order is full sooner from here on.
    most = COUNTED if is_walked or len(bearing) > 1 else min(COUNTED, isqrt(_PAGE * max(size, COUNTED) // _READ) + 1)
    counts = [int(one.about.values("pk")[:most].count()) for one in bearing]
    passed = float(_PAGE)
    for count in counts:
        passed *= max(size, COUNTED) / max(count, 1)
    fewest = min(counts)
    if fewest == COUNTED:
        return None
    # Few deals are sooner sorted by their accounts than found by walking through these.
    begins = fewest * _READ < min(passed, max(size, COUNTED)) or is_walked
    return bearing[counts.index(fewest)] if begins else None


def _within(workspace_id: UUID, band: Band) -> Q:
    if band == Band():
        return Q(amount_minor__isnull=True)
    deals = Deal.objects.within(workspace_id).filter(currency__in=odd_currencies())
    odd = sorted(deals.order_by("currency").values_list("currency", flat=True).distinct())
    found = _between(band, minor_digits(""))
    if not odd:
        return found
    found &= ~Q(currency__in=odd)
    for digits in sorted({minor_digits(one) for one in odd}):
        found |= Q(_between(band, digits), currency__in=[one for one in odd if minor_digits(one) == digits])
    return found


def _between(band: Band, digits: int) -> Q:
    least = Q(amount_minor__gte=band.least * 10**digits) if band.least else Q(amount_minor__isnull=False)
    return least & Q(amount_minor__lt=band.below * 10**digits) if band.below else least


def list_names(workspace_id: UUID) -> dict[str, list[str]]:
    """Return what the book can be narrowed by, by kind and name, at most 200 of each; four queries."""
    return {
        "competitor": _in_order(ask(_competitors, workspace_id)),
        "segment": _said(Account, "segment", workspace_id),
        "stage": _said(Loss, "stage", workspace_id),
        "product": _in_order(ask(_products, workspace_id)),
    }


def _competitors(workspace_id: UUID) -> "QuerySet[Any]":
    return Competitor.objects.within(workspace_id).order_by("name").values_list("name")[:MOST_NAMES]


def _products(workspace_id: UUID) -> "QuerySet[Any]":
    return Product.objects.within(workspace_id).order_by("name").values_list("name")[:MOST_NAMES]


def _in_order(rows: list[tuple[str]]) -> list[str]:
    return sorted((name for (name,) in rows), key=in_order)


# Leaps from one value to the next in the index: a hundred thousand rows hold a dozen of them.
_LEAPS = """WITH RECURSIVE said(value) AS (
  SELECT MIN({column}) FROM "{table}" WHERE workspace_id = %s AND {column} > ''
  UNION ALL
  SELECT (SELECT MIN(t.{column}) FROM "{table}" t WHERE t.workspace_id = %s AND t.{column} > said.value)
  FROM said WHERE said.value IS NOT NULL
) SELECT value FROM said WHERE value IS NOT NULL LIMIT %s"""


def _said(model: Any, column: str, workspace_id: UUID) -> list[str]:
    scope = model._meta.pk.get_db_prep_value(workspace_id, connection)
    with connection.cursor() as cursor:
        cursor.execute(_LEAPS.format(column=column, table=model._meta.db_table), [scope, scope, MOST_NAMES])
        return [value for (value,) in cursor.fetchall()]
