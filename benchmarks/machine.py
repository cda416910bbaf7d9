"""The machine a number was taken on, and how times are taken."""

import os
import platform
import statistics
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from time import perf_counter


def describe() -> str:
    """Name the machine in one line."""
    names = [
        line.split(":", 1)[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line
    ]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    load = os.getloadavg()[0]
    return (
        f"{len(names)} x {names[0] if names else platform.machine()}, {memory:.0f} GiB, Python "
        f"{platform.python_version()}, DuckDB {version('duckdb')}, load {load:.1f} at the start"
    )


def best_of(times: int, act: Callable[[], object]) -> float:
    """Return the shortest of several runs in seconds: what the work takes when nothing else is in the way."""
    return min(_time(act) for _ in range(times))


def spread(times: int, act: Callable[[], object]) -> tuple[float, float]:
    """Return median and 95th percentile of several runs, in milliseconds."""
    return middle_and_high([milliseconds(act) for _ in range(times)])


def middle_and_high(taken: list[float]) -> tuple[float, float]:
    """Return median and 95th percentile."""
    ordered = sorted(taken)
    return statistics.median(ordered), ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]


def milliseconds(act: Callable[[], object]) -> float:
    """Return how long one run takes."""
    return _time(act) * 1000


def _time(act: Callable[[], object]) -> float:
    start = perf_counter()
    act()
    return perf_counter() - start
