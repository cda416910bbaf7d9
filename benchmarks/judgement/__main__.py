"""`make bench-judgement`: try the judgement, print every table, and write docs/judgement.md."""

import argparse
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

from benchmarks.judgement.carrying import carry_over
from benchmarks.judgement.keep import KEPT, keep, recall
from benchmarks.judgement.plan import DEVELOPMENT, JUDGED, MINUTES, PARTS, Size, share_minutes
from benchmarks.judgement.report import write_report
from benchmarks.machine import describe
from rekindle.tables.compiled import keep_compiled_in

PAGE = Path(__file__).parents[2] / "docs" / "judgement.md"


def main() -> None:
    """Run the parts asked for (all of them where none is), and write the page from what is known of every part:
    what no run here knows stays on it as it is."""
    wanted = _arguments()
    keep_compiled_in(KEPT.parent / "compiled")
    names = [name for name in PARTS if not wanted.only or name in wanted.only.split(",")]
    print(describe())
    if not wanted.page_only:
        _run(names, Size(wanted.scale, DEVELOPMENT if wanted.development else JUDGED), wanted.minutes)
    page = write_report(datetime.now(UTC).date())
    known = [name for name in PARTS if recall(name) is not None]
    if len(known) < len(PARTS) and PAGE.exists():
        page = carry_over(page, PAGE.read_text(), known, describe())
    print(page)
    if not wanted.development:
        PAGE.write_text(page)


def _run(names: list[str], size: Size, minutes: float) -> None:
    about, left = describe(), minutes
    for nth, name in enumerate(names):
        print(f"{name} ...")
        began = monotonic()
        limit = share_minutes(left, name, names[nth + 1 :]) if minutes and name in MINUTES else None
        found = PARTS[name](replace(size, minutes=limit))
        seconds = monotonic() - began
        left = max(left - seconds / 60, 0.1) if name in MINUTES else left
        told = {"rows": found, "scale": size.scale, "first": size.first, "about": about, "minutes": limit}
        keep(name, told, seconds)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.judgement", description=__doc__)
    parser.add_argument("--only", default="", help=f"parts by name, with commas: {', '.join(PARTS)}")
    parser.add_argument("--scale", type=float, default=1.0, help="how many of the judged worlds: 1 is all, 0.2 a fifth")
    parser.add_argument(
        "--minutes",
        type=float,
        default=sum(MINUTES.values()),
        help="how long all parts on worlds may take together, 0 for to their end; what is not done by then is left out",
    )
    parser.add_argument("--development", action="store_true", help="worlds 0 to 29; the page is printed, not written")
    parser.add_argument("--page-only", action="store_true", help="write the page again from the last run of each part")
    return parser.parse_args()


if __name__ == "__main__":
    main()
