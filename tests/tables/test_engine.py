"""The engine: one step, asked for little or for much, says the same."""

import threading

import duckdb
import ibis.expr.types as ir
import pyarrow as pa
import pytest

from rekindle.tables.asking import _idle
from rekindle.tables.engine import FEW_ROWS, PIECE_ROWS, compile_step, compute, step
from rekindle.tables.schemas import Schema, from_rows

SALES: Schema = {"shop": "string", "minor": "int64"}
SHOPS: Schema = {"shop": "string", "town": "string"}


@step(reads={"sales": SALES, "shops": SHOPS}, gives={"town": "string", "minor": "int64"})
def add_up(sales: ir.Table, shops: ir.Table) -> ir.Table:
    return sales.join(shops, "shop").group_by("town").agg(minor=sales.minor.sum())


def _tables(rows: int) -> dict[str, pa.Table]:
    sales = pa.table({"shop": [f"s{n % 3}" for n in range(rows)], "minor": list(range(rows))})
    shops = [{"shop": f"s{n}", "town": "Ulm" if n else "Bonn"} for n in range(3)]
    return {"sales": sales, "shops": from_rows(SHOPS, shops)}


def _by_town(rows: int) -> list[tuple[str, int]]:
    found = compute(add_up, _tables(rows)).to_pylist()
    return sorted((row["town"], row["minor"]) for row in found)


def _expected(rows: int) -> list[tuple[str, int]]:
    bonn = sum(range(0, rows, 3))
    return [("Bonn", bonn), ("Ulm", sum(range(rows)) - bonn)]


@pytest.mark.parametrize("rows", [3, FEW_ROWS, FEW_ROWS + 1, PIECE_ROWS, PIECE_ROWS + 1, PIECE_ROWS * 3 + 7])
def test_a_step_adds_up_the_same_whether_it_is_asked_for_little_or_for_many_pieces(rows: int) -> None:
    assert _by_town(rows) == _expected(rows)


def test_a_prepared_step_answers_from_the_tables_it_is_given_and_not_from_the_last_ones() -> None:
    asked = (5, 50, PIECE_ROWS + 5, 5, 2 * PIECE_ROWS)
    assert [_by_town(rows) for rows in asked] == [_expected(rows) for rows in asked]


def test_a_prepared_step_keeps_no_rows_between_two_questions() -> None:
    for rows, threads, few in ((40, 1, True), (FEW_ROWS + 1, 1, False), (PIECE_ROWS + 1, 0, False)):
        _by_town(rows)
        assert {slot.table.num_rows for asked in _idle[add_up, threads, few] for slot in asked.slots.values()} == {0}


def test_a_prepared_step_that_fails_keeps_no_rows_either_and_answers_the_next_question() -> None:
    @step(reads={"sales": SALES}, gives={"minor": "int64"})
    def as_number(sales: ir.Table) -> ir.Table:
        return sales.select(minor=sales.shop.cast("int64"))

    with pytest.raises(Exception, match="Could not convert"):
        compute(as_number, {"sales": from_rows(SALES, [{"shop": "not a number"}])})
    assert compute(as_number, {"sales": from_rows(SALES, [{"shop": "7"}])}).to_pylist() == [{"minor": 7}]


def test_two_threads_ask_one_step_at_the_same_time_without_mixing_their_tables() -> None:
    wrong: list[int] = []

    def ask(rows: int) -> None:
        wrong.extend(rows for _ in range(30) if _by_town(rows) != _expected(rows))

    threads = [threading.Thread(target=ask, args=(rows,)) for rows in (3, 30, 300)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_a_missing_table_is_named() -> None:
    with pytest.raises(KeyError, match=r"add_up needs the tables \['shops'\]"):
        compute(add_up, {"sales": _tables(3)["sales"]})


def test_the_text_for_a_few_rows_leaves_no_join_to_hash() -> None:
    tables, many, few = _tables(3), compile_step(add_up), compile_step(add_up, few=True)

    def plan(sql: str) -> str:
        with duckdb.connect() as asked:
            for name, table in tables.items():
                asked.register(name, table)
            return str(asked.execute("EXPLAIN " + sql).fetchall())

    assert ("Hash Join" in plan(many), "Hash Join" in plan(few)) == (True, False)
