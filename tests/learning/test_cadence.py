"""When one more follow-up stops paying: chances are calibrated and tried on later cases, errors name the event."""

from dataclasses import replace
from datetime import datetime, timedelta

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from rekindle.learning.cadence.asking import AskCadence
from rekindle.learning.cadence.events import read_events
from rekindle.learning.cadence.features import describe_followups
from rekindle.learning.cadence.finding import Cadence
from rekindle.learning.cadence.followups import list_followups
from rekindle.learning.cadence.measuring import measure_cadence
from rekindle.learning.cadence.picture import draw_svg, draw_text
from rekindle.learning.cadence.splitting import split
from rekindle.learning.logs.errors import LogError
from tests.learning.trials import make_reminders

ASK = AskCadence(
    "offer no", "when", "what", ("Reminder",), ("Accepted",), ("Withdrawn",), ("Offer sent",), within=10
)  # fmt: skip


@pytest.fixture(scope="module")
def log() -> pa.Table:
    return make_reminders(1, 1500)


@pytest.fixture(scope="module")
def found(log: pa.Table) -> Cadence:
    return measure_cadence(log, ASK)


def make_log(*rows: tuple[str, str, str]) -> pa.Table:
    return pa.table({name: [row[place] for row in rows] for place, name in enumerate(("case", "at", "what"))})


SMALL = AskCadence("case", "at", "what", ("call",), ("back",), ("gone",), ("sent",), within=5)


def test_reminders_that_fade_stop_paying(found: Cadence) -> None:
    assert found.stop.after_followups in (2, 3, 4)
    assert "Break-even is" in found.stop.because


def test_reminders_that_do_not_fade_go_on_paying() -> None:
    steady = measure_cadence(make_reminders(2, 1200, fades=1.0), ASK)

    assert steady.stop.after_followups is None
    assert "still pays or is not shown not to" in steady.stop.because


def test_the_chances_beat_one_average_for_all_on_later_cases(found: Cadence) -> None:
    assert found.metrics["skill_over_base_rate"]["low"] > 0
    assert found.metrics["brier"] < found.baseline["base_rate"]["brier"]
    assert abs(found.metrics["expected"] - found.metrics["observed"]) < 0.04
    assert 0.6 < found.metrics["calibration_slope"] < 1.5


def test_where_nothing_tells_the_success_that_is_said(log: pa.Table) -> None:
    chance = np.random.default_rng(3)
    rows = []
    for case in range(1200):
        day = int(chance.integers(0, 500))
        rows.append((f"c{case}", np.datetime64("2024-01-01") + day, "sent"))
        rows.append((f"c{case}", np.datetime64("2024-01-01") + day + 1, "call"))
        rows.append((f"c{case}", np.datetime64("2024-01-01") + day + 30, "gone"))
        if chance.random() < 0.3:
            rows.append((f"c{case}", np.datetime64("2024-01-01") + day + 3, "back"))
    plain = make_log(*((case, str(at), what) for case, at, what in rows))

    said = measure_cadence(plain, SMALL).warnings

    assert any("not shown to be better than one average" in words for words in said)


def test_the_answer_has_the_promised_shape(found: Cadence) -> None:
    answer = found.as_json()

    assert set(answer) >= {"metrics", "baseline", "stop", "followups"}
    assert set(answer["stop"]) >= {"after_followups", "after_days", "because"}
    assert all(set(one) == {"case", "time", "chance", "low", "high", "worth_it"} for one in answer["followups"])
    assert all(0 <= one["low"] <= one["chance"] <= one["high"] <= 1 for one in answer["followups"])
    assert [one["time"] for one in answer["followups"]] == sorted(one["time"] for one in answer["followups"])


def test_no_case_is_on_both_sides_of_the_split(log: pa.Table) -> None:
    followups = list_followups(read_events(log, ASK), ASK)

    parts = split(followups, ASK.within)

    assert not set(followups.case[parts.earlier]) & set(followups.case[parts.later])
    assert (followups.at[parts.earlier] + ASK.within <= parts.cut).all()
    assert (followups.at[parts.later] >= parts.cut).all()


def test_a_price_moves_the_stop(log: pa.Table) -> None:
    cheap = measure_cadence(log, replace(ASK, cost=1, worth=200)).stop
    dear = measure_cadence(log, replace(ASK, cost=1, worth=4)).stop

    assert (cheap.break_even, dear.break_even) == (0.005, 0.25)
    assert dear.after_followups is not None
    assert cheap.after_followups is None or cheap.after_followups > dear.after_followups


def numbered(*rows: tuple[str, str, str], ask: AskCadence = SMALL) -> list[tuple[float, float, bool]]:
    """Number, days since the start and success of each follow-up, with cases beside them that make the log long."""
    beside = [
        (f"x{case}", f"2024-02-{1 + case % 25:02d}", what)
        for case in range(110)
        for what in ("sent", "call", *(["back"] if case % 2 else []))
    ]
    log = make_log(*rows, *beside, ("zz", "2024-06-01", "sent"), ("zz", "2024-06-02", "gone"))
    events = read_events(log, ask)
    found = list_followups(events, ask)
    mine = [place for place in range(len(found.at)) if events.names[found.case[place]] == "a"]
    return [(found.number[place], found.since_start[place], bool(found.came[place])) for place in mine]


