"""A world: a market, its lost deals, the lives behind them and what has happened so far."""

from dataclasses import dataclass

import numpy as np

from rekindle.benchworld.deals import Deals, draw_deals
from rekindle.benchworld.habit import Past, live_on
from rekindle.benchworld.lives import Lives, draw_lives
from rekindle.benchworld.market import NO, STREAMS, Flags, Floats, Market, draw_market

# A deal that is back is decided so many days later: won, or lost for good.
DECIDED_DAYS = 45.0


@dataclass(frozen=True)
class World:
    """`luck_of_winning` is drawn per deal, so that the same deal is won or not whoever got it back."""

    market: Market
    deals: Deals
    lives: Lives
    past: Past
    luck_of_winning: Floats

    def back_between(self, first: float, end: float) -> Flags:
        """Say of each deal whether it first came back in [first, end)."""
        found: Flags = (self.past.standing.back >= first) & (self.past.standing.back < end)
        return found

    def still_lost(self, day: float) -> Flags:
        """Say of each deal whether it may still be gone back to on a day: not back, no stop at the account, no no."""
        standing, deals = self.past.standing, self.deals
        stopped = np.isin(deals.account, deals.account[standing.stop < day])
        found: Flags = (standing.back >= day) & ~stopped & (deals.verdict != NO)
        return found

    def wins(self) -> Flags:
        """Say of each deal whether it is won once it is back."""
        won: Flags = self.luck_of_winning < self.chances_of_winning()
        return won

    def chances_of_winning(self) -> Floats:
        """Return the chance of each deal to be won once it is back: higher where we were there first."""
        number = self.market.draws
        return np.where(self.answered(), number["window.wins"], number["window.wins_alone"])

    def answered(self) -> Flags:
        """Say of each deal whether it came back in answer to a contact of ours."""
        standing = self.past.standing
        found: Flags = np.isfinite(standing.back) & (standing.days == standing.back[:, None]).any(axis=1)
        return found


def draw_world(regime: str, seed: int, deals: int, until: float = 0.0, part: int = 0, room: int = 0) -> World:
    """Draw a world of so many lost deals and let it live until a day under the old habit.

    The same regime, seed and part give the same world; parts of one seed are different deals in one market. `room`: for
    so many contacts after that day. Raises ValueError for an unknown regime.
    """
    market = draw_market(regime, seed)
    chance = {name: np.random.default_rng([seed, number, part]) for name, number in STREAMS.items()}
    drawn = draw_deals(market, deals, chance["deals"])
    lives = draw_lives(market, drawn, chance["lives"])
    past = live_on(market, drawn, lives, until, chance["luck"], room)
    return World(market, drawn, lives, past, chance["policy"].random(deals))
