"""The forecast of every deal that may be scored, and the terms its hazard of today is made of."""

from dataclasses import dataclass
from datetime import date

import ibis
import ibis.expr.types as ir
import numpy as np
import pyarrow as pa

from rekindle.tables.engine import compute, step
from rekindle.tables.results import PARAMETERS, TERMS
from rekindle.tables.schemas import Tables
from rekindle.timing.ahead import CELL, NUMBERED, look_ahead, with_terms
from rekindle.timing.cases import gather_cases
from rekindle.timing.curves import CURVES, curves
from rekindle.timing.lifts import lifts
from rekindle.timing.seasons import SEASONS, seasons

TERM_NAMES = ("base", "learned", "promised", "contract_end", "fiscal_start", "signal", "silence")


@dataclass(frozen=True)
class Forecast:
    """`returns` is a FORECAST table, one row per deal that may be scored; `terms` a TERMS table, without zeros."""

    returns: pa.Table
    terms: pa.Table


def forecast(facts: Tables, whys: pa.Table, playbook: Tables, parameters: pa.Table) -> Forecast:
    """Forecast when the deals in scope come back. Deals of people who objected are not among them.

    The model and its sources stand in docs/mind.md. Raises KeyError when a table or column is missing.
    """
    tables = prepare(facts, whys, playbook) | {"parameters": parameters}
    return Forecast(compute(look_ahead, tables), compute(spread_terms, tables))


def prepare(facts: Tables, whys: pa.Table, playbook: Tables) -> dict[str, pa.Table]:
    """Return the facts with the cases and the small tables of the grid beside them."""
    tables = {**facts, "whys": whys, "lifts": lifts(playbook)}
    return tables | {
        "cases": number_rows(compute(gather_cases, tables)),
        "curves": curves(playbook),
        "seasons": seasons(playbook, today_of(facts)),
    }


def today_of(facts: Tables) -> date:
    """Return the day the facts are for."""
    today: date = facts["moment"].column("today")[0].as_py()
    return today


def number_rows(table: pa.Table) -> pa.Table:
    """Add a whole number to each row: the grid groups by it four times as fast as by an id."""
    return table.append_column("row", pa.array(np.arange(table.num_rows, dtype=np.int64)))


@step(reads={"cases": NUMBERED, "parameters": PARAMETERS, "curves": CURVES, "seasons": SEASONS}, gives=TERMS)
def spread_terms(cases: ir.Table, parameters: ir.Table, curves: ir.Table, seasons: ir.Table) -> ir.Table:
    wide = with_terms(cases.filter(cases.in_scope).join(parameters, list(CELL)), curves, seasons)
    wide = wide.alias("wide")
    parts = [wide.select("deal_id", term=ibis.literal(name), value=f"term_{name}") for name in TERM_NAMES]
    terms = ibis.union(*parts)
    return terms.filter(terms["value"] != 0)
