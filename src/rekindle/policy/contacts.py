"""Contacts counted: how long ago, how often, and by whom a person or an account was contacted from here."""

import ibis
import ibis.expr.types as ir

from rekindle.policy.constants import QUARTER_DAYS, YEAR_DAYS
from rekindle.tables.days import as_date, day_number, day_there
from rekindle.tables.joins import beside
from rekindle.terms.touches import Direction, TouchState
from rekindle.timing.scope import contacts


def contact_days(touches: ir.Table, whys: ir.Table, moment: ir.Table) -> ir.Table:
    """Return our contacts with `day`, `ago` (days from it to today) and `after`: it does not belong to the time when
    its deal was still being pursued."""
    names = ("touch_id", "deal_id", "account_id", "person_id", "member_id", "happened_at", "value_minor")
    out = contacts(touches).select(*(name for name in names if name in touches.columns))
    both = beside(out, (whys.select("deal_id", "lost_on"), "deal_id")).cross_join(
        moment.select("today", "ahead_seconds")
    )
    both = both.mutate(day=day_there(both.happened_at, both.ahead_seconds), lost=day_number(both.lost_on))
    both = both.mutate(this_year=as_date(both.day).year() == both.today.year(), today=day_number(both.today))
    after = both.deal_id.isnull() | (both.lost.notnull() & (both.day > both.lost))
    return both.mutate(ago=both.today - both.day, after=after)


def per_person(out: ir.Table) -> ir.Table:
    """Return (person_id, last_day, last_member, in_quarter, in_year, quarter_from, year_from, given_minor): the caps
    count only what came after a loss; *_from is the first contact of those counted. given_minor: what was brought to
    them in this calendar year is worth."""
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
            given_minor=out.value_minor.sum(where=out.this_year),
        )
    )


def per_deal(out: ir.Table) -> ir.Table:
    """Return (deal_id, since_loss, deal_day, last_out_at): contacts on a deal since its loss, and the last at all."""
    return out.group_by("deal_id").agg(
        since_loss=out.day.count(where=out.after), deal_day=out.day.max(), last_out_at=out.happened_at.max()
    )


def per_account(touches: ir.Table, moment: ir.Table) -> ir.Table:
    """Return (account_id, account_day, account_member, account_person, heard_at): the last contact at an account, by
    whom and to whom, and their last message to us."""
    done = touches.filter(touches.state == TouchState.DONE.value).cross_join(moment.select("ahead_seconds"))
    ours = done.direction == Direction.OUT.value
    return done.group_by("account_id").agg(
        account_day=day_there(done.happened_at.max(where=ours), done.ahead_seconds.max()),
        account_member=done.member_id.argmax(done.happened_at, where=ours),
        account_person=done.person_id.argmax(done.happened_at, where=ours),
        heard_at=done.happened_at.max(where=done.direction == Direction.IN.value),
    )


def dealings(deals: ir.Table, whys: ir.Table) -> ir.Table:
    """Return (account_id, last_lost_on, last_opened_on) over the deals of an account."""
    both = beside(deals.select("deal_id", "account_id", "opened_on"), (whys.select("deal_id", "lost_on"), "deal_id"))
    return both.group_by("account_id").agg(last_lost_on=both.lost_on.max(), last_opened_on=both.opened_on.max())


def relation_day(deal: ir.Table) -> ir.Value:
    """Return the day of the last loss, opened deal or message of theirs at a deal's account."""
    days = (
        day_number(deal.last_lost_on),
        day_number(deal.last_opened_on),
        day_there(deal.heard_at, deal.ahead_seconds),
    )
    return ibis.greatest(deal.lost, *(day.fill_null(deal.lost) for day in days))
