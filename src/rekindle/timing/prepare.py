"""What fitting and forecasting share: the facts that may be weighed, the cases, and the small tables of the grid."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from rekindle.tables.engine import compute
from rekindle.tables.pieces import joined, on_each, pieces
from rekindle.tables.schemas import Tables
from rekindle.timing.cases import gather_cases
from rekindle.timing.constants import END_PERIOD, PERIOD_DAYS
from rekindle.timing.curves import Curves, curves_table
from rekindle.timing.lifts import lifts
from rekindle.timing.objections import find_objectors, heed_objections
from rekindle.timing.seasons import seasons

# What objections and cases are looked for in.
_LOOKED_AT = (
    *("moment", "accounts", "deals", "returns", "touches", "promises", "signals", "contracts"),
    *("people", "seats", "suppressions"),
)


@dataclass(frozen=True)
class Prepared:
    """`facts` as they are and who of them `objected` (person_id), `whys` (deal_id, loss_id, gap) of the deals that may
    be weighed, `cases` numbered."""

    facts: dict[str, pa.Table]
    objected: pa.Table
    whys: pa.Table
    cases: pa.Table

    def tables(self, curves: Curves, cases: pa.Table | None = None) -> dict[str, pa.Table]:
        """Return every table a step of timing reads, for all cases or for some."""
        oldest = pc.max(self.cases.column("age")).as_py() or 0
        return self.facts | {
            "cases": self.cases if cases is None else cases,
            "curves": curves_table(curves, (oldest + END_PERIOD * PERIOD_DAYS) // 7),
        }


def prepare(facts: Tables, whys: pa.Table, playbook: Tables, parts: pa.Table | None = None) -> Prepared:
    """Return what may be weighed. `parts` (deal_id, part) deals the deals into parts; without it there is one."""
    today: date = facts["moment"].column("today")[0].as_py()
    told, lifted = {name: facts[name] for name in _LOOKED_AT} | {"whys": whys}, lifts(playbook)

    def gather(piece: Tables) -> pa.Table:
        return compute(gather_cases, {**heed_objections(piece), **lifted})

    cases = number_rows(joined(on_each(gather, pieces(told))))
    if parts is None:
        part = pa.array(np.zeros(cases.num_rows, dtype=np.int64))
    else:
        place = pc.index_in(cases.column("deal_id"), parts.column("deal_id"))
        part = pc.fill_null(parts.column("part").take(place.combine_chunks()), 0)
    kept = whys.select(["deal_id", "loss_id", "gap"])
    kept = kept.filter(pc.is_in(kept.column("deal_id"), cases.column("deal_id").combine_chunks()))
    tables = {**facts, "seasons": seasons(playbook, today)}
    return Prepared(tables, find_objectors(facts)[0], kept, cases.append_column("part", part))


def number_rows(table: pa.Table) -> pa.Table:
    """Add a whole number to each row: the grid groups by it four times as fast as by an id."""
    return table.append_column("row", pa.array(np.arange(table.num_rows, dtype=np.int64)))
