"""Whose contacts a return is credited to. A convention that shares out, not a proof of cause (see `holdout`)."""

import ibis
import ibis.expr.types as ir

from rekindle.tables.days import day_number
from rekindle.tables.engine import step
from rekindle.tables.facts import FACTS
from rekindle.tables.schemas import Schema
from rekindle.timing.scope import contacts

# A contact longer ago than this is forgotten; of those within, one four weeks older counts half.
REACH_DAYS = 180
HALF_LIFE_DAYS = 28

# One row per return and contact; touch_id null: nobody here had been in touch, they came by themselves. The shares of a
# return add up to 1. `contacts` counts those since the loss, near or far.
CREDITS: Schema = {
    "return_id": "string",
    "deal_id": "string",
    "kind": "string",
    "touch_id": "string",
    "member_id": "string",
    "channel": "string",
    "play": "string",
    "asset_key": "string",
    "share": "float64",
    "contacts": "int64",
}


@step(reads={name: FACTS[name] for name in ("losses", "returns", "touches")}, gives=CREDITS)
def share_out(losses: ir.Table, returns: ir.Table, touches: ir.Table) -> ir.Table:
    """Share each return out among our contacts on its deal since the loss: four weeks earlier is half as much.

    Gives CREDITS.
    """
    lost = losses.select("loss_id", lost=day_number(losses.lost_on))
    back = returns.select("return_id", "deal_id", "loss_id", "kind", back_at="happened_at")
    back = back.left_join(lost, "loss_id").drop("loss_id_right").alias("back")
    ours = contacts(touches).select(
        "touch_id", "member_id", "channel", "play", "asset_key", on_deal="deal_id", at="happened_at"
    )
    both = back.join(ours, (back.deal_id == ours.on_deal) & (ours.at <= back.back_at))
    both = both.filter(both.lost.isnull() | (day_number(both.at) > both.lost))
    ago = day_number(both.back_at) - day_number(both.at)
    both = both.mutate(ago=ago, weight=(ago * (-ibis.literal(2.0).ln() / HALF_LIFE_DAYS)).exp())
    each = ibis.window(group_by=both.return_id)
    near = both.ago <= REACH_DAYS
    counted = both.mutate(contacts=both.count().over(each), total=both.weight.sum(where=near).over(each))
    shared = counted.filter(counted.ago <= REACH_DAYS)
    shared = shared.mutate(share=shared.weight / shared.total).select(*CREDITS)
    nothing = {name: ibis.null("string") for name in ("touch_id", "member_id", "channel", "play", "asset_key")}
    alone = back.anti_join(shared, "return_id").mutate(**nothing, share=ibis.literal(1.0))
    numbers = both.group_by("return_id").agg(contacts=both.count())
    alone = alone.left_join(numbers, "return_id").drop("return_id_right")
    return shared.union(alone.mutate(contacts=alone.contacts.fill_null(0)).select(*CREDITS))
