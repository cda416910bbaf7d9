"""Why deals are lost, as reps see it and as buyers say it, each deal by its latest loss."""

import ibis
import ibis.expr.types as ir
import numpy as np
import pyarrow as pa

from rekindle.learning.patterns.groups import code, take_numbers
from rekindle.learning.patterns.intervals import lean_between
from rekindle.learning.patterns.lost import NOT_KNOWN
from rekindle.learning.patterns.scopes import by_scope
from rekindle.tables.engine import compute, step
from rekindle.tables.facts import FACTS
from rekindle.tables.results import WHYS
from rekindle.tables.schemas import Schema, Tables, conform

# in_force: deals for which it counts; buyers, reps: who named it first. Where both spoke of one deal: both_buyer and
# both_rep name it, agree: both do. leans: 1 where reps name it more often than buyers of the same deals, -1 less often,
# 0 where that may be chance.
SIDES: Schema = {
    "scope": "string",
    "reason": "string",
    "in_force": "int64",
    "buyers": "int64",
    "reps": "int64",
    "both_buyer": "int64",
    "both_rep": "int64",
    "agree": "int64",
}
REASONS: Schema = {**SIDES, "leans": "int64"}


@step(reads={"deals": FACTS["deals"], "whys": WHYS}, gives=SIDES)
def count_sides(deals: ir.Table, whys: ir.Table) -> ir.Table:
    """Count each reason once for every part in which a deal names it."""
    whose = by_scope(deals).select("scope", on_deal="deal_id")
    told = whys.join(whose, whys.deal_id == whose.on_deal)
    told = told.select("scope", "rep_reason", "buyer_reason", named=told.reason.fill_null(NOT_KNOWN)).alias("told")
    both = told.rep_reason.notnull() & told.buyer_reason.notnull()
    parts = [
        _part(told, told.named, in_force=ibis.literal(1)),
        _part(told, told.buyer_reason, buyers=ibis.literal(1), both_buyer=both.cast("int64")),
        _part(told, told.rep_reason, reps=ibis.literal(1), both_rep=both.cast("int64")),
        _part(told, told.rep_reason, agree=(both & (told.rep_reason == told.buyer_reason)).cast("int64")),
    ]
    rows = ibis.union(*parts).filter(lambda t: t.reason.notnull()).alias("rows")
    counts = {name: rows[name].sum() for name in SIDES if name not in {"scope", "reason"}}
    return rows.group_by(["scope", "reason"]).agg(**counts)


def _part(told: ir.Table, reason: ir.Value, **counts: ir.Value) -> ir.Table:
    zero = ibis.literal(0).cast("int64")
    columns = {name: counts.get(name, zero).cast("int64").fill_null(0) for name in list(SIDES)[2:]}
    return told.select("scope", reason=reason, **columns)


def compare_sides(facts: Tables, whys: pa.Table) -> pa.Table:
    """Return REASONS: how often each reason is in force, and how often reps and buyers name it."""
    rows = compute(count_sides, {"deals": facts["deals"], "whys": whys})
    keys, scope = code(rows, ["scope"])
    reps, buyers, agree = (take_numbers(rows, name) for name in ("both_rep", "both_buyer", "agree"))
    leans = np.zeros(rows.num_rows, dtype=np.int64)
    for nth in range(len(keys)):
        mine = scope == nth
        leans[mine] = lean_between((reps - agree)[mine], (buyers - agree)[mine])
    return conform(rows.append_column("leans", pa.array(leans)), REASONS)
