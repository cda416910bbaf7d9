"""Lives: when the people behind a lost deal look again, for how long, and whether they would come by themselves.

Each has clocks. The first that rings opens a window; whoever is not talked to in it buys elsewhere or not at all.
"""

from dataclasses import dataclass

import numpy as np

from rekindle.benchworld.deals import NEVER, Deals, fiscal_start_after
from rekindle.benchworld.market import VERDICTS, Flags, Floats, Ints, Market

_WINDOWS = 6
_MONEY_IS_FREE_AFTER = 45.0
_TOLD_ALREADY_DAYS = 200.0


@dataclass(frozen=True)
class Lives:
    """Per deal up to six windows in order: the day each opens and closes, and when they would come alone (or NEVER)."""

    opens: Floats
    closes: Floats
    alone: Floats

    def is_open(self, day: Floats | float, who: Ints) -> Flags:
        """Say of some deals whether a window is open on a day (one for all, or one for each)."""
        at = np.asarray(day, dtype=np.float64)
        days = at[:, None] if at.ndim else at
        there = (self.opens[who] <= days) & (days < self.closes[who])
        found: Flags = np.any(there, axis=1)
        return found

    def next_open(self, day: Floats | float, who: Ints) -> Floats:
        """Return the next day on which a window opens, NEVER where none will."""
        at = np.asarray(day, dtype=np.float64)
        days = at[:, None] if at.ndim else at
        found: Floats = np.where(self.opens[who] > days, self.opens[who], NEVER).min(axis=1)
        return found


def draw_lives(market: Market, deals: Deals, chance: np.random.Generator) -> Lives:
    """Draw the life of each deal from its true reason, its verdict, its dates and what happened at the account."""
    first = np.where(deals.hard_no, NEVER, _first_look(market, deals, chance))
    opens, closes = _windows(market, deals, first, chance)
    if "drifting" in market.rules:
        opens, closes = _drift(market, deals, opens, closes, chance)
    there = np.isfinite(opens)
    alone = opens + chance.random(opens.shape) * np.subtract(closes, opens, out=np.zeros_like(opens), where=there)
    comes = chance.random(opens.shape) < market.draws["window.comes_alone"]
    return Lives(opens, closes, np.where(comes & there, alone, NEVER))


def _first_look(market: Market, deals: Deals, chance: np.random.Generator) -> Floats:
    number, count = market.draws, len(deals)
    if "all_alike" in market.rules:
        return deals.lost + 7 + chance.exponential(900.0, count)
    own = _own_clock(market, deals, chance)
    if "crossing_clocks" in market.rules:
        own = deals.lost + (own - deals.lost) * np.array([0.35, 1.0, 2.2])[deals.segment]
    looks = chance.random(count) < _share_that_looks(market, deals)
    meant = np.isfinite(deals.promise) & (chance.random(count) < number["people.date_meant"])
    kept = deals.promise + number["people.date_spread_days"] * chance.standard_normal(count)
    own = np.where(meant, kept, np.where(looks, own, NEVER))
    stirred = chance.random(count) < number["clocks.new_chief_opens"]
    stir = deals.new_chief + chance.exponential(number["clocks.new_chief_days"], count)
    first: Floats = np.maximum(np.minimum(own, np.where(stirred, stir, NEVER)), deals.lost + 7)
    return np.where("always_open" in market.rules, np.where(np.isfinite(first), deals.lost + 7, NEVER), first)


def _share_that_looks(market: Market, deals: Deals) -> Floats:
    number = market.draws
    share = np.clip(market.again[deals.reason] * number["clocks.book_level"], 0.0, 0.95)
    lifts = np.array([number.get(f"clocks.{name}", 1.0) for name in VERDICTS])
    odds = share / (1 - share) * lifts[deals.verdict]
    if "interacting" in market.rules:
        large = deals.amount > market.draws["book.amount_median"]
        odd = (deals.segment == 0) ^ large ^ (deals.reason % 2 == 0)
        odds = odds * np.where(odd, 3.0, 1 / 3)
    looked: Floats = odds / (1 + odds)
    return looked


def _own_clock(market: Market, deals: Deals, chance: np.random.Generator) -> Floats:
    """Return when their own clock rings: some time after the loss, or set by what they are bound to."""
    number, count = market.draws, len(deals)
    clock = np.array(market.clock)[deals.reason]
    wait = market.days[deals.reason] * number["clocks.scale"]
    wait = wait * np.exp(market.spread[deals.reason] * chance.standard_normal(count))
    own = deals.lost + wait
    year = fiscal_start_after(deals.lost + _MONEY_IS_FREE_AFTER, deals.fiscal_month)
    year = year + number["clocks.fiscal_spread_days"] * chance.standard_normal(count)
    lead = number["clocks.contract_lead_days"] + number["clocks.contract_lead_spread"] * chance.standard_normal(count)
    ships = market.ships[deals.product]
    follows = chance.random(count)
    own = np.where((clock == "fiscal") & (follows < number["clocks.fiscal_followed"]), year, own)
    bound = (clock == "contract") & (follows < number["clocks.contract_followed"]) & np.isfinite(deals.contract_end)
    own = np.where(bound, deals.contract_end - lead, own)
    shipped = np.where(ships > deals.lost, ships + wait, own + _TOLD_ALREADY_DAYS)
    rings: Floats = np.where(clock == "ship", shipped, own)
    return rings


def _windows(market: Market, deals: Deals, first: Floats, chance: np.random.Generator) -> tuple[Floats, Floats]:
    number, shape = market.draws, (len(deals), _WINDOWS)
    length = number["window.days"] * np.exp(number["window.spread"] * chance.standard_normal(shape))
    pause = number["window.again_days"] * np.exp(0.4 * chance.standard_normal(shape))
    goes_on = chance.random(shape) < number["window.again"]
    if "all_alike" in market.rules:
        pause, goes_on = chance.exponential(900.0, shape), np.ones(shape, dtype=bool)
    opens, closes = np.full(shape, NEVER), np.full(shape, NEVER)
    opens[:, 0] = first
    for place in range(_WINDOWS):
        closes[:, place] = opens[:, place] + length[:, place]
        if place + 1 < _WINDOWS:
            opens[:, place + 1] = np.where(goes_on[:, place], closes[:, place] + pause[:, place], NEVER)
    return opens, closes


def _drift(
    market: Market, deals: Deals, opens: Floats, closes: Floats, chance: np.random.Generator
) -> tuple[Floats, Floats]:
    """From half a year before the start on the market looks less, or more, than its past shows."""
    factor, shape = market.draws["drift"], opens.shape
    late = opens > -180
    if factor < 1:
        gone = late & (chance.random(shape) > factor)
        return np.where(gone, NEVER, opens), np.where(gone, NEVER, closes)
    wakes = ~np.isfinite(opens[:, 0]) & ~deals.hard_no & (chance.random(len(deals)) < (factor - 1) * 0.15)
    day = np.maximum(chance.uniform(-180, 400, len(deals)), deals.lost + 7)
    opens[:, 0] = np.where(wakes, day, opens[:, 0])
    closes[:, 0] = np.where(wakes, day + market.draws["window.days"], closes[:, 0])
    return opens, closes
