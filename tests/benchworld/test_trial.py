"""The trial itself: habits keep their word, whoever knows more wins more, and a miss is called a miss."""

from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from benchmarks.judgement import keep, plan
from benchmarks.judgement.carrying import carry_over
from benchmarks.judgement.ceiling import Known, Watched, by_every_kind, by_kind, by_kind_and_book, by_other_kinds
from benchmarks.judgement.frontier import live_a_year
from benchmarks.judgement.habits import CADENCE, HABITS, cadence
from benchmarks.judgement.known_rates import KnownRates
from benchmarks.judgement.ours import OurDesk
from benchmarks.judgement.plan import HOUR_PRICE, NO_SIGNAL, Size, share_minutes
from benchmarks.judgement.report import write_report
from benchmarks.judgement.report_worlds import say_models, write_forecast
from benchmarks.judgement.targets import list_targets
from benchmarks.judgement.tell import ratio_of
from rekindle.benchworld import open_loop


def test_every_habit_lives_the_same_year_and_who_sees_the_windows_wins_most() -> None:
    years = [year for seed in range(3) for year in live_a_year(("default", seed, 8, (), True, True))]
    total = {name: sum(year["revenue"] for year in years if year["way"] == name) for name in HABITS}
    touches = {name: [year["touches"] for year in years if year["way"] == name] for name in HABITS}
    assert max(total, key=lambda name: total[name]) == "oracle: sees the windows"
    assert min(total, key=lambda name: total[name]) == "do nothing"
    assert touches["do nothing"] == [0, 0, 0]
    assert touches["random"] == touches[CADENCE] == [416, 416, 416]


def test_the_cadence_waits_thirty_days_after_a_loss_and_a_quarter_after_a_contact() -> None:
    loop, chance = open_loop("no_heterogeneity", 1, 200), np.random.default_rng(0)
    for _ in range(12):
        who = cadence(loop, 500, chance)
        assert (loop.day - loop.world.deals.lost[who] >= 30).all()
        old = who[loop.day - loop.world.deals.lost[who] > 190]
        assert (loop.since_touch()[old] >= 91).all()
        loop.touch(who)
        loop.end_week()
    assert loop.touches > 100


def test_who_knows_the_rates_and_the_desk_keep_to_their_capacity_and_to_every_no() -> None:
    loop = open_loop("fatigue_extreme", 2, 120)
    knows = KnownRates(loop, 300.0)
    for _ in range(4):
        who = knows.choose(3)
        assert len(who) <= 3
        knows.heed(who, loop.touch(who))
        loop.end_week()
    desk = OurDesk(loop, 300.0)
    assert len(desk.work(3)) <= 3


def test_a_ratio_over_worlds_is_paired() -> None:
    theirs = np.array([100.0, 1.0, 50.0, 10.0, 900.0])
    value, low, high = ratio_of(list(1.3 * theirs), list(theirs))
    assert (round(value, 9), round(low, 9), round(high, 9)) == (1.3, 1.3, 1.3)


def years_of(ours: float, stops: int) -> list[dict[str, Any]]:
    row = {"regime": "default", "most": 8, "wins": 1}
    desk = {**row, "way": "this desk", "hour_price": HOUR_PRICE, "revenue": ours, "touches": 50, "stops": stops}
    habit = {**row, "way": CADENCE, "hour_price": None, "revenue": 100.0, "touches": 100, "stops": 10}
    return [{**year, "seed": seed} for seed in range(4) for year in (desk, habit)]


def test_a_miss_is_called_a_miss_and_says_why() -> None:
    kept = list_targets({"frontier": years_of(120.0, 3)})
    assert [target.kept for target in kept] == [True, True, True]
    missed = list_targets({"frontier": years_of(90.0, 5)})
    assert [target.kept for target in missed] == [True, False, False]
    assert [bool(target.why) for target in missed] == [False, True, True]
    assert list_targets({"safety": [{"decisions": 10, "forbidden": 0, "unfilled": 0, "contacts": 1}]})[0].kept is False


def test_it_is_said_in_how_many_worlds_which_model_was_in_force() -> None:
    briers = ((0.050, 0.049, True), (0.049, 0.050, False), (0.052, 0.050, None))
    rows = [
        {"regime": "default", "size": 20_000, "brier": ours, "trees_brier": theirs, "second": second}
        for ours, theirs, second in briers
    ]
    names = ("skill", "slope", "inside", "groups")
    (target,) = (
        one
        for one in list_targets({"forecast": [{**row, **dict.fromkeys(names, 1.0)} for row in rows]})
        if "boosted trees" in one.name
    )
    assert target.found == "median +2.0 %, worst +4.0 % of 3 worlds (second model in force in 1)"
    assert say_models(rows, 20_000) == (
        "Of 3 books of 20,000 the own test of 1 put the second model in force; in 1 it was tried and the desk’s own "
        "stayed alone; 1 had too few returns to try it."
    )


