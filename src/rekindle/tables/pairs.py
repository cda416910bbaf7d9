"""Joins of a few rows: every pair is looked at.

For each join DuckDB makes a hash table and plans with it, which for one account takes a hundred times as long as to
compare its rows with each other; nearly all of the time of a verb went there. A condition it cannot hash makes it look
at pairs. What comes out is the same.
"""

import sqlglot
from sqlglot import exp


def join_by_pairs(sql: str, dialect: str) -> str:
    """Return SQL that says the same and whose joins look at every pair of rows."""
    tree = sqlglot.parse_one(sql, read=dialect)
    for join in tree.find_all(exp.Join):
        condition = join.args.get("on")
        if condition is not None:
            # Null is as good as false to a join, so nothing changes but that there is no equality left to hash.
            join.set("on", exp.Coalesce(this=condition.copy(), expressions=[exp.false()]))
    return tree.sql(dialect=dialect)
