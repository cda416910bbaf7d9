"""Two habits of every step: put columns beside a table, and pick the first row of each group.

A trap of Ibis 12: a join of a join that was narrowed by `select` with computed columns is refused; `mutate` them first.
"""

from collections.abc import Sequence

import ibis
import ibis.expr.types as ir


def beside(left: ir.Table, right: ir.Table, *keys: str) -> ir.Table:
    """Left join on keys of the same name; `right` must hold each key once and no other column of `left`."""
    return left.left_join(right, list(keys)).drop(*(f"{key}_right" for key in keys))


def first_of(table: ir.Table, by: str | Sequence[str], order: Sequence[ir.Value]) -> ir.Table:
    """Keep one row per group: the first in an order that must leave no tie."""
    numbered = table.mutate(nth=ibis.row_number().over(group_by=by, order_by=order))
    return numbered.filter(numbered.nth == 0).drop("nth")
