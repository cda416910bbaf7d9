"""Who could be got back to on each deal: those with a seat who still work there, else whoever is known there."""

import ibis.expr.types as ir

from rekindle.tables.joins import beside, first_of
from rekindle.terms.people import SeatRole, Stance
from rekindle.terms.touches import Direction, TouchState
from rekindle.timing.scope import people_of

_STANCE = {Stance.FOR.value: 0.2, Stance.AGAINST.value: -0.2}


def people_on(scope: ir.Table, seats: ir.Table, people: ir.Table, roles: ir.Table) -> ir.Table:
    """Return each deal in scope once per person, or once with nobody; `say` is the weight of the seat's role."""
    here = seats.join(scope.select("deal_id", deal_account="account_id"), "deal_id")
    here = here.join(people.select("person_id", works_at="account_id"), "person_id")
    moved = (here.works_at != here.deal_account).fill_null(False)
    seated = here.filter(~moved).select("deal_id", "person_id", "role", "stance").alias("seated_here")
    members = people_of(scope, seated, people).alias("members_here")
    both = beside(scope, members.select("deal_id", "person_id", "role", "stance"), "deal_id")
    known = people.select("person_id", "jurisdiction", "has_mail", "has_phone", "has_linkedin")
    both = beside(both, known, "person_id")
    both = beside(both, roles.select("role", weight="weight"), "role")
    other = roles.filter(roles.role == SeatRole.UNKNOWN.value).agg(other_weight=roles.weight.max())
    both = both.cross_join(other)
    lean = both.stance.cases(*_STANCE.items(), else_=0.0)
    return both.mutate(
        say=both.weight.fill_null(both.other_weight).fill_null(0.3) + lean,
        **{name: both[name].fill_null(False) for name in ("has_mail", "has_phone", "has_linkedin")},
    )


def last_words(touches: ir.Table) -> ir.Table:
    """Return per deal who wrote to us last, and over which channel."""
    heard = touches.filter(touches.direction == Direction.IN.value, touches.state == TouchState.DONE.value)
    last = first_of(heard, "deal_id", [heard.happened_at.desc(), heard.touch_id.desc()])
    return last.select("deal_id", writer_id="person_id", wrote_on="channel")


def last_contact(touches: ir.Table) -> ir.Table:
    """Return per person our last contact to them, on any deal."""
    out = touches.filter(touches.direction == Direction.OUT.value, touches.state == TouchState.DONE.value)
    return out.filter(out.person_id.notnull()).group_by("person_id").agg(person_out_at=out.happened_at.max())
