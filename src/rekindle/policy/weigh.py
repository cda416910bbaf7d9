"""An option weighed: everything the guards and the money look at, side by side in one row."""

import ibis
import ibis.expr.types as ir

from rekindle.policy.consent import implied, said, suppressed
from rekindle.policy.contacts import contact_days, per_account, per_deal, per_person, relations
from rekindle.policy.worth import amounts
from rekindle.tables.days import day_number
from rekindle.tables.facts import FACTS
from rekindle.tables.joins import beside
from rekindle.tables.playbooks import PLAYBOOK
from rekindle.tables.results import FORECAST, OPTIONS, WHYS
from rekindle.tables.schemas import Schema
from rekindle.timing.dates import latest_promise
from rekindle.timing.scope import is_in_scope, lost_deals, returns_of, waits_for_us

_FACTS = (
    "moment",
    "members",
    "accounts",
    "deals",
    "losses",
    "returns",
    "people",
    "touches",
    "permissions",
    "suppressions",
    "promises",
    "rests",
)

# Where a thing of value may be used: place null is everywhere.
ALLOWED: Schema = {"asset_key": "string", "place": "string"}

# What the guards read.
READS: dict[str, Schema] = (
    {name: FACTS[name] for name in _FACTS}
    | {name: PLAYBOOK[name] for name in ("caps", "plays", "rules", "holidays")}
    | {"whys": WHYS, "forecast": FORECAST, "options": OPTIONS, "allowed": ALLOWED}
)


def weigh(tables: dict[str, ir.Table]) -> ir.Table:
    """Return every option of every deal in scope beside what is known of its deal, person, channel and asset.

    A deal without options keeps one row whose channel is null."""
    out = contact_days(tables["touches"], tables["whys"], tables["moment"]).alias("contact_days")
    scope = _deals(tables, out).alias("deals_in_scope")
    own = tables["options"].drop("account_id", "owner_id")
    both = beside(scope, own, "deal_id")
    both = beside(both, tables["people"].select("person_id", person_place="jurisdiction"), "person_id")
    both = beside(both, per_person(out), "person_id")
    both = both.mutate(place=ibis.coalesce(both.person_place, both.account_place))
    both = _with_consent(both, tables)
    both = _with_rules(both, tables)
    both = both.cross_join(tables["caps"].drop("debrief_from_days", "debrief_to_days"))
    last_day = ibis.ifelse(both.person_id.isnull(), both.deal_day, both.last_day)
    return both.mutate(last_day=last_day, days_since=both.today - last_day, days_since_deal=both.today - both.deal_day)


def _deals(tables: dict[str, ir.Table], out: ir.Table) -> ir.Table:
    """Return the deals in scope with their money, their forecast, their promise, their rest and their account."""
    every = beside(lost_deals(tables["deals"], tables["whys"], tables["moment"]), per_deal(out), "deal_id")
    every = beside(every, returns_of(tables["returns"]), "loss_id")
    scope = every.filter(is_in_scope(every))
    scope = scope.mutate(came_back=waits_for_us(scope)).drop("status", "product", "debriefed", "back_at", "last_out_at")
    scope = amounts(scope.alias("scope"), tables["losses"], tables["members"], tables["moment"])
    scope = beside(scope, tables["accounts"].select("account_id", account_place="jurisdiction"), "account_id")
    scope = beside(scope, relations(tables["deals"], tables["whys"], tables["touches"]), "account_id")
    scope = beside(scope, per_account(out), "account_id")
    rests = tables["rests"].select("deal_id", rest_on="until_on", rest_words="words", rest_at="happened_at")
    scope = beside(beside(scope, rests, "deal_id"), _promises(tables["promises"]), "deal_id")
    scope = beside(scope, tables["forecast"], "deal_id")
    scope = beside(scope, tables["whys"].select("deal_id", "quote"), "deal_id")
    return scope.mutate(later_day=day_number(scope.later_on), since_loss=scope.since_loss.fill_null(0))


def _promises(promises: ir.Table) -> ir.Table:
    names = {
        "promised_to": "person_id",
        "promised_by": "source",
        "promise_words": "words",
        "promised_at": "happened_at",
    }
    return latest_promise(promises).select("deal_id", "due_on", **names)


def _with_consent(option: ir.Table, tables: dict[str, ir.Table]) -> ir.Table:
    by_person = ("person_id", "channel")
    both = beside(option, suppressed(tables["suppressions"], "person_id"), *by_person)
    both = beside(both, suppressed(tables["suppressions"], "account_id"), "account_id", "channel")
    both = beside(both, said(tables["permissions"], tables["moment"]), *by_person)
    return beside(both, implied(tables["permissions"], tables["moment"]), *by_person)


def _with_rules(option: ir.Table, tables: dict[str, ir.Table]) -> ir.Table:
    """Add the law of the place (`rule`, `needs`, `implied_days`), the holiday there, and whether the asset may be used."""
    rules = tables["rules"].select("channel", "needs", "implied_days", "rule", place="jurisdiction")
    anywhere = rules.filter(rules.place == "*").drop("place")
    anywhere = anywhere.rename(needs_anywhere="needs", days_anywhere="implied_days", rule_anywhere="rule")
    both = beside(beside(option, rules, "place", "channel"), anywhere, "channel")
    named = both.needs.notnull()
    both = both.mutate(
        needs=ibis.coalesce(both.needs, both.needs_anywhere, "express"),
        implied_days=ibis.ifelse(named, both.implied_days, both.days_anywhere),
        rule=ibis.coalesce(both.rule, both.rule_anywhere),
    )
    days_off = tables["holidays"].join(tables["moment"].select(day="today"), "day")
    days_off = days_off.group_by("jurisdiction").agg(holiday=days_off.name.min())
    both = beside(both, days_off.select("holiday", place="jurisdiction"), "place")
    plays = tables["plays"].select("play", "needs_asset", "win_lift")
    both = beside(both, plays, "play")
    allowed = tables["allowed"]
    free = allowed.filter(allowed.place.isnull()).select("asset_key").distinct().mutate(allowed_anywhere=True)
    here = allowed.filter(allowed.place.notnull()).distinct().mutate(allowed_here=True)
    return beside(beside(both, free, "asset_key"), here, "asset_key", "place")
