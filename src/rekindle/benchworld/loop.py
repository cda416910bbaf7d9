"""The loop: a year of weeks in which somebody chooses whom to get in touch with, and the world answers."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from rekindle.benchworld.contact import Answer, meet
from rekindle.benchworld.deals import NEVER
from rekindle.benchworld.habit import come_alone
from rekindle.benchworld.market import Flags, Floats, Ints
from rekindle.benchworld.world import World, draw_world

WEEKS = 52


@dataclass
class Loop:
    """A world on the Monday of a week. Every habit meets the same lives and the same luck, contact by contact."""

    world: World
    day: float = 0.0
    touches: int = 0
    stops: int = 0

    def free(self) -> Flags:
        """Say of each deal whether it may be gone to today: lost, not back, no stop at the account, no clear no."""
        return self.world.still_lost(NEVER)

    def since_touch(self) -> Floats:
        """Return the days since our last contact with each deal, NEVER where there was none."""
        gone: Floats = self.day - self.world.past.standing.last(np.arange(len(self.world.deals)))
        return gone

    def touch(self, who: Ints, play: Any = None, thing: Any = None) -> Ints:
        """Get in touch with some deals today, each at most once; return their answers.

        Raises ValueError for a deal that is back, that said no, or whose person asked to be left alone."""
        if not self.free()[who].all():
            raise ValueError("somebody here is back or wants to be left alone")
        world, past = self.world, self.world.past
        days = np.full(len(who), self.day)
        asks = np.zeros(len(who), dtype=bool) if play is None else np.isin(play, ("permission_ask", "debrief_ask"))
        answer, due = meet(world.market, world.deals, world.lives, past.standing, past.luck, who, days, asks)
        past.journal.write(who, days, answer, due, play, thing)
        self.touches += len(who)
        self.stops += int((answer == Answer.STOP).sum())
        return answer

    def end_week(self) -> None:
        """Let the week pass: whoever comes by themselves comes, and is answered."""
        come_alone(
            self.world.past.standing,
            self.world.lives.alone.min(axis=1, where=self._ahead(), initial=NEVER),
            self.day + 7,
        )
        self.day += 7

    def _ahead(self) -> Flags:
        ahead: Flags = self.world.lives.alone >= self.day
        return ahead

    def won(self) -> Flags:
        """Say of each deal whether it came back since the start and is won."""
        won: Flags = self.world.back_between(0.0, self.day + 1) & self.world.wins()
        return won

    def revenue(self) -> float:
        """Return what was won since the start, in whole units of money."""
        return float(self.world.deals.amount[self.won()].sum())

    def expected_revenue(self) -> float:
        """Return the same with the last die not thrown: of each deal that came back its amount times its chance."""
        back = self.world.back_between(0.0, self.day + 1)
        return float((self.world.deals.amount * self.world.chances_of_winning())[back].sum())


def open_loop(regime: str, seed: int, deals: int, weeks: int = WEEKS) -> Loop:
    """Open a world of one rep's deals at its start, with room for a contact to each in every week."""
    world = draw_world(regime, seed, deals, room=weeks + 1)
    one_rep = replace(world.deals, owner=np.zeros_like(world.deals.owner))
    return Loop(replace(world, deals=one_rep))
