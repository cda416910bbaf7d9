"""Leaving some to chance, and what that allows to be said."""

from datetime import date, timedelta

import numpy as np
import pyarrow as pa
import pytest

from rekindle import outreach, policy, timing
from rekindle.learning.credit import share_out
from rekindle.learning.holdout import Arm, count_arms, hold_out, is_held_out, monday
from rekindle.learning.proof import plan_proof, weeks_needed, weigh_proof
from rekindle.tables.engine import compute
from tests.mind.generate import book, ids
from tests.mind.pack import TODAY, pack
from tests.mind.small import at, contact, tell

WEEK = date(2026, 10, 12)


def accounts(n: int) -> pa.ChunkedArray:
    return pa.chunked_array([pa.array(ids("account", range(n)).tolist())])


def test_a_tenth_is_drawn_and_the_same_lot_can_be_drawn_again() -> None:
    drawn = is_held_out(accounts(20_000), WEEK, "book")

    assert drawn.mean() == pytest.approx(0.1, abs=0.01)
    assert (drawn == is_held_out(accounts(20_000), WEEK, "book")).all()


def test_each_week_and_each_book_draws_anew() -> None:
    first = is_held_out(accounts(20_000), WEEK, "book")

    for other in (
        is_held_out(accounts(20_000), WEEK + timedelta(days=7), "book"),
        is_held_out(accounts(20_000), WEEK, "b"),
    ):
        assert (first & other).mean() == pytest.approx(0.01, abs=0.004)


def advice_of(facts, whys) -> pa.Table:
    playbook = pack()
    returns = timing.forecast(facts, whys, playbook, timing.fit(facts, whys, playbook))
    return policy.decide(facts, whys, returns, outreach.match(facts, whys, playbook), playbook)


def test_who_is_held_out_waits_for_monday_and_the_lot_is_logged() -> None:
    facts, whys = book(5, deals=300)
    before = {row["deal_id"]: row for row in advice_of(facts, whys).to_pylist()}
    after = hold_out(advice_of(facts, whys), facts, whys, "salt", share=0.5).to_pylist()
    held = [row for row in after if row["stopped_by"] == "held_out"]

    assert held
    for row in held:
        assert (row["kind"], row["reconsider_on"]) == ("wait", monday(TODAY) + timedelta(days=7))
        assert before[row["deal_id"]]["kind"] == "get_back"
        assert row["play"] not in ("inbound", "promised")
        assert row["propensity"] == 0.5
    listed = [row["propensity"] for row in after if row["listed"]]
    assert set(listed) <= {0.5, 1.0} and 0.5 in listed


def test_one_account_is_in_one_arm() -> None:
    facts, whys = book(6, deals=300)
    after = hold_out(advice_of(facts, whys), facts, whys, "salt", share=0.5).to_pylist()
    out = {row["account_id"] for row in after if row["stopped_by"] == "held_out"}
    free = {row["account_id"] for row in after if row["listed"] and row["propensity"] == 0.5}

    assert out.isdisjoint(free)


def test_the_arms_are_counted_by_the_lot_alone() -> None:
    facts, _ = book(7, deals=400)

    desk, cadence = count_arms(facts, TODAY - timedelta(days=300), "salt", share=0.5)

    assert desk.weeks + cadence.weeks > 1000
    assert desk.rate == pytest.approx(cadence.rate, rel=0.6)


def test_nothing_is_claimed_before_there_is_enough() -> None:
    plan = plan_proof(Arm(5_000, 60))
    few = weigh_proof(Arm(900, 40), Arm(100, 1), plan)

    assert few.verdict == "not enough data"
    assert (few.needed or 0) > few.have
    assert weigh_proof(Arm(), Arm(), plan).verdict == "not enough data"
    assert weigh_proof(Arm(180_000, 5400), Arm(20_000, 300), plan_proof(Arm())).verdict == "not enough data"


def test_what_a_proof_needs_is_planned_from_the_past_and_told_from_least_to_most() -> None:
    plan, larger = plan_proof(Arm(5_000, 60)), plan_proof(Arm(500_000, 6_000))

    assert plan.needed == larger.needed == weeks_needed(60 / 5_000)
    assert (plan.least or 0) < (larger.least or 0) < (plan.needed or 0) < (larger.most or 0) < (plan.most or 0)
    assert {weigh_proof(Arm(900, 9), Arm(100, came), plan).needed for came in range(9)} == {plan.needed}
    nobody = plan_proof(Arm(5_000, 0))
    assert (nobody.needed, nobody.most) == (None, None) and (nobody.least or 0) > (plan.most or 0)


def test_a_real_difference_is_shown_and_none_is_not() -> None:
    plan = plan_proof(Arm(50_000, 900))
    assert weigh_proof(Arm(180_000, 5400), Arm(20_000, 300), plan).verdict == "better"
    assert weigh_proof(Arm(180_000, 2700), Arm(20_000, 300), plan).verdict == "no difference shown"


def test_looking_every_week_does_not_make_chance_look_like_skill() -> None:
    rng = np.random.default_rng(11)
    claimed, plan = 0, plan_proof(Arm(20_000, 400))
    for _ in range(40):
        weekly = np.cumsum(rng.binomial([900, 100], 0.02, size=(150, 2)), axis=0)
        looks = [weigh_proof(Arm(900 * n, int(d)), Arm(100 * n, int(c)), plan) for n, (d, c) in enumerate(weekly, 1)]
        claimed += any(look.verdict == "better" for look in looks)

    assert claimed <= 4


def test_smaller_effects_need_more_weeks() -> None:
    assert weeks_needed(0.01, 0.5) < weeks_needed(0.01, 0.25) < weeks_needed(0.005, 0.25)


def back(days: int, kind: str = "meeting") -> dict:
    return {"return_id": "r", "deal_id": "d", "loss_id": "l", "kind": kind, "happened_at": at(-days)}


def test_a_return_is_shared_out_among_the_contacts_since_the_loss() -> None:
    facts, _ = tell(age=200, returns=[back(10)], touches=[contact(10 + 28, "late"), contact(10 + 56, "early")])
    shares = {row["touch_id"]: row["share"] for row in compute(share_out, facts).to_pylist()}

    assert shares == pytest.approx({"late": 2 / 3, "early": 1 / 3})


def test_who_came_by_themselves_is_credited_to_nobody() -> None:
    before, after, incoming = contact(300, "b"), contact(5, "a"), contact(20, "i", direction="in")
    facts, _ = tell(age=200, returns=[back(10)], touches=[before, after, incoming])

    (row,) = compute(share_out, facts).to_pylist()

    assert (row["touch_id"], row["share"], row["contacts"]) == (None, 1.0, 0)


def test_the_shares_of_every_return_add_up_to_one() -> None:
    facts, _ = book(9, deals=400)
    sums: dict[str, float] = {}
    for row in compute(share_out, facts).to_pylist():
        sums[row["return_id"]] = sums.get(row["return_id"], 0.0) + row["share"]

    assert set(sums) == set(facts["returns"].column("return_id").to_pylist())
    assert all(total == pytest.approx(1.0) for total in sums.values())
