"""Files nobody means well: each ends in a refusal or in harmless text, with little memory and time.

The suite tries one of each family of the three hundred and twenty; `make hostile` tries all of them.
"""

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
MEGABYTE = 1_000_000
WHOLE = bool(os.environ.get("REKINDLE_ALL_HOSTILE"))


@pytest.fixture(scope="module")
def trials() -> list[dict[str, Any]]:
    """What became of the files, tried one after the other in a process of their own."""
    command = [sys.executable, "-W", "ignore", "-m", "tests.intake.hostile.trial", *([] if WHOLE else ["some"])]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=600, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.timeout(600)
def test_every_hostile_file_ends_in_a_clear_refusal_or_in_harmless_text(trials: list[dict[str, Any]]) -> None:
    assert len({trial["name"] for trial in trials}) == len(trials) >= (300 if WHOLE else 100)
    assert [trial["name"] for trial in trials if trial["ended"] not in ("refused", "text")] == []
    assert min(Counter(trial["ended"] for trial in trials).values()) >= (50 if WHOLE else 30)


def test_none_takes_more_than_ten_seconds_of_a_processor(trials: list[dict[str, Any]]) -> None:
    assert [trial for trial in trials if trial["seconds"] > 10] == []


def test_none_takes_more_than_three_hundred_megabytes(trials: list[dict[str, Any]]) -> None:
    # A reader that has only loaded its library, the one for Parquet being the largest, has less than 200.
    least = min(trial["readers"] for trial in trials if trial["readers"])
    assert [trial for trial in trials if trial["memory"] > 300 * MEGABYTE] == []
    # The system counts a process's memory in batches of pages, so that a reader may seem a page larger than it began.
    parent = max(trial["whole"] for trial in trials) + MEGABYTE
    assert max(trial["readers"] for trial in trials) <= max(parent, min(least, 200 * MEGABYTE) + 300 * MEGABYTE)
