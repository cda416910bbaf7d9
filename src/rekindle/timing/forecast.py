"""The forecast of every deal that may be scored, and the terms its hazard of today is made of."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from rekindle.tables.engine import compute
from rekindle.tables.results import FORECAST, TERMS
from rekindle.tables.schemas import Tables, arrow_schema
from rekindle.timing.ahead import look_ahead
from rekindle.timing.cases import gather_cases
from rekindle.timing.constants import HORIZON_DAYS
from rekindle.timing.curves import curves
from rekindle.timing.hazard import TERM_NAMES
from rekindle.timing.lifts import lifts
from rekindle.timing.objections import heed_objections
from rekindle.timing.seasons import seasons


@dataclass(frozen=True)
class Forecast:
    """`returns` is a FORECAST table, one row per deal that may be scored; `terms` a TERMS table, without zeros."""

    returns: pa.Table
    terms: pa.Table


def forecast(
    facts: Tables, whys: pa.Table, playbook: Tables, parameters: pa.Table, *, horizon_days: int = HORIZON_DAYS
) -> Forecast:
    """Forecast when the deals in scope come back. Deals of people who objected are not among them.

    `chance` looks `horizon_days` ahead, at most 364. The model and its sources stand in docs/mind.md. Raises KeyError
    when a table or column is missing.
    """
    outlook = compute(look_ahead(horizon_days), prepare(facts, whys, playbook) | {"parameters": parameters})
    return Forecast(outlook.select(list(FORECAST)), _stack(outlook))


def prepare(facts: Tables, whys: pa.Table, playbook: Tables) -> dict[str, pa.Table]:
    """Return the facts that may be weighed, with the cases and the small tables of the grid beside them."""
    tables = {**heed_objections(facts), "whys": whys, **lifts(playbook)}
    today: date = facts["moment"].column("today")[0].as_py()
    cases = number_rows(compute(gather_cases, tables))
    return tables | {"cases": cases, "curves": curves(playbook), "seasons": seasons(playbook, today)}


def number_rows(table: pa.Table) -> pa.Table:
    """Add a whole number to each row: the grid groups by it four times as fast as by an id."""
    return table.append_column("row", pa.array(np.arange(table.num_rows, dtype=np.int64)))


def _stack(outlook: pa.Table) -> pa.Table:
    """Put the columns of the terms under each other, and leave out those that are zero."""
    parts = []
    for name in TERM_NAMES:
        some = outlook.filter(pc.not_equal(outlook.column(name), 0.0))
        columns = [some.column("deal_id"), pa.repeat(name, some.num_rows), some.column(name)]
        parts.append(pa.table(columns, schema=arrow_schema(TERMS)))
    return pa.concat_tables(parts)
