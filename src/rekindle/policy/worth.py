"""What a contact now is worth: four money terms that sum to index times hours (docs/mind.md, Policy).

Restless bandit with a recharging arm (science: Whittle-type index, closed form): a contact now takes freshness from
the best later time, and that is its price besides the message and the risk of an opt-out.
"""

import ibis
import ibis.expr.types as ir

from rekindle.policy.tables import CANDIDATES, WEIGHED
from rekindle.tables.days import day_number
from rekindle.tables.engine import step
from rekindle.tables.facts import FACTS
from rekindle.tables.joins import beside
from rekindle.tables.playbooks import CAPS
from rekindle.tables.results import FORECAST

# What a deal without an amount is taken to be worth where its owner has no other deal to go by: 10,000.00.
DEFAULT_AMOUNT_MINOR = 1_000_000
MINUTES_PER_HOUR = 60


@step(
    reads={
        "moment": FACTS["moment"],
        "members": FACTS["members"],
        "deals": FACTS["deals"],
        "candidates": CANDIDATES,
        "forecast": FORECAST,
        "caps": CAPS,
    },
    gives=WEIGHED,
)
def weigh_options(
    moment: ir.Table, members: ir.Table, deals: ir.Table, candidates: ir.Table, forecast: ir.Table, caps: ir.Table
) -> ir.Table:
    seen = forecast.select("deal_id", "chance", "hazard_now", "hazard_later", "win_if_back", later_day="later_on")
    both = candidates.join(seen, "deal_id").alias("scored")
    both = _with_amounts(both, deals).alias("with_amounts")
    risks = ("freshness_days", "opt_out_rate", "opt_out_value_share", "message_price_minor")
    both = beside(both, _prices(members, moment), "owner_id").cross_join(caps.select(*risks))
    # An amount without a currency is taken for the member's own.
    both = both.mutate(same_currency=(both.currency.isnull() | (both.currency == both.price_currency)).fill_null(False))
    if_back = both.amount * both.win_if_back
    wait = ibis.greatest(day_number(both.later_day) - both.today, 1)
    now = if_back * both.hazard_now * both.win_lift * _freshness(both)
    later = if_back * both.hazard_later * (-(wait / both.freshness_days)).exp()
    opt_out = if_back * both.chance * both.opt_out_rate * (1 + both.person_quarter) * both.opt_out_value_share
    message = both.message_price_minor.cast("float64")
    hours = both.minutes / MINUTES_PER_HOUR
    best_later = if_back * both.hazard_later * both.win_lift - opt_out - message
    index = (now - later - opt_out - message) / hours
    return both.select(
        "option",
        now_minor=now,
        later_minor=later,
        opt_out_minor=opt_out,
        message_minor=message,
        hours=hours,
        index_minor=index,
        best_index_minor=ibis.greatest(index, best_later / hours),
        amount=both.amount,
        amount_assumed=both.amount_assumed,
        hour_price_minor=ibis.ifelse(both.same_currency, both.price, ibis.null("int64")),
        same_currency=both.same_currency,
    )


def _freshness(both: ir.Table) -> ir.Value:
    """Return how far the last contact has faded: 1 - exp(-days / freshness), 1 where there was none."""
    faded = 1 - (-((both.today - both.person_last) / both.freshness_days)).exp()
    return ibis.coalesce(faded, 1.0)


def _with_amounts(both: ir.Table, deals: ir.Table) -> ir.Table:
    """Add the amount: the deal's own, else the median of its owner's deals, else a default; and if it is assumed."""
    known = deals.filter(deals.amount_minor > 0, deals.currency.notnull())
    medians = known.group_by("owner_id").agg(owner_amount=known.amount_minor.median())
    both = beside(both, medians, "owner_id")
    assumed = (both.amount_minor.isnull()) | (both.amount_minor <= 0)
    amount = ibis.ifelse(
        assumed, ibis.coalesce(both.owner_amount, float(DEFAULT_AMOUNT_MINOR)), both.amount_minor.cast("float64")
    )
    return both.mutate(amount=amount, amount_assumed=assumed)


def _prices(members: ir.Table, moment: ir.Table) -> ir.Table:
    """Return the price of an hour per member; it is only held against amounts of its own currency."""
    both = members.cross_join(moment.select(home="currency"))
    currency = ibis.coalesce(both.currency, both.home)
    return both.select(owner_id="member_id", price="hour_price_minor", price_currency=currency)
