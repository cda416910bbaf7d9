"""Undo: every verb, again and again, and what is in its way."""

from datetime import date, timedelta

import pytest

from rekindle.book.read.workspace import read_members
from rekindle.desk import verbs
from rekindle.desk.actor import RefusedError
from rekindle.terms.losses import Reason
from rekindle.terms.touches import Channel, Outcome
from tests.desk.sayings import SAYINGS
from tests.desk.support import acting, new_key, pick, record_of, rows_of, status_of
from tests.support.cast import NOW, lose_a_deal, make_member, make_workspace


@pytest.mark.parametrize("saying", SAYINGS)
def test_undoing_a_verb_restores_the_exact_facts(sqlite_book, saying):
    house = make_workspace()
    lost = lose_a_deal(house)
    before, members = record_of(house), read_members(house.workspace_id)

    said = SAYINGS[saying](acting(house), new_key(), lost)
    during = record_of(house), read_members(house.workspace_id)
    done = verbs.undo(acting(house, NOW + timedelta(seconds=10)), new_key())

    assert said.undoable is True
    assert during != (before, members)
    assert done.label == f"Undone: {said.label}"
    assert record_of(house, NOW + timedelta(seconds=10)) == before
    assert read_members(house.workspace_id) == members


def test_what_was_known_before_the_undo_is_still_known_of_that_time(sqlite_book):
    house = make_workspace()
    lost = lose_a_deal(house)
    verbs.log_touch(acting(house), new_key(), deal_id=lost.deal_id, outcome=Outcome.SPOKE, channel=Channel.CALL)
    during = record_of(house)

    verbs.undo(acting(house, NOW + timedelta(hours=1)), new_key())

    assert record_of(house) == during
    assert rows_of(house, "touches", NOW + timedelta(hours=1)) == []


def test_lifting_taken_back_leaves_them_alone_again_as_before(sqlite_book):
    house = make_workspace()
    lost = lose_a_deal(house)
    long_ago = acting(house, NOW - timedelta(days=200))
    verbs.respect_no(long_ago, new_key(), person_id=lost.person_id, said_how="wrote", words="Stop.")
    before = record_of(house)

    SAYINGS["record_inbound, wants contact"](acting(house), new_key(), lost)
    assert rows_of(house, "suppressions") == []
    verbs.undo(acting(house), new_key())

    assert record_of(house) == before
    assert {row["origin"] for row in rows_of(house, "suppressions")} == {"person"}


def test_a_slip_is_taken_back_whether_lifted_meanwhile_or_not(sqlite_book):
    house = make_workspace()
    lost = lose_a_deal(house)
    slip = SAYINGS["respect_no"](acting(house), new_key(), lost)
    lifted = SAYINGS["record_inbound, wants contact"](acting(house), new_key(), lost)

    verbs.undo(acting(house), new_key(), command_id=lifted.command_id)
    assert rows_of(house, "suppressions") != []
    verbs.undo(acting(house), new_key(), command_id=slip.command_id)

    assert rows_of(house, "suppressions") == []


def test_a_slip_taken_back_does_not_come_back_with_the_lifting(sqlite_book):
    house = make_workspace()
    lost = lose_a_deal(house)
    slip = SAYINGS["respect_no"](acting(house), new_key(), lost)
    SAYINGS["record_inbound, wants contact"](acting(house), new_key(), lost)

    verbs.undo(acting(house), new_key(), command_id=slip.command_id)
    verbs.undo(acting(house), new_key())

    assert rows_of(house, "suppressions") == []


def test_undo_again_takes_back_the_one_before(sqlite_book):
    house = make_workspace()
    lost = lose_a_deal(house)
    states = [record_of(house)]
    for saying in ("add_note", "rest", "reopen"):
        SAYINGS[saying](acting(house), new_key(), lost)
        states.append(record_of(house))

    for state in reversed(states[:-1]):
        verbs.undo(acting(house), new_key())
        assert record_of(house) == state
    with pytest.raises(RefusedError, match="There is nothing left to undo"):
        verbs.undo(acting(house), new_key())


def test_the_stack_is_fifty_deep(sqlite_book):
    house = make_workspace()
    lost = lose_a_deal(house)
    notes = [
        verbs.add_note(acting(house, NOW + timedelta(seconds=n)), new_key(), deal_id=lost.deal_id, words=f"note {n}")
        for n in range(52)
    ]
    later = acting(house, NOW + timedelta(minutes=5))

    labels = [verbs.undo(later, new_key()).label for _ in range(50)]

    assert labels == ["Undone: Noted: Tamarack Regional"] * 50
    with pytest.raises(RefusedError, match="There is nothing left to undo"):
        verbs.undo(later, new_key())
    with pytest.raises(RefusedError, match="That is more than 50 things ago"):
        verbs.undo(later, new_key(), command_id=notes[0].command_id)


