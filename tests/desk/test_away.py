"""Days away and days that are none of one's own: nobody is proposed, and whoever writes comes through."""

from datetime import timedelta

import pytest

from rekindle.book.read.away import read_away
from rekindle.desk.actor import RefusedError
from rekindle.desk.morning import plan_workspace
from rekindle.desk.show.away import show_away
from rekindle.desk.show.today import show_today
from rekindle.desk.verbs import change_settings, end_away, record_inbound, set_away, undo
from rekindle.terms.ids import new_id
from rekindle.terms.touches import Channel
from tests.desk.support import acting, new_key
from tests.support.cast import NOW, TODAY, House, lose_a_deal

LATER = NOW + timedelta(minutes=1)
DAY = timedelta(days=1)


@pytest.fixture
def lost(house: House):
    found = lose_a_deal(house, lost_on=TODAY - timedelta(days=200))
    plan_workspace(house.workspace_id, NOW)
    return found


def listed(house: House, at=LATER) -> list[str]:
    return [card.account for group in show_today(acting(house, at)).groups for card in group.cards]


def test_who_is_away_has_nobody_today_and_an_undo_brings_them_back(house, lost):
    before = listed(house)
    assert before != []
    done = set_away(acting(house), new_key(), from_on=TODAY, to_on=TODAY + 7 * DAY)
    assert done.label == "Away Wednesday 14 October to Wednesday 21 October"
    view = show_today(acting(house, LATER))
    assert (view.left, view.quiet_words.partition(".")[0]) == (0, "You are away until Wednesday 21 October")
    assert [one.words for one in show_away(acting(house))] == ["Wednesday 14 October to Wednesday 21 October"]
    undo(acting(house, LATER), new_key())
    assert listed(house) == before


def test_days_taken_out_of_the_calendar_do_not_count_any_more(house, lost):
    before = listed(house)
    set_away(acting(house), new_key(), from_on=TODAY, to_on=TODAY)
    away = read_away(house.workspace_id, house.owner_id, TODAY)[0]
    end_away(acting(house, LATER), new_key(), away_id=away.away_id)
    assert listed(house) == before


def test_days_to_come_leave_today_as_it_is_and_count_when_they_come(house, lost):
    before = listed(house)
    set_away(acting(house), new_key(), from_on=TODAY + DAY, to_on=TODAY + DAY)
    assert listed(house) == before
    plan_workspace(house.workspace_id, NOW + DAY)
    assert listed(house, NOW + DAY) == []
    plan_workspace(house.workspace_id, NOW + 2 * DAY)
    assert listed(house, NOW + 2 * DAY) == before


def test_who_writes_comes_through_all_the_same(house, lost):
    set_away(acting(house), new_key(), from_on=TODAY, to_on=TODAY)
    record_inbound(
        acting(house, LATER),
        new_key(),
        deal_id=lost.deal_id,
        channel=Channel.MAIL,
        person_id=lost.person_id,
        words="Our budget is approved.",
    )
    plan_workspace(house.workspace_id, LATER)
    assert len(listed(house)) == 1
    # They are back: no chance of it is told.
    assert [card.chance for group in show_today(acting(house, LATER)).groups for card in group.cards] == [None]


def test_a_day_that_is_none_of_ones_own_says_so(house, lost):
    change_settings(acting(house), new_key(), working_days="1245")
    plan_workspace(house.workspace_id, NOW)
    assert show_today(acting(house, LATER)).quiet_words == "Wednesday is none of your days for this."


@pytest.mark.parametrize(
    ("from_on", "to_on", "words"),
    [
        (TODAY, TODAY - DAY, "before the first"),
        (TODAY - 2 * DAY, TODAY - DAY, "are over"),
        (TODAY, TODAY + 400 * DAY, "more than a year"),
    ],
)
def test_days_that_make_no_sense_are_refused(house, from_on, to_on, words):
    with pytest.raises(RefusedError, match=words):
        set_away(acting(house), new_key(), from_on=from_on, to_on=to_on)


def test_days_of_somebody_else_stay(house):
    with pytest.raises(RefusedError, match="no such days"):
        end_away(acting(house), new_key(), away_id=new_id())
