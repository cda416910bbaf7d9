"""A pack of one's own that is broken stops nothing: the last good version stays in force, and what to mend is said."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings

from rekindle.book.read.workspace import WorkspaceRecord, read_workspace
from rekindle.desk.actor import RefusedError
from rekindle.desk.checking import check_book
from rekindle.desk.morning import plan_workspace
from rekindle.desk.playbooks import playbook_of, say_trouble
from tests.support.cast import NOW, House, make_workspace

OWN = 'extends = "b2b"\ntitle = "Ours"\nabout = "B2B, our way."\nversion = "{version}"\n'


@pytest.fixture
def own(book: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(settings, "DATA", tmp_path)
    folder = tmp_path / "packs" / "b2b"
    folder.mkdir(parents=True)
    (folder / "pack.toml").write_text(OWN.format(version=7))
    return folder / "pack.toml"


def workspace_of(house: House) -> WorkspaceRecord:
    return read_workspace(house.workspace_id)


def test_a_good_pack_is_in_force_and_no_trouble(own: Path) -> None:
    workspace = workspace_of(make_workspace(pack="b2b"))
    assert playbook_of(workspace).version.startswith("7+")
    assert say_trouble(workspace) == ""


def test_a_pack_broken_later_leaves_its_last_good_version_in_force(own: Path) -> None:
    house = make_workspace(pack="b2b")
    workspace = workspace_of(house)
    plan_workspace(house.workspace_id, NOW)
    good = playbook_of(workspace)
    own.write_text(OWN.format(version=8) + "surprise = 1\n")
    assert playbook_of(workspace) == good
    assert "pack.toml" in say_trouble(workspace) and "surprise" in say_trouble(workspace)


def test_a_pack_that_was_never_good_is_refused_with_its_file(own: Path) -> None:
    own.write_text("version = \n")
    with pytest.raises(RefusedError, match=r"pack\.toml"):
        playbook_of(workspace_of(make_workspace(pack="b2b")))


def test_the_check_names_the_pack_and_what_to_mend(own: Path) -> None:
    own.write_text(OWN.format(version=8) + "surprise = 1\n")
    (wrong,) = [
        finding
        for finding in check_book(datetime(2026, 11, 23, tzinfo=UTC))
        if not finding.ok and "playbook" in finding.what
    ]
    assert "b2b" in wrong.what and "surprise" in wrong.what_to_do
