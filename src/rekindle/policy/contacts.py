"""Contacts counted: how long ago, how often, and by whom a person or an account was contacted from here."""

import ibis
import ibis.expr.types as ir

from rekindle.policy.constants import QUARTER_DAYS, YEAR_DAYS
from rekindle.tables.days import day_number
from rekindle.tables.joins import beside
from rekindle.terms.touches import Direction, TouchState
from rekindle.timing.scope import contacts

_LONG_AGO = -1_000_000


def contact_days(touches: ir.Table, whys: ir.Table, moment: ir.Table) -> ir.Table:
    """Return our contacts with `day`, `ago` (days from it to today) and `after`: it does not belong to the time when
    its deal was still being pursued."""
    out = contacts(touches).select("touch_id", "deal_id", "account_id", "person_id", "member_id", "happened_at")
    both = beside(out, (whys.select("deal_id", "lost_on"), "deal_id")).cross_join(moment.select("today"))
    today = day_number(both.today)
    both = both.mutate(day=day_number(both.happened_at), lost=day_number(both.lost_on), today=today)
    after = both.deal_id.isnull() | (both.lost.notnull() & (both.day > both.lost))
    return both.mutate(ago=both.today - both.day, after=after)


def per_person(out: ir.Table) -> ir.Table:
    """Return (person_id, last_day, last_member, in_quarter, in_year, quarter_from, year_from): the caps count only what
    came after a loss; *_from is the first contact of those counted."""
    in_quarter, in_year = out.after & (out.ago < QUARTER_DAYS), out.after & (out.ago < YEAR_DAYS)
    return (
        out.filter(out.person_id.notnull())
        .group_by("person_id")
        .agg(
            last_day=out.day.max(),
            last_member=out.member_id.argmax(out.happened_at),
            in_quarter=out.day.count(where=in_quarter),
            in_year=out.day.count(where=in_year),
            quarter_from=out.day.min(where=in_quarter),
            year_from=out.day.min(where=in_year),
        )
    )


def per_deal(out: ir.Table) -> ir.Table:
    """Return (deal_id, since_loss, deal_day, last_out_at): contacts on a deal since its loss, and the last at all."""
    return out.group_by("deal_id").agg(
        since_loss=out.day.count(where=out.after), deal_day=out.day.max(), last_out_at=out.happened_at.max()
    )


def per_account(out: ir.Table) -> ir.Table:
    """Return (account_id, account_day, account_member, account_person) of the last contact at an account."""
    return out.group_by("account_id").agg(
        account_day=out.day.max(),
        account_member=out.member_id.argmax(out.happened_at),
        account_person=out.person_id.argmax(out.happened_at),
    )


def relations(deals: ir.Table, whys: ir.Table, touches: ir.Table) -> ir.Table:
    """Return (account_id, relation_day): the last loss, opened deal or message of theirs at an account."""
    both = beside(deals.select("deal_id", "account_id", "opened_on"), (whys.select("deal_id", "lost_on"), "deal_id"))
    dealt = both.group_by("account_id").agg(lost_on=both.lost_on.max(), opened_on=both.opened_on.max())
    heard = touches.filter(touches.state == TouchState.DONE.value, touches.direction == Direction.IN.value)
    heard = heard.group_by("account_id").agg(heard_at=heard.happened_at.max())
    both = beside(dealt, (heard, "account_id"))
    days = [day_number(both[name]).fill_null(_LONG_AGO) for name in ("lost_on", "opened_on", "heard_at")]
    return both.select("account_id", relation_day=ibis.greatest(*days))
