"""The figures of a backtest against their definitions, computed by hand or by brute force."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rekindle.learning.backtest.choices import choose, is_due
from rekindle.learning.backtest.figures import (
    Figure,
    apart,
    brier_skill,
    calibration_slope,
    calibration_table,
    concordance,
    resample,
)
from rekindle.learning.backtest.says import Seen, say_why

RNG = np.random.default_rng(7)
CHANCE = RNG.beta(1, 4, 4000)
BACK = (RNG.random(4000) < CHANCE).astype(float)
DRAWS = resample(np.arange(4000) // 2)


def test_the_skill_is_the_brier_score_against_the_average() -> None:
    score, average = np.mean((CHANCE - BACK) ** 2), np.mean((BACK.mean() - BACK) ** 2)

    figure = brier_skill(CHANCE, BACK, DRAWS)

    assert figure.value == pytest.approx(1 - score / average)
    assert figure.low < figure.value < figure.high


def test_the_concordance_counts_pairs() -> None:
    chance, back = np.array([0.1, 0.4, 0.4, 0.8, 0.2]), np.array([0.0, 1.0, 0.0, 1.0, 0.0])
    pairs = [(x > y) + 0.5 * (x == y) for x, y in product(chance[back > 0], chance[back == 0])]

    assert concordance(chance, back, resample(np.arange(5))).value == pytest.approx(np.mean(pairs))


def test_a_forecast_that_is_right_has_a_slope_of_one_and_a_timid_one_more() -> None:
    right = calibration_slope(CHANCE, BACK, DRAWS)
    logit = np.log(CHANCE / (1 - CHANCE))
    timid = calibration_slope(1 / (1 + np.exp(-logit / 2)), BACK, DRAWS)

    assert right.low < 1 < right.high
    assert timid.low > 1.5


def test_the_calibration_table_holds_every_forecast_once() -> None:
    table = calibration_table(CHANCE, BACK, DRAWS)

    assert sum(row["n"] for row in table) == 4000
    assert all(row["from"] <= row["forecast"] <= row["to"] for row in table)
    assert sum(row["n"] * row["observed"] for row in table) == pytest.approx(BACK.sum())


def test_deals_of_one_account_are_one_witness() -> None:
    alone = brier_skill(CHANCE, BACK, resample(np.arange(4000)))
    copies = brier_skill(np.tile(CHANCE, 4), np.tile(BACK, 4), resample(np.tile(np.arange(4000), 4)))

    assert copies.high - copies.low == pytest.approx(alone.high - alone.low, rel=0.15)


def order_of(*came: int) -> tuple[Figure, Figure, Figure]:
    """Forecast forty accounts, from the least likely to the likeliest, of which these came back."""
    chance, back, draws = np.linspace(0.05, 0.6, 40), np.zeros(40), resample(np.arange(40))
    back[list(came)] = 1
    return brier_skill(chance, back, draws), concordance(chance, back, draws), calibration_slope(chance, back, draws)


def test_how_sure_an_order_is_hangs_on_how_many_accounts_came_back() -> None:
    assert order_of(39) == (Figure(), Figure(), Figure())
    _, two, slope = order_of(37, 39)
    assert (two.low, two.high) == (pytest.approx(0.784, abs=0.001), 1.0)
    assert slope.low < 0 < slope.high
    _, perfect, _ = order_of(*range(30, 40))
    assert (perfect.value, perfect.low, perfect.high) == (1.0, pytest.approx(0.025 ** (1 / 10)), 1.0)


def test_what_cannot_be_computed_is_none() -> None:
    nobody = np.zeros(50)

    assert concordance(CHANCE[:50], nobody, resample(np.arange(50))) == Figure()
    assert calibration_slope(CHANCE[:50], nobody, resample(np.arange(50))) == Figure()
    assert brier_skill(CHANCE[:50], nobody, resample(np.arange(50))) == Figure()


@given(st.lists(st.tuples(st.floats(0, 1), st.integers(0, 900), st.booleans()), min_size=1, max_size=60), st.booleans())
def test_every_habit_spends_the_same_number_of_contacts(rows: list[tuple[float, int, bool]], by_rep: bool) -> None:
    chance, age, contacted = (np.array(column, dtype=float) for column in zip(*rows, strict=True))
    amount = np.where(age % 3 == 0, np.nan, age)
    chosen = choose(chance, age, amount, contacted, by_rep)
    budget = contacted.sum() if by_rep else max(1, round(len(rows) * 0.1))

    assert {name: pytest.approx(budget) for name in chosen} == {name: w.sum() for name, w in chosen.items()}
    assert all((weights >= -1e-12).all() and (weights <= 1 + 1e-12).all() for weights in chosen.values())


def test_the_cadence_is_due_at_30_60_90_and_then_each_quarter() -> None:
    days = np.arange(0, 400)
    touched = [day for day in days if is_due(np.array([float(day)]))[0]]

    assert all(day in touched for day in (30, 60, 90, 181, 272, 363))
    assert not any(day in touched for day in (91, 120, 150, 182, 243))


def test_of_none_and_of_all_the_interval_is_the_exact_one_with_an_account_as_one_trial() -> None:
    draws, ones = resample(np.arange(40) // 2), np.ones(40)
    exact = 1 - 0.025 ** (1 / 20)

    none, every = draws.share(np.zeros(40), ones), draws.share(ones, ones)

    assert (none.value, none.low, none.high) == pytest.approx((0.0, 0.0, exact))
    assert (every.value, every.low, every.high) == pytest.approx((1.0, 1 - exact, 1.0))
    assert draws.share(np.arange(40) % 2, ones) == draws.ratio(np.arange(40) % 2, ones)


def test_a_gain_over_a_habit_that_found_nobody_is_no_surer_than_what_nobody_is_known_to_within() -> None:
    none, some, gain = Figure(0.0, 0.0, 17.0), Figure(10.0, 5.0, 16.0), Figure(10.0, 5.0, 16.0)

    assert apart(some, none, gain).low == pytest.approx(10 - np.hypot(5, 17))
    assert apart(some, some, gain) == gain
    assert apart(Figure(), none, gain) == gain


@pytest.mark.parametrize(
    ("level", "words"),
    [
        (Figure(0.93, 0.7, 1.2), "Its chances held as numbers."),
        (Figure(0.57, 0.4, 0.7), "too high as numbers: for every 100 returns it expected, 57 came."),
        (Figure(1.5, 1.2, 1.9), "too low as numbers: for every 100 returns it expected, 150 came."),
    ],
)
def test_chances_that_beat_an_average_are_not_said_to_hold_as_numbers_where_they_did_not(
    level: Figure, words: str
) -> None:
    found = {"found_per_100": Figure(20, 15, 25), "base_rate": Figure(0.1, 0.05, 0.15)}
    cadence = {"value": 10, "gain": {"value": 10, "low": 5, "high": 15}}

    said = say_why("better", found | {"observed_per_expected": level}, {"cadence": cadence}, Seen(90, 40, 40, 9))

    assert said.endswith(words)


@pytest.mark.parametrize(
    ("over_cadence", "over_lot", "skill", "words"),
    [
        (-1, 3, Figure(0.02, -0.01, 0.05), "on your own deals it is no better than your cadence."),
        (3, -1, Figure(0.05, 0.02, 0.08), "But a lot might have done as well, so it claims no more."),
        (3, 3, Figure(0.02, -0.01, 0.05), "Its chances were not clearly better than one average for everybody"),
        (3, 3, Figure(-0.05, -0.07, -0.04), "Its chances were worse than one average for everybody"),
    ],
)
def test_why_it_is_no_better_names_what_did_not_hold(
    over_cadence: int, over_lot: int, skill: Figure, words: str
) -> None:
    found = {"found_per_100": Figure(20, 15, 25), "base_rate": Figure(0.1, 0.05, 0.15), "brier_skill": skill}
    lows = {"cadence": over_cadence, "random": over_lot}
    habits = {name: {"value": 10, "gain": {"value": 10, "low": low, "high": 15}} for name, low in lows.items()}

    assert words in say_why("no better than your cadence", found, habits, Seen(90, 40, 40, 9))
