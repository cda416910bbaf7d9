"""The mind at 100,000 and a million lost deals, against the time DuckDB needs to read and sort the same facts."""

from dataclasses import dataclass
from uuid import UUID

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from benchmarks.machine import best_of
from rekindle.debrief import explain
from rekindle.playbook import load_pack
from rekindle.policy import decide
from rekindle.tables.from_playbook import tables_of
from rekindle.tables.schemas import Tables
from rekindle.timing import fit_and_forecast


@dataclass(frozen=True, slots=True)
class MindTimes:
    """Seconds. `read_and_sort` is DuckDB reading every fact table and sorting it by all ids it holds."""

    deals: int
    touches: int
    read_and_sort: float
    whole_pipe: float

    @property
    def ratio(self) -> float:
        return self.whole_pipe / self.read_and_sort


def measure_mind(facts: Tables, times: int) -> MindTimes:
    """Time the whole pipe, learning and every explaining column included, on facts in memory."""
    playbook = tables_of(load_pack("medical"), facts["moment"].column("today")[0].as_py())
    run_pipe(facts, playbook)
    return MindTimes(
        facts["deals"].num_rows,
        facts["touches"].num_rows,
        best_of(times, lambda: read_and_sort(facts)),
        best_of(times, lambda: run_pipe(facts, playbook)),
    )


def run_pipe(facts: Tables, playbook: Tables) -> pa.Table:
    """Go from facts to advice, as the planning of a whole book does."""
    whys = explain(facts, playbook)
    _, returns = fit_and_forecast(facts, whys, playbook)
    return decide(facts, whys, returns, None, playbook)


def read_and_sort(facts: Tables) -> int:
    """Let DuckDB read every table and sort it, and hand it back as Arrow."""
    rows = 0
    with duckdb.connect() as database:
        for name, table in facts.items():
            database.register(name, table)
            keys = [column for column in table.column_names if column.endswith(("_id", "_at", "_on"))] or ["ALL"]
            rows += database.sql(f"SELECT * FROM {name} ORDER BY {', '.join(keys)}").to_arrow_table().num_rows  # noqa: S608
    return rows


def multiply(facts: Tables, copies: int) -> Tables:
    """Repeat facts under other ids: every copy is a book of its own inside one workspace."""
    kept = {"moment", "members"}
    return {
        name: table if name in kept else pa.concat_tables([_copy(table, number) for number in range(copies)])
        for name, table in facts.items()
    }


def _copy(table: pa.Table, number: int) -> pa.Table:
    for at, name in enumerate(table.column_names):
        if name.endswith("_id") and name not in {"owner_id", "member_id"}:
            renamed = pc.binary_replace_slice(table.column(name), 0, 1, f"{number:x}")
            table = table.set_column(at, name, renamed)
    return table


def some_account(facts: Tables, at: int) -> UUID:
    """Return the id of one account."""
    return UUID(facts["accounts"].column("account_id")[at].as_py())
