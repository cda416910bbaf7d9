"""The people a deal could be taken up with, and the play that fits each of them."""

import ibis
import ibis.expr.types as ir

from rekindle.outreach.constants import CHECK_IN_FROM_DAYS, CHECK_IN_TO_DAYS, HELLO_DAYS, HELLOS
from rekindle.tables.days import day_number
from rekindle.tables.joins import beside, first_of, one_of
from rekindle.terms.advice import Group, Play
from rekindle.terms.losses import DealKind, Verdict
from rekindle.timing.scope import contacts


def with_people(scope: ir.Table, seats: ir.Table, people: ir.Table) -> ir.Table:
    """Put everybody who can be asked beside each deal: those with a seat, else those at its account, else nobody.

    person_id is empty text where nobody is known."""
    known = people.select("person_id", home="account_id", person_place="jurisdiction")
    reach = people.select("person_id", "has_mail", "has_phone", "has_linkedin")
    seated = seats.select("deal_id", "person_id", "role", "stance").join(known, "person_id").drop("home")
    with_seats = beside(scope, (seated, "deal_id")).alias("with_seats")
    around = known.rename(account_id="home")
    bare = with_seats.filter(with_seats.person_id.isnull()).drop("person_id", "person_place")
    both = with_seats.filter(with_seats.person_id.notnull()).union(
        beside(bare, (around, "account_id")).select(*with_seats.columns)
    )
    both = beside(both, (reach, "person_id"))
    return both.mutate(person_id=both.person_id.fill_null(""))


def hellos(signals: ir.Table, touches: ir.Table, moment: ir.Table) -> ir.Table:
    """Return (person_id, hello_id): the latest talk, publication or award of a person we have not answered yet."""
    news = signals.filter(one_of(signals.kind, HELLOS), signals.person_id.notnull(), signals.happened_on.notnull())
    news = news.cross_join(moment.select("today"))
    since, today = day_number(news.happened_on), day_number(news.today)
    until = ibis.coalesce(day_number(news.until_on), since + HELLO_DAYS)
    fresh = news.mutate(since=since).filter(since <= today, until >= today)
    latest = first_of(fresh, "person_id", [fresh.since.desc(), fresh.signal_id])
    latest = latest.select("person_id", "since", hello_id="signal_id").alias("hellos")
    out = contacts(touches)
    out = out.select("person_id", day=day_number(out.happened_at))
    said = latest.join(out, "person_id")
    said = said.filter(said.day >= said.since).select("person_id")
    return latest.anti_join(said, "person_id").drop("since")


def choose_play(person: ir.Table, caps: ir.Table) -> ir.Table:
    """Add the play of each deal and person, the first that holds, and the group of the page it belongs to."""
    both = person.cross_join(caps.select("debrief_from_days", "debrief_to_days"))
    known = both.person_id != ""
    theirs = both.promised_to.isnull() | (both.promised_to == both.person_id)
    asks_why = both.age.between(both.debrief_from_days, both.debrief_to_days) & ~both.debriefed
    may_ask = known & (both.verdict == Verdict.NOT_NOW.value) & both.no_permission
    due = both.age.between(CHECK_IN_FROM_DAYS, CHECK_IN_TO_DAYS) & ~both.checked_in
    play = ibis.cases(
        (both.came_back, Play.INBOUND.value),
        (both.promise_id.notnull() & theirs, Play.PROMISED.value),
        (asks_why, Play.DEBRIEF_ASK.value),
        (both.kind == DealKind.ACCOUNT.value, Play.PRESENCE.value),
        (both.hello_id.notnull(), Play.HELLO.value),
        (may_ask, Play.PERMISSION_ASK.value),
        (due, Play.CHECK_IN.value),
        else_=Play.VALUE_TOUCH.value,
    )
    both = both.mutate(play=play)
    group = ibis.cases(
        (both.play == Play.INBOUND.value, Group.CAME_BACK.value),
        (both.play == Play.PROMISED.value, Group.PROMISED.value),
        (both.play == Play.HELLO.value, Group.HELLO.value),
        (both.change_id.notnull(), Group.CHANGED.value),
        else_=Group.WINDOW.value,
    )
    return both.mutate(group=group)
