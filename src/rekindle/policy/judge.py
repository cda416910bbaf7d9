"""The judgement on each deal: get back, wait until a day, or leave alone, and what it rests on."""

import ibis
import ibis.expr.types as ir

from rekindle.policy.choose import choose_option
from rekindle.policy.constants import (
    GROUP_ORDER,
    LOOK_AGAIN_DAYS,
    NO_PRICE,
    OTHER_GROUP,
    OWED,
    PRESENCE_DAYS,
    WAITING,
)
from rekindle.policy.evidence import evidence
from rekindle.policy.vetoes import add_stop
from rekindle.policy.weigh import READS, weigh
from rekindle.policy.worth import add_worth
from rekindle.tables.days import as_date, day_number
from rekindle.tables.engine import step
from rekindle.tables.results import ADVICE
from rekindle.terms.advice import AdviceKind, Group, Play, StoppedBy


@step(reads=READS, gives=ADVICE)
def judge(**tables: ir.Table) -> ir.Table:
    """One row per deal in scope; `rank` and `listed` are still open."""
    option = add_stop(add_worth(weigh(tables).alias("weighed"))).alias("options_with_vetoes")
    chosen = choose_option(option).alias("chosen")
    judged = _with_judgement(chosen).alias("judged")
    voiced = _with_one_voice(judged)
    return _as_advice(voiced)


def _with_judgement(deal: ir.Table) -> ir.Table:
    """Add `stopped_by` (null for a deal to get back to) and `again`, the day to reconsider it."""
    changed = deal.group == Group.CHANGED.value
    owed = deal.play.isin(OWED)
    waits = deal.play.isin(WAITING) & ~changed
    rested = deal.days_since_deal.isnull() | (deal.days_since_deal >= PRESENCE_DAYS)
    waits = waits & ~((deal.play == Play.PRESENCE.value) & rested)
    from_day = day_number(deal.window_from)
    price = ibis.ifelse(deal.comparable, deal.hour_price_minor, ibis.null("int64"))
    reasons = (
        (deal.veto.notnull(), deal.veto, deal.free_day),
        (deal.index_minor.isnull() & ~owed, StoppedBy.NOT_SCORED.value, deal.today + LOOK_AGAIN_DAYS),
        ((deal.never >= deal.silence_never) & ~owed & ~changed, StoppedBy.NEVER_LIKELY.value, None),
        ((deal.best_index_minor < price) & ~deal.play.isin(NO_PRICE), StoppedBy.NOT_WORTH_THE_HOURS.value, None),
        (waits & (deal.today < from_day), StoppedBy.WINDOW_LATER.value, from_day),
        ((deal.index_minor <= 0) & ~owed, StoppedBy.LATER_IS_BETTER.value, deal.later_day),
    )
    stop = ibis.cases(*((when.fill_null(False), name) for when, name, _ in reasons))
    again = ibis.cases(
        *((when.fill_null(False), ibis.null("int64") if day is None else day) for when, _, day in reasons)
    )
    price_seen = deal.mutate(price=price, stopped_by=stop, again=again)
    return price_seen.mutate(again=ibis.ifelse(price_seen.for_ever, ibis.null("int64"), price_seen.again))


def _with_one_voice(deal: ir.Table) -> ir.Table:
    """Let one deal of an account speak: an answer to them always, else the first in the order of the page."""
    order = ibis.coalesce(
        *(ibis.ifelse(deal.group == group, rank, ibis.null("int64")) for group, rank in GROUP_ORDER.items()),
        OTHER_GROUP,
    )
    both = deal.mutate(order=order, speaks=deal.stopped_by.isnull())
    turn = ibis.window(
        group_by=[both.account_id, both.speaks],
        order_by=[both.order, both.index_minor.desc(nulls_first=False), both.deal_id],
    )
    both = both.mutate(
        turn=ibis.row_number().over(turn),
        voice=both.owner_id.first().over(turn),
        voice_to=both.person_id.first().over(turn),
    )
    hushed = both.speaks & (both.turn > 0) & ~both.came_back & both.account_id.notnull()
    pause = ibis.ifelse(both.play == Play.PROMISED.value, 1, ibis.greatest(both.account_gap_days, 1))
    return both.mutate(
        hushed=hushed,
        stopped_by=ibis.ifelse(hushed, StoppedBy.ONE_VOICE.value, both.stopped_by),
        again=ibis.ifelse(hushed, both.today + pause, both.again),
    )


def _as_advice(deal: ir.Table) -> ir.Table:
    kind = ibis.cases(
        (deal.stopped_by.isnull(), AdviceKind.GET_BACK.value),
        (deal.again.notnull(), AdviceKind.WAIT.value),
        else_=AdviceKind.LEAVE_ALONE.value,
    )
    back = deal.came_back
    made = {
        **evidence(deal),
        "kind": kind,
        "rank": ibis.null("int64"),
        "listed": ibis.literal(False),
        "propensity": ibis.literal(0.0),
        "reconsider_on": as_date(deal.again),
        "chance": ibis.ifelse(back, 1.0, deal.chance),
        "chance_low": ibis.ifelse(back, 1.0, deal.chance_low),
        "chance_high": ibis.ifelse(back, 1.0, deal.chance_high),
        "prior_share": ibis.ifelse(back, 0.0, deal.prior_share),
        "hour_price_minor": deal.price,
        "days_since_touch": ibis.coalesce(deal.days_since, deal.days_since_deal),
        "touches_since_loss": deal.since_loss,
        "touches_per_loss": deal.per_loss,
    }
    return deal.select(*(name for name in ADVICE if name not in made), **made)
