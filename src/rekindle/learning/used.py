"""What happened when something of the playbook was used: counted per reason, with an interval, no proof of cause."""

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from rekindle.learning.credit import share_out
from rekindle.tables.days import day_number
from rekindle.tables.engine import compute, step
from rekindle.tables.facts import FACTS
from rekindle.tables.results import WHYS
from rekindle.tables.schemas import Schema, Tables, conform
from rekindle.terms.losses import Reason
from rekindle.timing.scope import contacts

# what: "lost" counts the losses themselves, "reason" those with any contact since; "play", "words" and "asset" those
# on which that play, that play on that channel (key "play.channel") or that thing was used. `losses` with it, of which
# `returned` came back afterwards; `credit` is the share of returns credited to those contacts (learning/credit.py).
COUNTS: Schema = {
    "reason": "string",
    "what": "string",
    "key": "string",
    "contacts": "int64",
    "losses": "int64",
    "returned": "int64",
    "credit": "float64",
}
# With the central 90 % of a Beta(returned + 1/2, losses - returned + 1/2): Jeffreys, Brown, Cai & DasGupta 2001.
USES: Schema = {**COUNTS, "low": "float64", "high": "float64"}
_TAILS = (0.05, 0.95)
EVERY = "*"


def count_uses(facts: Tables, whys: pa.Table) -> pa.Table:
    """Return USES, one row per reason (`*` for all together), kind of thing and key; from all losses on record.

    A contact counts for the loss it followed, until that deal came back or was lost again.
    """
    from scipy.special import betaincinv  # noqa: PLC0415 slow to import; scipy.stats takes four times as long

    counts = compute(count_by_key, {**facts, "whys": whys})
    came, all_of = (counts.column(name).to_numpy() for name in ("returned", "losses"))
    for name, tail in zip(("low", "high"), _TAILS, strict=True):
        ends = betaincinv(came + 0.5, all_of - came + 0.5, tail)
        counts = counts.append_column(name, pa.array(ends, pa.float64()))
    return conform(counts, USES).sort_by([(name, "ascending") for name in ("reason", "what", "key")])


@step(reads={**{name: FACTS[name] for name in ("losses", "returns", "touches")}, "whys": WHYS}, gives=COUNTS)
def count_by_key(losses: ir.Table, returns: ir.Table, touches: ir.Table, whys: ir.Table) -> ir.Table:
    """Count losses and contacts by what was used on them."""
    episodes = _episodes(losses, returns, whys)
    used = _used(episodes, losses, returns, touches)
    lost = episodes.select(
        "reason", "loss_id", what=ibis.literal("lost"), key=ibis.literal(""), back=episodes.back_at.notnull(), share=0.0
    )
    rows = _by_thing(used).union(lost.select("reason", "what", "key", "loss_id", "back", "share"))
    # First per loss: counting different ones in one go is slower.
    each = rows.group_by("reason", "what", "key", "loss_id").agg(
        contacts=ibis.ifelse(rows.what == "lost", 0, 1).sum(), back=rows.back.any(), share=rows.share.sum()
    )
    counted = each.group_by("reason", "what", "key").agg(
        contacts=each.contacts.sum(),
        losses=each.count(),
        returned=ibis.ifelse(each.back, 1, 0).sum(),
        credit=each.share.sum(),
    )
    # A loss has one reason, so those of all reasons add up.
    sums = {name: counted[name].sum() for name in ("contacts", "losses", "returned", "credit")}
    every = counted.group_by("what", "key").agg(**sums).mutate(reason=ibis.literal(EVERY))
    return counted.union(every.select(*COUNTS))


def _episodes(losses: ir.Table, returns: ir.Table, whys: ir.Table) -> ir.Table:
    """Return each loss with its day, the day of the next one, its first return, and the deal's reason in force."""
    days = losses.filter(losses.lost_on.notnull())
    days = days.select("loss_id", "deal_id", "number", lost=day_number(days.lost_on))
    in_order = ibis.window(group_by=days.deal_id, order_by=[days.lost, days.number])
    days = days.mutate(again=days.lost.lead().over(in_order))
    back = returns.group_by("loss_id").agg(back_at=returns.happened_at.min())
    days = days.left_join(back, "loss_id").drop("loss_id_right")
    why = whys.select(on_deal="deal_id", why="reason")
    days = days.left_join(why, days.deal_id == why.on_deal)
    return days.select("loss_id", "deal_id", "lost", "again", "back_at", reason=days.why.fill_null(Reason.OTHER.value))


def _used(episodes: ir.Table, losses: ir.Table, returns: ir.Table, touches: ir.Table) -> ir.Table:
    """Return each of our contacts beside the loss it followed, with what it was credited."""
    ours = contacts(touches).select("touch_id", "channel", "play", "asset_key", on_deal="deal_id", at="happened_at")
    both = episodes.join(ours, episodes.deal_id == ours.on_deal)
    day = day_number(both.at)
    both = both.filter(
        day > both.lost,
        both.again.isnull() | (day <= both.again),
        both.back_at.isnull() | (both.at <= both.back_at),
    )
    credited = share_out.build(losses, returns, touches)
    credited = credited.filter(credited.touch_id.notnull()).group_by("touch_id").agg(share=credited.share.sum())
    both = both.left_join(credited, "touch_id").drop("touch_id_right")
    return both.mutate(back=both.back_at.notnull(), share=both.share.fill_null(0.0))


def _by_thing(used: ir.Table) -> ir.Table:
    """Repeat each contact under every heading it belongs to."""
    play, asset = used.play.nullif(""), used.asset_key.nullif("")
    keys = {"reason": ibis.literal(""), "play": play, "words": play.concat(".", used.channel), "asset": asset}
    rows = [
        used.select("reason", "loss_id", "back", "share", what=ibis.literal(what), key=key)
        for what, key in keys.items()
    ]
    together = ibis.union(*rows)
    together = together.filter(together.key.notnull())
    return together.select("reason", "what", "key", "loss_id", "back", "share")
