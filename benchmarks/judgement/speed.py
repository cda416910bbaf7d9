"""A million lost deals through the whole pipe, in a process of its own so that its memory is its own."""

import multiprocessing
import resource
import sys
from time import perf_counter
from typing import Any

from benchmarks.mind import multiply, run_pipe
from rekindle.benchworld import draw_world, tell_facts
from rekindle.playbook import load_pack
from rekindle.tables.from_playbook import tables_of

DEALS, TIMES = 100_000, 10


def measure_speed(size: Any) -> list[dict[str, Any]]:
    """Time why, fit, forecast, options and advice with every because, at 100,000 and at a million lost deals."""
    del size
    rows = []
    for times in (1, TIMES):
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            rows.append(pool.apply(_measure, (times,)))
    return rows


def _measure(times: int) -> dict[str, Any]:
    facts = tell_facts(draw_world("default", 0, DEALS), 0.0)
    facts = multiply(facts, times) if times > 1 else facts
    playbook = tables_of(load_pack("b2b"), facts["moment"].column("today")[0].as_py())
    began = perf_counter()
    advice = run_pipe(facts, playbook)
    seconds = perf_counter() - began
    # Kilobytes on Linux, bytes on macOS.
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "linux" else 2**30)
    deals, touches = facts["deals"].num_rows, facts["touches"].num_rows
    return {"deals": deals, "touches": touches, "advice": advice.num_rows, "seconds": seconds, "peak_gib": peak}
