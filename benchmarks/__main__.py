"""`make bench`: measure, print, and write docs/benchmarks.md."""

import os
import shutil
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
from benchmarks.mind import MindTimes, measure_mind, multiply  # noqa: E402
from benchmarks.pages import PageTimes, measure_pages, pages_to_ask  # noqa: E402
from benchmarks.report import write_report  # noqa: E402
from benchmarks.server import measure_server  # noqa: E402
from rekindle.book.facts import facts  # noqa: E402
from rekindle.book.read.workspace import list_workspaces  # noqa: E402

SMALL, LARGE, TIMES = 1_000, 100_000, 10
REPORT = Path(__file__).parents[1] / "docs" / "benchmarks.md"


def main() -> None:
    """Run every benchmark in one process and one run."""
    about = machine.describe()
    print(about)
    print("bringing in ...")
    brought = [BringingTimes(**measure_apart(rows)) for rows in (LARGE // TIMES, LARGE)]  # type: ignore[arg-type]
    call_command("migrate", verbosity=0)
    at = datetime.now(UTC)
    pages: list[PageTimes] = []
    for deals in (SMALL, LARGE):
        print(f"pages at {deals:,} deals ...")
        pages += measure_pages(deals, at)
    print("a server of its own ...")
    memory = measure_server(FOLDER, *pages_to_ask(f"bench-{LARGE}", at))
    mind = _measure_minds(at)
    REPORT.write_text(write_report(about, at, pages, memory, mind) + "\n" + write_section(brought))
    print(REPORT.read_text())


def _measure_minds(at: datetime) -> list[MindTimes]:
    workspace = next(one for one in list_workspaces() if one.slug == f"bench-{LARGE}")
    known = facts(workspace.workspace_id, at)
    print(f"the mind at {LARGE:,} deals ...")
    small = measure_mind(known, 3)
    print(f"the mind at {LARGE * TIMES:,} deals ...")
    return [small, measure_mind(multiply(known, TIMES), 1)]


try:
    main()
finally:
    shutil.rmtree(FOLDER, ignore_errors=True)
