"""From deals to advice: one voice per account, a rank per owner, cut to the minutes they have."""

import ibis
import ibis.expr.types as ir

from rekindle.policy.choosing import DEALS
from rekindle.tables.days import as_date
from rekindle.tables.engine import step
from rekindle.tables.facts import FACTS
from rekindle.tables.joins import beside
from rekindle.tables.playbooks import CAPS
from rekindle.tables.results import ADVICE, FORECAST
from rekindle.terms.advice import AdviceKind, Group, StoppedBy

DEFAULT_TOUCHES = 12
DEFAULT_MINUTES = 45


@step(
    reads={"members": FACTS["members"], "deals_chosen": DEALS, "forecast": FORECAST, "caps": CAPS},
    gives=ADVICE,
)
def rank_deals(members: ir.Table, deals_chosen: ir.Table, forecast: ir.Table, caps: ir.Table) -> ir.Table:
    voiced = _with_one_voice(deals_chosen, caps).alias("voiced")
    listed = _list(voiced, members).alias("listed_deals")
    seen = forecast.select(
        "deal_id",
        "window_from",
        "window_to",
        "horizon_days",
        "chance",
        "chance_low",
        "chance_high",
        "prior_share",
        "losses_like",
        "later_on",
    )
    both = beside(beside(voiced, listed, "deal_id"), seen, "deal_id").cross_join(caps.select("per_loss"))
    acts = both.stopped_by.isnull()
    kind = ibis.cases(
        (acts, AdviceKind.GET_BACK.value),
        (both.until_day.notnull(), AdviceKind.WAIT.value),
        else_=AdviceKind.LEAVE_ALONE.value,
    )
    again = ibis.greatest(both.until_day, both.today + 1)
    in_list = both.in_list.fill_null(False)
    fixed = {
        "kind": kind,
        "group": ibis.ifelse(acts, both.group, ibis.null("string")),
        "rank": both.place,
        "listed": in_list,
        "reconsider_on": as_date(ibis.ifelse(both.until_day.isnull(), ibis.null("int64"), again)),
        "stop_since": as_date(both.stop_day),
        "amount_minor": both.amount,
        "currency": both.currency,
        "days_since_touch": both.today - both.deal_last,
        "touches_since_loss": both.deal_contacts,
        "touches_per_loss": both.per_loss,
        "propensity": in_list.cast("float64"),
    }
    return both.select(**{name: fixed.get(name, both[name] if name in both.columns else None) for name in ADVICE})


def _with_one_voice(deals: ir.Table, caps: ir.Table) -> ir.Table:
    """Let only the first deal of each account speak; the others wait until the account may be spoken to again."""
    speaks = deals.stopped_by.isnull()
    order = [ibis.desc(speaks), *_urgency(deals)]
    voice = deals.mutate(nth=ibis.row_number().over(group_by=deals.account_id, order_by=order)).cross_join(
        caps.select("account_gap_days")
    )
    first = ibis.window(group_by=voice.account_id, order_by=voice.nth)
    voice = voice.mutate(first_person=voice.person_id.first().over(first))
    second = voice.stopped_by.isnull() & (voice.nth > 0) & voice.account_id.notnull()
    changed = {
        "stopped_by": ibis.ifelse(second, StoppedBy.ONE_VOICE.value, voice.stopped_by),
        "stop_person_id": ibis.ifelse(second, voice.first_person, voice.stop_person_id),
        "until_day": ibis.ifelse(second, voice.today + voice.account_gap_days, voice.until_day),
    }
    return voice.select(**{name: changed.get(name, voice[name]) for name in DEALS})


def _urgency(deals: ir.Table) -> list[ir.Value]:
    """Who comes first: they wrote, they named the day, a kind word is due, then the worth of an hour.

    A kind word takes a minute and keeps; money is no measure for it. Another currency than the member's comes last.
    """
    return [
        ibis.desc(deals.is_inbound.fill_null(False)),
        ibis.desc(deals.is_promised.fill_null(False)),
        ibis.desc((deals.group == Group.HELLO.value).fill_null(False)),
        ibis.desc(deals.same_currency.fill_null(False)),
        ibis.desc(deals.index_minor.fill_null(0.0)),
        deals.deal_id,
    ]


def _list(deals: ir.Table, members: ir.Table) -> ir.Table:
    """Return (deal_id, place, in_list) of the deals to get back to: as far as minutes and number of contacts reach.

    First the longest run from the top that fits, and at least one card; then whatever further down still fits into
    the minutes left over, in the same order.
    """
    acts = deals.filter(deals.stopped_by.isnull())
    limits = members.select(owner_id="member_id", minutes_per_day="minutes_per_day", touches_per_day="touches_per_day")
    acts = beside(acts, limits, "owner_id")
    acts = acts.mutate(
        budget=acts.minutes_per_day.fill_null(DEFAULT_MINUTES), most=acts.touches_per_day.fill_null(DEFAULT_TOUCHES)
    )
    by_urgency = ibis.window(group_by=acts.owner_id, order_by=_urgency(acts))
    acts = acts.mutate(place=ibis.row_number().over(by_urgency) + 1, used=acts.minutes.sum().over(_running(acts)))
    acts = acts.mutate(fits=((acts.used <= acts.budget) | (acts.place == 1)) & (acts.place <= acts.most)).alias("run")
    spent = acts.group_by("owner_id").agg(spent=acts.minutes.sum(where=acts.fits), taken=acts.count(where=acts.fits))
    acts = beside(acts, spent, "owner_id")
    left = acts.budget - acts.spent.fill_null(0)
    small = acts.mutate(more=~acts.fits & (acts.minutes <= left), left=left).alias("small")
    over = ibis.window(group_by=[small.owner_id, small.more], order_by=[small.place], following=0)
    small = small.mutate(more_used=small.minutes.sum().over(over), nth_more=ibis.row_number().over(over))
    filled = small.more & (small.more_used <= small.left) & (small.nth_more + small.taken.fill_null(0) < small.most)
    return small.select("deal_id", "place", in_list=small.fits | filled)


def _running(acts: ir.Table) -> ir.Value:
    return ibis.window(group_by=acts.owner_id, order_by=_urgency(acts), following=0)
