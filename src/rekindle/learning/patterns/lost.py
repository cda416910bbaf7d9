"""The losses behind every pattern: one row per loss and scope, with what became of it."""

import ibis
import ibis.expr.types as ir

from rekindle.learning.patterns.scopes import by_scope
from rekindle.tables.days import day_number
from rekindle.tables.engine import step
from rekindle.tables.facts import FACTS
from rekindle.tables.joins import beside
from rekindle.tables.results import WHYS
from rekindle.tables.schemas import Schema
from rekindle.timing.episodes import NUMBERED_LOSSES, follow
from rekindle.timing.scope import contacts

# The reason of a loss nobody gave one for.
NOT_KNOWN = ""

# entered and ended: days after the loss between which it was followed; `came` back on the day it ended. `wait`: days
# until it came back, whether that was followed or not; null if it never did. contacts: ours between loss and end.
LOST: Schema = {
    "scope": "string",
    "loss_id": "string",
    "deal_id": "string",
    "reason": "string",
    "competitor": "string",
    "segment": "string",
    "stage": "string",
    "entered": "int64",
    "ended": "int64",
    "came": "boolean",
    "wait": "int64",
    "contacts": "int64",
    "amount_minor": "int64",
    "currency": "string",
}


@step(
    reads={
        "moment": FACTS["moment"],
        "deals": FACTS["deals"],
        "accounts": FACTS["accounts"],
        "returns": FACTS["returns"],
        "touches": FACTS["touches"],
        "whys": WHYS,
        "numbered_losses": NUMBERED_LOSSES,
    },
    gives=LOST,
)
def gather_lost(
    moment: ir.Table,
    deals: ir.Table,
    accounts: ir.Table,
    returns: ir.Table,
    touches: ir.Table,
    whys: ir.Table,
    numbered_losses: ir.Table,
) -> ir.Table:
    """Follow each loss as the engine does (timing.episodes.follow), and put beside it what it is told apart by."""
    followed = follow(numbered_losses, deals, returns, moment)
    followed = followed.select("row", "age", "since", "until", "came_back").alias("followed")
    losses = numbered_losses.filter(numbered_losses.lost_on.notnull())
    losses = losses.select("row", "loss_id", "deal_id", "competitor", "stage", lost=day_number(losses.lost_on))
    whose = by_scope(deals).select("scope", "account_id", "amount_minor", "currency", on_deal="deal_id")
    rows = losses.join(whose, losses.deal_id == whose.on_deal).drop("on_deal")
    rows = beside(
        rows,
        (followed, "row"),
        (_first_return(returns), "loss_id"),
        (_contacts(losses, returns, touches), "row"),
        (whys.select("deal_id", "reason"), "deal_id"),
        (accounts.select("account_id", "segment"), "account_id"),
    )
    return rows.mutate(
        entered=ibis.greatest(rows.age + rows.since, 0),
        ended=rows.age + rows.until,
        came=rows.came_back,
        wait=ibis.ifelse(rows.back.isnull(), ibis.null("int64"), ibis.greatest(rows.back - rows.lost, 0)),
        contacts=rows.contacts.fill_null(0),
        reason=rows.reason.fill_null(NOT_KNOWN),
    )


def _first_return(returns: ir.Table) -> ir.Table:
    return returns.group_by("loss_id").agg(back=day_number(returns.happened_at).min())


def _contacts(losses: ir.Table, returns: ir.Table, touches: ir.Table) -> ir.Table:
    """Count our contacts after the loss: until the return, else until the deal was lost again, else until today."""
    back = returns.group_by("loss_id").agg(back_at=returns.happened_at.min())
    again = ibis.window(group_by=losses.deal_id, order_by=[losses.lost, losses.row])
    spans = losses.mutate(again=losses.lost.lead().over(again))
    spans = beside(spans.select("row", "loss_id", "deal_id", "lost", "again"), (back, "loss_id"))
    ours = contacts(touches).select(on_deal="deal_id", at="happened_at")
    both = spans.join(ours, spans.deal_id == ours.on_deal)
    day = day_number(both.at)
    in_time = ibis.ifelse(both.back_at.notnull(), both.at <= both.back_at, both.again.isnull() | (day <= both.again))
    both = both.filter((day > both.lost) & in_time)
    return both.group_by("row").agg(contacts=both.count())
