"""Every option with all that can stop it beside it."""

import ibis
import ibis.expr.types as ir

from rekindle.policy.consent import with_permissions, with_rules, with_suppressions
from rekindle.policy.contacts import by_deal, by_person, dated_contacts, heard_from, last_at_account
from rekindle.policy.tables import CANDIDATES
from rekindle.tables.days import day_number
from rekindle.tables.engine import step
from rekindle.tables.facts import FACTS
from rekindle.tables.joins import beside, first_of
from rekindle.tables.playbooks import CAPS, HOLIDAYS, PLAYS, RULES
from rekindle.tables.results import OPTIONS, WHYS
from rekindle.terms.advice import Play
from rekindle.timing.scope import lost_deals

NUMBERED = {"option": "int64", **OPTIONS}
_FACTS = (
    "moment",
    "members",
    "accounts",
    "deals",
    "people",
    "touches",
    "permissions",
    "suppressions",
    "promises",
    "rests",
)


@step(
    reads={name: FACTS[name] for name in _FACTS}
    | {"whys": WHYS, "options": NUMBERED, "plays": PLAYS, "caps": CAPS, "rules": RULES, "holidays": HOLIDAYS},
    gives=CANDIDATES,
)
def gather_candidates(
    moment: ir.Table,
    members: ir.Table,
    accounts: ir.Table,
    deals: ir.Table,
    people: ir.Table,
    touches: ir.Table,
    permissions: ir.Table,
    suppressions: ir.Table,
    promises: ir.Table,
    rests: ir.Table,
    whys: ir.Table,
    options: ir.Table,
    plays: ir.Table,
    caps: ir.Table,
    rules: ir.Table,
    holidays: ir.Table,
) -> ir.Table:
    lost = lost_deals(deals, whys, moment).alias("lost_deals")
    known = lost.select(
        "deal_id", "loss_id", "verdict", "reason", "revisit", "amount_minor", "currency", "today", lost_day="lost"
    )
    wide = options.join(known, "deal_id").alias("options_with_deals")
    wide = with_suppressions(wide, suppressions).alias("with_suppressions")
    wide = with_permissions(wide, permissions).alias("with_permissions")
    wide = with_rules(wide, people, accounts, rules).alias("with_rules")
    ours = dated_contacts(touches, moment).alias("our_contacts")
    wide = beside(wide, by_person(ours), "person_id")
    wide = beside(wide, by_deal(ours, lost), "deal_id")
    wide = beside(wide, heard_from(touches), "person_id")
    wide = _with_others(wide, ours).alias("with_others")
    wide = _with_dates(wide, promises, rests).alias("with_dates")
    wide = _with_days_off(wide, holidays, members).alias("with_days_off")
    wide = beside(wide, plays.select("play", "needs_asset", "win_lift"), "play")
    related = ibis.greatest(wide.lost_day, wide.heard_day) >= wide.today - wide.implied_days
    wide = wide.mutate(
        is_related=related.fill_null(False),
        is_inbound=wide.play == Play.INBOUND.value,
        is_promised=wide.play == Play.PROMISED.value,
        needs_asset=wide.needs_asset.fill_null(False),
        win_lift=wide.win_lift.fill_null(1.0),
        deal_contacts=wide.deal_contacts.fill_null(0),
        person_quarter=wide.person_quarter.fill_null(0),
        person_year=wide.person_year.fill_null(0),
        revisit=wide.revisit.fill_null(True),
    )
    limits = ("gap_days", "account_gap_days", "per_quarter", "per_year", "per_loss")
    return wide.cross_join(caps.select(*limits))


def _with_others(wide: ir.Table, ours: ir.Table) -> ir.Table:
    """Add the last contact to anybody else at the account, and by whom."""
    last = last_at_account(ours).alias("last_at_account")
    keys = wide.select("option", "account_id", whom="person_id")
    hits = keys.join(last, "account_id").filter(lambda t: ~t.whom.identical_to(t.person_id))
    hits = first_of(hits, "option", [ibis.desc("day"), ibis.desc("touch_id")])
    return beside(wide, hits.select("option", other_last="day", other_member_id="member_id"), "option")


def _with_dates(wide: ir.Table, promises: ir.Table, rests: ir.Table) -> ir.Table:
    """Add the promise made last on the deal and the rest in force."""
    made = first_of(promises, "deal_id", [ibis.desc("happened_at"), ibis.desc("promise_id")])
    made = made.select("deal_id", due_day=day_number(made.due_on), due_words="words", due_person_id="person_id")
    rested = rests.select(
        "deal_id", rest_until=day_number(rests.until_on), rest_words="words", rest_day=day_number(rests.happened_at)
    )
    return beside(beside(wide, made, "deal_id"), rested, "deal_id")


def _with_days_off(wide: ir.Table, holidays: ir.Table, members: ir.Table) -> ir.Table:
    """Add a holiday where they are, and whether the owner is away."""
    named = holidays.group_by(place=holidays.jurisdiction, today=day_number(holidays.day)).agg(
        holiday=holidays.name.min()
    )
    both = beside(wide, named, "place", "today")
    away = members.select(owner_id="member_id", is_away="away")
    both = beside(both, away, "owner_id")
    return both.mutate(is_away=both.is_away.fill_null(False))
