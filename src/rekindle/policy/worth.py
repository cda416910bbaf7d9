"""Worth: what an hour spent on an option earns, from four money terms (docs/mind.md)."""

import ibis
import ibis.expr.types as ir

from rekindle.policy.constants import ASKING, DEBRIEF_GAIN
from rekindle.tables.joins import one_of
from rekindle.terms.advice import Play


def money_terms(option: ir.Table) -> dict[str, ir.Value]:
    """Return now, later, opt_out and message in minor units, hours, and what an hour earns at the best later time.

    The index is (now - later - opt_out - message) / hours. What rests on a forecast or a play is null where there is
    none."""
    decay = (-option.days_since / option.freshness_days).exp().fill_null(0.0)
    worn = ((option.today - option.later_day) / option.freshness_days).exp()
    win = ibis.least(option.win_if_back * option.win_lift, 1.0)
    amount = ibis.ifelse(option.play.isnull(), ibis.null("float64"), option.amount_minor)
    later = amount * option.hazard_later * win
    opt_out = option.opt_out_rate * option.opt_out_value_share * amount * option.chance
    asks = ibis.ifelse(one_of(option.play, ASKING), 1.0, 0.0)
    gain = ibis.cases(
        (option.play == Play.INBOUND.value, win),
        (option.play == Play.PROMISED.value, option.hazard_now * win),
        (option.play == Play.DEBRIEF_ASK.value, option.chance * option.win_if_back * DEBRIEF_GAIN),
        else_=option.hazard_now * win * (1 - decay),
    )
    hours, message = option.minutes / 60, option.message_price_minor.cast("float64")
    return {
        "now_minor": amount * gain,
        "later_minor": later * (1 - decay) * worn * asks,
        "opt_out_minor": opt_out * (1 + option.in_quarter.fill_null(0)) * asks,
        "message_minor": message,
        "hours": hours,
        "later_index": (later * (1 - decay * worn) - opt_out - message) / hours,
    }


def index_of(option: ir.Table) -> ir.Value:
    """Return what an hour spent now earns, from the money terms."""
    return (option.now_minor - option.later_minor - option.opt_out_minor - option.message_minor) / option.hours
