"""One small cast, the same in every test: Maya Brandt and her colleagues, and the people they lost deals with."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zlib import crc32

from rekindle.book.write.accounts import (
    find_or_make_competitor,
    find_or_make_product,
    write_account,
)
from rekindle.book.write.deals import turn_status, write_deal, write_line
from rekindle.book.write.losses import write_claim, write_loss
from rekindle.book.write.members import make_user, open_workspace, set_owner, write_member
from rekindle.book.write.people import write_contact_point, write_person, write_post, write_seat
from rekindle.book.write.writing import Writing
from rekindle.terms.losses import ClaimKind, DealKind, Source, Status, Verdict
from rekindle.terms.people import ContactKind, MemberRole, SeatRole, Stance

NOW = datetime(2026, 10, 14, 12, 0, tzinfo=UTC)
TODAY = date(2026, 10, 14)


@dataclass(frozen=True)
class House:
    """A workspace with its owner, Maya Brandt, who can sign in."""

    workspace_id: UUID
    owner_id: UUID
    user_id: UUID

    def writing(self, at: datetime = NOW, member_id: UUID | None = None) -> Writing:
        """Begin to write in this workspace, as its owner if nobody else is named."""
        return Writing(self.workspace_id, member_id or self.owner_id, at)


@dataclass(frozen=True)
class LostDeal:
    """The ids around one deal that was lost."""

    account_id: UUID
    person_id: UUID
    deal_id: UUID
    loss_id: UUID


def noon(day: date) -> datetime:
    """Return midday of a date, in UTC."""
    return datetime.combine(day, time(12), UTC)


def make_workspace(slug: str = "maya", *, zone: str = "America/Chicago", pack: str = "medical") -> House:
    """Make the workspace of Maya Brandt, who owns it; her address is unique to the slug."""
    workspace_id = open_workspace(
        slug, "Upper Midwest", NOW - timedelta(days=800), pack=pack, zone=zone, jurisdiction="US"
    )
    user_id = make_user(f"{slug}@brandt.example")
    writing = Writing(workspace_id, None, NOW - timedelta(days=800))
    owner_id = write_member(
        writing, "Maya Brandt", email=f"{slug}@brandt.example", role=MemberRole.ADMIN, user_id=user_id, zone=zone
    )
    set_owner(workspace_id, owner_id)
    return House(workspace_id, owner_id, user_id)


def make_member(house: House, name: str = "Priya Kapoor", *, signs_in: bool = True, zone: str = "UTC") -> UUID:
    """Make a colleague; one who does not sign in was only named in a file."""
    email = f"{name.split(maxsplit=1)[0].casefold()}@{house.workspace_id}.example"
    user_id = make_user(email) if signs_in else None
    return write_member(house.writing(), name, email=email, user_id=user_id, zone=zone)


def make_person(
    writing: Writing,
    account_id: UUID,
    name: str = "Dr. Lena Whitfield",
    *,
    title: str = "Chief of Surgery",
    mail: str = "lena.whitfield@tamarack.example",
    phone: str | None = None,
) -> UUID:
    """Write a person with a job at an account and addresses; an empty address is left out. Everybody has a number."""
    if phone is None:
        phone = f"+1 612 {crc32(f'{name} {mail}'.encode()) % 10_000_000:07}"
    person_id = write_person(writing, name)
    write_post(writing, person_id, account_id, title=title)
    for kind, value in ((ContactKind.MAIL, mail), (ContactKind.PHONE, phone)):
        if value:
            write_contact_point(writing, person_id, kind, value)
    return person_id


def lose_a_deal(
    house: House,
    *,
    account: str = "Tamarack Regional",
    person: str = "Dr. Lena Whitfield",
    mail: str = "lena.whitfield@tamarack.example",
    lost_on: date = date(2026, 2, 11),
    amount_minor: int | None = 62_000_000,
    verdict: Verdict = Verdict.NOT_NOW,
    reason: str = "budget",
    quote: str = "Call me when the capital list opens.",
    product: str = "Vantage 4K",
    competitor: str = "Corvex",
    owner_id: UUID | None = None,
    account_id: UUID | None = None,
    kind: DealKind = DealKind.NEW,
) -> LostDeal:
    """Write one lost deal as a rep tells it, all of it known from midday of the day it was lost."""
    writing = house.writing(noon(lost_on))
    account_id = account_id or write_account(writing, account, jurisdiction="US", segment="hospital")
    person_id = make_person(writing, account_id, person, mail=mail)
    opened_on = lost_on - timedelta(days=180)
    deal_id = write_deal(
        writing,
        account_id,
        f"{account}, {product}",
        kind=kind,
        owner_id=owner_id or house.owner_id,
        amount_minor=amount_minor,
        currency="USD",
        opened_on=opened_on,
    )
    write_line(writing, deal_id, find_or_make_product(writing, product))
    write_seat(writing, deal_id, person_id, role=SeatRole.ECONOMIC_BUYER, stance=Stance.FOR)
    turn_status(writing, deal_id, Status.OPEN, happened_at=noon(opened_on))
    loss_id = write_loss(
        writing,
        deal_id,
        lost_on,
        amount_minor=amount_minor,
        currency="USD",
        competitor_id=find_or_make_competitor(writing, competitor),
    )
    turn_status(writing, deal_id, Status.LOST)
    write_claim(writing, loss_id, deal_id, Source.REP, ClaimKind.VERDICT, verdict, person_id=person_id)
    write_claim(writing, loss_id, deal_id, Source.REP, ClaimKind.REASON, reason, quote=quote, person_id=person_id)
    return LostDeal(account_id, person_id, deal_id, loss_id)
