"""Exactly once: a process that is killed, two at the same time, the same file again."""

import json
import os
import random
import shutil
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connections

from rekindle.book.canonical import canonical_hash
from rekindle.desk.actor import RefusedError
from rekindle.desk.bring_in import ImportReport, chunks, import_deals
from tests.desk.support import acting, new_key
from tests.support.cast import NOW, make_workspace

pytestmark = pytest.mark.usefixtures("without_mornings")

HEADER = (
    "Opportunity ID,Opportunity Name,Account Name,Stage,Close Date,Amount,Loss Reason,Contact,Email,Email Opt Out,Notes"
)
# How many points of the import are tried; `REKINDLE_KILLS=200` tries more.
KILLS = int(os.environ.get("REKINDLE_KILLS", "2"))


def write_file(rows: int) -> bytes:
    """Write an export in which accounts and people come again, some said no, and some rows are repeats."""
    lines = [HEADER]
    for number in range(rows):
        account, person = f"Clinic {number % 7}", f"Person {number % 5}"
        stage = ("Closed Lost", "Closed Won", "Negotiation")[number % 3]
        mail = f"p{number % 5}@clinic{number % 7}.example"
        opted_out = "true" if number % 11 == 0 else "false"
        lines.append(
            f"0061t00000{number:05d}AAA,Deal {number},{account},{stage},2026-0{number % 9 + 1}-11,{number * 100},"
            f"Budget,{person},{mail},{opted_out},Call me again in six months"
        )
    return "\n".join([*lines, lines[-1], lines[3]]).encode()


