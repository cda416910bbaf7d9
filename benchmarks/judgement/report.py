"""docs/judgement.md, written from what the last run of each part found."""

from datetime import date
from typing import Any

from benchmarks.judgement.keep import recall
from benchmarks.judgement.levels import write_levels
from benchmarks.judgement.plan import PARTS
from benchmarks.judgement.report_ceiling import write_ceilings
from benchmarks.judgement.report_real import write_real
from benchmarks.judgement.report_worlds import write_forecast, write_frontier, write_verdicts
from benchmarks.judgement.targets import Target, list_targets
from benchmarks.judgement.tell import write_table
from benchmarks.logs import write_logs_section

_ON_WORLDS = ("forecast", "verdicts", "ceiling", "frontier", "safety")
_HEAD = """# The judgement on trial

Written by `make bench-judgement` on {day}. {about}.

Made-up worlds (`rekindle.benchworld`) share no formula with the engine, and the engine never sees their rates: it has the
shipped priors and the world's own past. Their ranges were committed before anything was tuned on them. Worlds 0 to 29 are for
development; what stands here is of worlds 1000 and up, which nobody tuned on. Real data is split by time. How the engine works
stands in [How the desk decides](mind.md), how the worlds are made in [The worlds the judgement is tried on](benchworld.md).
"""


def write_report(day: date) -> str:
    """Write the page, targets first."""
    kept = {name: recall(name) for name in PARTS}
    runs = {name: run for name, run in kept.items() if run is not None}
    found = {name: run["found"]["rows"] for name, run in runs.items()}
    about = next((run["found"]["about"] for run in runs.values()), "nothing was run yet")
    parts = [
        _HEAD.format(day=day.isoformat(), about=about),
        _say_size(runs),
        "## Targets\n",
        _write_targets(list_targets(found)),
        write_forecast(_rows(found, "forecast")),
        write_levels(_rows(found, "forecast")),
        write_ceilings(_rows(found, "ceiling")),
        write_verdicts(_rows(found, "verdicts")),
        write_frontier(_rows(found, "frontier")),
        write_real(found),
        write_logs_section(),
    ]
    return "\n".join(part for part in parts if part) + "\n"


def _rows(found: dict[str, Any], name: str) -> list[dict[str, Any]]:
    rows = found.get(name)
    return rows if isinstance(rows, list) else []


def _say_size(runs: dict[str, Any]) -> str:
    if not runs:
        return "No part has been run: `make bench-judgement` runs them all.\n"
    lines = []
    smaller = {
        name: run["found"]["scale"] for name, run in runs.items() if name in _ON_WORLDS and run["found"]["scale"] != 1
    }
    if smaller:
        said = ", ".join(f"{name} at {scale:g}" for name, scale in smaller.items())
        lines.append(f"**A reduced run** (1 is the whole of it): {said}. With fewer worlds the intervals are wider.")
    limits = [
        f"{name} after {run['found']['minutes']:.0f} minutes"
        for name, run in runs.items()
        if run["found"].get("minutes") and run["seconds"] > 60 * run["found"]["minutes"]
    ]
    if limits:
        lines.append(f"**Stopped early**: {', '.join(limits)}. The tables give the worlds behind each line.")
    if any(run["found"]["first"] == 0 for name, run in runs.items() if name in _ON_WORLDS):
        lines.append("**Some parts were run on the development worlds**, not on those that are judged.")
    missing = [name for name in PARTS if name not in runs]
    if missing:
        lines.append(f"Not run: {', '.join(missing)}.")
    seconds = ", ".join(f"{name} {run['seconds']:.0f}" for name, run in runs.items())
    return "\n\n".join([*lines, f"Seconds: {seconds}.", ""])


def _write_targets(targets: list[Target]) -> str:
    says = {True: "kept", False: "**missed**", None: "no target"}
    rows = [(one.name, one.wanted, one.found, says[one.kept]) for one in targets]
    misses = [f"- **{one.name}**: {one.why}" for one in targets if one.kept is False]
    reasons = ["", "Why the misses, as far as it is known:", "", *dict.fromkeys(misses)] if misses else []
    return "\n".join([write_table(("target", "wanted", "found", ""), rows), *reasons, ""])
