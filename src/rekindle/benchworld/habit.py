"""The habit a team had before: a contact after 30, 60 and 90 days, then every quarter, as often as it was done."""

from dataclasses import dataclass

import numpy as np

from rekindle.benchworld.contact import Journal, Standing, draw_luck, meet
from rekindle.benchworld.deals import Deals
from rekindle.benchworld.lives import Lives
from rekindle.benchworld.market import NO, Floats, Market


@dataclass
class Past:
    """What happened under the habit. `luck` goes on where the habit ended."""

    standing: Standing
    journal: Journal
    luck: Floats


def live_on(
    market: Market, deals: Deals, lives: Lives, until: float, chance: np.random.Generator, room: int = 0
) -> Past:
    """Live from each loss to a day under the habit; `room` is for so many contacts after it.

    Nobody is contacted after a no, a stop or a return. They come back when they come alone, or answer a contact."""
    number, count, steps = market.draws, len(deals), len(market.habit)
    spread = number["habit.jitter_days"] * chance.standard_normal((count, steps))
    days = np.round(deals.lost[:, None] + market.habit + spread)
    done = chance.random((count, steps)) < number["habit.done"]
    past = Past(Standing.fresh(count, steps + room), Journal(), draw_luck(count, steps + room, chance))
    alone = lives.alone.min(axis=1)
    for step in range(steps):
        day = days[:, step]
        free = np.isinf(past.standing.back) & np.isinf(past.standing.stop) & (deals.verdict != NO) & (alone > day)
        who = np.flatnonzero(free & done[:, step] & (day < until))
        if len(who):
            asks = np.zeros(len(who), dtype=bool)
            answer, due = meet(market, deals, lives, past.standing, past.luck, who, day[who], asks)
            past.journal.write(who, day[who], answer, due)
    come_alone(past.standing, alone, until)
    return past


def come_alone(standing: Standing, alone: Floats, until: float) -> None:
    """Let those come who come by themselves before a day, and were not back and did not ask us to stop before."""
    comes = (alone < until) & (alone < standing.back) & (alone < standing.stop)
    standing.back[comes] = alone[comes]