def test_follow_ups_are_numbered_from_the_start_and_after_a_success_the_case_is_closed() -> None:
    rows = [
        ("a", "2024-01-01", "sent"),
        ("a", "2024-01-03", "call"),
        ("a", "2024-01-10", "call"),
        ("a", "2024-01-12", "back"),
        ("a", "2024-01-13", "call"),
    ]

    assert numbered(*rows) == [(1, 2, False), (2, 9, True)]


def test_a_case_that_starts_again_is_numbered_again() -> None:
    rows = [
        ("a", "2024-01-01", "sent"),
        ("a", "2024-01-02", "call"),
        ("a", "2024-01-03", "gone"),
        ("a", "2024-01-20", "sent"),
        ("a", "2024-01-22", "call"),
        ("a", "2024-01-23", "back"),
    ]

    assert numbered(*rows) == [(1, 1, False), (1, 2, True)]


def test_a_success_after_the_end_is_not_the_follow_ups() -> None:
    rows = [
        ("a", "2024-01-01", "sent"),
        ("a", "2024-01-02", "call"),
        ("a", "2024-01-03", "gone"),
        ("a", "2024-01-04", "back"),
    ]

    assert numbered(*rows) == [(1, 1, False)]


def test_hours_are_those_of_the_zone_asked_for_or_as_the_log_writes_them(log: pa.Table) -> None:
    hours = []
    for zone in ("", "Asia/Tokyo"):
        ask = replace(ASK, zone=zone)
        events = read_events(log, ask)
        columns, _ = describe_followups(events, list_followups(events, ask), ask)
        hours.append(columns["hour"].numbers)

    assert ((hours[0] + 9) % 24 == hours[1]).all()


def test_instants_are_given_back_as_they_were_written(found: Cadence, log: pa.Table) -> None:
    written = {moment.isoformat() for moment in log["when"].to_pylist()}

    assert {datetime.fromisoformat(one["time"]).isoformat() for one in found.as_json()["followups"]} <= written


def test_the_end_of_the_log_is_no_failure(log: pa.Table) -> None:
    followups = list_followups(read_events(log, ASK), ASK)

    assert not followups.known[followups.at > followups.at.max() - 1].any()


def test_what_was_written_later_is_not_known_earlier(log: pa.Table) -> None:
    place = log.column_names.index("order value")
    closing = [1.0 if what == "Accepted" else 0.0 if what == "Withdrawn" else None for what in log["what"].to_pylist()]
    spoiled = log.set_column(place, "amount at close", pa.array(closing))

    answer = measure_cadence(spoiled, replace(ASK, features=("amount at close",)))

    assert "amount at close" not in answer.columns


def test_what_is_only_true_of_cases_that_came_back_is_left_out(log: pa.Table) -> None:
    back = {
        case
        for case, what in zip(*(log[name].to_pylist() for name in ("offer no", "what")), strict=True)
        if what == "Accepted"
    }
    spoiled = log.append_column(
        "state", pa.array(["won" if case in back else "open" for case in log["offer no"].to_pylist()])
    )

    answer = measure_cadence(spoiled, replace(ASK, features=("state",)))

    assert "state" not in answer.columns
    assert any("“state” is the same all through a case" in words for words in answer.warnings)


def test_a_contact_written_several_times_is_noticed(log: pa.Table) -> None:
    place = log.column_names.index("when")
    begun = log.set_column(place, "when", pc.subtract(log["when"], timedelta(minutes=5)))
    twice = pa.concat_tables([log, begun.filter(pc.equal(begun["what"], "Reminder"))])

    assert any("within an hour of another one" in words for words in measure_cadence(twice, ASK).warnings)


def test_an_amount_is_found_by_itself(found: Cadence) -> None:
    assert "order value" in found.columns


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        (replace(ASK, case="offer"), "--case 'offer': the log has no such column; did you mean “offer no”?"),
        (replace(ASK, time="what", event="when"), "--time 'what' should hold dates with times; it holds"),
        (replace(ASK, followup=("Remind",)), "--followup 'Remind': “what” has no such event; it has “Reminder”"),
        (replace(ASK, success=("Reminder",)), "'Reminder' is given for --followup and for --success"),
        (replace(ASK, success=()), "--success: name at least one event."),
        (replace(ASK, features=("amount",)), "--features 'amount': the log has no such column"),
        (replace(ASK, within=0), "--within 0"),
        (replace(ASK, cost=3.0), "give both"),
        (replace(ASK, where=(("what", "Nothing"),)), "--where what=Nothing: there is no such value"),
    ],
)
def test_what_cannot_be_understood_is_refused_by_name(log: pa.Table, ask: AskCadence, words: str) -> None:
    with pytest.raises(LogError) as refused:
        measure_cadence(log, ask)

    assert words in str(refused.value)


def test_a_log_without_enough_successes_is_refused(log: pa.Table) -> None:
    with pytest.raises(LogError, match="--followup and --success leave"):
        measure_cadence(log.slice(0, 150), ASK)


def test_the_picture_shows_every_step_and_the_break_even(found: Cadence) -> None:
    lines = draw_text(found.stop.by_number, found.stop.break_even)
    svg = draw_svg(found.stop, found.within)

    assert len(lines) == len(found.stop.by_number)
    assert all("|" in line for line in lines)
    assert svg.count("<rect") == 1 + len(found.stop.by_number) + len(found.stop.by_days)
