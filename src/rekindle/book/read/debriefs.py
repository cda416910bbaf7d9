"""What was talked over and what was not: debriefs, links to the buyer's form, calls asked of a colleague."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from rekindle.book.built import Question, ask
from rekindle.book.models import Advice, Claim, Deal, Debrief, DebriefAsk, FormLink, Loss, Suppression
from rekindle.book.read.around import counting, losses_in_force
from rekindle.terms.advice import AdviceKind
from rekindle.terms.debriefs import DebriefHow
from rekindle.terms.losses import Source, Status
from rekindle.terms.people import SuppressionOrigin, SuppressionState

_AMOUNT = 4
# Nobody reads further than this, and counting on would read every loss of the year.
COUNTED, LOOKED_AT = 200, 300
SPEAKERS = (Source.BUYER.value, Source.MANAGER.value, Source.REP.value)


@dataclass(frozen=True, slots=True)
class DebriefRecord:
    """A conversation or a form about a loss; answers as keys, empty where nothing was said."""

    debrief_id: UUID
    deal_id: UUID
    loss_id: UUID
    person_id: UUID | None
    member: str
    how: str
    better: str
    change: str
    again: str
    going: str
    may_return: str
    happened_at: datetime


@dataclass(frozen=True, slots=True)
class LinkRecord:
    """A link to the form of a buyer: open until it expires or is revoked."""

    link_id: UUID
    deal_id: UUID
    person_id: UUID
    person: str
    happened_at: datetime
    expires_at: datetime
    revoked_at: datetime | None


@dataclass(frozen=True, slots=True)
class AskRecord:
    """A colleague asked to make the call."""

    deal_id: UUID
    account: str
    deal: str
    person: str
    asked_by: str
    words: str
    happened_at: datetime


@dataclass(frozen=True, slots=True)
class AnswerRecord:
    """What a buyer wrote on the form; `is_silenced` where their words are read as a wish for silence."""

    deal_id: UUID
    account: str
    person: str
    better: str
    may_return: str
    known_at: datetime
    is_silenced: bool = False


@dataclass(frozen=True, slots=True)
class Untold:
    """A loss that nobody has talked about."""

    deal_id: UUID
    account: str
    deal: str
    owner: str
    amount_minor: int | None
    currency: str
    competitor: str
    lost_on: date


def read_debriefs(workspace_id: UUID, deal_ids: Iterable[UUID]) -> list[DebriefRecord]:
    """Return the debriefs of some deals, the newest last; one query."""
    rows = counting(Debrief, workspace_id).filter(deal_id__in=list(deal_ids)).order_by("happened_at", "id")
    return [DebriefRecord(*_plain(row)) for row in rows.values_list(*_DEBRIEF)]


_DEBRIEF = (
    "id",
    "deal_id",
    "loss_id",
    "person_id",
    "by__name",
    "how",
    "better",
    "change",
    "again",
    "going",
    "may_return",
    "happened_at",
)


def _plain(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return (*row[:4], row[4] or "", *row[5:])


def read_links(workspace_id: UUID, deal_id: UUID) -> list[LinkRecord]:
    """Return the links to the buyer's form of a deal, the newest first."""
    rows = counting(FormLink, workspace_id).filter(deal_id=deal_id).order_by("-happened_at", "-id")
    columns = ("id", "deal_id", "person_id", "person__name", "happened_at", "expires_at", "revoked_at")
    return [LinkRecord(*row) for row in rows.values_list(*columns)]


def has_lost(workspace_id: UUID, member_id: UUID, since: datetime) -> bool:
    """Say whether any deal of a member is lost, and was lost after an instant."""
    return bool(ask(_lost_of, workspace_id, member_id, since))


def _lost_of(workspace_id: UUID, member_id: UUID, since: datetime) -> "QuerySet[Any]":
    lost = counting(Deal, workspace_id).filter(owner_id=member_id, status=Status.LOST, status_since__gte=since)
    return lost.values_list("pk")[:1]


def read_untold(workspace_id: UUID, since: date, member_id: UUID | None, most: int) -> tuple[list[Untold], int]:
    """Return the losses since a day that nobody talked about, the newest first, and their number, up to `COUNTED`.

    `member_id` keeps those of one owner. Whom the desk leaves alone is not asked, so their losses are not in it. It is
    looked no further back than through the last `LOOKED_AT` losses: people remember weeks, not years.
    """
    given = [_from_newest(workspace_id, since)] if member_id is None else [since, member_id]
    ids = [loss_id for (loss_id,) in ask(_untold_among(max(most, COUNTED)), workspace_id, *given)]
    rows = ask(_losses_told, workspace_id, ids[:most])
    return [Untold(*_filled(row, keep=_AMOUNT)) for row in rows], min(len(ids), COUNTED)


def _from_newest(workspace_id: UUID, since: date) -> date:
    """Return the day from which on the losses of everybody are looked through."""
    last = ask(_last_looked_at, workspace_id, since)
    return last[0][0] if last else since


