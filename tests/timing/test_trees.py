"""Trees kept as plain numbers, and what a forecast is with them in force."""

import numpy as np
import pyarrow as pa
import pytest

from rekindle import timing
from rekindle.timing.models import Boosted
from rekindle.timing.second import FEATURES, trees_in, with_trees
from rekindle.timing.trees import Trees, read_trees
from tests.mind.generate import book
from tests.mind.pack import pack
from tests.support.trees import split_on

MOVED = ("chance", "chance_low", "chance_high", "hazard_now", "hazard_later")


def test_trees_as_numbers_say_what_the_library_says_also_of_what_is_not_known() -> None:
    rng = np.random.default_rng(1)
    rows = np.where(rng.random((3000, 3)) < 0.2, np.nan, rng.normal(size=(3000, 3)))
    back = (np.nan_to_num(rows[:, 0]) * np.nan_to_num(rows[:, 1]) > rng.normal(size=3000)).astype(float)
    columns = {name: rows[:, nth] for nth, name in enumerate("abc")}
    history = {"rows": pa.table(columns | {"back": back, "expected": np.full(3000, 0.5)})}
    grown = Boosted().fit(history)

    trees = read_trees(grown.as_trees({}).as_text())

    chance = grown.forecast(history, 180).column("chance").to_numpy()
    assert np.minimum(0.5 * np.exp(trees.weigh(rows)), 1.0) == pytest.approx(chance, abs=1e-9)


def bound(outlook: pa.Table, parameters: pa.Table) -> dict[str, float]:
    """The share of those who may come back, by deal, as docs/mind.md has it."""
    (spread,) = [row["log_rate"] for row in parameters.to_pylist() if row["factor"] == "spread"]
    return {row["deal_id"]: (1 - row["never"]) ** np.exp(spread) for row in outlook.to_pylist()}


def two_forecasts(trees: Trees) -> tuple[dict, dict, timing.Forecast, dict[str, float]]:
    facts, whys = book(5, deals=300)
    playbook = pack()
    own = timing.fit(facts, whys, playbook)
    second = timing.forecast(facts, whys, playbook, with_trees(own, trees.as_text()))
    first = timing.forecast(facts, whys, playbook, own).returns.to_pylist()
    rows = ({row["deal_id"]: row for row in found} for found in (first, second.returns.to_pylist()))
    return *rows, second, bound(second.returns, own)


def test_with_trees_in_force_every_chance_is_multiplied_and_the_terms_still_sum_to_the_log_hazard() -> None:
    own, moved, forecast, may = two_forecasts(split_on("age", 200.0, 3.0, 0.5))

    sums: dict[str, float] = {}
    for row in forecast.terms.to_pylist():
        sums[row["deal_id"]] = sums.get(row["deal_id"], 0.0) + row["value"]
    assert sums == pytest.approx({deal: row["log_hazard"] for deal, row in moved.items()}, abs=1e-9)
    assert {row["term"] for row in forecast.terms.to_pylist()} >= {"trees", "base"}
    for deal, row in moved.items():
        most = max(own[deal]["chance"], 0.95 * may[deal])
        times = np.exp(row["log_hazard"] - own[deal]["log_hazard"])
        assert any(row["chance"] == pytest.approx(min(own[deal]["chance"] * by, most)) for by in (3.0, 0.5))
        for name in MOVED:
            moved_so = may[deal] * (1 - (1 - own[deal][name] / may[deal]) ** times)
            assert row[name] == pytest.approx(moved_so, abs=1e-9)
        assert {name: row[name] for name in row if name not in (*MOVED, "log_hazard")} == {
            name: own[deal][name] for name in own[deal] if name not in (*MOVED, "log_hazard")
        }


def test_trees_make_nothing_more_than_twenty_times_as_likely() -> None:
    own, moved, _, _ = two_forecasts(split_on("age", 200.0, 1e6, 1e-6))

    times = [np.exp(moved[deal]["log_hazard"] - row["log_hazard"]) for deal, row in own.items()]
    assert (max(times), min(times)) == (pytest.approx(20.0), pytest.approx(1 / 20.0))


def test_whoever_never_comes_back_does_not_however_much_trees_believe_in_a_deal() -> None:
    own, moved, _, may = two_forecasts(split_on("age", 200.0, 1e6, 1e6))

    chances = {(deal, name): row[name] for deal, row in moved.items() for name in MOVED}
    assert {at: chance for at, chance in chances.items() if chance > may[at[0]] * (1 + 1e-12)} == {}
    # Without the bound some of them would.
    assert any(1 - (1 - row["chance"]) ** 20 > may[deal] for deal, row in own.items())


def test_the_curve_of_a_window_is_moved_as_the_chance_is() -> None:
    facts, whys = book(5, deals=60)
    playbook = pack()
    own = timing.fit(facts, whys, playbook)
    both = with_trees(own, split_on("age", 200.0, 2.0, 0.25).as_text())

    first, second = (timing.outline(facts, whys, playbook, learned) for learned in (own, both))

    forecast = timing.forecast(facts, whys, playbook, both)
    times = {row["deal_id"]: np.exp(row["value"]) for row in forecast.terms.to_pylist() if row["term"] == "trees"}
    may = bound(forecast.returns, own)
    for before, after in zip(first.to_pylist(), second.to_pylist(), strict=True):
        deal = before["deal_id"]
        assert after["chance"] == pytest.approx(
            may[deal] * (1 - (1 - before["chance"] / may[deal]) ** times.get(deal, 1.0)), abs=1e-12
        )


def test_a_book_without_a_second_model_has_none_in_its_parameters() -> None:
    facts, whys = book(5, deals=60)
    own = timing.fit(facts, whys, pack())

    assert trees_in(with_trees(own, None)) is None
    assert len(FEATURES) == len(set(FEATURES))
