"""The page of a deal: its window drawn from its forecast, the whole account told, a fixed number of questions asked."""

from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rekindle.book.models import Advice
from rekindle.book.read.once import reading_once
from rekindle.book.read.today import to_seam
from rekindle.book.write.accounts import find_or_make_product
from rekindle.book.write.losses import write_return
from rekindle.book.write.touches import write_note, write_touch
from rekindle.desk.listing import list_morning
from rekindle.desk.morning import plan_workspace
from rekindle.desk.show.deal import show_curve, show_deal
from rekindle.desk.show.outline import kept_outline
from rekindle.desk.verbs import merge, record_signal, reopen, respect_no, win
from rekindle.terms.losses import DealKind, ReturnKind
from rekindle.terms.touches import Channel, Direction, SignalKind
from tests.desk.support import acting, new_key
from tests.support.cast import NOW, TODAY, House, lose_a_deal, make_person, make_workspace


@pytest.fixture
def house(sqlite_book) -> House:
    cache.clear()
    return make_workspace()


def lose_another(house: House, account_id, number: int):
    mail = f"{number}@tamarack.example"
    return lose_a_deal(house, account_id=account_id, person=f"Person {number}", mail=mail, product=f"Cart {number}")


@pytest.mark.parametrize("others", [0, 3])
def test_a_deal_asks_the_same_number_of_questions_however_much_hangs_on_it(house, others):
    lost = lose_a_deal(house)
    for number in range(others):
        lose_another(house, lost.account_id, number)
        write_note(house.writing(), f"Note {number}", deal_id=lost.deal_id)
    plan_workspace(house.workspace_id, NOW)
    show_deal(acting(house), lost.deal_id)
    with reading_once(), CaptureQueriesContext(connection) as asked:
        show_deal(acting(house), lost.deal_id)
    assert len(asked) == 28


def test_the_curve_says_the_same_as_the_advice_and_is_kept_until_that_changes(house, with_advice):
    lost = lose_a_deal(house)
    plan_workspace(house.workspace_id, NOW)
    advice = to_seam(Advice.objects.within(house.workspace_id).values().get())
    assert show_deal(acting(house), lost.deal_id).window.waits

    curve = show_curve(acting(house), lost.deal_id)

    ahead = [one for one in kept_outline(lost.deal_id, advice) if one.from_on >= TODAY]
    away = 1.0
    for one in ahead[:13]:
        assert one.low < one.chance < one.high
        away *= 1 - one.chance
    # Thirteen fortnights are 182 days; the advice looks 180 ahead, and "never" is weighed once and not in each.
    assert abs((1 - away) - advice["chance"]) < 0.05
    peak = max(ahead, key=lambda one: one.chance)
    assert advice["window_from"] <= peak.from_on <= advice["window_to"] or peak.from_on > advice["window_to"]
    drawn = show_deal(acting(house), lost.deal_id).window
    assert not drawn.waits
    assert [one.curve is not None for one in drawn.drawings] == [True, True]
    assert curve.months[0].month == date(2026, 10, 1)
    record_signal(acting(house, NOW + timedelta(hours=1)), new_key(), kind=SignalKind.RECALL, deal_id=lost.deal_id)
    assert show_deal(acting(house, NOW + timedelta(hours=1)), lost.deal_id).window.waits


def test_no_window_is_drawn_for_somebody_who_asked_to_be_left_alone(house, with_advice):
    lost = lose_a_deal(house)
    plan_workspace(house.workspace_id, NOW)
    assert show_deal(acting(house), lost.deal_id).window is not None
    later = acting(house, NOW + timedelta(minutes=1))
    respect_no(later, new_key(), deal_id=lost.deal_id, person_id=lost.person_id, said_how="call")

    view = show_deal(later, lost.deal_id)
    assert (view.window, view.strip, view.chance, view.window_words, view.window_rows) == (None, None, None, "", ())
    assert view.why == ("No window is drawn: nobody waits for a moment to write to somebody who said no.",)
    assert show_curve(later, lost.deal_id).window is None


