"""The yardsticks are the published ones: what the judgement is held against must itself be right."""

import csv
from pathlib import Path

import numpy as np
import pytest
from scipy.special import expit

from benchmarks.judgement.bgnbd import BgNbd, fit_bgnbd
from benchmarks.judgement.cox import fit_cox
from benchmarks.judgement.data import DataMissingError, data_file
from benchmarks.judgement.donors import fit_bgbb
from benchmarks.judgement.retail import harrell
from benchmarks.judgement.scores import brier_skill, calibration_slope, concordance, coverage


def rows_of(name: str) -> list[dict[str, str]]:
    try:
        path = data_file(name)
    except DataMissingError as missing:
        pytest.skip(str(missing))
    with path.open() as lines:
        return list(csv.DictReader(lines))


def columns_of(rows: list[dict[str, str]], *names: str) -> list[np.ndarray]:
    return [np.array([float(row[name]) for row in rows]) for name in names]


def test_cox_on_the_released_gives_the_published_weights() -> None:
    rows = rows_of("survival/rossi.csv")
    names = ("fin", "age", "race", "wexp", "mar", "paro", "prio")
    week, arrest = columns_of(rows, "week", "arrest")
    cox = fit_cox(np.column_stack(columns_of(rows, *names)), week, arrest == 1)
    found = dict(zip(names, cox.weights.round(3).tolist(), strict=True))
    assert (found["fin"], found["age"], found["prio"]) == (-0.379, -0.057, 0.091)


def test_cox_foretells_as_many_events_as_there_were() -> None:
    chance = np.random.default_rng(3)
    x = chance.standard_normal((4_000, 2))
    time = np.ceil(chance.exponential(np.exp(-0.7 * x[:, 0])) * 10)
    happened = time <= 20
    cox = fit_cox(x, np.minimum(time, 20), happened)
    assert cox.weights == pytest.approx([0.7, 0.0], abs=0.06)
    assert cox.within(x, 20).sum() == pytest.approx(happened.sum(), rel=0.03)


def test_bgnbd_on_the_published_sample_gives_the_published_fit() -> None:
    x, t_x, t = columns_of(rows_of("retail/cdnow_customers_summary.csv"), "frequency", "recency", "T")
    model = fit_bgnbd(x, t_x, t)
    found = (model.r, model.alpha, model.a, model.b)
    assert [round(one, 3) for one in found] == [0.243, 4.414, 0.793, 2.426]
    assert round(model.log_likelihood, 1) == -9582.4


def test_bgnbd_believes_less_in_a_customer_the_longer_they_are_quiet_for_their_kind() -> None:
    model = BgNbd(0.243, 4.414, 0.793, 2.426, 0.0)
    often, seldom = np.array([20.0]), np.array([2.0])
    assert model.alive(often, np.array([20.0]), np.array([39.0])) < model.alive(
        seldom, np.array([20.0]), np.array([39.0])
    )
    assert model.alive(np.array([0.0]), np.array([0.0]), np.array([39.0])) == 1.0


def test_the_donors_give_the_published_fit() -> None:
    rows = rows_of("retail/fader_donations_rf_with_holdout.csv")
    model = fit_bgbb(*columns_of(rows, "x", "t_x", "n_cal", "custs"))
    assert [round(one, 3) for one in (model.a, model.b, model.c, model.d)] == [1.204, 0.75, 0.657, 2.783]
    assert round(model.log_likelihood, 1) == -33225.6


def test_data_that_is_not_there_is_named_with_the_way_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REKINDLE_BENCH_DATA", str(tmp_path))
    with pytest.raises(DataMissingError, match=r"retail/none\.csv is not in .*; set REKINDLE_BENCH_DATA"):
        data_file("retail/none.csv")


def test_skill_slope_and_coverage_of_a_forecast_that_is_right() -> None:
    chance = np.random.default_rng(5)
    line = chance.normal(-2, 1, 40_000)
    right = expit(line)
    came = chance.random(40_000) < right
    assert calibration_slope(right, came) == pytest.approx(1.0, abs=0.06)
    assert calibration_slope(expit(2 * line + 2), came) == pytest.approx(0.5, abs=0.04)
    assert brier_skill(np.full(len(came), came.mean()), came) == 0
    assert brier_skill(right, came) > 0.05
    groups = np.arange(40_000) % 400
    inside, count = coverage(right, right, came, groups)
    assert (count, 0.72 <= inside / count <= 0.88) == (400, True)


def test_concordance_counts_pairs_and_halves_ties() -> None:
    assert concordance(np.array([3.0, 1.0, 1.0, 0.0]), np.array([True, True, False, False])) == 3.5 / 4
    wait, came = np.array([5.0, 9.0, 90.0, 90.0]), np.array([True, True, False, False])
    assert harrell(np.array([4.0, 3.0, 2.0, 1.0]), wait, came) == 1.0
    assert harrell(np.array([3.0, 4.0, 2.0, 1.0]), wait, came) == 4 / 5
    assert harrell(np.zeros(4), wait, came) == 0.5
