"""Habits of every step: put columns beside a table, pick the first row of each group, ask for one of a few words.

A trap of Ibis 12: a join of a join that was narrowed by `select` with computed columns is refused; `mutate` them first.
"""

from collections.abc import Sequence
from functools import reduce
from operator import or_

import ibis
import ibis.expr.types as ir


def beside(
    left: ir.Table, *rights: tuple[ir.Table, str] | tuple[ir.Table, str, str] | tuple[ir.Table, str, str, str]
) -> ir.Table:
    """Left join several tables at once, each given with the key or keys of the same name it is joined on.

    A right table must hold each key once and no other column of the left. One chain of joins, narrowed once at the end:
    each narrowing between two joins would name every column again, and naming is what a small step spends its time on.
    """
    made: list[str] = []
    for nth, (right, *keys) in enumerate(rights):
        names = {f"{key}_of_{nth}": key for key in keys}
        left = left.left_join(right.rename(names), [(key, name) for name, key in names.items()])
        made += names
    return left.drop(*made)


def first_of(table: ir.Table, by: str | Sequence[str], order: Sequence[ir.Value]) -> ir.Table:
    """Keep one row per group: the first in an order that must leave no tie."""
    numbered = table.mutate(nth=ibis.row_number().over(group_by=by, order_by=order))
    return numbered.filter(numbered.nth == 0).drop("nth")


def one_of(column: ir.Value, words: Sequence[str]) -> ir.Value:
    """Say whether a column holds one of a few words. DuckDB makes a join of a longer IN list; this it only compares."""
    return reduce(or_, (column == word for word in words))
