"""`make bench`: measure, print, and write docs/benchmarks.md. `python -m benchmarks mind pages bringing` runs some parts."""

import os
import shutil
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

FOLDER = Path(tempfile.mkdtemp(prefix="rekindle-bench-"))
os.environ["REKINDLE_DATA"] = str(FOLDER)
os.environ["DJANGO_SETTINGS_MODULE"] = "rekindle.start.settings"

import django  # noqa: E402 the data folder is chosen before Django is set up

django.setup()

from django.core.management import call_command  # noqa: E402

from benchmarks import machine  # noqa: E402
from benchmarks.bringing import BringingTimes, write_section  # noqa: E402
from benchmarks.bringing_run import measure_apart  # noqa: E402
from benchmarks.fill import fill_book  # noqa: E402
from benchmarks.mind import measure_mind, multiply  # noqa: E402
from benchmarks.pages import measure_pages  # noqa: E402
from benchmarks.report import keep_section, write_mind, write_pages  # noqa: E402
from rekindle.book.facts import facts  # noqa: E402

SMALL, LARGE, TIMES = 1_000, 100_000, 10


def main(wanted: list[str]) -> None:
    """Run the parts that were asked for, or all of them, and put the section of each into docs/benchmarks.md."""
    about = machine.describe()
    print(about)
    call_command("migrate", verbosity=0)
    at = datetime.now(UTC)
    parts = {"mind": _mind, "pages": _pages, "bringing": _bringing}
    if unknown := set(wanted) - set(parts):
        sys.exit(f"There is no part {', '.join(sorted(unknown))}. There are {', '.join(parts)}.")
    for name in wanted or parts:
        section = parts[name](at)
        print(section)
        keep_section(section, f"Measured on {at.date().isoformat()}. {about}.")


def _mind(at: datetime) -> str:
    workspace_id, _ = fill_book(LARGE, at, slug=f"mind-{LARGE}")
    known = facts(workspace_id, at)
    print(f"the mind at {LARGE:,} deals ...", flush=True)
    small = measure_mind(known, 3)
    print(f"the mind at {LARGE * TIMES:,} deals ...", flush=True)
    return write_mind([small, measure_mind(multiply(known, TIMES), 1)])


def _pages(_: datetime) -> str:
    print(f"pages at {SMALL:,} and {LARGE:,} deals, in turns ...", flush=True)
    return write_pages(*measure_pages((SMALL, LARGE)))


def _bringing(_: datetime) -> str:
    print("bringing in ...", flush=True)
    return write_section([BringingTimes(**measure_apart(rows)) for rows in (LARGE // TIMES, LARGE)])  # type: ignore[arg-type]


try:
    main(sys.argv[1:])
finally:
    shutil.rmtree(FOLDER, ignore_errors=True)
