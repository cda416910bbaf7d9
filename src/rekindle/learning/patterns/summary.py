"""The figures above the patterns: how many losses, how many back, what they were worth, how long it took."""

import ibis.expr.types as ir
import numpy as np
import pyarrow as pa

from rekindle.learning.patterns.groups import each_group
from rekindle.learning.patterns.intervals import quantile, share_range
from rekindle.learning.patterns.lost import LOST
from rekindle.learning.patterns.scopes import by_scope
from rekindle.tables.engine import compute, step
from rekindle.tables.facts import FACTS
from rekindle.tables.results import WHYS
from rekindle.tables.schemas import Schema, Tables, from_rows

SUMS: Schema = {
    "scope": "string",
    "losses": "int64",
    "returned": "int64",
    "deals": "int64",
    "lost_minor": "int64",
    "back_minor": "int64",
    "other_deals": "int64",
    "first_on": "date",
}
HEARD: Schema = {"scope": "string", "buyers": "int64", "debriefed": "int64"}
WAITS: Schema = {"scope": "string", "wait": "int64", "losses": "int64"}
# losses, returned: episodes, with the interval of the share back. Amounts are of lost deals in the currency of the
# workspace; other_deals: deals without one. wait_*: days until those came back who did; quarters and the median.
SUMMARY: Schema = {
    **SUMS,
    "low": "float64",
    "high": "float64",
    "buyers": "int64",
    "debriefed": "int64",
    "wait_low": "float64",
    "wait_mid": "float64",
    "wait_high": "float64",
}


@step(reads={"lost": LOST, "losses": FACTS["losses"], "moment": FACTS["moment"]}, gives=SUMS)
def sum_losses(lost: ir.Table, losses: ir.Table, moment: ir.Table) -> ir.Table:
    """Sum episodes, and deals once each."""
    days = losses.select("lost_on", of_loss="loss_id")
    rows = lost.join(days, lost.loss_id == days.of_loss).cross_join(moment.select(base="currency"))
    deals = rows.group_by(["scope", "deal_id"]).agg(
        losses=rows.count(),
        returned=rows.wait.count(),
        minor=rows.amount_minor.max(where=rows.currency == rows.base),
        first_on=rows.lost_on.min(),
    )
    return deals.group_by("scope").agg(
        losses=deals.losses.sum(),
        returned=deals.returned.sum(),
        deals=deals.count(),
        lost_minor=deals.minor.sum().fill_null(0),
        back_minor=deals.minor.sum(where=deals.returned > 0).fill_null(0),
        other_deals=deals.count(where=deals.minor.isnull()),
        first_on=deals.first_on.min(),
    )


@step(reads={"deals": FACTS["deals"], "whys": WHYS}, gives=HEARD)
def count_heard(deals: ir.Table, whys: ir.Table) -> ir.Table:
    """Count deals whose loss was talked about, and those of which the buyer gave a reason."""
    whose = by_scope(deals).select("scope", on_deal="deal_id")
    rows = whys.join(whose, whys.deal_id == whose.on_deal)
    heard = rows.buyer_reason.notnull()
    return rows.group_by("scope").agg(buyers=heard.sum().fill_null(0), debriefed=rows.debriefed.sum().fill_null(0))


@step(reads={"lost": LOST}, gives=WAITS)
def count_waits(lost: ir.Table) -> ir.Table:
    """Count returns by the days they took."""
    back = lost.filter(lost.wait.notnull())
    return back.group_by(["scope", "wait"]).agg(losses=back.count())


def sum_up(facts: Tables, whys: pa.Table, lost: pa.Table) -> pa.Table:
    """Return SUMMARY: one row per scope that has lost something."""
    tables = {**facts, "whys": whys, "lost": lost}
    heard = {row["scope"]: row for row in compute(count_heard, tables).to_pylist()}
    waits = {
        scope: {name: quantile(days, losses, share) for name, share in _QUARTERS.items()}
        for (scope,), days, losses in each_group(compute(count_waits, tables), ["scope"], "wait", "losses")
    }
    rows = compute(sum_losses, tables).to_pylist()
    low, high = share_range(np.array([row["returned"] for row in rows]), np.array([row["losses"] for row in rows]))
    return from_rows(
        SUMMARY,
        [
            row
            | heard.get(row["scope"], {})
            | waits.get(row["scope"], {})
            | {"low": float(low[n]), "high": float(high[n])}
            for n, row in enumerate(rows)
        ],
    )


_QUARTERS = {"wait_low": 0.25, "wait_mid": 0.5, "wait_high": 0.75}
