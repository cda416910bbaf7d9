"""The desk tests itself, keeps what came out, and leaves some to chance when asked to."""

import pytest

from rekindle.desk.actor import RefusedError
from rekindle.desk.judging import is_held_out, set_hold_out, try_book
from rekindle.desk.show.judgement import show_judgement
from rekindle.terms.people import MemberRole
from tests.desk.support import acting
from tests.support.cast import House, lose_a_deal, make_workspace


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


def test_a_rep_cannot_switch_it(house: House) -> None:
    from rekindle.book.models import Member

    Member.objects.within(house.workspace_id).update(role=MemberRole.REP)

    with pytest.raises(RefusedError, match="admin"):
        set_hold_out(acting(house), "k1", on=True)
