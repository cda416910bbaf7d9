"""A million lost deals through the whole pipe, in a process of its own so that its memory is its own."""

import multiprocessing
import resource
import sys
import tempfile
from pathlib import Path
from time import perf_counter
from typing import Any

import pyarrow as pa
from pyarrow import feather

from benchmarks.mind import multiply, run_pipe
from rekindle.benchworld import draw_world, tell_facts
from rekindle.playbook import load_pack
from rekindle.start.light import give_memory_back
from rekindle.tables.from_playbook import tables_of

DEALS, TIMES, WARM = 100_000, 10, 500


def measure_speed(size: Any) -> list[dict[str, Any]]:
    """Time why, fit, forecast, options and advice with every because, at 100,000 and at a million lost deals."""
    del size
    with tempfile.TemporaryDirectory() as folder:
        rows = []
        for deals, copies in ((DEALS, 1), (DEALS, TIMES)):
            _alone(_write_facts, folder, deals, copies)
            rows.append(_alone(_measure, folder))
        return rows


def _alone(act: Any, *given: Any) -> Any:
    # As every process of the product: memory it does not use goes back to the system.
    give_memory_back()
    with multiprocessing.get_context("spawn").Pool(1, initializer=give_memory_back) as pool:
        return pool.apply(act, given)


def _write_facts(folder: str, deals: int, copies: int) -> None:
    facts = tell_facts(draw_world("default", 0, deals), 0.0)
    for name, table in (multiply(facts, copies) if copies > 1 else facts).items():
        feather.write_feather(table, f"{folder}/{name}.feather", compression="uncompressed")


def _measure(folder: str) -> dict[str, Any]:
    warm = tell_facts(draw_world("default", 1, WARM), 0.0)
    playbook = tables_of(load_pack("b2b"), warm["moment"].column("today")[0].as_py())
    # What is compiled once per process is not part of the morning.
    run_pipe(warm, playbook)
    facts: dict[str, pa.Table] = {
        path.stem: feather.read_table(path, memory_map=False) for path in Path(folder).glob("*.feather")
    }
    began = perf_counter()
    advice = run_pipe(facts, playbook)
    seconds = perf_counter() - began
    # Kilobytes on Linux, bytes on macOS.
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "linux" else 2**30)
    deals, touches = facts["deals"].num_rows, facts["touches"].num_rows
    return {"deals": deals, "touches": touches, "advice": advice.num_rows, "seconds": seconds, "peak_gib": peak}
