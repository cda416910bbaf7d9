"""What a run does: its parts, and how many worlds each is tried on."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from benchmarks.judgement.bank import measure_bank
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
# What the hour of the rep in the worlds earns elsewhere, in whole units of money. Chosen on development worlds: at 300 opt-outs
# were half of the cadence's, at 600 a quarter; the frontier has other prices too.
HOUR_PRICE = 500.0
OTHER_PRICES = (0.0, 300.0, 1_000.0)
# Regimes in which nothing can be gained by knowing whom, or when.
NO_SIGNAL = ("no_heterogeneity", "no_windows")
WEEKLY = 8
# How long each part on worlds may take where nothing else is said: all parts together under twenty minutes on one core.
MINUTES = {"forecast": 6.0, "verdicts": 2.0, "frontier": 6.0, "safety": 4.0}


@dataclass(frozen=True)
class Size:
    """How much of the whole run is done: `scale` 1 is all 60 judged worlds. `first` is the first world. `minutes` is how
    long a part on worlds may take (None: as long as MINUTES says, 0: to its end): what is not done by then is left out."""

    scale: float = 1.0
    first: int = JUDGED
    minutes: float | None = None

    def limit(self, part: str) -> float | None:
        """Return after how many minutes a part stops; None where it goes on to its end."""
        return (MINUTES.get(part) if self.minutes is None else self.minutes) or None

    def worlds(self, whole: int) -> list[int]:
        return [self.first + place for place in range(max(2, round(whole * self.scale)))]

    def count(self, whole: int) -> int:
        return max(1, round(whole * self.scale))


def forecast_worlds(size: Size) -> list[dict[str, Any]]:
    """The forecast in every regime and at every size of book; the largest on fewer worlds, since they are the slowest."""
    default, others = size.worlds(60), size.worlds(12)
    large = {"default": set(size.worlds(12))}
    tasks = [
        (regime, seed, SIZES if seed in large.get(regime, set(size.worlds(3))) else SIZES[:-1])
        for regime in REGIMES
        for seed in (default if regime == "default" else others)
    ]
    # Spread evenly over the regimes, so that a run that is stopped early has some of each.
    share = {regime: len(default if regime == "default" else others) for regime in REGIMES}
    tasks.sort(key=lambda task: (task[1] - size.first + 1) / share[task[0]])
    return run_all(try_world, tasks, "forecast", size.limit("forecast"))


def hear_verdicts(size: Size) -> list[dict[str, Any]]:
    """What the user's own backtest says where there is nothing to gain, and where there is."""
    tasks = [(regime, seed, 600) for regime in NO_SIGNAL for seed in size.worlds(20)]
    tasks += [("default", seed, 2_000) for seed in size.worlds(10)]
    tasks.sort(key=lambda task: task[1])
    return run_all(_verdict, tasks, "verdicts", size.limit("verdicts"))


def _verdict(task: tuple[str, int, int]) -> list[dict[str, Any]]:
    return [say_whether_better(task)]


def walk_frontier(size: Size) -> list[dict[str, Any]]:
    """A year of weeks in the default regime, at other capacities and prices of the hour, and in the other regimes."""
    few = size.worlds(6)
    tasks: list[Asked] = [("default", seed, WEEKLY, (HOUR_PRICE,), True, True) for seed in size.worlds(60)]
    tasks += [
        (regime, seed, WEEKLY, (HOUR_PRICE,), True, False)
        for seed in size.worlds(4)
        for regime in REGIMES
        if regime != "default"
    ]
    tasks += [("default", seed, WEEKLY, OTHER_PRICES, False, True) for seed in few]
    tasks += [("default", seed, most, (HOUR_PRICE,), True, True) for most in (3, 20) for seed in few]
    return run_all(live_a_year, tasks, "frontier", size.limit("frontier"))


def check_safety(size: Size) -> list[dict[str, Any]]:
    """Generate decisions, at least a million in a whole run, and check every contact."""
    tasks = [(size.first + place, 50_000) for place in range(size.count(21))]
    return run_all(check_batch, tasks, "safety", size.limit("safety"))


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
    "forecast": forecast_worlds,
    "verdicts": hear_verdicts,
    "frontier": walk_frontier,
    "safety": check_safety,
    "speed": measure_speed,
}
