"""Worth: what an hour spent on an option earns, from four money terms (docs/mind.md)."""

import ibis
import ibis.expr.types as ir

from rekindle.policy.constants import ASKING, DEBRIEF_GAIN, DEFAULT_AMOUNT_MINOR
from rekindle.tables.joins import beside
from rekindle.terms.advice import Play


def amounts(scope: ir.Table, losses: ir.Table, members: ir.Table, moment: ir.Table) -> ir.Table:
    """Add amount_minor (of the loss, else the deal, else the median of the owner's others in that currency, else the
    stated default), amount_assumed, currency and comparable: whether the owner counts in that currency."""
    lost = losses.select("loss_id", loss_minor="amount_minor", loss_currency="currency")
    owner = members.select("hour_price_minor", "away", owner_id="member_id", owner_currency="currency")
    both = beside(beside(scope, lost, "loss_id"), owner, "owner_id").cross_join(moment.select(here="currency"))
    ours = ibis.coalesce(both.owner_currency, both.here)
    both = both.mutate(
        known_minor=ibis.coalesce(both.loss_minor, both.amount_minor).cast("float64"),
        currency=ibis.coalesce(both.loss_currency, both.currency, ours),
        ours=ours,
    ).alias("with_amounts")
    usual = both.filter(both.known_minor.notnull(), both.owner_id.notnull()).group_by("owner_id", "currency")
    usual = usual.agg(usual_minor=lambda t: t.known_minor.median())
    both = both.left_join(usual, ["owner_id", "currency"]).drop("owner_id_right", "currency_right")
    return both.mutate(
        amount_minor=ibis.coalesce(both.known_minor, both.usual_minor, float(DEFAULT_AMOUNT_MINOR)),
        amount_assumed=both.known_minor.isnull(),
        comparable=both.currency == both.ours,
    )


def add_worth(option: ir.Table) -> ir.Table:
    """Add the money terms, hours, index_minor and best_index_minor of an option that stands beside its forecast.

    now - later - opt_out - message = index x hours. All are null where there is no forecast."""
    asks = option.play.isin(ASKING)
    fresh = 1 - (-option.days_since / option.freshness_days).exp()
    win = ibis.least(option.win_if_back * option.win_lift, 1.0)
    wait = (option.later_day - option.today).cast("float64")
    worn = (-wait / option.freshness_days).exp()
    later = option.amount_minor * option.hazard_later * win
    opt_out = option.opt_out_rate * option.opt_out_value_share * option.amount_minor * option.chance
    fresh = ibis.ifelse(option.days_since.isnull(), 1.0, fresh)
    rested = ibis.ifelse(option.days_since.isnull(), 1.0, 1 - (1 - fresh) * worn)
    now = option.amount_minor * ibis.cases(
        (option.play == Play.INBOUND.value, win),
        (option.play == Play.PROMISED.value, option.hazard_now * win),
        (option.play == Play.DEBRIEF_ASK.value, option.chance * option.win_if_back * DEBRIEF_GAIN),
        else_=option.hazard_now * win * fresh,
    )
    message = option.message_price_minor.cast("float64")
    hours = option.minutes / 60
    both = option.mutate(
        now_minor=now,
        later_minor=ibis.ifelse(asks, later * fresh * worn, later * 0.0),
        opt_out_minor=ibis.ifelse(asks, opt_out * (1 + option.in_quarter.fill_null(0)), opt_out * 0.0),
        message_minor=message,
        hours=hours,
        best_later=(later * rested - opt_out - message) / hours,
    )
    index = (both.now_minor - both.later_minor - both.opt_out_minor - both.message_minor) / both.hours
    both = both.mutate(index_minor=index)
    return both.mutate(best_index_minor=ibis.greatest(both.index_minor, both.best_later))