def test_one_thing_can_be_taken_back_out_of_order_and_only_once(sqlite_book):
    house = make_workspace()
    lost = lose_a_deal(house)
    first = verbs.add_note(acting(house), new_key(), deal_id=lost.deal_id, words="first")
    verbs.rest(acting(house), new_key(), deal_id=lost.deal_id, until_on=date(2026, 11, 2))

    verbs.undo(acting(house), new_key(), command_id=first.command_id)

    assert len(rows_of(house, "rests")) == 1
    with pytest.raises(RefusedError, match="That was undone before"):
        verbs.undo(acting(house), new_key(), command_id=first.command_id)


def test_each_member_has_their_own_stack(sqlite_book):
    house = make_workspace()
    lost = lose_a_deal(house)
    rep = make_member(house)
    said = verbs.add_note(acting(house), new_key(), deal_id=lost.deal_id, words="mine")

    with pytest.raises(RefusedError, match="There is nothing left to undo"):
        verbs.undo(acting(house, member_id=rep), new_key())
    with pytest.raises(RefusedError, match="Maya Brandt did that, and can undo it"):
        verbs.undo(acting(house, member_id=rep), new_key(), command_id=said.command_id)


def test_a_colleagues_work_is_not_taken_away_with_it(sqlite_book):
    house = make_workspace()
    rep = make_member(house)
    added = verbs.add_deal(acting(house), new_key(), who="Bellhaven Clinic")
    verbs.log_touch(
        acting(house, member_id=rep), new_key(), deal_id=added.deals[0], outcome=Outcome.SPOKE, channel=Channel.CALL
    )
    before = record_of(house)

    with pytest.raises(RefusedError, match="Priya Kapoor has added to this since"):
        verbs.undo(acting(house), new_key())

    assert record_of(house) == before


def test_own_later_work_goes_out_of_sight_with_it_and_that_is_said(sqlite_book):
    house = make_workspace()
    added = verbs.add_deal(acting(house), new_key(), who="Bellhaven Clinic")
    for _ in range(2):
        verbs.add_note(acting(house), new_key(), deal_id=added.deals[0], words="a note")

    done = verbs.undo(acting(house), new_key(), command_id=added.command_id)

    assert done.result is not None
    assert done.result["also"] == "With it two notes of yours went out of sight."
    assert rows_of(house, "deals") == []


def test_an_account_that_another_deal_came_to_share_stays(sqlite_book):
    house = make_workspace()
    first = verbs.add_deal(acting(house), new_key(), who="Bellhaven Clinic", person="Ray Ortiz", mail="ray@b.example")
    verbs.add_deal(acting(house), new_key(), who="Bellhaven Clinic", person="Ray Ortiz", name="Second")
    lone = record_of(house)

    verbs.undo(acting(house), new_key(), command_id=first.command_id)

    after = record_of(house)
    assert [deal["name"] for deal in after["deals"]] == ["Second"]
    assert (after["accounts"], after["people"]) == (lone["accounts"], lone["people"])


def test_a_value_changed_again_since_is_not_restored_over(sqlite_book):
    house = make_workspace()
    first = verbs.change_settings(acting(house), new_key(), zone="Europe/Berlin")
    verbs.change_settings(acting(house, NOW + timedelta(minutes=1)), new_key(), zone="Europe/Paris")

    with pytest.raises(RefusedError, match="Something later changed the same: “Settings changed”"):
        verbs.undo(acting(house, NOW + timedelta(minutes=2)), new_key(), command_id=first.command_id)

    for zone in ("Europe/Berlin", "America/Chicago"):
        verbs.undo(acting(house, NOW + timedelta(minutes=3)), new_key())
        assert read_members(house.workspace_id)[0].zone == zone


def test_the_status_is_settled_after_an_undo_out_of_order(sqlite_book):
    house = make_workspace()
    lost = lose_a_deal(house)
    won = verbs.win(acting(house), new_key(), deal_id=lost.deal_id)
    verbs.add_note(acting(house), new_key(), deal_id=lost.deal_id, words="signed")

    verbs.undo(acting(house), new_key(), command_id=won.command_id)

    assert status_of(house, lost.deal_id) == "lost"
    assert pick(rows_of(house, "returns"), "kind") == []
    assert verbs.reopen(acting(house), new_key(), deal_id=lost.deal_id).label == "Open again: Tamarack Regional"


def test_an_undo_is_itself_not_undone(sqlite_book):
    house = make_workspace()
    lost = lose_a_deal(house)
    verbs.claim_reason(acting(house), new_key(), deal_id=lost.deal_id, reason=Reason.PRICE)
    undone = verbs.undo(acting(house), new_key())

    assert undone.undoable is False
    with pytest.raises(RefusedError, match="That cannot be undone"):
        verbs.undo(acting(house), new_key(), command_id=undone.command_id)
    with pytest.raises(RefusedError, match="There is no such thing to undo in this workspace"):
        verbs.undo(acting(house), new_key(), command_id=lost.deal_id)
