"""`rekindle playbook`: versions listed, compared, restored, and written as a folder."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from rekindle.cli.app import build_app
from rekindle.desk.enter import actor_for_cli, ensure_installation
from rekindle.desk.verbs import change_playbook
from rekindle.playbook import load_pack


@pytest.fixture
def run(sqlite_book):
    ensure_installation(datetime.now(UTC))
    app = build_app(lambda command, arguments: None)
    return lambda *words: CliRunner().invoke(app, ["playbook", "-w", "book", *words])


def test_versions_are_listed_compared_restored_and_written_as_a_folder(run, tmp_path: Path) -> None:
    assert "Nothing was changed here" in run().output
    actor = actor_for_cli("book", None, datetime.now(UTC))
    change_playbook(actor, "one", changes={"caps.gap_days": 70}, why="Quieter.")

    assert [line["number"] for line in json.loads(run("--json").output)] == [2, 1]
    (found,) = json.loads(run("--compare", "2", "--json").output)["changes"]
    assert (found["key"], found["after"]) == ("caps.gap_days", "70")
    run("--export", str(tmp_path / "ours"))
    assert load_pack(tmp_path / "ours").caps.gap_days == 70
    assert "holds something already" in run("--export", str(tmp_path / "ours")).output
    assert "Say in a few words why" in run("--restore", "1").output
    assert run("--restore", "1", "--why", "Too quiet.").output == "Playbook changed: Back to version 1.\n"
    assert "+ nothing" not in run("--compare", "3", "--against", "2").output
    assert (run("--compare", "9").exit_code, run("--restore", "9", "--why", "x").exit_code) == (2, 2)
