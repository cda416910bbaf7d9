"""A market: what is true of a whole world, drawn once from the ranges. Nobody in the world knows it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from rekindle.benchworld.ranges import ranges_of

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

# What is drawn from which stream of chance: a world's people do not change when its habits do.
STREAMS = {name: number for number, name in enumerate(("market", "deals", "lives", "luck", "doubles", "policy"))}
VERDICTS = ("not_now", "chose_other", "no_decision", "unknown", "no")
NO = VERDICTS.index("no")


@dataclass(frozen=True)
class Market:
    """`draws` holds every number that was drawn or fixed, as `section.name`. Arrays have one place per reason."""

    regime: str
    seed: int
    rules: frozenset[str]
    draws: Mapping[str, float]
    reasons: tuple[str, ...]
    share: Floats
    again: Floats
    days: Floats
    spread: Floats
    clock: tuple[str, ...]
    mistaken: Floats
    verdicts: Floats
    ships: Floats
    habit: Floats


def chance_for(market: "Market | tuple[str, int]", stream: str) -> np.random.Generator:
    """Return the stream of chance of a world that is kept for one purpose."""
    seed = market[1] if isinstance(market, tuple) else market.seed
    return np.random.default_rng([seed, STREAMS[stream]])


def draw_market(regime: str, seed: int) -> Market:
    """Draw the market of a world. The same regime and seed give the same market, on any machine.

    Raises ValueError for a regime that ranges.toml does not name.
    """
    ranges = ranges_of(regime)
    rules: frozenset[str] = ranges["rules"]
    chance = chance_for((regime, seed), "market")
    draws = _draw_numbers(ranges, rules, chance)
    reasons: dict[str, dict[str, Any]] = ranges["reasons"]
    names = tuple(reasons)
    columns = {name: _column(reasons, name, chance) for name in ("again", "days", "spread")}
    shares = np.array([part["share"] for part in reasons.values()])
    verdicts = np.array([[*part["verdicts"], 1 - sum(part["verdicts"])] for part in reasons.values()])
    products = int(draws["book.products"])
    low, high = ranges["clocks"]["feature_ships_days"]
    return Market(
        regime,
        seed,
        rules,
        draws,
        names,
        share=shares / shares.sum(),
        clock=tuple(part["clock"] for part in reasons.values()),
        mistaken=_mistaken(reasons, draws["people.rep_is_right"], "any_reason" in rules),
        verdicts=verdicts,
        ships=chance.uniform(low, high, products),
        habit=np.array(ranges["habit"]["days"], dtype=np.float64),
        **columns,
    )


def _draw_numbers(ranges: dict[str, Any], rules: frozenset[str], chance: np.random.Generator) -> dict[str, float]:
    draws: dict[str, float] = {}
    for section in ("book", "people", "clocks", "window", "contact", "habit"):
        for name, value in ranges[section].items():
            key, place = f"{section}.{name}", chance.random()
            if not isinstance(value, list):
                draws[key] = float(value)
            elif len(value) == 2:
                low, high = value
                by_log = key == "clocks.book_level" and "level_by_log" in rules
                draws[key] = low * (high / low) ** place if by_log else low + (high - low) * place
    draws["drift"] = chance.choice([chance.uniform(0.3, 0.6), chance.uniform(1.6, 2.4)])
    return draws


def _column(reasons: dict[str, dict[str, Any]], name: str, chance: np.random.Generator) -> Floats:
    return np.array([chance.uniform(*part[name]) for part in reasons.values()])


def _mistaken(reasons: dict[str, dict[str, Any]], right: float, any_reason: bool) -> Floats:
    """Return how often a rep who should name the reason of the row names that of the column."""
    names = list(reasons)
    count = len(names)
    wrong = 1 - right
    table = np.full((count, count), wrong / count if any_reason else wrong / 2 / (count - 2))
    for row, part in enumerate(reasons.values()):
        if not any_reason:
            table[row, names.index(part["near"])] = wrong / 2
        table[row, row] = right + (wrong / count if any_reason else 0.0)
    return table
