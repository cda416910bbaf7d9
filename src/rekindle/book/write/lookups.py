"""What a verb has to know about a row before it writes: found within the workspace, or None if missing or void."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from rekindle.book.models import Account, Advice, ContactPoint, Deal, Loss, Person, Post, Seat, Touch, Workspace
from rekindle.book.write.writing import Writing, alive
from rekindle.terms.advice import AdviceKind
from rekindle.terms.losses import DealKind, Status
from rekindle.terms.people import SeatRole, Stance
from rekindle.terms.touches import Direction


@dataclass(frozen=True, slots=True)
class FoundDeal:
    """A deal as it stands, `status` since the instant `since`; `loss_id` and `lost_on` are of its latest loss."""

    deal_id: UUID
    account_id: UUID
    account: str
    name: str
    kind: DealKind
    status: Status
    since: datetime
    stage: str
    amount_minor: int | None
    currency: str
    loss_id: UUID | None
    lost_on: date | None


@dataclass(frozen=True, slots=True)
class FoundAdvice:
    """What the desk proposes for a deal today."""

    person_id: UUID | None
    channel: str
    play: str
    asset_key: str
    propensity: float | None


def find_deal(writing: Writing, deal_id: UUID) -> FoundDeal | None:
    """Return a deal of the workspace with its latest loss."""
    return next(iter(find_deals(writing, [deal_id])), None)


def find_deals(writing: Writing, deal_ids: Sequence[UUID]) -> list[FoundDeal]:
    """Return those of the deals that the workspace has, in the order asked, each with its latest loss."""
    rows = alive(Deal.objects.within(writing.workspace_id).filter(pk__in=deal_ids), writing).select_related("account")
    found = {row.pk: row for row in rows}
    losses = alive(Loss.objects.within(writing.workspace_id).filter(deal_id__in=deal_ids), writing)
    ordered = losses.order_by("number", "known_at", "id").values_list("deal_id", "id", "lost_on")
    latest = {deal_id: (loss_id, lost_on) for deal_id, loss_id, lost_on in ordered}
    return [
        FoundDeal(
            row.pk,
            row.account_id,
            row.account.name,
            row.name,
            DealKind(row.kind),
            Status(row.status),
            row.status_since or row.happened_at,
            row.stage,
            row.amount_minor,
            row.currency,
            *latest.get(row.pk, (None, None)),
        )
        for deal_id in deal_ids
        if (row := found.get(UUID(str(deal_id))))
    ]


def find_currency(writing: Writing) -> str:
    """Return the currency amounts are in when nobody says."""
    return str(Workspace.objects.values_list("currency", flat=True).get(pk=writing.workspace_id))


def find_fiscal_month(writing: Writing, account_id: UUID) -> int:
    """Return the month in which an account's fiscal year begins: its own, or else the workspace's."""
    own = Account.objects.within(writing.workspace_id).filter(pk=account_id).values_list("fiscal_month", flat=True)
    shared = Workspace.objects.values_list("fiscal_month", flat=True).filter(pk=writing.workspace_id)
    return int(own.first() or shared.first() or 1)


def find_account(writing: Writing, account_id: UUID) -> str | None:
    """Return the name of an account of the workspace."""
    rows = alive(Account.objects.within(writing.workspace_id).filter(pk=account_id), writing)
    name: str | None = rows.values_list("name", flat=True).first()
    return name


def find_account_by_key(writing: Writing, name_key: str) -> UUID | None:
    """Return the account with that folded name; the first one made where there are several."""
    rows = alive(Account.objects.within(writing.workspace_id).filter(name_key=name_key), writing)
    found: UUID | None = rows.order_by("id").values_list("id", flat=True).first()
    return found


def find_person(writing: Writing, person_id: UUID) -> str | None:
    """Return the name of a person of the workspace."""
    rows = alive(Person.objects.within(writing.workspace_id).filter(pk=person_id), writing)
    name: str | None = rows.values_list("name", flat=True).first()
    return name


def find_country(writing: Writing, person_id: UUID) -> str:
    """Return the country of a person: their own, else that of their latest account, else the workspace's; empty where
    nobody said."""
    own = Person.objects.within(writing.workspace_id).filter(pk=person_id).values_list("jurisdiction", flat=True)
    posts = alive(Post.objects.within(writing.workspace_id).filter(person_id=person_id), writing)
    home = posts.order_by("-happened_at", "-known_at", "-id").values_list("account__jurisdiction", flat=True)
    shared = Workspace.objects.values_list("jurisdiction", flat=True).filter(pk=writing.workspace_id)
    return str(own.first() or home.first() or shared.first() or "")


def find_person_at(writing: Writing, account_id: UUID, name_key: str) -> UUID | None:
    """Return the person of that folded name who holds a post at the account."""
    posts = alive(Post.objects.within(writing.workspace_id).filter(account_id=account_id, until_on=None), writing)
    people = alive(Person.objects.within(writing.workspace_id).filter(name_key=name_key), writing)
    found: UUID | None = (
        people.filter(pk__in=posts.values("person_id")).order_by("id").values_list("id", flat=True).first()
    )
    return found


def find_person_by_address(writing: Writing, address_key: str) -> UUID | None:
    """Return the person who has that address; the first one where several share it."""
    points = alive(ContactPoint.objects.within(writing.workspace_id).filter(address_key=address_key), writing)
    people = alive(Person.objects.within(writing.workspace_id), writing)
    owners = points.filter(person_id__in=people.values("id"))
    found: UUID | None = owners.order_by("id").values_list("person_id", flat=True).first()
    return found


def list_accounts_of(writing: Writing, person_id: UUID) -> list[UUID]:
    """Return the accounts at which a person holds a post, the latest first."""
    posts = alive(Post.objects.within(writing.workspace_id).filter(person_id=person_id, until_on=None), writing)
    return list(posts.order_by("-id").values_list("account_id", flat=True))


def list_accounts_touching(writing: Writing, person_id: UUID) -> list[UUID]:
    """Return every account whose advice may turn on a person: where they work, and where they sit on a deal."""
    seats = alive(Seat.objects.within(writing.workspace_id).filter(person_id=person_id), writing)
    deals = Deal.objects.within(writing.workspace_id).filter(pk__in=seats.values("deal_id"))
    return sorted({*list_accounts_of(writing, person_id), *deals.values_list("account_id", flat=True)})


def list_accounts_beside(writing: Writing, account_id: UUID) -> list[UUID]:
    """Return every account whose advice may turn on somebody who holds a post at this one."""
    here = Post.objects.within(writing.workspace_id).filter(account_id=account_id, until_on=None)
    people = alive(here, writing).values("person_id")
    posts = alive(Post.objects.within(writing.workspace_id).filter(person_id__in=people, until_on=None), writing)
    seats = alive(Seat.objects.within(writing.workspace_id).filter(person_id__in=people), writing)
    deals = Deal.objects.within(writing.workspace_id).filter(pk__in=seats.values("deal_id"))
    return sorted({*posts.values_list("account_id", flat=True), *deals.values_list("account_id", flat=True)})


def has_post(writing: Writing, person_id: UUID, account_id: UUID) -> bool:
    """Say whether a person holds a post at an account."""
    return account_id in list_accounts_of(writing, person_id)


def list_posts(writing: Writing, person_id: UUID, account_id: UUID) -> list[UUID]:
    """Return the posts a person holds at an account now."""
    posts = Post.objects.within(writing.workspace_id).filter(person_id=person_id, account_id=account_id, until_on=None)
    return list(alive(posts, writing).order_by("id").values_list("pk", flat=True))


@dataclass(frozen=True, slots=True)
class FoundSeat:
    """The part a person plays on a deal."""

    seat_id: UUID
    role: SeatRole
    stance: Stance


def find_seat(writing: Writing, deal_id: UUID, person_id: UUID) -> FoundSeat | None:
    """Return the seat of a person on a deal."""
    seats = alive(Seat.objects.within(writing.workspace_id).filter(deal_id=deal_id, person_id=person_id), writing)
    row = seats.order_by("id").values_list("id", "role", "stance").first()
    return FoundSeat(row[0], SeatRole(row[1]), Stance(row[2])) if row else None


def has_address(writing: Writing, person_id: UUID, address_key: str) -> bool:
    """Say whether a person is known under an address."""
    points = ContactPoint.objects.within(writing.workspace_id).filter(person_id=person_id, address_key=address_key)
    return bool(alive(points, writing).exists())


@dataclass(frozen=True, slots=True)
class FoundContact:
    """A contact of ours that counts, and the name of who logged it; empty where nobody is named."""

    happened_at: datetime
    outcome: str
    channel: str
    member_id: UUID | None
    member: str


def has_contact(writing: Writing, touch_id: UUID) -> bool:
    """Say whether there is such a contact in the workspace, taken back or not."""
    return bool(Touch.objects.within(writing.workspace_id).filter(pk=touch_id).exists())


def find_contact_after(writing: Writing, deal_id: UUID, seen: UUID, since: datetime) -> FoundContact | None:
    """Return the latest contact of ours with a deal since an instant that was written after another, `seen`."""
    rows = Touch.objects.within(writing.workspace_id).filter(deal_id=deal_id, pk__gt=seen, happened_at__gte=since)
    rows = alive(rows.filter(direction=Direction.OUT), writing).order_by("-pk")
    row = rows.values_list("happened_at", "outcome", "channel", "member_id", "member__name").first()
    if row is None:
        return None
    happened_at, outcome, channel, member_id, member = row
    return FoundContact(happened_at, outcome, channel, member_id, member or "")


def find_proposal(writing: Writing, deal_id: UUID) -> FoundAdvice | None:
    """Return what the desk proposes for a deal, when it is one to get back to and on the list."""
    rows = Advice.objects.within(writing.workspace_id).filter(deal_id=deal_id, kind=AdviceKind.GET_BACK, listed=True)
    row = rows.values_list("person_id", "channel", "play", "asset_key", "propensity").first()
    return FoundAdvice(*row) if row else None
