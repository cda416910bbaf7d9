"""Where the parts of a run are kept, so that one can be run again without the others, and two run at once."""

import json
import multiprocessing
import os
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

from rekindle.tables.compiled import keep_compiled_in

KEPT = Path(__file__).parents[2] / "build" / "judgement"
PROCESSES = 2


def keep(name: str, found: Any, seconds: float) -> None:
    """Write what a part found, and how long it took."""
    KEPT.mkdir(parents=True, exist_ok=True)
    half = KEPT / f"{name}.half"
    half.write_text(json.dumps({"found": found, "seconds": round(seconds, 1)}))
    half.replace(KEPT / f"{name}.json")


def recall(name: str) -> dict[str, Any] | None:
    """Return what a part found when it last ran, None where it never did."""
    path = KEPT / f"{name}.json"
    return json.loads(path.read_text()) if path.exists() else None


def run_all(
    work: Callable[[Any], list[dict[str, Any]]], tasks: Iterable[Any], say: str, minutes: float | None = None
) -> list[dict[str, Any]]:
    """Do every task, two at a time in processes of their own, and return all rows in the order of the tasks.

    After so many minutes what is not done is left out: put first what matters most."""
    asked = list(enumerate(tasks))
    began, found = time.monotonic(), {}
    # One thread each: two processes on two cores are quicker than two that fight for them.
    os.environ["OMP_NUM_THREADS"] = "1"
    with multiprocessing.get_context("spawn").Pool(PROCESSES) as pool:
        for place, rows in pool.imap_unordered(partial(_do, work), asked):
            found[place] = rows
            print(f"\r  {say}: {len(found)} of {len(asked)}, {time.monotonic() - began:.0f} s", end="", flush=True)
            if minutes is not None and time.monotonic() - began > 60 * minutes:
                break
    print()
    return [row for place in sorted(found) for row in found[place]]


def _do(work: Callable[[Any], list[dict[str, Any]]], task: tuple[int, Any]) -> tuple[int, list[dict[str, Any]]]:
    # What is compiled once is kept for every process: they would spend a minute each on it.
    keep_compiled_in(KEPT.parent / "compiled")
    place, asked = task
    return place, work(asked)