def _last_looked_at(workspace_id: UUID, since: date) -> "QuerySet[Any]":
    losses = Loss.objects.within(workspace_id).filter(lost_on__gte=since).order_by("-lost_on", "-id")
    return losses.values_list("lost_on")[LOOKED_AT : LOOKED_AT + 1]


@cache
def _untold_among(most: int) -> Question:
    """Return the question for losses, without what stands elsewhere about each: most are told, and nobody reads it."""

    def untold(workspace_id: UUID, since: date, member_id: UUID | None = None) -> "QuerySet[Any]":
        rows = _untold(workspace_id).filter(lost_on__gte=since).order_by("-lost_on", "-id")
        if member_id is None:
            return rows.filter(deal__status=Status.LOST).values_list("pk")[:most]
        mine = Deal.objects.within(workspace_id).filter(owner_id=member_id, status=Status.LOST)
        newest = mine.order_by("-status_since", "-id").values("pk")[:LOOKED_AT]
        return rows.filter(deal_id__in=newest).values_list("pk")[:most]

    return untold


def _untold(workspace_id: UUID) -> "QuerySet[Any]":
    """Return the losses that nobody talked about, and nobody is to be left alone for. What most are left out by is
    asked first, of the index alone: half the pages of a large book are read."""
    this = {"deal_id": OuterRef("deal_id")}
    spoken = counting(Claim, workspace_id).filter(source__in=SPEAKERS)
    talked = counting(Debrief, workspace_id).filter(**this)
    alone = Advice.objects.within(workspace_id).filter(kind=AdviceKind.LEAVE_ALONE, **this)
    of_it = Loss.objects.within(workspace_id).exclude(Exists(spoken.filter(loss_id=OuterRef("pk"))))
    losses = losses_in_force(workspace_id, of_it).exclude(Exists(alone))
    # What was said of a loss before its day was corrected is said of it.
    losses = losses.exclude(Exists(spoken.filter(loss_id=OuterRef("supersedes_id"))))
    same = Q(loss_id=OuterRef("pk")) | Q(loss_id=OuterRef("supersedes_id"))
    return losses.exclude(Exists(talked.filter(same)))


def _losses_told(workspace_id: UUID, loss_ids: list[UUID]) -> "QuerySet[Any]":
    losses = Loss.objects.within(workspace_id).filter(pk__in=loss_ids).order_by("-lost_on", "-id")
    return losses.values_list(*_UNTOLD)


_UNTOLD = (
    "deal_id",
    "deal__account__name",
    "deal__name",
    "deal__owner__name",
    "amount_minor",
    "currency",
    "competitor__name",
    "lost_on",
)


def read_asks(workspace_id: UUID, member_id: UUID) -> list[AskRecord]:
    """Return the calls a member was asked to make and has not made: no debrief of the deal is later than the asking."""
    return [AskRecord(*_filled(row)) for row in ask(_asks, workspace_id, member_id)]


def _asks(workspace_id: UUID, member_id: UUID) -> "QuerySet[Any]":
    later = counting(Debrief, workspace_id).filter(deal_id=OuterRef("deal_id"), known_at__gte=OuterRef("known_at"))
    rows = counting(DebriefAsk, workspace_id).filter(member_id=member_id).exclude(Exists(later))
    columns = ("deal_id", "deal__account__name", "deal__name", "person__name", "by__name", "words", "happened_at")
    return rows.order_by("-known_at", "-id").values_list(*columns)[:20]


def read_answers(workspace_id: UUID, member_id: UUID, since: datetime, most: int = 10) -> list[AnswerRecord]:
    """Return what came by the form since an instant, the newest first: by links the member made, or on their deals."""
    return [AnswerRecord(*_filled(row)) for row in ask(_answers_among(most), workspace_id, member_id, since)]


@cache
def _answers_among(most: int) -> Question:
    def answers(workspace_id: UUID, member_id: UUID, since: datetime) -> "QuerySet[Any]":
        rows = counting(Debrief, workspace_id).filter(known_at__gte=since, how=DebriefHow.FORM)
        rows = rows.filter(Q(link__by_id=member_id) | Q(deal__owner_id=member_id)).order_by("-known_at", "-id")
        columns = ("deal_id", "deal__account__name", "person__name", "better", "may_return", "known_at", "is_silenced")
        told: QuerySet[Any] = rows.annotate(is_silenced=Exists(_read_as_no(workspace_id))).values_list(*columns)
        return told[:most]

    return answers


def _read_as_no(workspace_id: UUID) -> QuerySet[Suppression]:
    """The entry that was written with a debrief because of its words, as long as nobody answered it."""
    ledger = Suppression.objects.within(workspace_id)
    read = ledger.filter(person_id=OuterRef("person_id"), known_at=OuterRef("known_at"))
    read = read.filter(origin=SuppressionOrigin.MACHINE, channel="", state=SuppressionState.SUPPRESSED)
    return read.exclude(Exists(ledger.filter(answers_id=OuterRef("pk"))))


def _filled(row: tuple[Any, ...], keep: int = -1) -> tuple[Any, ...]:
    """A name that is reached over a missing link is empty, not None."""
    return tuple("" if cell is None and at != keep else cell for at, cell in enumerate(row))
