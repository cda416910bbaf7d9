"""Signals: something happened there, and a window may be open while it is in force."""

import ibis
import ibis.expr.types as ir

from rekindle.tables.days import day_number
from rekindle.tables.joins import first_of
from rekindle.timing.constants import SIGNAL_DAYS
from rekindle.timing.dates import product_key


def signals_of(lost: ir.Table, signals: ir.Table) -> ir.Table:
    """Return (deal_id, signal_id, kind, person_id, reason, signal_from, signal_to) of every signal since the loss.

    A signal belongs to a deal by deal, else by account (of this product, or of none), else, if of nobody, by product."""
    deals = lost.mutate(ours=product_key(lost["product"]))
    deals = deals.select("deal_id", "account_id", "reason", "lost", "today", "ours").alias("deals_by_product")
    news = signals.filter(signals.happened_on.notnull())
    news = news.select(
        "signal_id",
        "kind",
        "person_id",
        at_deal="deal_id",
        at_account="account_id",
        about=product_key(news["product"]),
        since=day_number(news.happened_on),
        until=day_number(news.until_on).fill_null(day_number(news.happened_on) + SIGNAL_DAYS),
    ).alias("news")
    of_deal = news.filter(news.at_deal.notnull()).rename(deal_id="at_deal").drop("at_account", "about")
    there = news.filter(news.at_deal.isnull(), news.at_account.notnull()).drop("at_deal").rename(account_id="at_account")
    by_account = deals.join(there, "account_id")
    by_account = by_account.filter(by_account.about.isnull() | (by_account.about == by_account.ours)).drop("about")
    of_nobody = news.at_deal.isnull() & news.at_account.isnull() & news.person_id.isnull()
    anywhere = news.filter(of_nobody, news.about.notnull())
    by_product = deals.join(anywhere.drop("at_deal", "at_account").rename(ours="about"), "ours")
    names = ("deal_id", "signal_id", "kind", "person_id", "reason", "lost", "today", "since", "until")
    found = [part.select(*names) for part in (deals.join(of_deal, "deal_id"), by_account, by_product)]
    both = ibis.union(*found)
    both = both.filter(both.since >= both.lost)
    return both.select(*names[:5], signal_from=both.since - both.today, signal_to=both.until - both.today)


def strongest_signal(lost: ir.Table, signals: ir.Table, lifts: ir.Table) -> ir.Table:
    """Return (deal_id, signal_from, signal_to, signal_lift): of those in force today the one with the highest lift,
    else of those that were."""
    found = signals_of(lost, signals)
    lifting = lifts.select("reason", kind="bump", signal_lift="log_lift")
    found = found.join(lifting, ["reason", "kind"])
    found = found.mutate(in_force=(found.signal_from <= 0) & (found.signal_to >= 0))
    order = [found.in_force.desc(), found.signal_lift.desc(), found.signal_from.desc(), found.signal_id]
    return first_of(found, "deal_id", order).select("deal_id", "signal_from", "signal_to", "signal_lift")
