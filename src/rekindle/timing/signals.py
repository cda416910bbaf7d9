"""Signals: something happened there, and a window may be open while it is in force."""

import ibis
import ibis.expr.types as ir

from rekindle.tables.days import day_number
from rekindle.tables.joins import first_of
from rekindle.timing.constants import SIGNAL_DAYS
from rekindle.timing.dates import product_key


def signals_of(lost: ir.Table, signals: ir.Table) -> ir.Table:
    """Return (deal_id, reason, signal_id, kind, signal_from, signal_to) of every signal since the loss.

    A signal belongs to a deal by deal, else by account (of this product, or of none), else, if of nobody, by product.
    """
    news = signals.filter(signals.happened_on.notnull())
    about = product_key(news["product"])
    of_product = ibis.ifelse(news.person_id.isnull(), "about " + about, ibis.null("string"))
    news = news.select(
        "signal_id",
        "kind",
        where=ibis.coalesce(news.deal_id, news.account_id, of_product),
        about=ibis.ifelse(news.deal_id.isnull(), about, ibis.null("string")),
        since=day_number(news.happened_on),
        until=ibis.coalesce(day_number(news.until_on), day_number(news.happened_on) + SIGNAL_DAYS),
    )
    deals = lost.mutate(ours=product_key(lost["product"]))
    deals = deals.mutate(where=ibis.array([deals.deal_id, deals.account_id, "about " + deals.ours]).unnest())
    both = deals.select("deal_id", "reason", "lost", "today", "ours", "where").join(news, "where")
    both = both.filter(both.since >= both.lost, both.about.isnull() | (both.about == both.ours))
    names = ("deal_id", "reason", "signal_id", "kind")
    return both.select(*names, signal_from=both.since - both.today, signal_to=both.until - both.today)


def strongest_signal(lost: ir.Table, signals: ir.Table, signal_lifts: ir.Table) -> ir.Table:
    """Return (deal_id, signal_from, signal_to, signal_lift): of those in force today the one with the highest lift,
    else of those that were."""
    found = signals_of(lost, signals).join(signal_lifts, ["reason", "kind"])
    past = (found.signal_from > 0) | (found.signal_to < 0)
    order = [past, found.signal_lift.desc(), found.signal_from.desc(), found.signal_id]
    return first_of(found, "deal_id", order).select("deal_id", "signal_from", "signal_to", "signal_lift")
