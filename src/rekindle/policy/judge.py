"""The judgement on each deal: get back, wait until a day, or leave alone, and what it rests on."""

import ibis
import ibis.expr.types as ir

from rekindle.policy.constants import (
    GROUP_ORDER,
    LOOK_AGAIN_DAYS,
    OTHER_GROUP,
    OWED,
    PRESENCE_DAYS,
    WAITING,
)
from rekindle.policy.deals import DEALS
from rekindle.policy.evidence import gather_evidence
from rekindle.policy.options import CHOSEN
from rekindle.tables.days import as_date, day_number
from rekindle.tables.engine import step
from rekindle.tables.joins import beside, one_of
from rekindle.tables.results import ADVICE
from rekindle.terms.advice import AdviceKind, Group, Play, StoppedBy

Judgement = tuple[StoppedBy, ir.Value, ir.Value | None]


@step(reads={"weighed_deals": DEALS, "chosen": CHOSEN}, gives=ADVICE)
def judge(weighed_deals: ir.Table, chosen: ir.Table) -> ir.Table:
    """One row per deal in scope; `rank` and `listed` are still open."""
    deal = beside(weighed_deals, (chosen, "deal_id"))
    deal = deal.mutate(best_index_minor=ibis.greatest(deal.index_minor, deal.later_index))
    return _as_advice(_with_one_voice(_with_judgement(deal).alias("judged")))


def _judgements(deal: ir.Table) -> list[Judgement]:
    """Return what may stop a permitted option, in order, each with the day to reconsider it (None: no day)."""
    owed, changed = one_of(deal.play, OWED), deal.group == Group.CHANGED.value
    seen = (deal.today - deal.deal_day).fill_null(PRESENCE_DAYS) < PRESENCE_DAYS
    presence_due = (deal.play == Play.PRESENCE.value) & ~seen
    waits = one_of(deal.play, WAITING) & ~changed & ~presence_due
    opens = day_number(deal.window_from)
    return [
        (StoppedBy.NOT_SCORED, deal.index_minor.isnull() & ~owed, deal.today + LOOK_AGAIN_DAYS),
        (StoppedBy.NEVER_LIKELY, (deal.never >= deal.silence_never) & ~owed & ~changed, None),
        (StoppedBy.NOT_WORTH_THE_HOURS, (deal.best_index_minor < deal.price) & ~owed, None),
        (StoppedBy.WINDOW_LATER, waits & (deal.today < opens), opens),
        (
            StoppedBy.LATER_IS_BETTER,
            ((deal.index_minor <= 0) | (_too_early(deal) & ~presence_due)) & ~owed,
            deal.later_day,
        ),
    ]


def _too_early(deal: ir.Table) -> ir.Value:
    """Say whether an hour spent today does not earn its price by itself, though one at the best later time would."""
    return (deal.index_minor + deal.later_minor / deal.hours < deal.price).fill_null(False)


def _with_judgement(deal: ir.Table) -> ir.Table:
    """Add `stopped_by` (null for a deal to get back to) and `again`, the day to reconsider it."""
    no_day = ibis.null("int64")
    found = [(when.fill_null(False), name.value, day) for name, when, day in _judgements(deal)]
    stop = ibis.cases(*((when, name) for when, name, _ in found))
    again = ibis.cases(*((when, no_day if day is None else day) for when, _, day in found))
    return deal.mutate(
        stopped_by=ibis.coalesce(deal.for_ever, deal.for_a_time, stop),
        again=ibis.cases((deal.for_ever.notnull(), no_day), (deal.for_a_time.notnull(), deal.free_day), else_=again),
        order=ibis.cases(*((deal.group == group, place) for group, place in GROUP_ORDER.items()), else_=OTHER_GROUP),
    )


def _with_one_voice(deal: ir.Table) -> ir.Table:
    """Let one deal of an account speak: an answer to them always, else the first in the order of the page."""
    speakers = deal.filter(deal.stopped_by.isnull(), deal.account_id.notnull())
    speakers = speakers.select("deal_id", "account_id", "order", "index_minor", "owner_id", "person_id")
    turn = ibis.window(
        group_by=speakers.account_id,
        order_by=[speakers.order, speakers.index_minor.desc(nulls_first=False), speakers.deal_id],
    )
    turns = speakers.select(
        "deal_id",
        turn=ibis.row_number().over(turn),
        voice=speakers.owner_id.first().over(turn),
        voice_to=speakers.person_id.first().over(turn),
    )
    both = beside(deal, (turns, "deal_id"))
    hushed = (both.turn > 0).fill_null(False) & ~both.came_back
    pause = ibis.ifelse(both.play == Play.PROMISED.value, 1, ibis.greatest(both.account_gap_days, 1))
    return both.mutate(
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
        **gather_evidence(deal),
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
        "days_since_touch": ibis.coalesce(deal.days_since, deal.today - deal.deal_day),
        "touches_since_loss": deal.since_loss,
        "touches_per_loss": deal.per_loss,
    }
    return deal.select(*(name for name in ADVICE if name not in made), **made)
