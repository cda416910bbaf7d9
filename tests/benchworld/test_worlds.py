"""Worlds are the same for everybody, keep what is hidden hidden, and are what their regime says they are."""

import numpy as np
import pytest

from rekindle.benchworld import REGIMES, draw_world, open_loop, tell_facts
from rekindle.benchworld.deals import fiscal_start_after
from rekindle.tables.facts import FACTS
from rekindle.tables.schemas import arrow_schema

MANY = 6_000


def came_by(regime: str, group: str, seed: int = 3) -> dict[int, float]:
    """Return the share that came back within 180 days per group of deals that were still lost."""
    world = draw_world(regime, seed, MANY, until=180)
    lost, came = world.still_lost(0.0), world.back_between(0.0, 180.0)
    groups = getattr(world.deals, group)
    return {int(one): float(came[lost & (groups == one)].mean()) for one in np.unique(groups[lost])}


@pytest.mark.parametrize("regime", REGIMES)
def test_the_same_regime_and_seed_give_the_same_world(regime: str) -> None:
    one, other = (tell_facts(draw_world(regime, 5, 80), 0.0) for _ in range(2))
    assert all(one[name].equals(other[name]) for name in FACTS)
    another = tell_facts(draw_world(regime, 6, 80), 0.0)
    assert not another["losses"].equals(one["losses"])


@pytest.mark.parametrize("regime", REGIMES)
def test_a_world_tells_facts_in_the_shape_of_the_seam(regime: str) -> None:
    facts = tell_facts(draw_world(regime, 1, 200), 0.0, touches_a_day=8, hour_price=30_000)
    assert list(facts) == list(FACTS)
    for name, schema in FACTS.items():
        assert facts[name].schema == arrow_schema(schema), name
    deals, people = set(facts["deals"]["deal_id"].to_pylist()), set(facts["people"]["person_id"].to_pylist())
    for name in ("losses", "claims", "returns", "touches", "promises", "seats"):
        assert set(facts[name]["deal_id"].to_pylist()) <= deals, name
    assert set(facts["touches"]["person_id"].to_pylist()) <= people
    assert set(facts["deals"]["account_id"].to_pylist()) == set(facts["accounts"]["account_id"].to_pylist())


def test_nothing_of_the_future_is_told() -> None:
    world = draw_world("default", 2, 2_000, until=180)
    facts = tell_facts(world, 0.0)
    now = facts["moment"]["as_of"][0].as_py()
    for name, column in (("returns", "happened_at"), ("touches", "happened_at"), ("losses", "known_at")):
        assert max(facts[name][column].to_pylist()) <= now, name
    assert max(facts["signals"]["happened_on"].to_pylist()) <= now.date()
    shorter = tell_facts(draw_world("default", 2, 2_000), 0.0)
    assert all(facts[name].equals(shorter[name]) for name in FACTS)


def test_where_everybody_is_alike_nothing_that_can_be_seen_tells_who_comes() -> None:
    """Each group's share lies within four standard errors of the share of all."""
    for group in ("said", "verdict", "segment", "product", "fiscal_month", "role"):
        world = draw_world("no_heterogeneity", 3, MANY, until=180)
        lost, came = world.still_lost(0.0), world.back_between(0.0, 180.0)
        overall = came[lost].mean()
        for one, share in came_by("no_heterogeneity", group).items():
            size = (lost & (getattr(world.deals, group) == one)).sum()
            assert abs(share - overall) <= 4 * np.sqrt(overall * (1 - overall) / size), (group, one)


def test_where_everybody_is_alike_all_deals_are_worth_the_same_and_nobody_says_no() -> None:
    deals = draw_world("no_heterogeneity", 0, 500).deals
    assert (len(np.unique(deals.amount)), deals.hard_no.any(), np.isfinite(deals.promise).any()) == (1, False, False)


def test_by_default_the_reason_and_the_verdict_say_much() -> None:
    by_verdict = came_by("default", "verdict")
    assert by_verdict[0] > 1.5 * by_verdict[1]
    by_reason = came_by("default", "said")
    assert max(by_reason.values()) > 2 * min(by_reason.values())


def test_scrambled_reasons_carry_less_than_those_of_the_default() -> None:
    def spread(regime: str) -> float:
        return float(np.std(list(came_by(regime, "said").values())))

    assert spread("reasons_scrambled") < 0.75 * spread("default")


def test_without_windows_who_looks_at_all_looks_all_the_time() -> None:
    world = draw_world("no_windows", 0, 1_000)
    everybody = np.arange(1_000)
    looks = np.isfinite(world.lives.opens[:, 0])
    for day in (0.0, 200.0, 364.0):
        assert (world.lives.is_open(day, everybody) == looks).mean() > 0.97


