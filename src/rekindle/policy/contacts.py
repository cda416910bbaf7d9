"""How often and how lately people, accounts and deals were contacted by anybody here."""

import ibis
import ibis.expr.types as ir

from rekindle.tables.days import day_number
from rekindle.tables.joins import first_of
from rekindle.terms.touches import Direction, TouchState
from rekindle.timing.scope import contacts

QUARTER_DAYS = 91
YEAR_DAYS = 365


def dated_contacts(touches: ir.Table, moment: ir.Table) -> ir.Table:
    """Return our contacts with `day` and `today` as day numbers."""
    ours = contacts(touches).cross_join(moment.select("today"))
    return ours.mutate(day=day_number(ours.happened_at), today=day_number(ours.today))


def by_person(ours: ir.Table) -> ir.Table:
    """Return per person the last contact, and how many fell into the last quarter and year, from which day on."""
    named = ours.filter(ours.person_id.notnull())
    lately, year = named.day > named.today - QUARTER_DAYS, named.day > named.today - YEAR_DAYS
    return named.group_by("person_id").agg(
        person_last=named.day.max(),
        person_quarter=named.count(where=lately),
        person_quarter_first=named.day.min(where=lately),
        person_year=named.count(where=year),
        person_year_first=named.day.min(where=year),
    )


def last_at_account(ours: ir.Table) -> ir.Table:
    """Return per account and person there the last contact, and who made it; the latest two per account suffice."""
    known = ours.filter(ours.account_id.notnull())
    return first_of(
        known.select("account_id", "person_id", "member_id", "day", "touch_id"),
        ["account_id", "person_id"],
        [ibis.desc("day"), ibis.desc("touch_id")],
    )


def by_deal(ours: ir.Table, lost: ir.Table) -> ir.Table:
    """Return per deal the last contact, and how many there were since its loss."""
    both = ours.join(lost.select("deal_id", "lost"), "deal_id")
    return both.group_by("deal_id").agg(deal_last=both.day.max(), deal_contacts=both.count(where=both.day > both.lost))


def heard_from(touches: ir.Table) -> ir.Table:
    """Return per person the day they last dealt with us: wrote, called, spoke or met."""
    heard = touches.filter(touches.state == TouchState.DONE.value, touches.person_id.notnull())
    heard = heard.filter((heard.direction == Direction.IN.value) | heard.outcome.isin(["spoke", "meeting"]))
    return heard.group_by("person_id").agg(heard_day=day_number(heard.happened_at).max())
