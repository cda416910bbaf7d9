"""From options to one row per deal: the best permitted option, or what stops the deal and until when."""

import ibis
import ibis.expr.types as ir

from rekindle.policy.tables import CANDIDATES, VETOES, WEIGHED
from rekindle.tables.days import day_number
from rekindle.tables.engine import step
from rekindle.tables.facts import FACTS
from rekindle.tables.joins import beside, first_of
from rekindle.tables.playbooks import CAPS
from rekindle.tables.results import FORECAST, WHYS
from rekindle.tables.schemas import Schema
from rekindle.terms.advice import Group, StoppedBy
from rekindle.timing.scope import is_in_scope, lost_deals, returns_of
from rekindle.timing.silence import last_touches

_STOPS = ("stopped_by", "stop_person_id", "stop_member_id", "stop_rule", "stop_words", "stop_day", "until_day")
_KEPT = ("person_id", "channel", "play", "group", "asset_key", "minutes", "promise_id", "signal_id")
_WORTH = tuple(name for name in WEIGHED if name != "option")
_COUNTS = ("person_last", "deal_last", "deal_contacts")

# One row per deal in scope. stopped_by null: permitted and worth it, before accounts speak with one voice.
DEALS: Schema = {
    "deal_id": "string",
    "account_id": "string",
    "owner_id": "string",
    "loss_id": "string",
    "verdict": "string",
    "reason": "string",
    "currency": "string",
    "today": "int64",
    **{name: CANDIDATES[name] for name in (*_KEPT, *_COUNTS, "is_inbound", "is_promised")},
    **{name: VETOES[name] for name in _STOPS},
    **{name: WEIGHED[name] for name in _WORTH},
}


@step(
    reads={
        "moment": FACTS["moment"],
        "deals": FACTS["deals"],
        "returns": FACTS["returns"],
        "touches": FACTS["touches"],
        "whys": WHYS,
        "candidates": CANDIDATES,
        "vetoes": VETOES,
        "weighed": WEIGHED,
        "forecast": FORECAST,
        "caps": CAPS,
    },
    gives=DEALS,
)
def choose_options(
    moment: ir.Table,
    deals: ir.Table,
    returns: ir.Table,
    touches: ir.Table,
    whys: ir.Table,
    candidates: ir.Table,
    vetoes: ir.Table,
    weighed: ir.Table,
    forecast: ir.Table,
    caps: ir.Table,
) -> ir.Table:
    every = beside(lost_deals(deals, whys, moment), last_touches(touches), "deal_id")
    every = beside(every, returns_of(returns), "loss_id")
    scope = every.filter(is_in_scope(every)).alias("scope")
    scope = scope.select("deal_id", "account_id", "owner_id", "loss_id", "verdict", "reason", "currency", "today")
    best = _best_options(candidates, vetoes, weighed).alias("best_options")
    both = beside(scope, best, "deal_id")
    ahead = forecast.select("deal_id", "never", "later_on", "window_from")
    both = beside(both, ahead, "deal_id").cross_join(caps.select("silence_never")).alias("chosen")
    return _judge(both)


def _best_options(candidates: ir.Table, vetoes: ir.Table, weighed: ir.Table) -> ir.Table:
    """Keep one option per deal: a permitted one before a stopped one, then the best fit, then the best worth.

    Of stopped options the one that is free first is kept, so that the date told is the earliest.
    """
    told = first_of(vetoes, "option", ["in_order"]).drop("in_order", "until_day")
    ends = vetoes.group_by("option").agg(last_until=vetoes.until_day.max(), endless=vetoes.until_day.isnull().any())
    ends = ends.mutate(until_day=ibis.ifelse(ends.endless, ibis.null("int64"), ends.last_until)).drop(
        "last_until", "endless"
    )
    both = beside(beside(beside(candidates, told, "option"), ends, "option"), weighed, "option").alias("judged_options")
    both = both.mutate(
        stopped=both.stopped_by.notnull().cast("int64"),
        free_on=ibis.coalesce(both.until_day, 10_000_000),
        worth=ibis.coalesce(both.index_minor, -1e30),
    )
    order = ["stopped", "free_on", ibis.desc("fit"), ibis.desc("worth"), "person_id", "channel", "play"]
    kept = ("deal_id", *_KEPT, *_COUNTS, *_STOPS, *_WORTH, "is_inbound", "is_promised")
    return first_of(both, "deal_id", order).select(*kept)


def _judge(both: ir.Table) -> ir.Table:
    """Add the judgements that follow the guards: nobody to ask, not scored, never, money, a better time."""
    usual = ~(both.is_inbound | both.is_promised).fill_null(False)
    news = both.group.isin([Group.CHANGED.value, Group.HELLO.value]).fill_null(False)
    opens = day_number(both.window_from)
    cases = [
        (both.stopped_by.notnull(), both.stopped_by, both.until_day),
        (both.play.isnull(), StoppedBy.NOBODY_TO_ASK.value, ibis.null("int64")),
        (both.index_minor.isnull() & usual, StoppedBy.NOT_SCORED.value, ibis.null("int64")),
        ((both.never >= both.silence_never).fill_null(False) & usual, StoppedBy.NEVER_LIKELY.value, ibis.null("int64")),
        (_too_dear(both) & usual & ~news, StoppedBy.NOT_WORTH_THE_HOURS.value, ibis.null("int64")),
        ((opens > both.today).fill_null(False) & usual & ~news, StoppedBy.WINDOW_LATER.value, opens),
        ((both.index_minor <= 0) & usual & ~news, StoppedBy.LATER_IS_BETTER.value, day_number(both.later_on)),
    ]
    stopped = ibis.cases(*((when, stop) for when, stop, _ in cases), else_=ibis.null("string"))
    until = ibis.cases(*((when, day) for when, _, day in cases), else_=ibis.null("int64"))
    told = {name: both[name] for name in DEALS if name not in {"stopped_by", "until_day"}}
    return both.select(**told, stopped_by=stopped, until_day=until)


def _too_dear(both: ir.Table) -> ir.Value:
    dear = both.best_index_minor < both.hour_price_minor
    return (dear & ~both.amount_assumed).fill_null(False)
