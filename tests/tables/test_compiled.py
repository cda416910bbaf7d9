"""Compiled steps are kept for the code that made them, and for no other."""

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from rekindle.tables import compiled
from rekindle.tables.engine import compile_step, step


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(compiled, "_folder", None)
    compiled.keep_compiled_in(tmp_path / "compiled")
    return tmp_path / "compiled"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.suffix != ".lock")


def test_a_step_is_compiled_once_for_all_processes(folder: Path) -> None:
    calls = []

    def compile_now() -> str:
        calls.append(1)
        return "SELECT 1"

    texts = [compiled.recall("room.step", "duckdb", compile_now) for _ in range(3)]

    assert texts == ["SELECT 1"] * 3
    assert calls == [1]
    assert names(folder) == [f"{compiled._fingerprint()}-duckdb-room.step.sql"]


def test_of_those_who_ask_at_once_one_compiles_and_the_others_read(folder: Path) -> None:
    calls = []

    def compile_now() -> str:
        calls.append(1)
        time.sleep(0.1)
        return "SELECT 1"

    with ThreadPoolExecutor(3) as pool:
        asked = [pool.submit(compiled.recall, "room.step", "duckdb", compile_now) for _ in range(3)]

    assert [one.result() for one in asked] == ["SELECT 1"] * 3
    assert calls == [1]


def test_one_who_fails_leaves_the_compiling_to_the_next(folder: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        compiled.recall("room.step", "duckdb", lambda: str(1 / 0))

    assert compiled.recall("room.step", "duckdb", lambda: "SELECT 1") == "SELECT 1"


def test_other_code_compiles_again_and_forgets_what_the_old_code_kept(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled.recall("room.step", "duckdb", lambda: "SELECT 'old'")
    monkeypatch.setattr(compiled, "_fingerprint", lambda: "other")

    assert compiled.recall("room.step", "duckdb", lambda: "SELECT 'new'") == "SELECT 'new'"
    assert names(folder) == ["other-duckdb-room.step.sql"]


def test_the_kept_text_is_what_the_engine_runs(folder: Path) -> None:
    @step(reads={"numbers": {"n": "int64"}}, gives={"twice": "int64"})
    def double(numbers):  # type: ignore[no-untyped-def]
        return numbers.select(twice=numbers.n * 2)

    (kept,) = [path.read_text() for path in folder.glob("*.sql")] if compile_step(double) else []

    assert kept == compile_step(double)
    assert "* 2" in kept


def test_a_folder_that_cannot_be_written_is_no_reason_to_fail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled, "_folder", tmp_path / "nowhere")

    assert compiled.recall("room.step", "duckdb", lambda: "SELECT 1") == "SELECT 1"
