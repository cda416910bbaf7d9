"""The desk in the loop: every Monday it is given what the team knows, and its list is worked through."""

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from benchmarks.judgement.desk import advise, learn
from rekindle.benchworld import Loop, tell_facts
from rekindle.terms.advice import AdviceKind

Ints = npt.NDArray[np.int64]
# Learned before the start, and again every quarter, from the world's own past.
LEARN_WEEKS = 13
# The desk may come back to one person once a quarter, as the cadence does in the end; the shipped playbook allows two.
# On development worlds a second contact within a quarter was twice as likely to end in a stop, and won less.
PER_QUARTER = 1


class OurDesk:
    """`hour_price` in whole units of money: what an hour of other work earns. It never sees a rate of the market."""

    def __init__(self, loop: Loop, hour_price: float) -> None:
        self.loop, self.price, self.week = loop, round(hour_price * 100), 0
        self.parameters: pa.Table | None = None

    def work(self, most: int) -> Ints:
        """Ask the desk for the day's list, contact whom it names and return them."""
        facts = tell_facts(self.loop.world, self.loop.day, most, self.price)
        if self.parameters is None or self.week % LEARN_WEEKS == 0:
            self.parameters = learn(facts)
        self.week += 1
        minutes = int(self.loop.world.market.draws["contact.minutes"])
        advice = advise(facts, self.parameters, minutes, PER_QUARTER)
        wanted = pc.and_(pc.equal(advice.column("kind"), AdviceKind.GET_BACK.value), advice.column("listed"))
        rows = advice.filter(wanted).sort_by("rank").to_pylist()[:most]
        who = np.array([int(row["deal_id"][2:], 16) for row in rows], dtype=np.int64)
        if len(who):
            play, thing = (np.array([row[name] for row in rows], dtype=object) for name in ("play", "asset_key"))
            self.loop.touch(who, play, thing)
        return who