def test_a_deal_that_was_won_back_says_when_and_keeps_the_reason_it_was_lost_for(house):
    deal_id = lose_a_deal(house).deal_id
    win(acting(house), new_key(), deal_id=deal_id)

    view = show_deal(acting(house), deal_id)
    assert view.advice_words == "Won back on 14 October, eight months after the no."
    assert (view.reason_words, view.standing_words) == ("Budget froze", "Won back")


def test_who_breaks_in_reads_of_no_losses(sqlite_book):
    house = make_workspace("jordan", pack="job_search")
    deal_id = lose_a_deal(house, reason="timing", kind=DealKind.JOB).deal_id
    plan_workspace(house.workspace_id, NOW)

    view = show_deal(acting(house), deal_id)
    morning = list_morning(acting(house))
    listed = [words for line in (*morning.get_back, *morning.wait) for words in line.why]
    said = [view.lost_words, view.advice_words, *view.effort, *(one.title for one in view.history), *view.why, *listed]
    assert view.lost_words == "“Not at this time”, 11 February"
    assert listed
    assert [words for words in said if "lost" in words.casefold() or "the loss" in words] == []
    assert dict(morning.groups)["window"] == "A good time to show up"


def test_the_whole_account_is_told_and_can_be_narrowed(house):
    lost = lose_a_deal(house, kind=DealKind.ACCOUNT)
    other = lose_another(house, lost.account_id, 1)
    writing = house.writing(NOW - timedelta(days=9))
    write_touch(writing, Channel.MAIL, deal_id=other.deal_id, direction=Direction.IN, words="Carts again, please.")
    make_person(writing, lost.account_id, "Kofi Mensah", title="Biomed", mail="k@tamarack.example")
    find_or_make_product(writing, "SteadyFlow")

    shown = show_deal(acting(house), lost.deal_id)
    assert {(one.title, one.deal) for one in shown.history} >= {
        ("They got in touch", "Cart 1"),
        ("Lost", ""),
        ("Lost", "Cart 1"),
    }
    assert [one.words for one in show_deal(acting(house), lost.deal_id, "words").history] == ["Carts again, please."]
    assert {one.deal for one in show_deal(acting(house), lost.deal_id, "deal").history} == {""}
    assert {name for name, _ in shown.doors.people} == {"Kofi Mensah", "Person 1"}
    assert shown.doors.products == ("SteadyFlow",)
    assert shown.presence.startswith("Nobody has looked in since they left.")


def test_deals_that_are_one_are_told_as_one(house):
    lost = lose_a_deal(house)
    twin = lose_another(house, lost.account_id, 1)
    write_note(house.writing(), "Kept on the twin.", deal_id=twin.deal_id)
    merge(acting(house), new_key(), table="deal", this_id=twin.deal_id, is_id=lost.deal_id)

    shown = show_deal(acting(house), lost.deal_id)
    assert (shown.twins, shown.other_deals) == (((twin.deal_id, "Tamarack Regional, Cart 1"),), ())
    assert "Kept on the twin." in {one.words for one in shown.history}
    assert show_deal(acting(house), twin.deal_id).stands_for == lost.deal_id


def test_of_one_day_the_later_stands_first(house):
    lost = lose_a_deal(house)
    reopen(acting(house), new_key(), deal_id=lost.deal_id)
    win(acting(house, NOW + timedelta(minutes=1)), new_key(), deal_id=lost.deal_id)
    told = [one.title for one in show_deal(acting(house, NOW + timedelta(minutes=2)), lost.deal_id).history]
    assert told == ["Won back", "Opened again", "Lost"]


def test_of_somebody_who_came_back_nothing_is_foretold(house, with_advice):
    lost = lose_a_deal(house)
    write_return(house.writing(), lost.loss_id, lost.deal_id, ReturnKind.INBOUND)
    plan_workspace(house.workspace_id, NOW)

    page = show_deal(acting(house), lost.deal_id)

    assert page.why[0] == "They got in touch and wait for your answer."
    assert page.chance is None
    assert not any("in 100" in words for words in page.why), "they are back: that is no chance of 100 in 100"
