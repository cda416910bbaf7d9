"""Customers who went quiet: the hazard finds what made them buy again, and says how sure it is."""

import numpy as np
import pyarrow as pa
import pytest

from rekindle.learning.quiet import QuietHazard


def customers(seed: int, count: int = 4_000, strength: float = 0.8) -> dict[str, pa.Table]:
    """Invent customers who come the sooner the more often they bought."""
    chance = np.random.default_rng(seed)
    repeats = chance.poisson(3, count)
    age = chance.uniform(150, 400, count)
    recency = np.where(repeats > 0, age * chance.uniform(0.2, 0.6, count), 0.0)
    wait = np.ceil(chance.exponential(400 / np.exp(strength * np.log1p(repeats))))
    quiet = pa.table(
        {
            "frequency": repeats,
            "recency": recency,
            "age": age,
            "value": chance.lognormal(3, 1, count),
            "wait": np.minimum(wait, 90.0),
            "back": wait <= 90,
        }
    )
    return {"quiet": quiet}


def test_it_foretells_as_many_as_come_among_others_of_the_same_kind() -> None:
    model, others = QuietHazard().fit(customers(1)), customers(2)
    chance, came = model.forecast(others, 90)["chance"].to_numpy(), others["quiet"]["back"].to_numpy()
    assert chance.sum() == pytest.approx(came.sum(), rel=0.05)
    for half in (chance < np.median(chance), chance >= np.median(chance)):
        assert chance[half].mean() == pytest.approx(came[half].mean(), abs=0.03)


def test_who_bought_often_is_expected_sooner_and_the_rest_weighs_nothing() -> None:
    weights = QuietHazard().fit(customers(1, 20_000)).weights_
    assert weights is not None
    assert weights[0] > 0.2
    assert abs(weights[3]) < 0.05


def test_a_shorter_horizon_has_a_smaller_chance() -> None:
    model, others = QuietHazard().fit(customers(1)), customers(2)
    soon, later = (model.forecast(others, days)["chance"].to_numpy() for days in (30, 90))
    assert (soon < later).all()
    assert soon.sum() == pytest.approx((others["quiet"]["wait"].to_numpy() <= 30).sum(), rel=0.12)


def test_the_intervals_hold_the_share_of_a_kind_and_narrow_with_more_customers() -> None:
    few, many = (QuietHazard().fit(customers(3, count)).forecast(customers(4), 90) for count in (300, 10_000))
    widths = [np.mean(one["chance_high"].to_numpy() - one["chance_low"].to_numpy()) for one in (few, many)]
    assert widths[1] < 0.35 * widths[0]
    truth = QuietHazard().fit(customers(5, 60_000)).forecast(customers(4), 90)["chance"].to_numpy()
    inside = (few["chance_low"].to_numpy() <= truth) & (truth <= few["chance_high"].to_numpy())
    assert 0.5 < inside.mean() <= 1.0


def test_it_says_what_it_cannot_do() -> None:
    nobody = customers(1, 50)["quiet"]
    nobody = nobody.set_column(nobody.column_names.index("back"), "back", pa.array([False] * 50))
    with pytest.raises(ValueError, match="nobody who went quiet bought again"):
        QuietHazard().fit({"quiet": nobody})
    with pytest.raises(ValueError, match="learned nothing yet"):
        QuietHazard().forecast(customers(1, 50), 30)
    with pytest.raises(ValueError, match="120 days are beyond the 13 weeks"):
        QuietHazard().fit(customers(1, 500)).forecast(customers(1, 50), 120)
