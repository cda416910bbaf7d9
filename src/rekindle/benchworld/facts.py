"""What a world's team knows on a day, as the fact tables of the seam. What is hidden stays out."""

from datetime import UTC, datetime, time, timedelta

import numpy as np
import pyarrow as pa

from rekindle.benchworld.around import (
    contracts_told,
    members_told,
    people_told,
    promises_told,
    signals_told,
    suppressions_told,
)
from rekindle.benchworld.columns import CURRENCY, ids, instants, table
from rekindle.benchworld.contact import Answer
from rekindle.benchworld.episodes import States, claims_told, deals_told, losses_told, returns_told
from rekindle.benchworld.ranges import START
from rekindle.benchworld.world import World
from rekindle.tables.facts import FACTS, moment
from rekindle.tables.schemas import arrow_schema
from rekindle.terms.touches import Outcome

_OUTCOMES = {
    Answer.SILENCE: Outcome.NO_ANSWER,
    Answer.TALKS: Outcome.POSITIVE_REPLY,
    Answer.NOT_YET: Outcome.NOT_YET,
    Answer.STOP: Outcome.NO,
}


def tell_facts(
    world: World, day: float, touches_a_day: int | None = None, hour_price: int | None = None
) -> dict[str, pa.Table]:
    """Return every table of `tables.facts.FACTS` as the team of a world knows it on the morning of a day.

    `hour_price` is in minor units. Nothing that happens on that day or later is in it."""
    today = START + timedelta(days=int(day))
    as_of = datetime.combine(today, time(7), tzinfo=UTC)
    states = States(world, day)
    tables = {
        "moment": moment(as_of, today, CURRENCY),
        "members": members_told(world, touches_a_day, hour_price),
        **people_told(world),
        "deals": deals_told(world, states),
        "losses": losses_told(world, states),
        "claims": claims_told(world, states),
        "returns": returns_told(world, states),
        "touches": _touches(world, day, states),
        "suppressions": suppressions_told(world, day),
        "promises": promises_told(world, day),
        "signals": signals_told(world, day),
        "contracts": contracts_told(world.deals),
    }
    return {name: tables.get(name, arrow_schema(schema).empty_table()) for name, schema in FACTS.items()}


def _touches(world: World, day: float, states: States) -> pa.Table:
    """Our contacts, and our answer to whoever came back, in the evening of that day."""
    journal, deals = world.past.journal, world.deals
    done = np.flatnonzero(journal.read("day") < day)
    met = np.flatnonzero(states.back)
    who = np.concatenate([journal.read("who")[done].astype(np.int64), met])
    at = np.concatenate([journal.read("day")[done], world.past.standing.back[met]])
    hour = np.repeat([12, 18], [len(done), len(met)])
    answers = np.array([_OUTCOMES[answer].value for answer in Answer], dtype=object)
    outcome = np.concatenate(
        [answers[journal.read("answer")[done].astype(np.int64)], np.full(len(met), "meeting", dtype=object)]
    )
    nothing = np.full(len(met), None, dtype=object)
    play, thing = (np.concatenate([journal.read(name)[done], nothing]) for name in ("play", "thing"))
    return table(
        FACTS["touches"],
        len(who),
        touch_id=ids("touch", np.arange(len(who))),
        deal_id=ids("deal", who),
        account_id=ids("account", deals.account[who]),
        person_id=ids("person", deals.account[who]),
        member_id=ids("member", deals.owner[who]),
        channel=["mail"] * len(who),
        direction=["out"] * len(who),
        state=["done"] * len(who),
        play=play.astype(object),
        asset_key=thing.astype(object),
        outcome=outcome,
        minutes=np.full(len(who), int(world.market.draws["contact.minutes"])),
        happened_at=instants(at, hour),
    )
