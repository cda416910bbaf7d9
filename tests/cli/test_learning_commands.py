"""`rekindle select`, `cadence` and `learned` as they are typed."""

import json
from pathlib import Path

import pyarrow.csv
import pytest

from tests.learning.trials import make_reminders, make_trial, opposite

SELECT = ("--id", "client", "--outcome", "bought", "--treated", "letter")
CADENCE = ("--case", "offer no", "--time", "when", "--event", "what", "--followup", "Reminder")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("logs")
    trial = make_trial(1, 400, opposite)
    tables = {"history": trial.history, "candidates": trial.candidates, "log": make_reminders(1, 400)}
    for name, table in tables.items():
        pyarrow.csv.write_csv(table, folder / f"{name}.csv")
    return {name: str(folder / f"{name}.csv") for name in tables}


def test_select_prints_the_advice_and_its_json_holds_every_candidate(run, files: dict[str, str]) -> None:
    told = run("select", files["history"], files["candidates"], *SELECT)
    answer = json.loads(run("select", files["history"], files["candidates"], *SELECT, "--json").output)

    assert told.exit_code == 0
    assert "Contact the selected" in " ".join(told.output.split())
    assert len(answer["candidates"]) == 400
    assert {one["decision"] for one in answer["candidates"]} == {"contact", "leave_alone"}


def test_cadence_prints_where_it_stops_and_draws_it(run, files: dict[str, str], tmp_path: Path) -> None:
    told = run("cadence", files["log"], *CADENCE, "--success", "Accepted", "--picture", str(tmp_path / "stop.svg"))

    assert told.exit_code == 0
    assert "stops paying after number" in told.output
    assert (tmp_path / "stop.svg").read_text().startswith("<svg")


def test_what_was_learned_is_kept_listed_and_removed(run, files: dict[str, str]) -> None:
    kept = run("cadence", files["log"], *CADENCE, "--success", "Accepted", "--keep", "offer reminders")
    [listed] = json.loads(run("learned", "--json").output)
    removed = run("learned", "--remove", listed["set_id"])

    assert "Kept. Learned from offer reminders" in kept.output
    assert removed.output.startswith("Removed: learned from offer reminders")
    assert json.loads(run("learned", "--json").output) == []


def test_a_wrong_column_event_or_file_ends_with_2_and_one_sentence(run, files: dict[str, str]) -> None:
    asked = [
        ("select", files["history"], files["candidates"], "--id", "client", "--outcome", "buoght"),
        ("select", "nowhere.csv", files["candidates"], *SELECT),
        ("cadence", files["log"], *CADENCE, "--success", "Accept"),
        ("learned", "--remove", "the first"),
    ]

    refused = [run(*words) for words in asked]

    assert [one.exit_code for one in refused] == [2, 2, 2, 2]
    said = [one.output for one in refused]
    assert ["buoght" in said[0], "nowhere.csv" in said[1], "Accept" in said[2], "the first" in said[3]] == [True] * 4
    assert all(one.count("\n") == 1 for one in said)