def trial_of(seed: int, skill: float, **more: float) -> dict[str, Any]:
    row = {"regime": "no_windows", "seed": seed, "size": 60, "returns": 4, "base_rate": 0.05, "skill": skill}
    names = ("slope", "concordance", "o_per_e", "inside", "groups", "prior_skill", "reason_skill", "trees_skill")
    return {**row, **dict.fromkeys(names, 0.5), **more}


def test_a_miss_where_nothing_can_be_told_says_what_the_level_alone_comes_to_in_the_same_books() -> None:
    skills = [(-0.03, -0.05, -0.01), (-0.04, -0.03, -0.01), (-0.05, 0.0, -0.03), (0.0, -0.01, 0.0)]
    rows = [trial_of(nth, ours, rate_skill=rate, level_skill=level) for nth, (ours, rate, level) in enumerate(skills)]
    target, *beside = list_targets({"forecast": rows})
    assert target.kept is False
    assert target.why.endswith(
        "Share of books at -.02 or above. Of 60 deals: the book's own rate, one number for everybody, in 50 %; the "
        "desk's level alone in 75 %; the desk in 25 % of 4. A rate told by 4 returns costs 0.013 on average, with all "
        "else right."
    )
    assert [(one.found, one.kept) for one in beside] == [("75 % of 4 books (worst -0.050)", None)]
    assert "| +0.500 | -0.020 | +0.500 | +0.500 |" in write_forecast(rows)


def test_the_same_books_are_held_against_what_somebody_could_have_had_and_hindsight_stays_a_miss(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keep, "KEPT", tmp_path)
    rows = [trial_of(nth, -0.03, rate_skill=-0.03, level_skill=0.0, prior_level_skill=-1.06) for nth in range(3)]
    keep.keep("forecast", {"rows": rows, "scale": 1, "first": 1_000, "about": "a machine"}, 1.0)
    page = write_report(date(2026, 1, 5))
    assert "books of 60 to 2,000 | at least 95 % | 0 % of 3 books (worst -0.030) | **missed** |" in page
    assert "over the level of the priors | told beside it | 100 % of 3 books (worst +0.500) | no target |" in page
    line = "| -0.030 (-0.030 to -0.030) | 100 % | +0.000 (+0.000 to +0.000) | 100 % | +0.500 (+0.500 to +0.500) |"
    assert f"| no_windows | 60 | 3 | 0 % {line}" in page


def test_rows_of_an_earlier_run_that_did_not_ask_for_the_plain_rate_are_still_written() -> None:
    rows = [trial_of(nth, -0.03) for nth in range(3)]
    (target,) = (one for one in list_targets({"forecast": rows}) if "skill at least" in one.name)
    assert target.why.endswith("leave the level too high.")
    assert "| +0.500 |  | +0.500 | +0.500 |" in write_forecast(rows)


def known_of(regime: str, seed: int, rate: float, per_day: float) -> Known:
    days = np.full(16, 1e6)
    return Known(regime, seed, rate, Watched(days * per_day, days))


def test_what_somebody_could_know_beforehand_bounds_what_any_book_can_tell() -> None:
    mine = [known_of("no_windows", nth, rate, rate / 200) for nth, rate in enumerate((0.04, 0.05, 0.06))]
    others = [known_of("default", nth, rate, rate / 200) for nth, rate in enumerate((0.08, 0.10, 0.12))]
    known, days = [*mine, *others], np.full(16, 1_000.0)
    few, many = (Watched(days * share * 0.05 / 200, days * share) for share in (0.01, 100.0))
    assert by_kind(few, "no_windows", known) == pytest.approx(0.05)
    told = [by_kind_and_book(past, "no_windows", known) for past in (few, many)]
    assert told == pytest.approx([0.05, 0.05], abs=0.002)
    unsure, sure = (by_every_kind(past, "no_windows", known) for past in (few, many))
    assert unsure == pytest.approx(0.075, abs=0.002), "a book that says nothing leaves all worlds alike"
    assert sure == pytest.approx(0.05, abs=0.001)
    assert by_other_kinds(many, "no_windows", known) == pytest.approx(0.08, abs=0.001), "the nearest world it ever met"


