"""Which deals are in scope and who belongs to them: the same words for every room above."""

import ibis
import ibis.expr.types as ir

from rekindle.tables.days import day_number
from rekindle.tables.joins import beside, one_of
from rekindle.terms.losses import DealKind, Reason, ReturnKind, Status, Verdict
from rekindle.terms.touches import Direction, TouchState

# How somebody comes back by themselves: they wait for an answer until we contact them.
THEY_CAME_BACK = (ReturnKind.INBOUND.value, ReturnKind.POSITIVE_REPLY.value, ReturnKind.MEETING.value)


def contacts(touches: ir.Table) -> ir.Table:
    """Return the touches that are contacts from us: done and outgoing."""
    return touches.filter(touches.state == TouchState.DONE.value, touches.direction == Direction.OUT.value)


def lost_deals(deals: ir.Table, whys: ir.Table, moment: ir.Table) -> ir.Table:
    """Return every deal beside its latest loss; a lost deal whose loss is not known counts from when it was opened.

    `lost` is the day of the loss, `age` the days since; `heard`: the buyer named the reason in force."""
    names = ("deal_id", "loss_id", "lost_on", "verdict", "reason", "revisit", "debriefed", "quote_person_id")
    known = whys.select(*names, "buyer_reason")
    both = beside(deals, (known, "deal_id")).cross_join(moment.select("today", "ahead_seconds"))
    today = day_number(both.today)
    lost = ibis.least(day_number(ibis.coalesce(both.lost_on, both.opened_on, both.today)), today)
    both = both.mutate(
        kind=both.kind.fill_null(DealKind.NEW.value),
        verdict=both.verdict.fill_null(Verdict.UNKNOWN.value),
        reason=both.reason.fill_null(Reason.OTHER.value),
        heard=(both.buyer_reason == both.reason).fill_null(False),
        today=today,
        age=today - lost,
        lost=lost,
    )
    return both.drop("name", "opened_on", "lost_on", "buyer_reason")


def returns_of(returns: ir.Table) -> ir.Table:
    """Return (loss_id, back_at): when somebody came back by themselves after that loss, the last time."""
    return (
        returns.filter(one_of(returns.kind, THEY_CAME_BACK)).group_by("loss_id").agg(back_at=returns.happened_at.max())
    )


def waits_for_us(deal: ir.Table) -> ir.Value:
    """Say whether a deal came back (`back_at`) and was not contacted since (`last_out_at`)."""
    return deal.back_at.notnull() & (deal.last_out_at.isnull() | (deal.back_at > deal.last_out_at))


def is_in_scope(deal: ir.Table) -> ir.Value:
    """Say whether a deal is lost, or open because it came back and waits for our answer."""
    return (deal.status == Status.LOST.value) | ((deal.status == Status.OPEN.value) & waits_for_us(deal))


def people_of(deals: ir.Table, seats: ir.Table, people: ir.Table) -> ir.Table:
    """Return (deal_id, person_id, role, stance, seated): who has a seat on a deal, else everybody at its account."""
    ids = people.select("person_id", "account_id")
    seated = seats.select("deal_id", "person_id", "role", "stance").semi_join(ids, "person_id")
    seated = seated.semi_join(deals, "deal_id").mutate(seated=True).alias("seated")
    without = deals.select("deal_id", "account_id").anti_join(seated, "deal_id")
    nothing = ibis.null("string")
    around = without.join(ids, "account_id").select("deal_id", "person_id", role=nothing, stance=nothing, seated=False)
    return seated.union(around)
