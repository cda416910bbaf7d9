"""A person moves to a new employer with their history; an account is told whole; who decides is drawn."""

from datetime import date, timedelta
from itertools import pairwise
from uuid import UUID

import pytest

from rekindle.book.write.accounts import find_or_make_competitor, write_contract
from rekindle.book.write.deals import write_deal
from rekindle.book.write.people import write_seat
from rekindle.book.write.touches import write_touch
from rekindle.desk.actor import RefusedError
from rekindle.desk.show.account import show_account
from rekindle.desk.show.deal import show_deal
from rekindle.desk.verbs import move_person, respect_no, undo
from rekindle.terms.losses import DealKind
from rekindle.terms.people import SeatRole, Stance
from rekindle.terms.touches import Channel
from tests.desk.support import acting, new_key, pick, record_of, rows_of
from tests.support.cast import NOW, House, LostDeal, lose_a_deal, make_person, make_workspace

LATER = NOW + timedelta(minutes=1)


def move(house: House, lost: LostDeal, **more: object) -> str:
    said = {"deal_id": lost.deal_id, "person_id": lost.person_id, **more}
    return move_person(acting(house), new_key(), **said).label


def test_who_moves_keeps_their_history_and_what_they_said(house, lost):
    respect_no(acting(house), new_key(), person_id=lost.person_id, said_how="call")
    label = move(house, lost, employer="Lakemont Orthopaedic", title="Chief", moved_on=date(2026, 10, 1))

    assert label == "Dr. Lena Whitfield left Tamarack Regional for Lakemont Orthopaedic"
    old = show_account(acting(house, LATER), lost.account_id)
    assert [(one.words, one.is_gone) for one in old.people] == [("Left 1 October", True)]
    accounts = {row["name"]: UUID(row["account_id"]) for row in rows_of(house, "accounts")}
    new = show_account(acting(house, LATER), accounts["Lakemont Orthopaedic"])
    assert [(one.name, one.title, one.words) for one in new.people] == [
        ("Dr. Lena Whitfield", "Chief", "On no deal yet, since 1 October")
    ]
    assert pick(rows_of(house, "signals"), "kind") == [("champion_moved",)]
    assert "left alone" in show_deal(acting(house, LATER), lost.deal_id).people[0].left_alone.lower()


def test_a_move_is_undone_whole(house, lost):
    before = record_of(house)
    move(house, lost, employer="Lakemont Orthopaedic")
    undo(acting(house, LATER), new_key())
    assert record_of(house, LATER + timedelta(hours=1)) == before


def test_a_day_to_come_and_a_post_that_is_not_held_are_refused(house, lost):
    with pytest.raises(RefusedError, match="still to come"):
        move(house, lost, moved_on=date(2026, 10, 20))
    move(house, lost)
    with pytest.raises(RefusedError, match="holds no post"):
        move(house, lost)


def test_the_one_with_the_most_say_who_was_never_met_is_named(house, lost):
    committee = show_deal(acting(house), lost.deal_id).committee
    assert committee.gap == "You have not met Dr. Lena Whitfield (holds the capital budget)."

    write_touch(house.writing(), Channel.CALL, deal_id=lost.deal_id, person_id=lost.person_id)
    moss = make_person(house.writing(), lost.account_id, "Gordon Moss", mail="moss@x.example")
    write_seat(house.writing(), lost.deal_id, moss, role=SeatRole.ECONOMIC_BUYER, stance=Stance.AGAINST)
    committee = show_deal(acting(house, LATER), lost.deal_id).committee
    assert {one.name: one.is_met for one in committee.people} == {"Whitfield": True, "Moss": False}
    places = [(one.x, one.y) for one in committee.people]
    assert len(set(places)) == len(places)


def test_many_people_of_one_mind_stand_apart(house, lost):
    for number in range(12):
        person = make_person(house.writing(), lost.account_id, f"Nurse {number}", mail=f"n{number}@x.example")
        write_seat(house.writing(), lost.deal_id, person, role=SeatRole.CLINICAL_USER, stance=Stance.NEUTRAL)
    committee = show_deal(acting(house), lost.deal_id).committee
    column = sorted(one.y for one in committee.people if one.x == 180)
    assert len(committee.people) == 9
    assert min(after - before for before, after in pairwise(column)) >= 60
    assert max(column) < committee.height


def test_the_clock_of_the_incumbent_and_the_next_look_in(house):
    lost = lose_a_deal(house, kind=DealKind.ACCOUNT)
    ends = date(2027, 10, 14)
    write_contract(
        house.writing(), lost.account_id, ends, incumbent_id=find_or_make_competitor(house.writing(), "Corvex")
    )
    write_deal(house.writing(), lost.account_id, "Seren sealer")
    make_person(house.writing(), lost.account_id, "Gordon Moss", title="CFO", mail="moss@x.example")

    view = show_account(acting(house, LATER), lost.account_id)
    assert [(clock.words, clock.choice, clock.run) for clock in view.clocks] == [
        (
            "With Corvex until 14 October 2027: twelve months left.",
            "The next choice is usually made from 17 April 2027 on.",
            0,
        )
    ]
    assert view.presence.startswith("Nobody has looked in since they left.")
    assert view.doors == ("Gordon Moss, CFO, is on no deal yet.", "Seren sealer is open.")
    write_touch(house.writing(), Channel.CALL, deal_id=lost.deal_id, account_id=lost.account_id, minutes=30)
    view = show_account(acting(house, LATER), lost.account_id)
    assert view.presence.endswith("The last contact was today; next in January 2027.")
    assert view.effort == ("One contact, 30 minutes, over all deals", "The last one today")


def test_an_account_of_another_book_is_not_there(house, lost):
    with pytest.raises(RefusedError, match="no such account"):
        show_account(acting(make_workspace("jordan")), lost.account_id)
