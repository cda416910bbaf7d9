"""The commands as they are typed: what they print, what they return, and how they refuse."""

import json
import re
from pathlib import Path

import pytest

EXPORTS = Path(__file__).parents[1] / "data" / "exports"
LINE_KEYS = {
    "deal",
    "account",
    "person",
    "channel",
    "asset",
    "why",
    "window",
    "chance",
    "worth_per_hour",
    "stopped_by",
}


def test_an_empty_book_says_how_to_begin(run) -> None:
    result = run("morning", "--workspace", "book")

    assert result.exit_code == 0
    assert "Nobody needs you today" in result.output
    assert "rekindle import FILE" in " ".join(result.output.split())


def test_a_deal_is_added_with_two_words_and_taken_back(run) -> None:
    added = run("add", "Tamarack Regional", "--why", "budget froze until October", "--json")
    undone = run("undo", "--workspace", "book")

    assert added.exit_code == 0
    assert set(json.loads(added.output)) == {"deal", "label"}
    assert undone.exit_code == 0
    assert undone.output.startswith("Undone")


def test_a_real_export_comes_in_and_every_row_is_accounted_for(run) -> None:
    file = EXPORTS / "salesforce_report_older.csv"

    result = run("import", str(file), "--json")
    report = json.loads(result.output)

    assert result.exit_code == 0
    assert report["rows"] == report["created"] + report["updated"] + report["skipped"] + report["rejected"]
    assert report["losses"] > 0
    assert set(report) >= {
        "file",
        "kind",
        "rows",
        "mapping",
        "unmapped",
        "questions",
        "warnings",
        "returns",
        "suppressed",
    }


def test_the_same_file_again_changes_nothing(run) -> None:
    file = EXPORTS / "hubspot-crm-exports-all-deals-2025-09-15.csv"
    first = json.loads(run("import", str(file), "--json").output)

    again = json.loads(run("import", str(file), "--json").output)

    assert (again["rows"], again["skipped"], again["created"]) == (first["rows"], first["rows"], 0)
    assert again["warnings"][0] == "This very file was brought in before. Nothing was changed."


def test_a_dry_run_says_what_would_happen_and_keeps_nothing(run) -> None:
    file = EXPORTS / "pipedrive_deals_older.csv"
    tried = json.loads(run("import", str(file), "--dry-run", "--json").output)

    done = json.loads(run("import", str(file), "--json").output)

    assert tried["losses"] == done["losses"] > 0
    assert tried["created"] == done["created"]


def test_the_morning_as_json_has_three_lists_of_the_same_shape(run) -> None:
    file = EXPORTS / "salesforce_report_older.csv"
    run("import", str(file), "--json")

    answer = json.loads(run("morning", "--json").output)

    assert set(answer) >= {"as_of", "member", "minutes", "get_back", "wait", "leave_alone"}
    rows = [*answer["get_back"], *answer["wait"], *answer["leave_alone"]]
    assert rows
    assert all(set(row) >= LINE_KEYS for row in rows)
    assert all(row["why"] for row in rows)
    assert all(row["stopped_by"] for row in answer["leave_alone"])


def test_in_a_narrow_terminal_every_person_begins_a_line_and_nothing_else_does(run, monkeypatch) -> None:
    monkeypatch.setenv("COLUMNS", "64")
    run("settings", "--country", "US")
    run("import", str(EXPORTS / "salesforce_report_older.csv"))

    listed = run("morning").output.split("\nLeaving alone")[0].split("\nWaiting")[0]
    begun = [line for line in listed.splitlines() if re.match(r"  \S", line)]

    assert max(map(len, listed.splitlines())) <= 64
    assert len(begun) == len(json.loads(run("morning", "--json").output)["get_back"]) > 0
    assert [line for line in begun if not re.match(r"  (call|mail|message|linkedin|visit|event)\b", line)] == []


