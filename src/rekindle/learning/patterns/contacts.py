"""Contacts after a loss: how many it took until somebody came back, and how many brought something or asked for it."""

from typing import Any

import ibis
import ibis.expr.types as ir
import numpy as np
import pyarrow as pa

from rekindle.learning.patterns.groups import code, take_numbers
from rekindle.learning.patterns.intervals import share_range
from rekindle.learning.patterns.lost import LOST
from rekindle.learning.patterns.scopes import by_scope
from rekindle.tables.days import day_number
from rekindle.tables.engine import compute, step
from rekindle.tables.facts import FACTS
from rekindle.tables.joins import one_of
from rekindle.tables.schemas import Schema, Tables, conform
from rekindle.terms.advice import Play
from rekindle.terms.touches import Outcome
from rekindle.timing.scope import contacts

# So many and more stand in one bar.
MOST = 12
STEP_COUNTS: Schema = {"scope": "string", "contacts": "int64", "losses": "int64", "returned": "int64"}
# returned: losses that came back after exactly so many contacts (12: or more); reached: losses contacted so often or
# more; or_more: returns that took so many or more, low and high its share's interval among all returns.
STEPS: Schema = {
    "scope": "string",
    "contacts": "int64",
    "returned": "int64",
    "reached": "int64",
    "or_more": "int64",
    "returns": "int64",
    "low": "float64",
    "high": "float64",
}

VALUE, ASK, OTHER, UNTOLD = "value", "ask", "other", "untold"
_VALUE = (Play.VALUE_TOUCH.value, Play.HELLO.value, Play.PRESENCE.value)
_ASK = (Play.CHECK_IN.value, Play.PROMISED.value, Play.PERMISSION_ASK.value, Play.DEBRIEF_ASK.value)
_ANSWERED = (Outcome.SPOKE.value, Outcome.MEETING.value, Outcome.POSITIVE_REPLY.value, Outcome.NOT_YET.value)
SIDE_COUNTS: Schema = {"scope": "string", "side": "string", "contacts": "int64", "answered": "int64"}
# low and high: interval of the share that was answered.
BALANCE: Schema = {**SIDE_COUNTS, "low": "float64", "high": "float64"}


@step(reads={"lost": LOST}, gives=STEP_COUNTS)
def count_steps(lost: ir.Table) -> ir.Table:
    """Count losses by how many contacts of ours followed, and how many of them came back."""
    number = ibis.least(lost.contacts, MOST)
    rows = lost.select("scope", "wait", contacts=number)
    return rows.group_by(["scope", "contacts"]).agg(losses=rows.count(), returned=rows.wait.count())


def measure_steps(lost: pa.Table) -> pa.Table:
    """Return STEPS: one row per scope and number of contacts from 0 to 12."""
    rows = compute(count_steps, {"lost": lost})
    scopes, scope = code(rows, ["scope"])
    grid = np.zeros((2, len(scopes), MOST + 1), dtype=np.int64)
    place = (scope, take_numbers(rows, "contacts"))
    for nth, name in enumerate(("losses", "returned")):
        np.add.at(grid[nth], place, take_numbers(rows, name))
    reached, or_more = np.cumsum(grid[:, :, ::-1], axis=2)[:, :, ::-1]
    returns = np.repeat(or_more[:, :1], MOST + 1, axis=1)
    low, high = share_range(or_more, returns)
    columns: dict[str, Any] = {
        "scope": np.repeat(np.array([one for (one,) in scopes], dtype=object), MOST + 1).tolist(),
        "contacts": np.tile(np.arange(MOST + 1), len(scopes)),
    }
    numbers = {
        "returned": grid[1],
        "reached": reached,
        "or_more": or_more,
        "returns": returns,
        "low": low,
        "high": high,
    }
    return conform(pa.table(columns | {name: part.ravel() for name, part in numbers.items()}), STEPS)


@step(reads={name: FACTS[name] for name in ("deals", "losses", "touches")}, gives=SIDE_COUNTS)
def count_sides_of_contacts(deals: ir.Table, losses: ir.Table, touches: ir.Table) -> ir.Table:
    """Count our contacts since a deal was first lost by what they were for; who brings something and asks, brings."""
    first = losses.group_by("deal_id").agg(lost=day_number(losses.lost_on).min()).select("lost", of_deal="deal_id")
    ours = contacts(touches).select("deal_id", "play", "asset_key", "outcome", "happened_at")
    ours = ours.join(first, ours.deal_id == first.of_deal)
    ours = ours.filter(day_number(ours.happened_at) > ours.lost).drop("of_deal", "lost")
    play, asset = ours.play.fill_null(""), ours.asset_key.fill_null("")
    side = ibis.cases(
        (one_of(play, _VALUE) | (asset != ""), VALUE), (one_of(play, _ASK), ASK), (play == "", UNTOLD), else_=OTHER
    )
    answered = one_of(ours.outcome.fill_null(""), _ANSWERED).cast("int64")
    told = ours.select("deal_id", side=side, answered=answered)
    whose = by_scope(deals).select("scope", on_deal="deal_id")
    rows = told.join(whose, told.deal_id == whose.on_deal)
    return rows.group_by(["scope", "side"]).agg(contacts=rows.count(), answered=rows.answered.sum())


def weigh_balance(facts: Tables) -> pa.Table:
    """Return BALANCE: contacts that brought something, that asked for something, and how often each was answered."""
    rows = compute(count_sides_of_contacts, facts)
    low, high = share_range(take_numbers(rows, "answered"), take_numbers(rows, "contacts"))
    return conform(rows.append_column("low", pa.array(low)).append_column("high", pa.array(high)), BALANCE)
