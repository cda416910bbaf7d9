"""The forecast of every deal that may be scored, and the terms its hazard of today is made of."""

from dataclasses import dataclass
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from rekindle.tables.engine import Step, compute
from rekindle.tables.pieces import joined, on_each, slices
from rekindle.tables.results import FORECAST, TERMS
from rekindle.tables.schemas import Tables, arrow_schema
from rekindle.timing.ahead import CHANCES, foretell, look_ahead
from rekindle.timing.cells import Cells, list_cells, needed_curves, with_curve
from rekindle.timing.constants import HORIZON_DAYS
from rekindle.timing.fit import count, learn, pool_counts
from rekindle.timing.hazard import TERM_NAMES
from rekindle.timing.prepare import Prepared, prepare
from rekindle.timing.reasons import Trust, learn_trust
from rekindle.timing.second import FEATURES, look_again, see, with_trees


@dataclass(frozen=True)
class Forecast:
    """`outlook` (OUTLOOK) has one row per deal that may be scored: its forecast, and beside it the terms of its log
    hazard. Terms stand under each other only when they are asked for: of a million deals they are half a gigabyte."""

    outlook: pa.Table

    @property
    def returns(self) -> pa.Table:
        """Return FORECAST, one row per deal."""
        return self.outlook.select(list(FORECAST))

    @property
    def terms(self) -> pa.Table:
        """Return TERMS, without those that are zero."""
        return _stack(self.outlook)


def forecast(
    facts: Tables, whys: pa.Table, playbook: Tables, parameters: pa.Table, *, horizon_days: int = HORIZON_DAYS
) -> Forecast:
    """Forecast when the deals in scope come back. Deals of people who objected are not among them.

    `chance` looks `horizon_days` ahead, at most 364. The model and its sources stand in docs/mind.md. Raises KeyError
    when a table or column is missing.
    """
    return tell(prepare(facts, whys, playbook), playbook, parameters, horizon_days)


def fit_and_forecast(
    facts: Tables, whys: pa.Table, playbook: Tables, trees: str | None = None
) -> tuple[pa.Table, Forecast]:
    """Return what `fit` and then `forecast` return; what both look at is gathered once. `trees`, as text, are put in
    force: they go into the parameters."""
    ready = prepare(facts, whys, playbook)
    parameters = with_trees(learn(ready, playbook), trees)
    return parameters, tell(ready, playbook, parameters)


def tell(ready: Prepared, playbook: Tables, parameters: pa.Table, horizon_days: int = HORIZON_DAYS) -> Forecast:
    """Return what `forecast` returns, from what was gathered already."""
    cells = list_cells(playbook, trust_of(parameters))
    outlook = _look(look_ahead(horizon_days), ready, ready.cases, cells, parameters)
    today: date = ready.facts["moment"].column("today")[0].as_py()
    return Forecast(look_again(outlook, ready.cases, parameters, today, horizon_days))


def forecast_across(
    facts: Tables,
    whys: pa.Table,
    playbook: Tables,
    parts: pa.Table,
    *,
    horizon_days: int = HORIZON_DAYS,
    segments: tuple[str, ...] = (),
) -> pa.Table:
    """Return CHANCES (deal_id, chance, may) and what trees would see of each deal (`second.FEATURES`, segments by their
    place), each part of the deals forecast by what the other parts taught (cross-fitting).

    `parts` holds deal_id and part, a whole number from 0. How far recorded reasons are believed is taken from all.
    """
    ready = prepare(facts, whys, playbook, parts)
    trust = learn_trust(ready.whys)
    cells = list_cells(playbook, trust)
    counts = count(ready, cells, playbook)
    found = []
    for part in pc.unique(ready.cases.column("part")).to_pylist():
        learned = pool_counts(counts.filter(pc.not_equal(counts.column("part"), part)), cells, trust)
        mine = ready.cases.filter(pc.equal(ready.cases.column("part"), part))
        found.append(_look(foretell(horizon_days), ready, mine, cells, learned))
    chances = pa.concat_tables(found) if found else arrow_schema(CHANCES).empty_table()
    today: date = facts["moment"].column("today")[0].as_py()
    for name, column in zip(FEATURES, see(ready.cases, chances, today, segments).T, strict=True):
        chances = chances.append_column(name, pa.array(column))
    return chances


def _look(wanted: Step, ready: Prepared, cases: pa.Table, cells: Cells, parameters: pa.Table) -> pa.Table:
    curves = needed_curves(cells, cases)
    tables = ready.tables(curves, cases) | {"parameters": with_curve(parameters, curves)}
    return joined(on_each(lambda some: compute(wanted, {**tables, **some}), slices("cases", cases)))


def trust_of(parameters: pa.Table) -> Trust:
    """Return how far recorded reasons are believed, as it was learned with the parameters."""
    known = parameters.column("right").drop_null(), parameters.column("partly").drop_null()
    return Trust(known[0][0].as_py(), known[1][0].as_py()) if len(known[0]) else Trust()


def _stack(outlook: pa.Table) -> pa.Table:
    """Put the columns of the terms under each other, and leave out those that are zero."""
    parts = []
    for name in TERM_NAMES:
        some = outlook.filter(pc.not_equal(outlook.column(name), 0.0))
        columns = [some.column("deal_id"), pa.repeat(name, some.num_rows), some.column(name)]
        parts.append(pa.table(columns, schema=arrow_schema(TERMS)))
    return pa.concat_tables(parts)
