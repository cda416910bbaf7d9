"""All models speak one grammar, and each agrees with what was published or with what it must be."""

import dataclasses
import math

import numpy as np
import pyarrow as pa
import pytest

from rekindle.timing.models import MODELS, BaseRate, BgNbd, Boosted, ReturnHazard
from tests.mind.generate import book
from tests.mind.pack import pack

RNG = np.random.default_rng(3)


def lost_deals() -> dict[str, pa.Table]:
    facts, whys = book(2, deals=150)
    return {**facts, **pack(), "whys": whys}


def customers(n: int = 1500) -> dict[str, pa.Table]:
    """Customers drawn from the model itself: r 0.5, alpha 6, a 0.8, b 2.5."""
    rate, quit_chance = RNG.gamma(0.5, 1 / 6, n), RNG.beta(0.8, 2.5, n)
    age = RNG.uniform(20, 60, n)
    rows = []
    for mine, leaves, until in zip(rate, quit_chance, age, strict=True):
        x, last, at = 0, 0.0, RNG.exponential(1 / mine)
        while at < until:
            x, last = x + 1, at
            if RNG.random() < leaves:
                break
            at += RNG.exponential(1 / mine)
        rows.append((x, last, until))
    return {
        "purchases": pa.table(
            dict(zip(("frequency", "recency", "age"), map(list, zip(*rows, strict=True)), strict=True))
        )
    }


def spells() -> dict[str, pa.Table]:
    time = RNG.exponential(100, 400)
    return {"spells": pa.table({"time": np.minimum(time, 150), "back": (time < 150).astype(float)})}


def rows(n: int = 3000) -> dict[str, pa.Table]:
    x, y = RNG.normal(size=n), RNG.normal(size=n)
    back = RNG.random(n) < 1 / (1 + np.exp(-(x * y - 1)))
    return {"rows": pa.table({"x": x, "y": y, "back": back.astype(float)})}


HISTORIES = {ReturnHazard: lost_deals, BgNbd: customers, BaseRate: spells, Boosted: rows}


@pytest.fixture(scope="module", params=MODELS, ids=lambda model: model.__name__)
def pair(request):
    history = HISTORIES[request.param]()
    return request.param(), request.param().fit(history), history


def learned(model) -> dict:
    return {f.name: getattr(model, f.name) for f in dataclasses.fields(model) if f.name.endswith("_")}


def test_what_was_learned_ends_in_an_underscore_and_is_nothing_before(pair) -> None:
    fresh, fitted, _ = pair

    assert learned(fresh) and all(value is None for value in learned(fresh).values())
    assert all(value is not None for value in learned(fitted).values())


def test_a_model_is_never_changed_by_fitting(pair) -> None:
    fresh, fitted, _ = pair

    assert type(fresh) is type(fitted)
    assert fresh == type(fresh)()
    with pytest.raises(dataclasses.FrozenInstanceError):
        fitted.anything_ = 1


def test_a_model_that_has_learned_nothing_says_so(pair) -> None:
    fresh, _, history = pair

    with pytest.raises(ValueError, match="has learned nothing yet"):
        fresh.forecast(history, 90)


def test_every_forecast_is_a_chance_within_its_interval(pair) -> None:
    _, fitted, history = pair
    found = fitted.forecast(history, 90)
    chance = found.column("chance").to_numpy()

    assert found.num_rows > 0
    assert ((chance >= 0) & (chance <= 1)).all()
    if found.column("chance_low").null_count == 0:
        low, high = found.column("chance_low").to_numpy(), found.column("chance_high").to_numpy()
        assert (low <= chance + 1e-12).all() and (chance <= high + 1e-12).all()


def test_further_ahead_is_never_less_likely(pair) -> None:
    _, fitted, history = pair
    near, far = (fitted.forecast(history, days).column("chance").to_numpy() for days in (30, 90))

    assert (near <= far + 1e-12).all()


def test_formula_and_source_stand_with_every_model() -> None:
    for model in MODELS:
        assert model.__doc__
        assert "P(" in model.__doc__ and "`history` holds" in model.__doc__
        assert model.fit.__doc__ and model.forecast.__doc__


def test_bg_nbd_finds_the_parameters_its_customers_were_drawn_from() -> None:
    found = BgNbd().fit(customers(6000))

    assert [found.r_, found.alpha_] == pytest.approx([0.5, 6.0], rel=0.2)
    assert found.a_ / (found.a_ + found.b_) == pytest.approx(0.8 / 3.3, abs=0.06)


def test_bg_nbd_likelihood_is_the_published_formula() -> None:
    (x, t, age), (r, alpha, a, b) = (2.0, 30.43, 38.86), (0.243, 4.414, 0.793, 2.426)
    g = math.gamma
    first = g(r + x) * alpha**r / g(r) * g(a + b) * g(b + x) / (g(b) * g(a + b + x))
    wanted = math.log(first * ((1 / (alpha + age)) ** (r + x) + a / (b + x - 1) * (1 / (alpha + t)) ** (r + x)))
    from rekindle.timing.models.purchases import _log_likelihood

    found = _log_likelihood(np.log([r, alpha, a, b]), *(np.array([value]) for value in (x, t, age)))

    assert found[0] == pytest.approx(wanted, rel=1e-12)


def test_bg_nbd_says_what_the_authors_say_of_their_example() -> None:
    """Fader, Hardie & Lee, note on the conditional expectation: x 2, t 30.43, T 38.86 expects 1.226 in 39 weeks."""
    model = BgNbd(r_=0.243, alpha_=4.414, a_=0.793, b_=2.426, log_likelihood_=0.0, covariance_=np.zeros((4, 4)))
    history = {"purchases": pa.table({"frequency": [2.0], "recency": [30.43], "age": [38.86]})}

    row = model.forecast(history, 39.0).to_pylist()[0]

    assert row["expected"] == pytest.approx(1.226, abs=0.001)
    assert row["chance_low"] == pytest.approx(row["chance"])


def test_bg_nbd_needs_somebody_who_bought_twice() -> None:
    once = {"purchases": pa.table({"frequency": [0.0, 0.0], "recency": [0.0, 0.0], "age": [10.0, 20.0]})}

    with pytest.raises(ValueError, match="nobody bought a second time"):
        BgNbd().fit(once)


def test_boosted_trees_find_an_interaction_and_refuse_a_history_of_one_kind() -> None:
    history = rows(6000)
    chance = Boosted().fit(history).forecast(history, 180).column("chance").to_numpy()
    table = history["rows"]
    product = table.column("x").to_numpy() * table.column("y").to_numpy()

    assert np.corrcoef(chance, product)[0, 1] > 0.7
    with pytest.raises(ValueError, match="that did not"):
        Boosted().fit({"rows": pa.table({"x": [1.0, 2.0], "back": [0.0, 0.0]})})


def test_the_base_rate_is_returns_over_time() -> None:
    found = BaseRate().fit({"spells": pa.table({"time": [10.0, 30.0], "back": [1.0, 0.0]})})

    assert found.rate_ == pytest.approx(1.5 / 40)
