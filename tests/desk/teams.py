"""A small team: Maya who owns the book, Priya and Devon who sell, Tomas who coaches."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from rekindle.book.write.losses import write_claim
from rekindle.book.write.members import make_user, write_member
from rekindle.terms.losses import ClaimKind, Source
from rekindle.terms.people import MemberRole
from tests.support.cast import House, LostDeal, lose_a_deal, make_member, make_workspace, noon

FIRST = date(2026, 5, 4)


@dataclass(frozen=True)
class Team:
    """Who works here; only Maya and Tomas coach."""

    house: House
    priya: UUID
    devon: UUID
    tomas: UUID


def make_team(slug: str = "maya") -> Team:
    """Make the house with its team; everybody signs in."""
    house = make_workspace(slug)
    mail = f"tomas@{slug}.example"
    tomas = write_member(
        house.writing(), "Tomas Reyes", email=mail, role=MemberRole.COACH, user_id=make_user(mail), zone="UTC"
    )
    return Team(house, make_member(house), make_member(house, "Devon Wright"), tomas)


def lose_and_hear(
    team: Team, owner_id: UUID, at: int, rep: str = "price", buyer: str = "", amount_minor: int = 1_000_000
) -> LostDeal:
    """Lose a deal, the `at`th day after the fourth of May; the buyer's own reason a week later, if there is one."""
    lost_on = FIRST + timedelta(days=at)
    name = f"{owner_id.hex[-4:]} {at}"
    lost = lose_a_deal(
        team.house,
        account=f"Clinic {name}",
        person=f"Person {name}",
        mail="",
        lost_on=lost_on,
        reason=rep,
        owner_id=owner_id,
        amount_minor=amount_minor,
    )
    if buyer:
        writing = team.house.writing(noon(lost_on + timedelta(days=7)))
        write_claim(
            writing, lost.loss_id, lost.deal_id, Source.BUYER, ClaimKind.REASON, buyer, person_id=lost.person_id
        )
    return lost
