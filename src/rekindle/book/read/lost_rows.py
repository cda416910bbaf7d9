"""What is told of a lost deal in a row of the book."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from rekindle.book.built import ask
from rekindle.book.models import Claim, Deal, Return
from rekindle.book.read.around import counting, losses_in_force, losses_now
from rekindle.book.read.asking_why import find_asking
from rekindle.book.read.debriefs import SPEAKERS
from rekindle.terms.losses import ClaimKind, Reason, Status

Rows = list[tuple[Any, UUID]]

_COLUMNS = (
    "id",
    "account__name",
    "name",
    "status",
    "amount_minor",
    "currency",
    "owner__name",
    "advice__kind",
    "advice__reason",
    "advice__window_from",
    "advice__window_to",
    "advice__reconsider_on",
    "advice__stopped_by",
)


@dataclass(frozen=True, slots=True)
class LostDeal:
    """One row; `sorted_by` is what it was sorted by, for going on after it. `back` is how it came back last, and when,
    of a deal that is not lost any more. `asks_why`: it was lost lately, and nobody talked about it."""

    deal_id: UUID
    account: str
    name: str
    status: str
    amount_minor: int | None
    currency: str
    owner: str
    advice_kind: str
    reason: str
    window_from: date | None
    window_to: date | None
    reconsider_on: date | None
    stopped_by: str | None
    lost_on: date | None = None
    asks_why: bool = False
    back: tuple[str, datetime] | None = None
    sorted_by: Any = None


def tell_pages(workspace_id: UUID, pages: list[Rows]) -> list[list[LostDeal]]:
    """Return pages of (what they are sorted by, deal) as rows; what is told of them is read for all at once."""
    told = _tell(workspace_id, [deal_id for page in pages for _, deal_id in page])
    return [[_row(told[deal_id], value) for value, deal_id in page if deal_id in told] for page in pages]


def _tell(workspace_id: UUID, ids: list[UUID]) -> dict[UUID, tuple[Any, ...]]:
    """Read what is told of some deals: (columns, lost on, whether somebody has to ask why, back)."""
    losses = list(ask(_losses_of, workspace_id, ids))
    latest = {deal_id: rest for deal_id, *rest in losses}
    reasons, spoken = _hear(workspace_id, ids)
    # Of a loss that was corrected counts what was said before, unless something was said since.
    for old, now in losses_now(workspace_id, reasons.keys() - {row[1] for row in losses}).items():
        reasons.setdefault(now, reasons[old])
    asking = find_asking(workspace_id, [deal_id for deal_id in ids if deal_id not in spoken])
    found = {row[0]: row for row in ask(_deals, workspace_id, ids)}
    back = _came_back(workspace_id, [deal_id for deal_id, row in found.items() if row[3] != Status.LOST])
    for deal_id, row in found.items():
        loss_id, lost_on = latest.get(deal_id, (None, None))
        # Of a deal that is not lost any more nothing is judged: why it was lost is what was said last. And a reason
        # without a name, which is what the judgement begins with, is none while nobody gave one.
        said = reasons.get(loss_id)
        why = row[8] if row[3] == Status.LOST and (said or row[8] != Reason.OTHER) else said
        found[deal_id] = (*row[:8], why, *row[9:], lost_on, deal_id in asking, back.get(deal_id))
    return found


def _hear(workspace_id: UUID, ids: list[UUID]) -> tuple[dict[UUID, str], set[UUID]]:
    """Return the first reason given for each loss, the buyer's before anybody's, and the deals somebody spoke of."""
    said = ask(_claims_about, workspace_id, ids)
    order = ("", *reversed(SPEAKERS))
    heard = sorted((source in SPEAKERS and order.index(source), at) for at, (_, source, *_) in enumerate(said))
    reasons = {said[at][0]: said[at][3] for _, at in heard if said[at][2] == ClaimKind.REASON}
    return reasons, {deal_id for _, source, _, _, deal_id in said if source in SPEAKERS}


def _came_back(workspace_id: UUID, ids: list[UUID]) -> dict[UUID, tuple[str, datetime]]:
    """Return how some deals came back last, and when; no question is asked for none."""
    return {deal_id: (kind, at) for deal_id, kind, at in ask(_returns_of, workspace_id, ids)}


def _deals(workspace_id: UUID, ids: list[UUID]) -> "QuerySet[Any]":
    return Deal.objects.within(workspace_id).filter(pk__in=ids).values_list(*_COLUMNS)


def _losses_of(workspace_id: UUID, ids: list[UUID]) -> "QuerySet[Any]":
    losses = losses_in_force(workspace_id).filter(deal_id__in=ids).order_by("number", "id")
    return losses.values_list("deal_id", "id", "lost_on")


def _claims_about(workspace_id: UUID, ids: list[UUID]) -> "QuerySet[Any]":
    claims = counting(Claim, workspace_id).filter(deal_id__in=ids).order_by("happened_at", "-rank", "id")
    return claims.values_list("loss_id", "source", "kind", "key", "deal_id")


def _returns_of(workspace_id: UUID, ids: list[UUID]) -> "QuerySet[Any]":
    returns = counting(Return, workspace_id).filter(deal_id__in=ids).order_by("happened_at", "id")
    return returns.values_list("deal_id", "kind", "happened_at")


def tell_deals(workspace_id: UUID, ids: list[UUID]) -> dict[UUID, LostDeal]:
    """Return some deals as rows of the book, by id."""
    return {deal_id: _row(row, None) for deal_id, row in _tell(workspace_id, ids).items()}


def _row(row: tuple[Any, ...], sorted_by: Any) -> LostDeal:
    """A name that is reached over a missing link is empty, not None."""
    plain: tuple[Any, ...] = (*row[:6], *(cell or "" for cell in row[6:9]), *row[9:], sorted_by)
    return LostDeal(*plain)
