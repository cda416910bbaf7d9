"""The share of a year's returns that falls due in each week since the loss, for every shape of a playbook."""

from functools import lru_cache
from typing import Any

import numpy as np
import pyarrow as pa

from rekindle.tables.schemas import Schema, Tables, arrow_schema
from rekindle.timing.constants import SHAPE_TRUST, SHARE_FLOOR, TAIL_HALF_LIFE_WEEKS

# Log share of a week since the loss, and of the week two weeks later (the second half of a period); `risen` is
# what of a year's share fell due in the weeks before.
# `spot` is curve x 1,024 + week: a number is joined on twice as fast as a name and a number.
CURVES: Schema = {
    "spot": "int64",
    "log_share_a": "float64",
    "log_share_b": "float64",
    "risen_a": "float64",
    "risen_b": "float64",
}
SPOTS = 1024
FIRST_WEEK = -4
LAST_WEEK = 780
# Weeks a curve is known for: two more than are asked, since a period's second half lies two weeks on.
WEEKS = LAST_WEEK + 3

Floats = np.ndarray[Any, np.dtype[np.float64]]
Curves = dict[str, Floats]
Range = tuple[int, int, float]


def shape_shares(playbook: Tables) -> Curves:
    """Return per shape the log of the share that falls due in each week from 0 on."""
    ranges: dict[str, list[Range]] = {}
    for row in playbook["shapes"].to_pylist():
        ranges.setdefault(row["shape"], []).append((row["from_week"], row["to_week"], row["share"]))
    return {shape: _shares(tuple(sorted(rows))) for shape, rows in ranges.items()}


@lru_cache(maxsize=64)
def _shares(ranges: tuple[Range, ...]) -> Floats:
    weeks_known = max(end for _, end, _ in ranges)
    within = np.zeros(weeks_known)
    for start, end, share in ranges:
        within[start:end] = share / (end - start)
    within = np.maximum(SHAPE_TRUST * within + (1 - SHAPE_TRUST) * within.sum() / weeks_known, SHARE_FLOOR)
    weeks = np.arange(WEEKS)
    shares = np.log(within[np.minimum(weeks, len(within) - 1)])
    late = np.maximum(weeks - len(within), 0) * (weeks >= len(within))
    found: Floats = shares - late / TAIL_HALF_LIFE_WEEKS * np.log(2)
    return found


def curves_table(curves: Curves, last_week: int = LAST_WEEK) -> pa.Table:
    """Return CURVES, numbered in the order given, from week -4 to the last one asked for, at most 780.

    A week before the loss counts as its first, so that no join finds nothing."""
    weeks = np.arange(FIRST_WEEK, min(last_week, LAST_WEEK) + 1)
    if not curves:
        return arrow_schema(CURVES).empty_table()
    shares = np.stack(list(curves.values()))
    risen = np.exp(shares).cumsum(axis=1) - np.exp(shares)
    first, second = np.maximum(weeks, 0), np.maximum(weeks + 2, 0)
    columns = [
        (np.arange(len(curves))[:, None] * SPOTS + weeks).ravel(),
        *(values[:, at].ravel() for values in (shares, risen) for at in (first, second)),
    ]
    return pa.table(columns, schema=arrow_schema(CURVES))
