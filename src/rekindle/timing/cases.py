"""A case is a deal with everything that moves its hazard: one row per deal that may be scored, days from today."""

import ibis.expr.types as ir

from rekindle.tables.engine import step
from rekindle.tables.facts import FACTS
from rekindle.tables.joins import beside
from rekindle.tables.results import WHYS
from rekindle.tables.schemas import Schema
from rekindle.timing.dates import contract_end, promised_date
from rekindle.timing.lifts import LIFTS, lift_of
from rekindle.timing.scope import in_scope, lost_deals, objected_deals, objectors, people_of
from rekindle.timing.signals import strongest_signal
from rekindle.timing.silence import silence

# `lost` is the day of the loss, `age` the days since; *_in, *_from and *_to are days from today (negative: ago).
# A column of something that is not there is null.
CASES: Schema = {
    "deal_id": "string",
    "kind": "string",
    "reason": "string",
    "verdict": "string",
    "lost": "int64",
    "age": "int64",
    "in_scope": "boolean",
    "fiscal_month": "int64",
    "fiscal_lift": "float64",
    "promised_in": "float64",
    "promised_sd": "float64",
    "promised_lift": "float64",
    "contract_in": "float64",
    "contract_sd": "float64",
    "contract_lift": "float64",
    "signal_from": "int64",
    "signal_to": "int64",
    "signal_lift": "float64",
    "unanswered": "int64",
    "unanswered_lately": "int64",
    "silent_to": "int64",
}

_READS = ("moment", "accounts", "deals", "returns", "people", "seats", "touches", "suppressions", "promises")


@step(
    reads={name: FACTS[name] for name in (*_READS, "signals", "contracts")} | {"whys": WHYS, "lifts": LIFTS},
    gives=CASES,
)
def gather_cases(
    moment: ir.Table,
    accounts: ir.Table,
    deals: ir.Table,
    returns: ir.Table,
    people: ir.Table,
    seats: ir.Table,
    touches: ir.Table,
    suppressions: ir.Table,
    promises: ir.Table,
    signals: ir.Table,
    contracts: ir.Table,
    whys: ir.Table,
    lifts: ir.Table,
) -> ir.Table:
    objecting = objectors(suppressions, people).alias("objecting")
    every = lost_deals(deals, whys, moment).alias("every_deal")
    members = people_of(every, seats, people).alias("members_of_deals")
    lost = every.anti_join(objected_deals(every, members, objecting, suppressions), "deal_id").alias("deals_to_score")
    cases = beside(lost, in_scope(lost, returns, touches).select("deal_id", in_scope=True), "deal_id")
    cases = beside(cases, accounts.select("account_id", "fiscal_month"), "account_id")
    cases = cases.mutate(in_scope=cases.in_scope.fill_null(False), fiscal_month=cases.fiscal_month.fill_null(1))
    cases = beside(cases, lift_of("fiscal_start", lifts).select("reason", fiscal_lift="log_lift"), "reason")
    cases = beside(cases, promised_date(lost, promises.anti_join(objecting, "person_id"), lifts), "deal_id")
    cases = beside(cases, contract_end(lost, contracts, lifts), "deal_id")
    cases = beside(cases, strongest_signal(lost, signals.anti_join(objecting, "person_id"), lifts), "deal_id")
    return beside(cases, silence(lost, touches.anti_join(objecting, "person_id").alias("heeded")), "deal_id")
