"""The desk under trial, asked from outside: facts go in, chances and advice come out."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from rekindle.debrief import explain
from rekindle.learning.backtest import backtest
from rekindle.outreach import match
from rekindle.playbook import load_pack
from rekindle.policy import decide
from rekindle.tables.from_playbook import tables_of
from rekindle.tables.schemas import Tables
from rekindle.timing import fit, forecast
from rekindle.timing.forecast import tell
from rekindle.timing.models.boosted import LEAST_RETURNS
from rekindle.timing.prepare import Prepared, prepare
from rekindle.timing.second import returns_learned, with_trees

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Chances:
    """Per deal, in the order asked for: the chance of a return within 180 days, and its 80% interval."""

    middle: Floats
    low: Floats
    high: Floats


@dataclass(frozen=True)
class Learned:
    """Parameters of the desk's `own` model, and the `trees` of the second one where the book's own test put it in force;
    `tried`: the book is large enough for one."""

    own: pa.Table
    trees: str | None
    tried: bool

    @property
    def in_force(self) -> pa.Table:
        return with_trees(self.own, self.trees)


@lru_cache(maxsize=400)
def playbook_of(today: date, minutes: int | None = None, per_quarter: int | None = None) -> Tables:
    """Return the shipped playbook as tables; with `minutes` every contact takes so long, whatever its channel, with
    `per_quarter` one person is contacted so often in a quarter at most."""
    tables = tables_of(load_pack("b2b"), today)
    for table, column, value in (("play_channels", "minutes", minutes), ("caps", "per_quarter", per_quarter)):
        if value is not None:
            tables = {**tables, table: _with_all(tables[table], column, value)}
    return tables


def _with_all(table: pa.Table, column: str, value: int) -> pa.Table:
    place = table.column_names.index(column)
    return table.set_column(place, column, pa.repeat(value, table.num_rows))


def learn(facts: Tables) -> pa.Table:
    """Fit the desk's parameters to the past in these facts."""
    playbook = playbook_of(_today(facts))
    return fit(facts, explain(facts, playbook), playbook)


def learn_and_try(facts: Tables) -> Learned:
    """Learn as `learn` does, and let the book's own test decide on the second model where the product would ask it
    (`desk/trying.py`): from so many returns on."""
    own = learn(facts)
    tried = returns_learned(own) >= LEAST_RETURNS
    return Learned(own, backtest(facts, playbook_of).trees if tried else None, tried)


def look_at(facts: Tables) -> Prepared:
    """Gather what a forecast of these facts looks at: the same whatever was learned."""
    playbook = playbook_of(_today(facts))
    return prepare(facts, explain(facts, playbook), playbook)


def foretell(ready: Prepared, parameters: pa.Table, deal_ids: pa.Array) -> Chances:
    """Return the chances of some deals; raises ValueError when the desk does not score one of them."""
    returns = tell(ready, playbook_of(_today(ready.facts)), parameters).returns
    places = pc.index_in(deal_ids, returns.column("deal_id").combine_chunks())
    if places.null_count:
        raise ValueError(f"{places.null_count} deals have no forecast")
    rows = returns.take(places)
    return Chances(*(rows.column(name).to_numpy() for name in ("chance", "chance_low", "chance_high")))


def advise(facts: Tables, parameters: pa.Table, minutes: int, per_quarter: int) -> pa.Table:
    """Return the advice of a morning where every contact takes so many minutes and nobody is contacted more often."""
    playbook = playbook_of(_today(facts), minutes, per_quarter)
    whys = explain(facts, playbook)
    returns = forecast(facts, whys, playbook, parameters)
    return decide(facts, whys, returns, match(facts, whys, playbook), playbook)


def _today(facts: Tables) -> date:
    today: date = facts["moment"].column("today")[0].as_py()
    return today
