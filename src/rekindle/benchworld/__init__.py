"""Made-up markets with known truth, to try the desk's judgement on.

In come a regime and a seed; out come a world's past as fact tables and the truth beside it. It shares no formula with
the engine: it may import the schemas and the words, and none of the rooms it is there to judge. Here nobody has a
hazard: people look again when a clock of theirs rings (their own, a contract's, a fiscal year's, a new chief's), for a
window of some weeks, and talk to whoever is there then.
"""

from rekindle.benchworld.facts import tell_facts
from rekindle.benchworld.habit import Past, live_on
from rekindle.benchworld.loop import Loop, open_loop
from rekindle.benchworld.market import Market, draw_market
from rekindle.benchworld.ranges import REGIMES, START, digest_of_ranges
from rekindle.benchworld.world import World, draw_world

__all__ = [
    "REGIMES",
    "START",
    "Loop",
    "Market",
    "Past",
    "World",
    "digest_of_ranges",
    "draw_market",
    "draw_world",
    "live_on",
    "open_loop",
    "tell_facts",
]