def test_a_morning_without_minutes_says_that_none_are_set_aside(run) -> None:
    run("settings", "--country", "US", "--minutes", "0")
    run("import", str(EXPORTS / "salesforce_report_older.csv"))

    told, answer = " ".join(run("morning").output.split()), json.loads(run("morning", "--json").output)

    assert "Nobody needs you today. You set no minutes aside for this; under Settings you can." in told
    assert answer["notes"][0] == "You set no minutes aside for this; under Settings you can."
    assert not any("list is full" in words for row in answer["wait"] for words in row["why"])


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("morning", "--as-of", "14.10.2026"), "is not a day; write it as 2026-10-14"),
        (("morning", "--as-of", "0001-01-01"), "is too far away. Choose a day of the years 1900 to 2199."),
        (("morning", "--as-of", "9999-12-31"), "is too far away. Choose a day of the years 1900 to 2199."),
        (("morning", "--member", ""), "is called “”. Its members are You."),
        (("add", "Tamarack\udcff"), "Some of these letters came in broken: they are no UTF-8."),
        *(
            ((*command, "--workspace", "nowhere"), "There is no workspace “nowhere”. There are book.")
            for command in (
                ("morning",),
                ("import", str(EXPORTS / "salesforce_report_older.csv")),
                ("export", "lost.csv"),
                ("add", "Tamarack"),
                ("undo",),
                ("settings",),
                ("playbook",),
                ("backtest",),
                ("learned",),
                ("check",),
            )
        ),
        (("import", "/nowhere/deals.csv"), "No such file"),
        (("import", "/dev/zero"), "this is no file"),
        (("undo", "--workspace", "book"), "undo"),
    ],
)
def test_what_cannot_be_done_is_refused_with_one_sentence_and_exit_code_2(run, words, sentence) -> None:
    result = run(*words)

    assert result.exit_code == 2
    assert sentence in result.output
    assert len(result.output.strip().splitlines()) == 1


def test_a_file_that_is_no_table_is_refused(run, tmp_path: Path) -> None:
    (tmp_path / "deals.pdf").write_bytes(b"%PDF-1.7 nothing to read")

    result = run("import", str(tmp_path / "deals.pdf"))

    assert (result.exit_code, result.stdout) == (2, "")
    assert "PDF" in result.stderr


def test_a_text_is_no_list_and_nothing_of_it_comes_in(run) -> None:
    for words in ((), ("--dry-run",), ("--kind", "deals")):
        result = run("import", "README.md", *words)

        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr == (
            "rekindle: README.md: this is a text, not a list: several tables stand in it; "
            "bring in the list itself, as CSV or XLSX\n"
        )


def test_a_mapping_that_is_no_mapping_is_refused(run) -> None:
    file = EXPORTS / "salesforce_report_older.csv"

    assert run("import", str(file), "--map", "Amount").exit_code == 2
    assert run("import", str(file), "--map", "No such column=deal.amount").exit_code == 2


def test_the_book_is_in_order(run) -> None:
    result = run("check")

    assert result.exit_code == 0, result.output
    assert "Everything is in order." in result.output


def test_a_book_of_one_export_is_tested_and_claims_nothing_it_cannot_know(run) -> None:
    run("import", str(EXPORTS / "salesforce_report_older.csv"), "--json")

    answer = json.loads(run("backtest", "--workspace", "book", "--json").output)
    page = run("backtest", "--workspace", "book").output

    assert set(answer) >= {"verdict", "n", "returns", "horizon_days", "metrics", "baselines", "calibration", "enough"}
    assert (answer["verdict"], answer["enough"]) == ("not enough data", False)
    assert answer["why"]
    assert "Not enough data." in page


def test_a_morning_asks_where_the_customers_are_until_somebody_says_so(run) -> None:
    run("import", str(EXPORTS / "hubspot-crm-exports-all-deals-2025-09-15.csv"), "--json")
    asked = run("morning", "--workspace", "book")
    said = run("settings", "--country", "us", "--workspace", "book", "--json")
    after = run("morning", "--workspace", "book")

    assert "Where are your customers?" in asked.output
    assert json.loads(said.output)["country"] == "US"
    assert "Where are your customers?" not in after.output
    assert json.loads(run("morning", "--workspace", "book", "--json").output)["get_back"] != []


def test_settings_that_cannot_be_are_refused_in_a_sentence(run) -> None:
    result = run("settings", "--pack", "nosuch", "--workspace", "book")

    assert result.exit_code == 2
    assert "There is no playbook “nosuch”. There are b2b, job_search, medical." in result.output


