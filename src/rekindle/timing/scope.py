"""Which deals are in scope, who belongs to them, and who objected: the same words for every room above."""

import ibis
import ibis.expr.types as ir

from rekindle.tables.days import day_number
from rekindle.tables.joins import beside
from rekindle.terms.losses import DealKind, Reason, ReturnKind, Status, Verdict
from rekindle.terms.people import SuppressionOrigin
from rekindle.terms.touches import Direction, TouchState

# How somebody comes back by themselves: they wait for an answer until we contact them.
THEY_CAME_BACK = (ReturnKind.INBOUND.value, ReturnKind.POSITIVE_REPLY.value, ReturnKind.MEETING.value)


def contacts(touches: ir.Table) -> ir.Table:
    """Return the touches that are contacts from us: done and outgoing."""
    return touches.filter(touches.state == TouchState.DONE.value, touches.direction == Direction.OUT.value)


def lost_deals(deals: ir.Table, whys: ir.Table, moment: ir.Table) -> ir.Table:
    """Return every deal beside its latest loss; a lost deal whose loss is not known counts from when it was opened."""
    known = whys.select("deal_id", "loss_id", "lost_on", "verdict", "reason", "revisit", "debriefed", "quote_person_id")
    both = beside(deals, known, "deal_id").cross_join(moment.select("today"))
    today = day_number(both.today)
    lost = day_number(ibis.coalesce(both.lost_on, both.opened_on, both.today))
    same = ("deal_id", "account_id", "owner_id", "status", "product", "amount_minor", "currency", "loss_id")
    return both.select(
        *same,
        "revisit",
        "debriefed",
        "quote_person_id",
        kind=both.kind.fill_null(DealKind.NEW.value),
        verdict=both.verdict.fill_null(Verdict.UNKNOWN.value),
        reason=both.reason.fill_null(Reason.OTHER.value),
        today=today,
        age=ibis.greatest(today - lost, 0),
        lost=ibis.least(lost, today),
    )


def in_scope(lost: ir.Table, returns: ir.Table, touches: ir.Table) -> ir.Table:
    """Keep the deals in scope and add `came_back` and `last_out_at`, our last contact on the deal."""
    out = contacts(touches).group_by("deal_id").agg(last_out_at=lambda t: t.happened_at.max())
    back = returns.filter(returns.kind.isin(THEY_CAME_BACK)).group_by("loss_id").agg(back_at=returns.happened_at.max())
    both = beside(beside(lost, out, "deal_id"), back, "loss_id")
    unanswered = both.back_at.notnull() & (both.last_out_at.isnull() | (both.back_at > both.last_out_at))
    both = both.mutate(came_back=unanswered)
    return both.filter((both.status == Status.LOST.value) | ((both.status == Status.OPEN.value) & both.came_back))


def people_of(deals: ir.Table, seats: ir.Table, people: ir.Table) -> ir.Table:
    """Return (deal_id, person_id, role, stance, seated): who has a seat on a deal, else everybody at its account."""
    ids = people.select("person_id", "account_id")
    seated = seats.select("deal_id", "person_id", "role", "stance").semi_join(ids, "person_id")
    seated = seated.semi_join(deals, "deal_id").mutate(seated=True).alias("seated")
    without = deals.select("deal_id", "account_id").anti_join(seated, "deal_id")
    nothing = ibis.null("string")
    around = without.join(ids, "account_id").select("deal_id", "person_id", role=nothing, stance=nothing, seated=False)
    return seated.union(around)


def objectors(suppressions: ir.Table, people: ir.Table) -> ir.Table:
    """Return (person_id) of everybody who objected themselves, or whose account did."""
    own = _own_acts(suppressions)
    persons = own.filter(own.person_id.notnull()).select("person_id")
    return persons.union(people.semi_join(objected_accounts(suppressions), "account_id").select("person_id")).distinct()


def objected_accounts(suppressions: ir.Table) -> ir.Table:
    """Return (account_id) of accounts that objected as a whole."""
    own = _own_acts(suppressions)
    return own.filter(own.person_id.isnull(), own.account_id.notnull()).select("account_id").distinct()


def _own_acts(suppressions: ir.Table) -> ir.Table:
    return suppressions.filter(suppressions.origin == SuppressionOrigin.PERSON.value)


def objected_deals(deals: ir.Table, members: ir.Table, objecting: ir.Table, suppressions: ir.Table) -> ir.Table:
    """Return (deal_id) of deals nobody is left to score: the account objected, or everybody on it (`members`) did."""
    heard = members.semi_join(objecting, "person_id").select("deal_id").distinct()
    others = members.anti_join(objecting, "person_id").select("deal_id")
    alone = heard.anti_join(others, "deal_id")
    whole = deals.semi_join(objected_accounts(suppressions), "account_id").select("deal_id")
    return alone.union(whole).distinct()
