"""The machine a number was taken on, and how times are taken."""

import os
import platform
import resource
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
    taken = sorted(_time(act) * 1000 for _ in range(times))
    return statistics.median(taken), taken[min(len(taken) - 1, int(len(taken) * 0.95))]


def _time(act: Callable[[], object]) -> float:
    start = perf_counter()
    act()
    return perf_counter() - start


def peak_memory() -> float:
    """Return the highest resident memory of this process so far, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
