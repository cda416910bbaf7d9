"""A ceiling: whoever knows every rate of the market, but not what is hidden of a deal.

Each deal's hidden part is drawn again many times from the market's own rates, given all that can be seen of it; what has
happened since (nobody came alone, nobody answered, a date was named) weighs the draws. Contacts are then ranked by the
chance of a window times the deal's value, less what a stop would cost, down to a price of the hour.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from benchmarks.judgement.habits import GAP_DAYS
from rekindle.benchworld import Loop
from rekindle.benchworld.contact import Answer
from rekindle.benchworld.deals import imagine
from rekindle.benchworld.lives import Lives, draw_lives

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
DRAWS = 150


@dataclass
class KnownRates:
    """`hour_price` in whole units of money. Built on the loop's first day, then asked and told week by week."""

    loop: Loop
    hour_price: float

    def __post_init__(self) -> None:
        world = self.loop.world
        chance = np.random.default_rng([world.market.seed, 77])
        self.count = len(world.deals)
        places = np.repeat(np.arange(self.count), DRAWS)
        self.drawn: Lives = draw_lives(world.market, imagine(world.market, world.deals.take(places), chance), chance)
        self.all = np.arange(len(places))
        self.alone = self.drawn.alone.min(axis=1)
        # Who would have come before the start is not among those who are still lost.
        self.weight = (self.alone >= 0).astype(np.float64)
        self._learn_from_the_past()

    def choose(self, most: int) -> Ints:
        """Return whom to contact today, at most so many."""
        world, loop = self.loop.world, self.loop
        number = world.market.draws
        is_open = self._mean(self.drawn.is_open(loop.day, self.all))
        will = self._mean(np.isfinite(self.drawn.next_open(loop.day, self.all)))
        fresh = 1 - np.exp(-loop.since_touch() / number["contact.fresh_days"])
        gain = world.deals.amount * number["window.replies"] * number["window.wins"]
        lately = world.past.standing.lately(np.arange(self.count), np.full(self.count, loop.day), 91.0)
        harm = number["contact.opt_out"] * (1 + lately) * (1 - is_open) * gain * (is_open + will)
        index = (gain * is_open * fresh - harm) / (number["contact.minutes"] / 60)
        may = loop.free() & (loop.since_touch() >= GAP_DAYS) & (index > self.hour_price)
        places = np.flatnonzero(may)
        return places[np.argsort(-index[places], kind="stable")[:most]]

    def heed(self, who: Ints, answer: Ints) -> None:
        """Weigh the draws by how these answered today, and by nobody else having come alone until the end of the week."""
        self._weigh(who, np.full(len(who), self.loop.day), answer)
        self.weight *= self.alone >= self.loop.day + 7

    def _learn_from_the_past(self) -> None:
        for piece in self.loop.world.past.journal.pieces:
            self._weigh(piece["who"], piece["day"], piece["answer"])

    def _weigh(self, who: Ints, day: Floats, answer: Ints) -> None:
        number = self.loop.world.market.draws
        rows = (who[:, None] * DRAWS + np.arange(DRAWS)).ravel()
        days, said = np.repeat(day, DRAWS), np.repeat(answer, DRAWS)
        is_open = self.drawn.is_open(days, rows)
        ahead = np.isfinite(self.drawn.next_open(days, rows))
        silent = np.where(is_open, 1 - number["window.replies"] * 0.9, 1 - ahead * number["contact.not_yet"])
        told = np.where(is_open, 0.0, ahead * 1.0)
        self.weight[rows] *= np.where(said == Answer.NOT_YET, told, silent)

    def _mean(self, flags: npt.NDArray[np.bool_]) -> Floats:
        weight = self.weight.reshape(self.count, DRAWS)
        total = weight.sum(axis=1)
        found: Floats = (flags.reshape(self.count, DRAWS) * weight).sum(axis=1) / np.maximum(total, 1e-12)
        return found