def test_fatigue_costs_nothing_or_very_much() -> None:
    stops = {regime: (draw_world(regime, 1, 2_000).past.standing.stop < 0).mean() for regime in REGIMES}
    assert stops["fatigue_zero"] == 0
    assert stops["fatigue_extreme"] > 4 * stops["default"]


def test_clocks_that_cross_make_the_small_early_and_the_large_late() -> None:
    def late(regime: str, segment: int) -> float:
        world = draw_world(regime, 4, MANY)
        first = world.lives.opens[:, 0]
        mine = (world.deals.segment == segment) & np.isfinite(first)
        return float(np.median((first - world.deals.lost)[mine]))

    assert late("not_proportional", 2) > 3 * late("not_proportional", 0)
    assert late("default", 2) < 1.3 * late("default", 0)


def test_interactions_cannot_be_seen_from_one_side_alone() -> None:
    world = draw_world("interactions", 4, MANY)
    deals, looks = world.deals, np.isfinite(world.lives.opens[:, 0]) & ~world.deals.hard_no
    large = deals.amount > world.market.draws["book.amount_median"]
    odd = (deals.segment == 0) ^ large ^ (deals.reason % 2 == 0)
    assert looks[odd].mean() > 1.7 * looks[~odd].mean()
    assert abs(looks[large].mean() - looks[~large].mean()) < 0.12


def test_a_drifting_market_looks_less_or_more_than_its_past() -> None:
    def lately(regime: str, seed: int) -> float:
        opens = draw_world(regime, seed, MANY).lives.opens
        return float(((opens > -180) & (opens < 180)).any(axis=1).mean())

    factors = [lately("drift", seed) / lately("default", seed) for seed in range(6)]
    assert (min(factors) < 0.75, max(factors) > 1.15) == (True, True)


def test_nobody_is_contacted_after_a_no_a_stop_or_a_return() -> None:
    loop = open_loop("fatigue_extreme", 0, 300)
    everybody = np.arange(300)
    for _ in range(30):
        who = np.flatnonzero(loop.free())
        loop.touch(who)
        loop.end_week()
    with pytest.raises(ValueError, match="wants to be left alone"):
        loop.touch(everybody)
    standing = loop.world.past.standing
    latest = standing.last(everybody)
    assert (latest <= np.minimum(standing.back, standing.stop)).all()
    assert loop.stops == int((standing.stop >= 0).sum() - np.isinf(standing.stop).sum())


def test_two_habits_meet_the_same_lives_and_the_same_luck() -> None:
    idle, busy = open_loop("default", 7, 300), open_loop("default", 7, 300)
    for _ in range(52):
        who = np.flatnonzero(busy.free() & (busy.since_touch() >= 28))[:8]
        busy.touch(who)
        for loop in (idle, busy):
            loop.end_week()
    assert np.array_equal(idle.world.lives.opens, busy.world.lives.opens)
    untouched = busy.world.past.standing.count == idle.world.past.standing.count
    assert np.array_equal(idle.won()[untouched], busy.won()[untouched])
    assert (idle.touches, idle.stops) == (0, 0)
    assert busy.revenue() != idle.revenue()


def test_the_expected_revenue_is_what_is_won_on_average() -> None:
    won = expected = 0.0
    for seed in range(6):
        loop = open_loop("no_heterogeneity", seed, 1_500)
        for _ in range(20):
            loop.touch(np.flatnonzero(loop.free() & (loop.since_touch() >= 28))[:100])
            loop.end_week()
        won, expected = won + loop.revenue(), expected + loop.expected_revenue()
    assert expected == pytest.approx(won, rel=0.1)


def test_a_contact_in_an_open_window_is_answered_as_often_as_the_market_says() -> None:
    loop = open_loop("fatigue_zero", 1, 8_000)
    looking = np.flatnonzero(
        loop.free() & loop.world.lives.is_open(0.0, np.arange(8_000)) & np.isinf(loop.since_touch())
    )
    talks = (loop.touch(looking) == 1).mean()
    assert talks == pytest.approx(loop.world.market.draws["window.replies"], abs=4 * 0.5 / np.sqrt(len(looking)))


def test_a_fiscal_year_starts_on_the_first_of_its_month() -> None:
    days = np.array([0.0, 0.0, -5.0, 85.0, 86.0])
    months = np.array([1, 2, 1, 4, 4])
    # The world starts on 2026-01-05.
    assert fiscal_start_after(days, months).tolist() == [361.0, 27.0, -4.0, 86.0, 86.0]
