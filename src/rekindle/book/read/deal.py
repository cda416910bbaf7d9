"""Everything on record about one deal, in a fixed number of queries."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from rekindle.book.models import (
    Advice,
    ContactPoint,
    Deal,
    Note,
    Post,
    Product,
    Proposal,
    Rest,
    Return,
    Seat,
    Suppression,
)
from rekindle.book.read.around import Around, counting, read_around
from rekindle.book.read.asking_why import find_asking
from rekindle.book.read.debriefs import SPEAKERS
from rekindle.book.read.today import latest_undoable, to_seam
from rekindle.book.same import Roots, find_all_roots, spread
from rekindle.book.sharing import own_points
from rekindle.terms.people import SuppressionOrigin

# So many other deals and people of an account are told, and so many looked at for that.
MOST_OTHERS, MOST, MOST_UNTRIED = 12, 60, 4


@dataclass(frozen=True, slots=True)
class OtherDeal:
    """Another deal of the same account, or one that is one with this one."""

    deal_id: UUID
    name: str
    status: str
    kind: str


@dataclass(frozen=True, slots=True)
class SeatRecord:
    """Who has which part in the deal, and where they stand."""

    person_id: UUID
    role: str
    stance: str


@dataclass(frozen=True, slots=True)
class NoteRecord:
    """A note that may be shown to whoever reads; `by_id` is who wrote it, or who brought it in."""

    deal_id: UUID
    words: str
    person_id: UUID | None
    by_id: UUID | None
    private: bool
    happened_at: datetime
    known_at: datetime
    id: UUID


@dataclass(frozen=True, slots=True)
class ReturnRecord:
    """How and when a deal came back."""

    deal_id: UUID
    kind: str
    words: str
    happened_at: datetime


@dataclass(frozen=True, slots=True)
class RestRecord:
    """Without a day it lasts until something changes there."""

    deal_id: UUID
    until_on: date | None
    words: str
    happened_at: datetime


@dataclass(frozen=True, slots=True)
class StoppedPerson:
    """The entry by which a person is left alone; `person_id` is empty for a whole account, `channel` for every one."""

    person_id: UUID | None
    words: str
    origin: str
    happened_at: datetime
    channel: str
    entry_id: UUID


@dataclass(frozen=True, slots=True)
class Doors:
    """Other ways in: (name, title) of who works there and has no seat on the deal, and products never tried there."""

    people: tuple[tuple[str, str], ...] = ()
    products: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DealRecord:
    """`advice` is the row in force as the mind writes it, None before the first planning.

    `others` are the account's other deals; `twins` those that are one with this deal, `stands_for` the one it is, None
    where it is itself. `proposals` counts what may be one with it and waits for a decision. `asks_why`: it was lost
    lately, and nobody talked about it.
    """

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
    rests: tuple[RestRecord, ...]
    stopped: tuple[StoppedPerson, ...]
    others: tuple["OtherDeal", ...]
    undo_words: str
    opened_on: date | None = None
    twins: tuple["OtherDeal", ...] = ()
    stands_for: UUID | None = None
    doors: Doors = Doors()
    proposals: int = 0
    asks_why: bool = False


def read_deal(workspace_id: UUID, deal_id: UUID, member_id: UUID, *, whole_account: bool = False) -> DealRecord | None:
    """Return a deal of the workspace with all that hangs on it, and with `whole_account` on the account's other deals.

    A colleague's private notes are left out.
    """
    row = counting(Deal, workspace_id).select_related("account", "owner").filter(pk=deal_id).first()
    return _gather(row, member_id, whole_account=whole_account) if row else None


def _gather(row: Deal, member_id: UUID, *, whole_account: bool) -> DealRecord:
    workspace_id, deal_id = row.workspace_id, row.id
    advice = Advice.objects.within(workspace_id).filter(deal_id=deal_id).values().first()
    roots = find_all_roots(workspace_id)
    accounts, deals = spread(roots.get("account", {}), [row.account_id]), roots.get("deal", {})
    others, twins = _others(workspace_id, deal_id, accounts, deals)
    told = [deal_id, *(one.deal_id for one in (*others, *twins) if whole_account)]
    seats = _seats(workspace_id, deal_id)
    people = {seat.person_id for seat in seats}
    there = _at_account(workspace_id, accounts) if whole_account else {}
    around = read_around(workspace_id, told, people | _people_in(advice) | set(there), {row.account_id})
    colleagues = tuple(one for person_id, one in there.items() if person_id not in people)
    return DealRecord(
        deal_id=deal_id,
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
        around=around,
        seats=seats,
        notes=_notes(workspace_id, told, member_id),
        returns=tuple(ReturnRecord(*cells) for cells in _of_deals(Return, workspace_id, told, ReturnRecord)),
        rests=tuple(RestRecord(*cells) for cells in _of_deals(Rest, workspace_id, told, RestRecord)),
        stopped=_stopped(workspace_id, people, roots.get("person", {}), accounts),
        others=others,
        undo_words=latest_undoable(workspace_id, member_id),
        opened_on=row.opened_on,
        twins=twins,
        stands_for=root if (root := deals.get(deal_id, deal_id)) != deal_id else None,
        doors=Doors(colleagues[:MOST_OTHERS], _untried(workspace_id, around) if whole_account else ()),
        proposals=_proposals(workspace_id, [deal_id, row.account_id, *people]) if whole_account else 0,
        asks_why=bool(find_asking(workspace_id, [] if _is_spoken_of(around, deal_id) else [deal_id])),
    )


def _is_spoken_of(around: Around, deal_id: UUID) -> bool:
    return any(claim.source in SPEAKERS for claim in around.claims.get(deal_id, []))


def _seats(workspace_id: UUID, deal_id: UUID) -> tuple[SeatRecord, ...]:
    rows = counting(Seat, workspace_id).filter(deal_id=deal_id).order_by("id")
    return tuple(SeatRecord(*cells) for cells in rows.values_list("person_id", "role", "stance"))


def _others(
    workspace_id: UUID, deal_id: UUID, accounts: set[UUID], roots: Roots
) -> tuple[tuple[OtherDeal, ...], tuple[OtherDeal, ...]]:
    """Return the other deals of the account, the newest first, and those that are one with this deal."""
    same = spread(roots, [deal_id]) - {deal_id}
    gone = {one for one, root in roots.items() if one != root}
    rows = counting(Deal, workspace_id).filter(Q(account_id__in=accounts) | Q(pk__in=same)).exclude(pk=deal_id)
    found = [OtherDeal(*cells) for cells in rows.order_by("-id").values_list("id", "name", "status", "kind")[:MOST]]
    twins = tuple(one for one in found if one.deal_id in same)
    return tuple(one for one in found if one.deal_id not in same | gone)[:MOST_OTHERS], twins


def _of_deals(model: Any, workspace_id: UUID, deal_ids: list[UUID], shape: Any) -> "QuerySet[Any]":
    rows = counting(model, workspace_id).filter(deal_id__in=deal_ids).order_by("happened_at", "known_at", "id")
    return rows.values_list(*shape.__dataclass_fields__)


def _at_account(workspace_id: UUID, accounts: set[UUID]) -> dict[UUID, tuple[str, str]]:
    """Return (name, title) of who works at an account by now."""
    rows = counting(Post, workspace_id).filter(account_id__in=accounts, until_on=None).order_by("person__name", "id")
    found = rows.values_list("person_id", "person__name", "title")[:MOST]
    return {person_id: (name, title) for person_id, name, title in found}


def _untried(workspace_id: UUID, around: Around) -> tuple[str, ...]:
    names = Product.objects.within(workspace_id).order_by("name").values_list("name", flat=True)[:MOST]
    tried = set(around.products.values())
    return tuple(name for name in names if name not in tried)[:MOST_UNTRIED]


def _proposals(workspace_id: UUID, ids: list[UUID]) -> int:
    rows = Proposal.objects.within(workspace_id).filter(state="open")
    return int(rows.filter(Q(this_id__in=ids) | Q(that_id__in=ids)).count())


def _people_in(advice: dict[str, Any] | None) -> set[UUID]:
    return {advice[name] for name in ("person_id", "stop_person_id") if advice[name]} if advice else set()


def _notes(workspace_id: UUID, deal_ids: list[UUID], member_id: UUID) -> tuple[NoteRecord, ...]:
    found = (NoteRecord(*row) for row in _of_deals(Note, workspace_id, deal_ids, NoteRecord))
    return tuple(note for note in found if not note.private or note.by_id == member_id)


def _strictness(row: tuple[Any, ...]) -> tuple[bool, bool, bool]:
    _, _, _, origin, _, channel, _ = row
    return origin == SuppressionOrigin.PERSON, not channel, origin != SuppressionOrigin.DOUBT


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
    told = ("person_id", "address_key", "words", "origin", "happened_at", "channel", "id")
    found = list(rows.order_by("-happened_at", "-id").values_list(*told))
    nobody: list[UUID | None] = [None]
    return tuple(
        StoppedPerson(who, *rest)
        for person_id, key, *rest in sorted(found, key=_strictness)
        for who in sorted(owners[key] | same.get(person_id, set()), key=str) or nobody
    )
