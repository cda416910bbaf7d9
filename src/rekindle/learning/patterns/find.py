"""All patterns of a book at once."""

import pyarrow as pa

from rekindle.learning.patterns.chosen import COMBINATIONS, TARGETS, find_combinations, find_targets
from rekindle.learning.patterns.contacts import BALANCE, STEPS, measure_steps, weigh_balance
from rekindle.learning.patterns.effort import EFFORT, FREED, measure_effort
from rekindle.learning.patterns.lost import gather_lost
from rekindle.learning.patterns.reasons import REASONS, compare_sides
from rekindle.learning.patterns.returning import CURVES, RETURNED, follow_returns
from rekindle.learning.patterns.spread import CANDIDATES, CROSS, SHARES, find_cross_sales, share_won
from rekindle.learning.patterns.summary import SUMMARY, sum_up
from rekindle.tables.engine import compute
from rekindle.tables.schemas import Schema, Tables
from rekindle.timing.prepare import number_rows

TABLES: dict[str, Schema] = {
    "summary": SUMMARY,
    "reasons": REASONS,
    "returned": RETURNED,
    "curves": CURVES,
    "effort": EFFORT,
    "freed": FREED,
    "steps": STEPS,
    "balance": BALANCE,
    "combinations": COMBINATIONS,
    "targets": TARGETS,
    "shares": SHARES,
    "cross": CROSS,
    "candidates": CANDIDATES,
}


def find_patterns(facts: Tables, whys: pa.Table) -> Tables:
    """Return every table of TABLES, each with a column `scope`, from the facts of a book and its WHYS.

    Everything is as known at the facts' moment. Returns, and what is left of a loss to follow, are those the engine
    learns from (timing.episodes). Grows with the rows of the facts; nothing loops over deals."""
    numbered = number_rows(facts["losses"])
    lost = compute(gather_lost, {**facts, "whys": whys, "numbered_losses": numbered})
    return {
        "summary": sum_up(facts, whys, lost),
        "reasons": compare_sides(facts, whys),
        **follow_returns(lost),
        **measure_effort(facts),
        "steps": measure_steps(lost),
        "balance": weigh_balance(facts),
        "combinations": find_combinations(lost),
        "targets": find_targets(facts),
        "shares": share_won(facts),
        **find_cross_sales(facts),
    }
