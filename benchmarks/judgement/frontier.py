"""The frontier: a year of weeks at equal capacity. Who chooses whom to contact, and what comes of it."""

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from benchmarks.judgement.habits import HABITS
from benchmarks.judgement.known_rates import KnownRates
from benchmarks.judgement.ours import OurDesk
from rekindle.benchworld import open_loop
from rekindle.benchworld.loop import WEEKS, Loop

# Lost deals in the book of one rep; about a fifth is back, stopped or a clear no when the year begins.
DEALS = 400
OURS = "this desk"
KNOWN = "known rates"


# Regime, seed, contacts a week, prices of the hour, whether the habits are asked too, and whether the ceilings are.
Asked = tuple[str, int, int, tuple[float, ...], bool, bool]


@dataclass(frozen=True)
class Year:
    """A year of one world under one way to choose. `revenue` in whole units of money: of each deal that came back its amount
    times its chance to be won, since throwing that last die would only add noise; `wins` is thrown. `hour_price` None: it
    has none."""

    regime: str
    seed: int
    most: int
    way: str
    hour_price: float | None
    revenue: float
    wins: int
    touches: int
    stops: int


def live_a_year(task: Asked) -> list[dict[str, Any]]:
    """Live a year in every way that is asked for."""
    regime, seed, most, prices, habits, ceilings = task
    names = [name for name in HABITS if habits and (ceilings or not name.startswith("oracle"))]
    years = [_habit(regime, seed, most, name) for name in names]
    years += [_ours(regime, seed, most, price) for price in prices]
    if ceilings:
        years += [_known(regime, seed, most, price) for price in prices]
    return [asdict(year) for year in years]


def _habit(regime: str, seed: int, most: int, name: str) -> Year:
    loop, chance = open_loop(regime, seed, DEALS), np.random.default_rng([seed, 5])
    for _ in range(WEEKS):
        who = HABITS[name](loop, most, chance)
        if len(who):
            loop.touch(who)
        loop.end_week()
    return _sum_up(loop, most, name, None)


def _ours(regime: str, seed: int, most: int, price: float) -> Year:
    loop = open_loop(regime, seed, DEALS)
    desk = OurDesk(loop, price)
    for _ in range(WEEKS):
        desk.work(most)
        loop.end_week()
    return _sum_up(loop, most, OURS, price)


def _known(regime: str, seed: int, most: int, price: float) -> Year:
    loop = open_loop(regime, seed, DEALS)
    knows = KnownRates(loop, price)
    for _ in range(WEEKS):
        who = knows.choose(most)
        answers = loop.touch(who) if len(who) else np.zeros(0, dtype=np.int64)
        knows.heed(who, answers)
        loop.end_week()
    return _sum_up(loop, most, KNOWN, price)


def _sum_up(loop: Loop, most: int, way: str, price: float | None) -> Year:
    market = loop.world.market
    wins = int(loop.won().sum())
    return Year(market.regime, market.seed, most, way, price, loop.expected_revenue(), wins, loop.touches, loop.stops)
