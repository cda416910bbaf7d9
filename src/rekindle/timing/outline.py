"""The outline of a deal's window: the chance of each fortnight, behind and ahead, for a drawing."""

import ibis
import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.compute as pc

from rekindle.tables.days import as_date, day_number
from rekindle.tables.engine import compute, step
from rekindle.tables.schemas import Schema, Tables
from rekindle.timing.ahead import READS, chance_of, weekly_hazards, with_never, with_rates
from rekindle.timing.cells import list_cells, needed_curves, with_curve
from rekindle.timing.constants import HALF_DAYS, Z_80
from rekindle.timing.forecast import tell, trust_of
from rekindle.timing.prepare import prepare
from rekindle.timing.second import TERM, move, trees_in

# The chance that a deal comes back within the fortnight that begins on a day, if it is not back before.
OUTLINE: Schema = {
    "deal_id": "string",
    "from_on": "date",
    "chance": "float64",
    "chance_low": "float64",
    "chance_high": "float64",
}
# So many periods behind today are told: two years.
_BEHIND = -26


def outline(facts: Tables, whys: pa.Table, playbook: Tables, parameters: pa.Table) -> pa.Table:
    """Return OUTLINE for the deals in scope: up to two years back, not before the loss, and one ahead.

    The model is that of `forecast`, its interval 80 %. Raises KeyError when a table or column is missing.
    """
    ready = prepare(facts, whys, playbook)
    curves = needed_curves(list_cells(playbook, trust_of(parameters)), ready.cases)
    tables = ready.tables(curves) | {"parameters": with_curve(parameters, curves)}
    found = compute(draw_outline, tables).sort_by([("deal_id", "ascending"), ("from_on", "ascending")])
    if trees_in(parameters) is None:
        return found
    moved = tell(ready, playbook, parameters).outlook.select(["deal_id", "may", TERM])
    return _with_trees(found, moved)


def _with_trees(found: pa.Table, moved: pa.Table) -> pa.Table:
    """Move the curve of each deal as trees move its chance."""
    place = pc.index_in(found.column("deal_id"), moved.column("deal_id").combine_chunks())
    log_rate, may = (moved.column(name).take(place).to_numpy() for name in (TERM, "may"))
    for name in ("chance", "chance_low", "chance_high"):
        values = pa.array(move(found.column(name).to_numpy(), log_rate, may))
        found = found.set_column(found.column_names.index(name), name, values)
    return found


@step(reads=READS, gives=OUTLINE)
def draw_outline(
    moment: ir.Table, cases: ir.Table, parameters: ir.Table, curves: ir.Table, seasons: ir.Table
) -> ir.Table:
    """Return OUTLINE: the chance of a return in each half period (14 days) behind today and ahead."""
    known = with_rates(cases, parameters).alias("known")
    near = weekly_hazards(known, curves, seasons, _BEHIND).alias("near")
    known = with_never(known, curves).cross_join(moment.select("today"))
    known = known.select("row", "deal_id", "sd", "may", day=day_number(known.today))
    both = ibis.union(
        near.select("row", weekly=near.a, start=near.start, age=near.age),
        near.select("row", weekly=near.b, start=near.start + HALF_DAYS, age=near.age),
    )
    both = both.filter(both.start + HALF_DAYS > -both.age).join(known, "row")
    hazard = both.weekly * (HALF_DAYS / 7)
    return both.select(
        "deal_id",
        from_on=as_date(both.day + both.start),
        chance=chance_of(both, hazard),
        chance_low=chance_of(both, hazard * (both.sd * -Z_80).exp()),
        chance_high=chance_of(both, hazard * (both.sd * Z_80).exp()),
    )
