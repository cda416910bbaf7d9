"""The desk tests itself, keeps what came out, and leaves some to chance when asked to."""

from dataclasses import asdict
from datetime import timedelta

import pytest

from rekindle.book.facts import facts
from rekindle.book.write.losses import write_return
from rekindle.desk.actor import RefusedError
from rekindle.desk.judging import is_held_out, set_hold_out, try_book
from rekindle.desk.morning import plan_workspace
from rekindle.desk.proving import read_proof
from rekindle.desk.show.judgement import show_judgement
from rekindle.learning.holdout import Arm, count_arms
from rekindle.learning.proof import plan_proof, weigh_proof
from rekindle.terms.losses import ReturnKind
from rekindle.terms.people import MemberRole
from tests.desk.support import acting
from tests.support.cast import NOW, House, lose_a_deal, make_workspace


@pytest.fixture
def house(sqlite_book) -> House:
    house = make_workspace("proof")
    lose_a_deal(house)
    return house


def test_before_the_first_test_the_page_says_so(house: House) -> None:
    view = show_judgement(acting(house))

    assert view.title == "It has not been tested on your past yet."
    assert view.answers == () and view.tested_words == ""


def test_a_test_is_kept_and_shown(house: House) -> None:
    report = try_book(acting(house))
    view = show_judgement(acting(house))

    assert report.verdict == "not enough data"
    assert view.title == "Your own past cannot tell yet."
    assert view.why == report.why
    assert view.tested_words.startswith("Tested on")


def test_the_hold_out_is_switched_by_an_admin_and_said_on_the_page(house: House) -> None:
    assert not is_held_out(acting(house))
    set_hold_out(acting(house), "k1", on=True)

    assert is_held_out(acting(house))
    assert show_judgement(acting(house)).proof[0] == "One account in ten is left to your cadence."
    set_hold_out(acting(house), "k2", on=False)
    assert not is_held_out(acting(house))


def test_the_proof_is_counted_with_each_planning_and_the_page_reads_what_was_kept(house: House) -> None:
    lost = lose_a_deal(house, account="Bellhaven", person="Ray Ortiz", mail="ray@bellhaven.example")
    write_return(house.writing(NOW - timedelta(days=40)), lost.loss_id, lost.deal_id, ReturnKind.INBOUND)
    set_hold_out(acting(house), "k1", on=True)
    later = NOW + timedelta(weeks=12)
    plan_workspace(house.workspace_id, later)
    shown = show_judgement(acting(house, later + timedelta(hours=1))).proof

    told, salt = facts(house.workspace_id, later), house.workspace_id.hex
    before = count_arms(told, NOW.date() - timedelta(days=364), salt, until=NOW.date())
    plan = plan_proof(Arm(sum(arm.weeks for arm in before), sum(arm.returns for arm in before)))
    counted = asdict(weigh_proof(*count_arms(told, NOW.date(), salt), plan))
    assert plan.needed is not None
    assert counted == {name: (read_proof(acting(house, later)) or {})[name] for name in counted}
    assert shown[1].startswith(f"As of {later.day} {later:%B}")
    assert f" {counted['have']:,} account-weeks (one account in one week) are over; between " in shown[1]

    lose_a_deal(house, account="Alder Creek", mail="kim@alder.example")
    assert show_judgement(acting(house, later + timedelta(hours=2))).proof == shown


def test_switched_on_again_it_does_not_begin_anew(house: House) -> None:
    set_hold_out(acting(house), "k1", on=True)
    later = acting(house, NOW + timedelta(weeks=2))

    with pytest.raises(RefusedError, match="already"):
        set_hold_out(later, "k2", on=True)
    assert (read_proof(later) or {})["since"] == acting(house).at.isoformat()


def test_before_it_is_switched_on_it_says_how_long_a_proof_would_take(house: House) -> None:
    lost = lose_a_deal(house, account="Alder Creek", mail="kim@alder.example")
    write_return(house.writing(NOW - timedelta(days=40)), lost.loss_id, lost.deal_id, ReturnKind.INBOUND)
    plan_workspace(house.workspace_id, NOW)

    assert "with your two lost accounts" in show_judgement(acting(house)).proof[1]


def test_a_rep_cannot_switch_it(house: House) -> None:
    from rekindle.book.models import Member

    Member.objects.within(house.workspace_id).update(role=MemberRole.REP)

    with pytest.raises(RefusedError, match="admin"):
        set_hold_out(acting(house), "k1", on=True)
    assert not show_judgement(acting(house)).may_hold_out
