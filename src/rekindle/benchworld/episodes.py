"""What is known of the deals themselves: how each stands, its losses, what was said about them, its return."""

import numpy as np
import pyarrow as pa

from rekindle.benchworld.columns import CURRENCY, dates, ids, instants, table, words
from rekindle.benchworld.market import NO, VERDICTS, Flags, Floats, Ints
from rekindle.benchworld.world import DECIDED_DAYS, World
from rekindle.tables.facts import FACTS


class States:
    """How each deal stands on a day: back, and if so decided (won, or lost again)."""

    def __init__(self, world: World, day: float) -> None:
        standing = world.past.standing
        self.day = day
        self.back: Flags = standing.back < day
        decided = self.back & (standing.back + DECIDED_DAYS < day)
        self.won: Flags = decided & world.wins()
        self.lost_again: Flags = decided & ~world.wins()
        self.open: Flags = self.back & ~decided


def deals_told(world: World, states: States) -> pa.Table:
    """Return the deals with their status of the day, amounts in minor units."""
    deals, count = world.deals, len(world.deals)
    return table(
        FACTS["deals"],
        count,
        deal_id=ids("deal", np.arange(count)),
        account_id=ids("account", deals.account),
        owner_id=ids("member", deals.owner),
        kind=["new"] * count,
        status=np.select([states.won, states.open], ["won", "open"], "lost"),
        name=[f"Deal {number}" for number in range(count)],
        product=[f"product {number}" for number in deals.product],
        amount_minor=np.round(deals.amount * 100).astype(np.int64),
        currency=[CURRENCY] * count,
        opened_on=dates(deals.lost - 150),
    )


def losses_told(world: World, states: States) -> pa.Table:
    """The first loss of every deal, and the second of those that came back and were not won."""
    deals, count = world.deals, len(world.deals)
    again = np.flatnonzero(states.lost_again)
    who = np.concatenate([np.arange(count), again])
    day = np.concatenate([deals.lost, np.floor(world.past.standing.back[again] + DECIDED_DAYS)])
    return table(
        FACTS["losses"],
        len(who),
        loss_id=ids("loss", np.concatenate([np.arange(count), count + again])),
        deal_id=ids("deal", who),
        number=np.concatenate([np.ones(count, dtype=np.int64), np.full(len(again), 2)]),
        lost_on=dates(day),
        amount_minor=np.round(deals.amount[who] * 100).astype(np.int64),
        currency=[CURRENCY] * len(who),
        known_at=instants(day),
    )


def claims_told(world: World, states: States) -> pa.Table:
    """What the rep wrote down at the loss, and what the buyer said where somebody asked; a second loss is a no."""
    deals, reasons = world.deals, world.market.reasons
    spoke = np.flatnonzero(deals.verdict != VERDICTS.index("unknown"))
    asked, again = np.flatnonzero(deals.told >= 0), np.flatnonzero(states.lost_again)
    every, count = np.arange(len(deals)), len(deals)
    parts = [
        (every, every, "rep", "reason", words(reasons, deals.said), deals.lost),
        (spoke, spoke, "rep", "verdict", words(VERDICTS, deals.verdict[spoke]), deals.lost[spoke]),
        (asked, asked, "buyer", "reason", words(reasons, deals.told[asked]), deals.lost[asked] + 5),
        (again, count + again, "rep", "verdict", words(VERDICTS, np.full(len(again), NO)), _decided(world, again)),
        (again, count + again, "rep", "reason", words(reasons, deals.said[again]), _decided(world, again)),
    ]
    kept = [(who, loss, by, kind, key, day, day < states.day) for who, loss, by, kind, key, day in parts]
    who, loss, key, day = (np.concatenate([part[place][part[6]] for part in kept]) for place in (0, 1, 4, 5))
    sizes = [int(part[6].sum()) for part in kept]
    return table(
        FACTS["claims"],
        len(who),
        claim_id=ids("claim", np.arange(len(who))),
        loss_id=ids("loss", loss),
        deal_id=ids("deal", who),
        source=np.repeat(np.array([part[2] for part in kept], dtype=object), sizes),
        kind=np.repeat(np.array([part[3] for part in kept], dtype=object), sizes),
        key=key,
        rank=np.ones(len(who), dtype=np.int64),
        confidence=np.repeat([0.6, 0.6, 0.9, 0.6, 0.6], sizes),
        happened_at=instants(day),
        known_at=instants(day),
    )


def _decided(world: World, who: Ints) -> Floats:
    day: Floats = np.floor(world.past.standing.back[who] + DECIDED_DAYS)
    return day


def returns_told(world: World, states: States) -> pa.Table:
    """Return who had come back by the day: as an answer to us, or by themselves."""
    who = np.flatnonzero(states.back)
    day = world.past.standing.back[who]
    return table(
        FACTS["returns"],
        len(who),
        return_id=ids("return", who),
        deal_id=ids("deal", who),
        loss_id=ids("loss", who),
        kind=np.where(world.answered()[who], "positive_reply", "inbound"),
        happened_at=instants(np.floor(day)),
    )
