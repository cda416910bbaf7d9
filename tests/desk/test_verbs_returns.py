"""A deal that comes back, is won, is lost once more; and what is said about why."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from rekindle.desk import verbs
from rekindle.desk.actor import RefusedError
from rekindle.terms.losses import Reason, Source, Verdict
from rekindle.terms.touches import Channel, Outcome
from tests.desk.support import acting, new_key, pick, rows_of, status_of
from tests.support.cast import NOW, TODAY, lose_a_deal, make_member, make_workspace

LATER = NOW + timedelta(days=1)


def test_a_deal_is_reopened_by_hand(sqlite_book):
    house = make_workspace()
    lost = lose_a_deal(house)

    done = verbs.reopen(acting(house), new_key(), deal_id=lost.deal_id, words="New chief, new list.")

    assert done.label == "Open again: Tamarack Regional"
    assert pick(rows_of(house, "returns"), "kind") == [("reopen",)]
    assert status_of(house, lost.deal_id) == "open"


def test_a_lost_deal_is_won_back_for_what_it_was_won_for(sqlite_book):
    house = make_workspace()
    lost = lose_a_deal(house)

    done = verbs.win(acting(house), new_key(), deal_id=lost.deal_id, amount_minor=55_000_000)

    assert done.label == "Won back: Tamarack Regional"
    assert pick(rows_of(house, "returns"), "kind") == [("win",)]
    assert pick(rows_of(house, "deals"), "status", "amount_minor", "currency") == [("won", 55_000_000, "USD")]
    assert pick(rows_of(house, "losses"), "amount_minor") == [(62_000_000,)]


def test_an_open_deal_is_lost_again_with_the_next_number(sqlite_book):
    house = make_workspace()
    lost = lose_a_deal(house)
    verbs.log_touch(acting(house), new_key(), deal_id=lost.deal_id, outcome=Outcome.MEETING, channel=Channel.CALL)

    done = verbs.lose_again(
        acting(house, LATER),
        new_key(),
        deal_id=lost.deal_id,
        verdict=Verdict.CHOSE_OTHER,
        reason=Reason.PRICE,
        words="They were a third cheaper.",
    )

    assert done.label == "Lost again: Tamarack Regional"
    losses = rows_of(house, "losses", LATER)
    assert pick(losses, "number", "lost_on") == [(1, date(2026, 2, 11)), (2, TODAY + timedelta(days=1))]
    second = next(row["loss_id"] for row in losses if row["number"] == 2)
    claims = [row for row in rows_of(house, "claims", LATER) if row["loss_id"] == second]
    assert pick(claims, "key", "quote") == [
        ("chose_other", "They were a third cheaper."),
        ("price", "They were a third cheaper."),
    ]
    assert status_of(house, lost.deal_id, LATER) == "lost"


@pytest.mark.parametrize(("zone", "hour"), [("America/Chicago", 2), ("Asia/Tokyo", 22)])
def test_the_day_of_a_return_is_the_members_own_wherever_they_are(sqlite_book, zone, hour):
    house = make_workspace(zone=zone)
    lost = lose_a_deal(house)
    first = NOW.replace(hour=hour)
    verbs.reopen(acting(house, first), new_key(), deal_id=lost.deal_id)
    verbs.lose_again(acting(house, first + timedelta(minutes=5)), new_key(), deal_id=lost.deal_id)
    today = first.astimezone(ZoneInfo(zone)).date()
    assert pick(rows_of(house, "losses", LATER), "number", "lost_on")[-1] == (2, today)

    soon = acting(house, first + timedelta(minutes=9))
    verbs.log_touch(soon, new_key(), deal_id=lost.deal_id, outcome=Outcome.MEETING, channel=Channel.CALL)

    assert status_of(house, lost.deal_id, LATER) == "open"


def test_a_deal_reopened_and_lost_on_one_day_is_lost(sqlite_book):
    house = make_workspace()
    lost = lose_a_deal(house)
    evening = NOW + timedelta(hours=6)
    verbs.reopen(acting(house, evening), new_key(), deal_id=lost.deal_id)

    verbs.lose_again(acting(house, evening), new_key(), deal_id=lost.deal_id, lost_on=TODAY, words="Budget cut again")

    assert status_of(house, lost.deal_id, evening) == "lost"
    assert "budget" in {row["key"] for row in rows_of(house, "claims", evening)}


def test_a_deal_lost_again_on_the_day_it_came_back_is_lost_after_it(sqlite_book):
    house = make_workspace()
    lost = lose_a_deal(house)
    evening = NOW + timedelta(hours=6)
    verbs.reopen(acting(house, evening), new_key(), deal_id=lost.deal_id)

    verbs.lose_again(acting(house, LATER), new_key(), deal_id=lost.deal_id, lost_on=TODAY, reason=Reason.PRICE)

    assert status_of(house, lost.deal_id, LATER) == "lost"


@pytest.mark.parametrize(
    ("first", "then", "refusal"),
    [
        ("reopen", "reopen", "Tamarack Regional is open already. Log what happened, or mark it won or lost."),
        ("win", "reopen", "Tamarack Regional is won. For something new with them, add another deal."),
        ("win", "win", "Tamarack Regional is won already. For something new with them, add another deal."),
        ("", "lose_again", "Tamarack Regional is lost already. Say why it was lost, or reopen it first."),
        (
            "win",
            "lose_again",
            "Tamarack Regional is won. If you lost them as a customer, add that as a deal of its own.",
        ),
    ],
)
def test_a_turn_that_does_not_fit_is_refused_with_the_way_out(sqlite_book, first, then, refusal):
    house = make_workspace()
    lost = lose_a_deal(house)
    if first:
        getattr(verbs, first)(acting(house), new_key(), deal_id=lost.deal_id)

    with pytest.raises(RefusedError) as refused:
        getattr(verbs, then)(acting(house), new_key(), deal_id=lost.deal_id)

    assert str(refused.value) == refusal


def test_a_deal_is_not_lost_before_it_came_back(sqlite_book):
    house = make_workspace()
    lost = lose_a_deal(house)
    verbs.reopen(acting(house), new_key(), deal_id=lost.deal_id)

    with pytest.raises(RefusedError, match="It came back on 2026-10-14"):
        verbs.lose_again(acting(house), new_key(), deal_id=lost.deal_id, lost_on=date(2026, 10, 1))


def test_what_the_buyer_says_stands_beside_what_the_rep_said(sqlite_book):
    house = make_workspace()
    lost = lose_a_deal(house)

    done = verbs.claim_reason(
        acting(house),
        new_key(),
        deal_id=lost.deal_id,
        source=Source.BUYER,
        verdict=Verdict.NOT_NOW,
        reason=Reason.BUY_IN,
        words="The nurses were never asked.",
        rank=2,
        person_id=lost.person_id,
    )

    assert done.label == "Why it was lost: Tamarack Regional, not now and buy in"
    assert pick(rows_of(house, "claims"), "source", "kind", "key", "rank") == [
        ("buyer", "reason", "buy_in", 2),
        ("buyer", "verdict", "not_now", 1),
        ("rep", "reason", "budget", 1),
        ("rep", "verdict", "not_now", 1),
    ]


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({}, "Pick how it went, or why: one of the two is enough."),
        ({"reason": Reason.PRICE, "rank": 0}, "Rank the reasons from 1, which weighed most, to 9."),
        (
            {"reason": Reason.PRICE, "source": Source.IMPORT},
            "A claim made here is the rep's, the buyer's or the manager's.",
        ),
    ],
)
def test_a_claim_that_says_nothing_is_refused(sqlite_book, said, refusal):
    house = make_workspace()
    lost = lose_a_deal(house)

    with pytest.raises(RefusedError) as refused:
        verbs.claim_reason(acting(house), new_key(), deal_id=lost.deal_id, **said)

    assert str(refused.value) == refusal


def test_a_rep_does_not_speak_as_the_manager(sqlite_book):
    house = make_workspace()
    lost = lose_a_deal(house)
    rep = make_member(house)
    said = {"deal_id": lost.deal_id, "source": Source.MANAGER, "reason": Reason.SERVICE}

    with pytest.raises(RefusedError, match="Only a coach or an admin speaks as the manager"):
        verbs.claim_reason(acting(house, member_id=rep), new_key(), **said)
    verbs.claim_reason(acting(house), new_key(), **said)

    assert ("manager", "service") in pick(rows_of(house, "claims"), "source", "key")
