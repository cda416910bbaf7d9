"""A case is a deal with everything that moves its hazard: one row per deal that may be scored, days from today."""

import ibis
import ibis.expr.types as ir

from rekindle.tables.days import day_there
from rekindle.tables.engine import step
from rekindle.tables.facts import FACTS
from rekindle.tables.joins import beside
from rekindle.tables.results import WHYS
from rekindle.tables.schemas import Schema
from rekindle.timing.dates import contract_end, promised_date
from rekindle.timing.lifts import DATE_LIFTS, SIGNAL_LIFTS
from rekindle.timing.scope import is_in_scope, lost_deals, returns_of
from rekindle.timing.signals import strongest_signal
from rekindle.timing.silence import count_unanswered, last_touches

# `size` is the number of digits of the amount: 10,000.00 and 90,000.00 are of one size, 100,000.00 is not.
# `lost` is the day of the loss, `age` the days since; *_in, *_from and *_to are days from today (negative: ago).
# `promised_made` is when the date was named; `said_not_yet`: somebody did since the loss.
# Where there is no promise, contract or signal its lift is 0; *_scale is 1 / (sd x sqrt 2).
CASES: Schema = {
    "deal_id": "string",
    "kind": "string",
    "reason": "string",
    "verdict": "string",
    "heard": "boolean",
    "rep": "string",
    "segment": "string",
    "size": "string",
    "amount_minor": "int64",
    "lost": "int64",
    "age": "int64",
    "in_scope": "boolean",
    "fiscal_month": "int64",
    "fiscal_lift": "float64",
    "promised_in": "float64",
    "promised_scale": "float64",
    "promised_lift": "float64",
    "promised_made": "int64",
    "contract_in": "float64",
    "contract_scale": "float64",
    "contract_lift": "float64",
    "signal_from": "int64",
    "signal_to": "int64",
    "signal_lift": "float64",
    "unanswered": "int64",
    "silent_to": "int64",
    "said_not_yet": "boolean",
}

_READS = ("moment", "accounts", "deals", "returns", "touches", "promises", "signals", "contracts")


@step(
    reads={name: FACTS[name] for name in _READS}
    | {"whys": WHYS, "date_lifts": DATE_LIFTS, "signal_lifts": SIGNAL_LIFTS},
    gives=CASES,
)
def gather_cases(
    moment: ir.Table,
    accounts: ir.Table,
    deals: ir.Table,
    returns: ir.Table,
    touches: ir.Table,
    promises: ir.Table,
    signals: ir.Table,
    contracts: ir.Table,
    whys: ir.Table,
    date_lifts: ir.Table,
    signal_lifts: ir.Table,
) -> ir.Table:
    """Return CASES: deals that may be scored, lost or back in our hands, with what lifts their hazard."""
    lost = beside(
        lost_deals(deals, whys, moment),
        (last_touches(touches), "deal_id"),
        (returns_of(returns), "loss_id"),
        (date_lifts, "reason"),
        (accounts.select("account_id", "fiscal_month", "segment"), "account_id"),
    ).alias("every_deal")
    cases = beside(
        lost,
        (promised_date(lost, promises), "deal_id"),
        (contract_end(lost, contracts), "deal_id"),
        (strongest_signal(lost, signals, signal_lifts), "deal_id"),
        (count_unanswered(lost, touches), "deal_id"),
    )
    return cases.mutate(in_scope=is_in_scope(cases), rep=cases.owner_id, **_fill_gaps(cases))


def _fill_gaps(cases: ir.Table) -> dict[str, ir.Value]:
    """Return what may not be known, as numbers that lift nothing then: no date, no signal, no contact."""
    return {
        "size": cases.amount_minor.cast("string").length().cast("string"),
        "fiscal_month": cases.fiscal_month.fill_null(1),
        "fiscal_lift": cases.fiscal_lift.fill_null(0.0),
        "promised_lift": ibis.ifelse(cases.promised_in.isnull(), 0.0, cases.promised_lift),
        "contract_lift": ibis.ifelse(cases.contract_in.isnull(), 0.0, cases.contract_lift),
        **{name: cases[name].fill_null(0) for name in ("promised_in", "contract_in", "signal_from", "signal_to")},
        **{name: cases[name].fill_null(0.0) for name in ("promised_scale", "contract_scale", "signal_lift")},
        **{name: cases[name].fill_null(0) for name in ("promised_made", "unanswered", "silent_to")},
        "said_not_yet": (day_there(cases.not_yet_at, cases.ahead_seconds) > cases.lost).fill_null(False),
    }
