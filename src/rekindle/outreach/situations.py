"""The play of each deal and person: the first that holds, in the order of docs/mind.md."""

import ibis
import ibis.expr.types as ir

from rekindle.outreach.news import changes, hellos
from rekindle.outreach.people import last_contact, last_words, people_on
from rekindle.outreach.tables import SITUATIONS
from rekindle.tables.days import day_number
from rekindle.tables.engine import step
from rekindle.tables.facts import FACTS
from rekindle.tables.joins import beside
from rekindle.tables.playbooks import CAPS, ROLES
from rekindle.tables.results import WHYS
from rekindle.terms.advice import Group, Play
from rekindle.terms.losses import DealKind, Verdict
from rekindle.terms.people import PermissionState
from rekindle.timing.dates import latest_promise
from rekindle.timing.scope import is_in_scope, lost_deals, returns_of, waits_for_us
from rekindle.timing.silence import last_touches

PROMISE_LEAD_DAYS, PROMISE_GRACE_DAYS = 3, 21
CHECK_IN_FROM, CHECK_IN_TO = 60, 120
# Leave to come back is asked for while the talk is fresh; later something useful asks better.
ASK_WITHIN = 120
_FACTS = ("moment", "accounts", "deals", "returns", "people", "seats", "touches", "permissions", "promises", "signals")


@step(
    reads={name: FACTS[name] for name in _FACTS} | {"whys": WHYS, "roles": ROLES, "caps": CAPS},
    gives=SITUATIONS,
)
def gather_situations(
    moment: ir.Table,
    accounts: ir.Table,
    deals: ir.Table,
    returns: ir.Table,
    people: ir.Table,
    seats: ir.Table,
    touches: ir.Table,
    permissions: ir.Table,
    promises: ir.Table,
    signals: ir.Table,
    whys: ir.Table,
    roles: ir.Table,
    caps: ir.Table,
) -> ir.Table:
    every = beside(lost_deals(deals, whys, moment), last_touches(touches), "deal_id")
    every = beside(every, returns_of(returns), "loss_id")
    scope = every.filter(is_in_scope(every)).mutate(came_back=waits_for_us(every)).alias("deals_in_scope")
    both = people_on(scope, seats, people, roles).alias("people_on_deals")
    both = beside(both, accounts.select("account_id", account_place="jurisdiction"), "account_id")
    both = beside(both, last_words(touches), "deal_id")
    both = beside(both, last_contact(touches), "person_id")
    both = beside(both, _promises(promises), "deal_id")
    both = beside(both, hellos(signals), "person_id")
    both = beside(both, changes(scope, signals), "deal_id")
    both = beside(both, _asked(permissions), "person_id").alias("known_situations")
    return _name(both.cross_join(caps.select("debrief_from_days", "debrief_to_days")))


def _promises(promises: ir.Table) -> ir.Table:
    latest = latest_promise(promises)
    return latest.select("deal_id", promised_id="promise_id", promised_to="person_id", due=day_number(latest.due_on))


def _asked(permissions: ir.Table) -> ir.Table:
    """Return who was asked, or said something, about permission; what the law presumes is nobody's word."""
    said = permissions.filter(permissions.state != PermissionState.IMPLIED.value)
    return said.select("person_id").distinct().mutate(asked=True)


def _name(both: ir.Table) -> ir.Table:
    due = _is_due(both)
    hello = (both.hello_from <= both.today) & (both.hello_to >= both.today)
    hello = hello & (both.person_out_at.isnull() | (day_number(both.person_out_at) < both.hello_from))
    hello = hello.fill_null(False)
    quiet = ~both.debriefed.fill_null(False) & both.age.between(both.debrief_from_days, both.debrief_to_days)
    may_ask = (both.verdict == Verdict.NOT_NOW.value) & both.asked.isnull() & both.person_id.notnull()
    may_ask = may_ask & (both.age <= ASK_WITHIN)
    checked = both.last_out_at.notnull() & (day_number(both.last_out_at) >= both.lost + CHECK_IN_FROM)
    plays = (
        (both.came_back, Play.INBOUND),
        (due, Play.PROMISED),
        (quiet, Play.DEBRIEF_ASK),
        (both.kind == DealKind.ACCOUNT.value, Play.PRESENCE),
        (hello, Play.HELLO),
        (may_ask, Play.PERMISSION_ASK),
        (both.age.between(CHECK_IN_FROM, CHECK_IN_TO) & ~checked, Play.CHECK_IN),
    )
    play = ibis.cases(*((when, name.value) for when, name in plays), else_=Play.VALUE_TOUCH.value)
    both = both.mutate(play=play, due_now=due, hello_now=hello)
    groups = (
        (both.play == Play.INBOUND.value, Group.CAME_BACK),
        (both.play == Play.PROMISED.value, Group.PROMISED),
        (both.play == Play.HELLO.value, Group.HELLO),
        (both.news_id.notnull(), Group.CHANGED),
    )
    group = ibis.cases(*((when, name.value) for when, name in groups), else_=Group.WINDOW.value)
    known = ("deal_id", "account_id", "owner_id", "person_id", "today", "reason", "product", "role", "play", "wrote_on")
    return both.select(
        *known,
        "has_mail",
        "has_phone",
        "has_linkedin",
        group=group,
        place=ibis.coalesce(both.jurisdiction, both.account_place),
        promise_id=ibis.ifelse(both.play == Play.PROMISED.value, both.promised_id, ibis.null("string")),
        signal_id=ibis.ifelse(both.play == Play.HELLO.value, both.hello_id, both.news_id),
        suits=_suits(both),
    )


def _is_due(both: ir.Table) -> ir.Value:
    """Say whether the date they gave has come, is meant for this person, and was not kept yet."""
    near = (both.due - PROMISE_LEAD_DAYS <= both.today) & (both.today <= both.due + PROMISE_GRACE_DAYS)
    theirs = both.promised_to.isnull() | (both.promised_to == both.person_id)
    kept = both.last_out_at.notnull() & (day_number(both.last_out_at) >= both.due - PROMISE_LEAD_DAYS)
    return (near & theirs & ~kept).fill_null(False)


def _suits(both: ir.Table) -> ir.Value:
    """Return how well the person suits: their say, and whether promise, letter, news or quote are theirs."""
    parts = (
        (both.due_now & (both.promised_to == both.person_id), 1.0),
        (both.came_back & (both.writer_id == both.person_id), 1.0),
        (both.news_person_id == both.person_id, 0.8),
        (both.hello_now, 0.5),
        (both.quote_person_id == both.person_id, 0.25),
    )
    suits = both.say
    for when, worth in parts:
        suits = suits + ibis.ifelse(when.fill_null(False), worth, 0.0)
    return suits
