"""The window: the next run of half periods whose hazard is at least half the highest of the coming year.

Beside it the best later period: the earliest whose hazard no other of the coming year exceeds.
"""

import ibis
import ibis.expr.types as ir

from rekindle.timing.constants import END_PERIOD, HALF_DAYS, WINDOW_FIRST_PERIOD

# Two hazards that differ by less than this share of themselves are the same hazard.
_SAME = 1e-9


def find_window(grid: ir.Table, sums: ir.Table) -> ir.Table:
    """Return (row, later_period, from_half, end_half): halves counted from today, the end not included."""
    near = grid.filter(grid.period >= WINDOW_FIRST_PERIOD).join(sums.select("row", "peak", "later"), "row")
    enough = near.peak * (0.5 * (1 - _SAME))
    best = (near.a + near.b) * (HALF_DAYS / 7) >= near.later * (1 - _SAME)
    near = near.select("row", "period", half=near.period * 2, a=near.a >= enough, b=near.b >= enough, best=best)
    near = near.alias("near")
    edges = (
        near.group_by("row")
        .agg(
            later_period=near.period.min(where=near.best & (near.period >= 1)),
            first=_first(near, near.a, near.b).min(where=near.half >= 0),
            closed=_last(near, ~near.a, ~near.b).max(where=near.half < 0),
        )
        .alias("edges")
    )
    ahead = near.filter(near.half >= 0).join(edges, "row")
    shut = _first(ahead, ~ahead.a & (ahead.half > ahead.first), ~ahead.b & (ahead.half + 1 > ahead.first))
    both = edges.join(ahead.group_by("row").agg(end_half=shut.min()), "row")
    back = ibis.coalesce(both.closed + 1, WINDOW_FIRST_PERIOD * 2)
    return both.select(
        "row",
        "later_period",
        from_half=ibis.ifelse(both["first"] == 0, back, both["first"]),
        end_half=both.end_half.fill_null(END_PERIOD * 2),
    )


def _first(near: ir.Table, in_a: ir.Value, in_b: ir.Value) -> ir.Value:
    return ibis.cases((in_a, near.half), (in_b, near.half + 1))


def _last(near: ir.Table, in_a: ir.Value, in_b: ir.Value) -> ir.Value:
    return ibis.cases((in_b, near.half + 1), (in_a, near.half))