def kill_and_run(tmp_path: Path, runs: list[dict], content: bytes) -> list[dict]:
    """Let the killing process do its runs."""
    file = tmp_path / "lost.csv"
    file.write_bytes(content)
    order = json.dumps({"content": str(file), "slug": "maya", "chunk": 25, "runs": runs})
    done = subprocess.run(
        [sys.executable, "-m", "tests.support.killing", order],
        capture_output=True,
        text=True,
        timeout=110,
        check=False,
        env={**os.environ, "REKINDLE_DATA": str(tmp_path / "data"), "PYTHONPATH": os.pathsep.join(["src", "."])},
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def copies(book, tmp_path: Path, count: int) -> list[dict]:
    """Copy the SQLite database of the test, so that every run begins with the same book."""
    connections["default"].close()
    made = []
    for number in range(count):
        path = tmp_path / f"copy{number}.sqlite3"
        shutil.copyfile(book.settings["NAME"], path)
        made.append({"path": str(path)})
    return made


def test_killed_at_any_point_and_run_again_it_says_the_same_as_one_clean_run(sqlite_book, tmp_path):
    make_workspace()
    content = write_file(110)
    clean, *others = copies(sqlite_book, tmp_path, KILLS + 1)
    counted = tmp_path / "count"

    (whole,) = kill_and_run(tmp_path, [{**clean, "kill": [None], "count": str(counted)}], content)
    chance = random.Random(4)
    points = [chance.randint(1, int(counted.read_text())) for _ in others]
    runs = [{**one, "kill": [point, point // 2 or None, None]} for one, point in zip(others, points, strict=True)]
    killed = kill_and_run(tmp_path, runs, content)

    assert whole["ended"] == [0]
    assert (whole["rows"], whole["deals"], whole["files"], whole["to_undo"]) == (112, 110, 1, 1)
    assert [one["ended"][0] for one in killed] == [-9] * len(killed)
    assert [one["ended"][-1] for one in killed] == [0] * len(killed)
    kept = ("rows", "deals", "files", "to_undo")
    assert [{name: one[name] for name in kept} for one in killed] == [{name: whole[name] for name in kept}] * len(
        killed
    )
    assert [_differing(one["tables"], whole["tables"]) for one in killed] == [[]] * len(killed)


def _differing(one: dict[str, str], other: dict[str, str]) -> list[str]:
    return [table for table in other if one[table] != other[table]]


def test_two_imports_of_one_file_at_once_do_not_double(book, tmp_path):
    make_workspace()
    content = write_file(200)
    where = {"path": book.settings["NAME"]} if book.vendor == "sqlite" else {"url": _url(book)}
    connections["default"].close()

    (both,) = kill_and_run(tmp_path, [{**where, "kill": [], "at_once": 2}], content)

    assert both["ended"] == [0, 0]
    assert (both["rows"], both["deals"], both["files"], both["to_undo"]) == (202, 200, 1, 1)


def _url(book) -> str:
    return f"postgresql://{book.settings['USER']}@/{book.settings['NAME']}?host={book.settings['HOST']}"


def test_the_same_file_again_changes_nothing(book):
    house = make_workspace()
    content = write_file(30)

    first = import_deals(acting(house), new_key(), content=content, name="lost.csv")
    before = canonical_hash(house.workspace_id)
    again = import_deals(acting(house, NOW + timedelta(days=1)), new_key(), content=content, name="renamed.csv")

    assert (first.rows, first.created, first.skipped) == (32, 30, 2)
    assert (again.created, again.updated, again.skipped, again.command) == (0, 0, 32, "")
    assert again.warnings[0] == "This very file was brought in before. Nothing was changed."
    assert canonical_hash(house.workspace_id) == before


def test_what_is_said_of_a_file_that_is_in_already_is_refused_and_not_thrown_away(book):
    house = make_workspace()
    content = write_file(3)
    import_deals(acting(house), new_key(), content=content, name="lost.csv")
    before = canonical_hash(house.workspace_id)

    with pytest.raises(RefusedError, match="brought in before, without what is said now of 'Stage'"):
        import_deals(acting(house), new_key(), content=content, name="lost.csv", mapping={"Stage": "keep"})

    assert canonical_hash(house.workspace_id) == before


def test_the_size_of_the_chunks_does_not_change_what_a_book_says(book, monkeypatch):
    small, large = make_workspace("small"), make_workspace("large")
    content = write_file(40)

    import_deals(acting(large), new_key(), content=content, name="lost.csv")
    monkeypatch.setattr(chunks, "CHUNK", 3)
    import_deals(acting(small), new_key(), content=content, name="lost.csv")

    assert canonical_hash(small.workspace_id) != ""
    assert _without_members(small) == _without_members(large)


def _without_members(house) -> dict[str, int]:
    from tests.desk.support import record_of

    return {name: len(rows) for name, rows in record_of(house).items()}


@pytest.mark.parametrize("more", ["a touch", "a deal"])
def test_the_hash_of_a_book_sees_what_was_added(book, more):
    house = make_workspace()
    import_deals(acting(house), new_key(), content=write_file(6), name="lost.csv")
    before = canonical_hash(house.workspace_id)

    import_deals(acting(house), new_key(), content=write_file(7 if more == "a deal" else 8), name="more.csv")

    assert canonical_hash(house.workspace_id) != before


def test_who_said_no_is_counted_once_however_many_rows_say_it(sqlite_book):
    house = make_workspace()
    header = "Account,Deal,Stage,Close Date,Contact,Email,Do not contact"
    rows = "\n".join(f"Alder,Scopes {n},Closed Lost,2026-01-0{n},Ann Lee,a@x.example,yes" for n in (1, 2, 3))

    first = import_deals(acting(house), new_key(), content=f"{header}\n{rows}\n".encode(), name="lost.csv")
    later = rows.replace("Scopes", "Pumps")
    second = import_deals(acting(house), new_key(), content=f"{header}\n{later}\n".encode(), name="more.csv")

    assert [(one.created, one.suppressed) for one in (first, second)] == [(3, 1), (3, 0)]


def test_a_trial_says_why_rows_stay_out_and_whether_anything_is_new(sqlite_book):
    house = make_workspace()
    lines = [
        f"{HEADER},Is Deleted",
        *(f"{number},Deal,Clinic {number},Closed Lost,2026-02-11,100,,,,,,TRUE" for number in range(2)),
    ]

    def tried(more: list[str]) -> ImportReport:
        content = "\n".join([*lines, *more]).encode()
        return import_deals(acting(house), "", content=content, name="lost.csv", dry_run=True)

    deleted = ("deleted in the system it comes from", 2)
    row = "7,Deal,Clinic 7,Closed Lost,2026-02-11,100,,,,,,FALSE"
    assert (tried([]).left_out, tried([]).brings) == ((deleted,), False)
    assert (tried([row, row]).left_out, tried([row, row]).brings) == (
        (deleted, ("an exact repeat of an earlier row", 1)),
        True,
    )
