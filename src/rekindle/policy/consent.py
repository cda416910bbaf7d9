"""Who is left alone, who allowed what, and what the law of a place wants first."""

import ibis
import ibis.expr.types as ir

from rekindle.tables.days import day_number
from rekindle.tables.joins import beside, first_of
from rekindle.terms.people import PermissionState, SuppressionOrigin


def with_suppressions(options: ir.Table, suppressions: ir.Table) -> ir.Table:
    """Add by whom and in which words an option's person is left alone, on all channels or on this one."""
    entries = suppressions.select(
        "person_id", "account_id", only="channel", origin="origin", words="words", day=day_number(suppressions.since_on)
    )
    persons = entries.filter(entries.person_id.notnull()).drop("account_id")
    accounts = entries.filter(entries.person_id.isnull(), entries.account_id.notnull()).drop("person_id")
    keys = options.select("option", "person_id", "account_id", "channel")
    hits = keys.join(persons, "person_id").select("option", "channel", "only", "origin", "words", "day")
    hits = hits.union(keys.join(accounts, "account_id").select("option", "channel", "only", "origin", "words", "day"))
    hits = hits.filter(hits.only.isnull() | (hits.only == hits.channel))
    own = (hits.origin == SuppressionOrigin.PERSON.value).cast("int64")
    hits = first_of(hits.mutate(own=own), "option", [ibis.desc("own"), ibis.desc("day"), "words"])
    return beside(
        options,
        hits.select("option", suppressed_by="origin", suppressed_words="words", suppressed_day="day"),
        "option",
    )


def with_permissions(options: ir.Table, permissions: ir.Table) -> ir.Table:
    """Add the latest word about permission for the option's person and channel; one that ran out is no word."""
    said = permissions.select(
        "person_id", "state", "words", "until_on", only="channel", at="happened_at", id="permission_id"
    )
    hits = options.select("option", "person_id", "channel", "today").join(said, "person_id")
    hits = hits.filter(hits.only.isnull() | (hits.only == hits.channel))
    hits = hits.filter(hits.until_on.isnull() | (day_number(hits.until_on) >= hits.today))
    hits = hits.filter(hits.state != PermissionState.ASKED.value)
    hits = first_of(hits, "option", [ibis.desc("at"), ibis.desc("id")])
    named = hits.select("option", permission="state", permission_words="words", permission_day=day_number(hits["at"]))
    return beside(options, named, "option")


def with_rules(options: ir.Table, people: ir.Table, accounts: ir.Table, rules: ir.Table) -> ir.Table:
    """Add what the place of the person, else of the account, wants; a place without a rule gets the strictest."""
    both = beside(options, people.select("person_id", person_place="jurisdiction"), "person_id")
    both = beside(both, accounts.select("account_id", account_place="jurisdiction"), "account_id")
    both = both.mutate(place=ibis.coalesce(both.person_place, both.account_place, "*"))
    named = rules.select("channel", "needs", "implied_days", "rule", place="jurisdiction")
    strictest = rules.filter(rules.jurisdiction == "*")
    unknown = strictest.select("channel", any_needs="needs", any_days="implied_days", any_rule="rule")
    both = beside(beside(both, named, "place", "channel"), unknown, "channel")
    has_rule = both.needs.notnull()
    both = both.mutate(
        needs=ibis.ifelse(has_rule, both.needs, both.any_needs),
        implied_days=ibis.ifelse(has_rule, both.implied_days, both.any_days),
        rule=ibis.ifelse(has_rule, both.rule, both.any_rule),
    )
    return both.drop("any_needs", "any_days", "any_rule", "person_place", "account_place")