def test_help_is_there_without_a_database(run) -> None:
    for command in ("morning", "import", "add", "undo", "settings", "backtest", "check"):
        result = run(command, "--help")
        assert result.exit_code == 0
        assert "Usage" in result.output


def write_open(folder: Path) -> str:
    """Write a list that says neither which number of a day is the month nor what a status means."""
    rows = "Alder,Towers,Parked,100,03/04/2025\nBirch,Pumps,Lost,200,05/06/2025\n"
    (folder / "open.csv").write_text(f"Account,Deal,Status,Amount,Lost on\n{rows}")
    return str(folder / "open.csv")


def test_questions_are_put_on_a_terminal_before_anything_comes_in(run, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr("rekindle.cli.bring_in.is_terminal", lambda: True)
    file = write_open(tmp_path)

    stopped = run("import", file, input="9\n1\nq\n")
    done = run("import", file, input="1\n1\n")
    again = run("import", file)

    assert stopped.exit_code == 2
    assert "rows of deals" not in stopped.stdout
    assert "'9' is none of 1 to 4" in stopped.stderr
    assert "the day first: 31/12/2025" in stopped.stderr
    assert stopped.stderr.endswith("rekindle: stopped: nothing came in.\n")
    assert done.exit_code == 0
    assert "2 losses" in done.stdout
    assert 'Another time: --map "Status: Parked=lost" --map "Lost on=deal.lost_on@dmy"' in done.stderr
    assert "Question" not in again.stderr


def test_where_nobody_can_answer_ask_brings_nothing_in_and_answers_do(run, tmp_path: Path) -> None:
    file = write_open(tmp_path)
    answers = ("--map", "Lost on=deal.lost_on@dmy", "--map", "Status: Parked=lost")

    tried = json.loads(run("import", file, "--dry-run", "--json").output)
    refused = run("import", file, "--ask")
    done = json.loads(run("import", file, "--ask", *answers, "--json").output)

    assert len(tried["questions"]) == 2
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "nothing came in" in refused.stderr
    assert '--map "Lost on=deal.lost_on@dmy" or --map "Lost on=deal.lost_on@mdy"' in refused.stderr
    assert (done["created"], done["losses"], done["questions"]) == (2, 2, [])


def test_orders_without_a_settled_day_are_asked_about_before_they_come_in(run, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr("rekindle.cli.bring_in.is_terminal", lambda: True)
    lines = "".join(f"K{n % 3},0{n % 9 + 1}/0{n % 5 + 1}/2024,{n + 10},dock {n % 2}\n" for n in range(40))
    (tmp_path / "orders.csv").write_text(f"Who,Bestelltag,Total,Gate\n{lines}")

    result = run("import", str(tmp_path / "orders.csv"), "--kind", "orders", input="1\n1\n1\n")

    assert result.exit_code == 0
    assert "Which column says who bought" in result.stderr
    assert '--map "order.customer=Who"' in result.stderr
    assert "orders.csv: 3 customers, from their orders." in result.stdout
    assert "Left out: Gate" in result.stdout
    assert "Kept as they are" not in result.stdout


def test_what_kind_of_list_a_file_is_is_asked_first_on_a_terminal_and_refused_with_its_ways_elsewhere(
    run, tmp_path: Path, monkeypatch
) -> None:
    (tmp_path / "users.csv").write_text("Username,Full name,Last login,Profile\nann,Ann Lee,2026-01-11,Rep\n")
    file = str(tmp_path / "users.csv")

    refused = run("import", file, "--no-ask")
    monkeypatch.setattr("rekindle.cli.bring_in.is_terminal", lambda: True)
    done = run("import", file, input="2\n" + "\n" * 9)

    assert (refused.exit_code, refused.stdout) == (2, "")
    assert '--map "*kind=deals" or --map "*kind=people"' in refused.stderr
    assert done.exit_code == 0
    assert "Question 1 of 1: users.csv looks like a list of the users of a system" in done.stderr
    assert "2  a person" in done.stderr
    assert '--map "*kind=people"' in done.stderr
    assert "users.csv: 1 rows of people." in done.stdout
