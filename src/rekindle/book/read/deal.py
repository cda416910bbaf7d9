"""Everything on record about one deal, in a fixed number of queries."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from rekindle.book.models import Advice, ContactPoint, Deal, Note, Rest, Return, Seat, Suppression
from rekindle.book.read.around import Around, counting, read_around
from rekindle.book.read.today import latest_undoable, to_seam
from rekindle.book.same import Roots, find_all_roots, spread
from rekindle.book.sharing import own_points
from rekindle.terms.people import SuppressionOrigin


@dataclass(frozen=True, slots=True)
class SeatRecord:
    person_id: UUID
    role: str
    stance: str


@dataclass(frozen=True, slots=True)
class NoteRecord:
    words: str
    person_id: UUID | None
    by_id: UUID | None
    private: bool
    happened_at: datetime


@dataclass(frozen=True, slots=True)
class ReturnRecord:
    kind: str
    words: str
    happened_at: datetime


@dataclass(frozen=True, slots=True)
class StoppedPerson:
    """The entry by which a person is left alone; `person_id` is empty for a whole account."""

    person_id: UUID | None
    words: str
    origin: str
    happened_at: datetime


@dataclass(frozen=True, slots=True)
class DealRecord:
    """`advice` is the row in force as the mind writes it, None before the first planning."""

    deal_id: UUID
    account_id: UUID
    account: str
    name: str
    kind: str
    status: str
    stage: str
    owner: str
    amount_minor: int | None
    currency: str
    custom: dict[str, str]
    advice: dict[str, Any] | None
    around: Around
    seats: tuple[SeatRecord, ...]
    notes: tuple[NoteRecord, ...]
    returns: tuple[ReturnRecord, ...]
    rests: tuple[Rest, ...]
    stopped: tuple[StoppedPerson, ...]
    other_deals: tuple[tuple[UUID, str, str], ...]
    undo_words: str


def read_deal(workspace_id: UUID, deal_id: UUID, member_id: UUID) -> DealRecord | None:
    """Return a deal of the workspace with all that hangs on it; a colleague's private notes are left out."""
    row = counting(Deal, workspace_id).select_related("account", "owner").filter(pk=deal_id).first()
    if row is None:
        return None
    seats = tuple(
        SeatRecord(*cells)
        for cells in counting(Seat, workspace_id)
        .filter(deal_id=deal_id)
        .order_by("id")
        .values_list("person_id", "role", "stance")
    )
    advice = Advice.objects.within(workspace_id).filter(deal_id=deal_id).values().first()
    roots = find_all_roots(workspace_id)
    accounts = spread(roots.get("account", {}), [row.account_id])
    others = counting(Deal, workspace_id).filter(account_id__in=accounts).exclude(pk=deal_id).order_by("-id")
    people = {seat.person_id for seat in seats}
    return DealRecord(
        deal_id=row.id,
        account_id=row.account_id,
        account=row.account.name,
        name=row.name,
        kind=row.kind,
        status=row.status,
        stage=row.stage,
        owner=row.owner.name if row.owner else "",
        amount_minor=row.amount_minor,
        currency=row.currency,
        custom={**row.account.custom, **row.custom},
        advice=to_seam(advice) if advice else None,
        around=read_around(workspace_id, [deal_id], people | _told(advice), {row.account_id}),
        seats=seats,
        notes=_notes(workspace_id, deal_id, member_id),
        returns=tuple(
            ReturnRecord(*cells)
            for cells in counting(Return, workspace_id)
            .filter(deal_id=deal_id)
            .order_by("happened_at")
            .values_list("kind", "words", "happened_at")
        ),
        rests=tuple(counting(Rest, workspace_id).filter(deal_id=deal_id).order_by("known_at")),
        stopped=_stopped(workspace_id, people, roots.get("person", {}), accounts),
        other_deals=tuple(others.values_list("id", "name", "status")[:12]),
        undo_words=latest_undoable(workspace_id, member_id),
    )


def _told(advice: dict[str, Any] | None) -> set[UUID]:
    return {advice[name] for name in ("person_id", "stop_person_id") if advice[name]} if advice else set()


def _notes(workspace_id: UUID, deal_id: UUID, member_id: UUID) -> tuple[NoteRecord, ...]:
    rows = counting(Note, workspace_id).filter(deal_id=deal_id).order_by("happened_at", "id")
    found = rows.values_list("words", "person_id", "by_id", "private", "happened_at")
    return tuple(NoteRecord(*row) for row in found if not row[3] or row[2] == member_id)


def _stopped(workspace_id: UUID, people: set[UUID], roots: Roots, accounts: set[UUID]) -> tuple[StoppedPerson, ...]:
    """List the entries in force for these people and who is the same, by name or by an address of their own, and for
    the whole account; strictest last."""
    same = {one: {other for other in people if roots.get(other, other) == roots.get(one, one)} for one in roots}
    same |= {one: same.get(one, {one}) for one in people}
    points = counting(ContactPoint, workspace_id).filter(person_id__in=spread(roots, people)).exclude(address_key="")
    owners: dict[str, set[UUID]] = defaultdict(set)
    for key, person_id in own_points(points, workspace_id).values_list("address_key", "person_id"):
        owners[key] |= same[person_id]
    ledger = Suppression.objects.within(workspace_id)
    unanswered = ledger.exclude(Exists(ledger.filter(answers_id=OuterRef("pk")))).filter(state="suppressed")
    whole = Q(account_id__in=accounts, person_id=None)
    rows = unanswered.filter(Q(person_id__in=spread(roots, people)) | Q(address_key__in=owners) | whole)
    told = ("person_id", "address_key", "words", "origin", "happened_at")
    found = list(rows.order_by("-happened_at", "-id").values_list(*told))
    nobody: list[UUID | None] = [None]
    return tuple(
        StoppedPerson(who, *rest)
        for person_id, key, *rest in sorted(found, key=lambda row: row[3] == SuppressionOrigin.PERSON)
        for who in sorted(owners[key] | same.get(person_id, set()), key=str) or nobody
    )