def ceiling_of(regime: str, seed: int, skill: float) -> dict[str, Any]:
    ways = dict.fromkeys(("kind", "kind_and_book", "every_kind", "other_kinds", "book"), skill)
    return {"regime": regime, "seed": seed, "size": 60, "base_rate": 0.05 + seed / 100, **ways}


def test_a_run_of_one_part_leaves_on_the_page_what_other_runs_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keep, "KEPT", tmp_path)
    about = {"scale": 1, "first": 1_000, "about": "a machine"}
    keep.keep("forecast", {"rows": [trial_of(nth, -0.03) for nth in range(3)], **about}, 1.0)
    keep.keep("bank", {"rows": {"missing": "bank.zip is not in data"}, **about}, 1.0)
    keep.keep("frontier", {"rows": years_of(120.0, 3), **about}, 2.0)
    whole = write_report(date(2026, 1, 5))
    for part in tmp_path.iterdir():
        part.unlink()
    rows = [ceiling_of(regime, nth, skill) for regime in NO_SIGNAL for nth, skill in enumerate((-0.03, -0.01))]
    keep.keep("ceiling", {"rows": rows, **about}, 3.0)
    page = carry_over(write_report(date(2026, 1, 6)), whole, ["ceiling"])
    assert [line for line in whole.splitlines() if line and line not in page.splitlines()] == []
    heads = [line for line in page.splitlines() if line.startswith("## ")]
    assert (
        heads.index("## The most that could be known where nothing can be told") == heads.index("## The forecast") + 1
    )
    assert "| no_windows | 60 | 2 | 50 % (-0.020, -0.030) | 50 % (-0.020, -0.030) |" in page
    lines = page.splitlines()
    at = [nth for nth, line in enumerate(lines) if line.startswith("| no_windows: the same books, one number")]
    assert lines[at[0] - 1].startswith("| no_windows: skill at least -.02"), "beside the target it is told of"
    assert carry_over(write_report(date(2026, 1, 6)), page, ["ceiling"]) == page


def test_a_target_found_anew_takes_its_old_line_and_its_old_reason_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keep, "KEPT", tmp_path)
    about = {"scale": 1, "first": 1_000, "about": "a machine"}
    keep.keep("frontier", {"rows": years_of(90.0, 5), **about}, 2.0)
    missed = write_report(date(2026, 1, 5))
    keep.keep("frontier", {"rows": years_of(120.0, 3), **about}, 2.0)
    page = carry_over(write_report(date(2026, 1, 6)), missed, ["frontier"])
    assert ("**missed**" in missed, "**missed**" in page) == (True, False)
    assert "Why the misses" not in page


def test_data_that_is_missing_is_said_and_the_rest_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keep, "KEPT", tmp_path)
    about = {"scale": 0.5, "first": 1_000, "about": "a machine"}
    keep.keep("bank", {"rows": {"missing": "bank.zip is not in data"}, **about}, 1.0)
    keep.keep("frontier", {"rows": years_of(120.0, 3), **about}, 2.0)
    page = write_report(date(2026, 1, 5))
    assert "Left out: bank.zip is not in data." in page
    assert "**A reduced run** (1 is the whole of it): frontier at 0.5." in page
    assert (
        "| 8 a week: opt-outs of 30/60/90, then quarterly | at most 40 % | 30 % (30 % to 30 %) over 4 worlds | kept |"
        in page
    )


def test_what_has_a_target_is_tried_first_and_what_a_part_leaves_over_the_next_one_has(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: dict[str, list[Any]] = {}
    monkeypatch.setattr(plan, "run_all", lambda work, tasks, say, minutes: asked.setdefault(say, list(tasks)) and [])
    for part in (plan.walk_frontier, plan.forecast_worlds, plan.hear_verdicts):
        part(Size())
    assert [task[:3] for task in asked["frontier"][:30]] == [("default", 1_000 + nth, 8) for nth in range(30)]
    worlds = {part: dict.fromkeys(("default", *NO_SIGNAL), 0) for part in asked}
    for part, tasks in asked.items():
        for task in {task[:2] for task in tasks if task[0] in worlds[part]}:
            worlds[part][task[0]] += 1
    assert worlds["frontier"]["default"] == worlds["forecast"]["default"] == 60
    assert all(worlds[part][regime] == 40 for part in ("forecast", "verdicts") for regime in NO_SIGNAL)
    assert share_minutes(44.0, "safety", ["verdicts", "frontier", "forecast"]) == 5.0
    assert share_minutes(35.0, "forecast", []) == 35.0
