"""The engine: runs a named step on Arrow tables. DuckDB in the process, by default.

A step is written once as an Ibis expression over unbound tables and compiled to SQL once per process:
one account through one expression costs ten times less when the SQL is reused (DESIGN.md section 5).
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

import duckdb
import ibis
import ibis.expr.types as ir
import pyarrow as pa

from rekindle.tables.asking import Prepared, prepare, run_prepared
from rekindle.tables.compiled import recall
from rekindle.tables.pairs import join_by_pairs
from rekindle.tables.schemas import Schema, Tables, conform, ibis_schema

# One piece is one thread's work: a table in one piece would be computed by one core.
PIECE_ROWS = 20_000
# Pairs are looked at where there are few: so many rows about deals, and so many of anything they are looked up in.
FEW_OF_DEALS, FEW_ROWS = 200, 1_000
# What is only looked up, by a number, says nothing of how much there is to do, however long it is.
LOOKED_UP = ("curves",)


@dataclass(frozen=True, eq=False)
class Step:
    """One named computation: which tables it reads, how they are combined, what comes out."""

    name: str
    reads: dict[str, Schema]
    gives: Schema
    build: Callable[..., ir.Table] = field(repr=False)


def step(reads: dict[str, Schema], gives: Schema) -> Callable[[Callable[..., ir.Table]], Step]:
    """Turn a function of Ibis tables, whose arguments are named like the tables it reads, into a step."""

    def wrap(build: Callable[..., ir.Table]) -> Step:
        return Step(build.__name__, reads, gives, build)

    return wrap


@cache
def compile_step(wanted: Step, dialect: str = "duckdb", *, few: bool = False) -> str:
    """Compile a step to SQL of a dialect: once per process, and once for all where compiled steps are kept.

    `few`: for a few rows, such as those of one account; says the same, quicker there and far slower elsewhere."""
    name = f"{wanted.build.__module__}.{wanted.name}"
    if few:
        return recall(f"{name}.few", dialect, lambda: join_by_pairs(compile_step(wanted, dialect), dialect))
    return recall(name, dialect, lambda: _compile(wanted, dialect))


def _compile(wanted: Step, dialect: str) -> str:
    tables = {name: ibis.table(ibis_schema(schema), name=name) for name, schema in wanted.reads.items()}
    expression = wanted.build(**tables).select(*wanted.gives)
    return str(ibis.to_sql(expression, dialect=dialect))


@cache
def _database(threads: int = 0) -> duckdb.DuckDBPyConnection:
    """Open a database in memory; with one thread a few rows are not dealt out to several (0: as many as cores)."""
    config: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        # Nobody knows how many rows will lie in a slot: joins are done as they are written, the longer table first.
        "disabled_optimizers": "join_order,build_side_probe_side",
    }
    return duckdb.connect(":memory:", config=config | ({"threads": threads} if threads else {}))


def compute(wanted: Step, tables: Tables) -> pa.Table:
    """Run one step on the tables it reads and return a table that matches what it gives.

    Raises KeyError when a table or a column it reads is missing.
    """
    missing = [name for name in wanted.reads if name not in tables]
    if missing:
        raise KeyError(f"{wanted.name} needs the tables {missing}")
    ready = {name: conform(tables[name], schema) for name, schema in wanted.reads.items()}
    small = all(table.num_rows <= PIECE_ROWS for name, table in ready.items() if name not in LOOKED_UP)
    if small or _beside.others:
        return conform(_run(wanted, ready, threads=1), wanted.gives)
    return conform(_run(wanted, {name: _cut(table) for name, table in ready.items()}, threads=0), wanted.gives)


class _Beside(threading.local):
    """Whether other threads compute other pieces meanwhile."""

    others = False


_beside = _Beside()
_preparing = threading.Lock()


def compute_beside_others() -> None:
    """Have this thread compute with one core from now on: other threads use the others."""
    _beside.others = True


def _run(wanted: Step, tables: Tables, threads: int) -> pa.Table:
    few = threads == 1 and all(_is_short(table) for table in tables.values())

    def make() -> Prepared:
        # One at a time: what one thread has compiled the next one finds.
        with _preparing:
            return prepare(_database(threads).cursor(), compile_step(wanted, few=few), tables)

    return run_prepared((wanted, threads, few), tables, make)


def _is_short(table: pa.Table) -> bool:
    most = FEW_OF_DEALS if "deal_id" in table.column_names else FEW_ROWS
    return bool(table.num_rows <= most)


def _cut(table: pa.Table) -> pa.Table:
    if table.num_rows <= PIECE_ROWS:
        return table
    return pa.Table.from_batches(table.to_batches(max_chunksize=PIECE_ROWS), table.schema)
