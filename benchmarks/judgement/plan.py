"""What a run does: its parts, and how many worlds each is tried on."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from benchmarks.judgement.bank import measure_bank
from benchmarks.judgement.ceiling import Known, Watched, know_world, try_level
from benchmarks.judgement.data import DataMissingError
from benchmarks.judgement.detailing import measure_detailing
from benchmarks.judgement.donors import measure_donors
from benchmarks.judgement.frontier import Asked, live_a_year
from benchmarks.judgement.keep import run_all
from benchmarks.judgement.retail import measure_retail
from benchmarks.judgement.safety import check_batch
from benchmarks.judgement.speed import measure_speed
from benchmarks.judgement.worlds import SIZES, say_whether_better, try_world
from benchmarks.judgement.yardsticks import measure_yardsticks
from rekindle.benchworld import REGIMES

# Worlds 0 to 29 are for development; these are judged.
JUDGED, DEVELOPMENT = 1_000, 0
# What the hour of the rep in the worlds earns elsewhere, in whole units of money. Chosen on development worlds 0 to 11, where at
# 200 opt-outs were a third of the cadence's, and contacts three in ten; the frontier has other prices too.
HOUR_PRICE = 200.0
OTHER_PRICES = (0.0, 500.0, 1_000.0)
# Regimes in which nothing can be gained by knowing whom, or when.
NO_SIGNAL = ("no_heterogeneity", "no_windows")
WEEKLY = 8
# A regime, a world, and what else the work needs to know.
Task = tuple[Any, ...]
# How long the parts on worlds may take where nothing else is said, as far as each of them gets in that time. What one
# leaves over the next ones have. On two cores with nothing else to do all of them come to their end.
MINUTES = {"safety": 5.0, "verdicts": 8.0, "frontier": 17.0, "forecast": 14.0}


@dataclass(frozen=True)
class Size:
    """How much of the whole run is done: `scale` 1 is all 60 judged worlds. `first` is the first world. `minutes` is how
    long a part on worlds may take (None: to its end): what is not done by then is left out."""

    scale: float = 1.0
    first: int = JUDGED
    minutes: float | None = None

    def worlds(self, whole: int) -> list[int]:
        return [self.first + place for place in range(max(2, round(whole * self.scale)))]

    def count(self, whole: int) -> int:
        return max(1, round(whole * self.scale))


def share_minutes(left: float, part: str, to_come: Sequence[str]) -> float:
    """Return how many of the minutes left a part may have, when these parts come after it."""
    return left * MINUTES[part] / (MINUTES[part] + sum(MINUTES.get(name, 0.0) for name in to_come))


def _in_turn(aimed: Sequence[Task], others: Sequence[Task]) -> list[Task]:
    """Put the tasks of lines that have a target first, and the others evenly beside their second half, so that a run that
    is stopped early has something of each."""
    first, rest = aimed[: len(aimed) // 2], aimed[len(aimed) // 2 :]
    turns = [((nth + 1) / len(part), task) for part in (rest, others) for nth, task in enumerate(part)]
    return [*first, *(task for _, task in sorted(turns, key=lambda turn: turn[0]))]


def _by_world(tasks: Iterable[Task]) -> list[Task]:
    return sorted(tasks, key=lambda task: task[1])


def forecast_worlds(size: Size) -> list[dict[str, Any]]:
    """The forecast in every regime and at every size of book; the largest on fewer worlds, since they are the slowest."""

    def tasks(regime: str, worlds: int, large: int) -> list[Task]:
        sizes = dict.fromkeys(size.worlds(large), SIZES)
        return [(regime, seed, sizes.get(seed, SIZES[:-1])) for seed in size.worlds(worlds)]

    aimed = [*tasks("default", 60, 30), *(task for regime in NO_SIGNAL for task in tasks(regime, 40, 4))]
    others = [task for regime in REGIMES if regime not in ("default", *NO_SIGNAL) for task in tasks(regime, 12, 3)]
    return run_all(try_world, _in_turn(_by_world(aimed), _by_world(others)), "forecast", size.minutes)


def hear_verdicts(size: Size) -> list[dict[str, Any]]:
    """What the user's own backtest says where there is nothing to gain, and where there is."""
    aimed = [(regime, seed, 600) for regime in NO_SIGNAL for seed in size.worlds(40)]
    others = [("default", seed, 2_000) for seed in size.worlds(10)]
    return run_all(_verdict, _in_turn(_by_world(aimed), others), "verdicts", size.minutes)


def _verdict(task: tuple[str, int, int]) -> list[dict[str, Any]]:
    return [say_whether_better(task)]


def find_ceilings(size: Size) -> list[dict[str, Any]]:
    """How near one number for everybody could come where nothing can be told: what is known are the development worlds."""
    worlds = [(regime, DEVELOPMENT + nth) for nth in range(size.count(30)) for regime in REGIMES]
    known = [
        Known(one["regime"], one["seed"], one["rate"], Watched(np.array(one["returns"]), np.array(one["days"])))
        for one in run_all(know_world, worlds, "worlds known")
    ]
    books = [(regime, seed, known) for regime in NO_SIGNAL for seed in size.worlds(40)]
    return run_all(try_level, books, "ceiling")


def walk_frontier(size: Size) -> list[dict[str, Any]]:
    """A year of weeks in the default regime, at other capacities and prices of the hour, and in the other regimes."""
    few = size.worlds(6)
    aimed: list[Asked] = [("default", seed, WEEKLY, (HOUR_PRICE,), True, True) for seed in size.worlds(60)]
    others: list[Asked] = [
        (regime, seed, WEEKLY, (HOUR_PRICE,), True, False)
        for seed in size.worlds(5)
        for regime in REGIMES
        if regime != "default"
    ]
    others += [("default", seed, WEEKLY, OTHER_PRICES, False, True) for seed in few]
    others += [("default", seed, most, (HOUR_PRICE,), True, True) for most in (3, 20) for seed in few]
    return run_all(live_a_year, _in_turn(aimed, _by_world(others)), "frontier", size.minutes)


def check_safety(size: Size) -> list[dict[str, Any]]:
    """Generate decisions, at least a million in a whole run, and check every contact."""
    tasks = [(size.first + place, 50_000) for place in range(size.count(21))]
    return run_all(check_batch, tasks, "safety", size.minutes)


def _real(measure: Callable[[], list[dict[str, Any]]]) -> Callable[[Size], Any]:
    def act(size: Size) -> Any:
        try:
            return measure()
        except DataMissingError as missing:
            print(f"  {missing}")
            return {"missing": str(missing)}

    return act


PARTS: dict[str, Callable[[Size], Any]] = {
    "yardsticks": _real(measure_yardsticks),
    "retail": _real(measure_retail),
    "bank": _real(measure_bank),
    "detailing": _real(measure_detailing),
    "donors": _real(measure_donors),
    "speed": measure_speed,
    "safety": check_safety,
    "verdicts": hear_verdicts,
    "ceiling": find_ceilings,
    "frontier": walk_frontier,
    "forecast": forecast_worlds,
}
