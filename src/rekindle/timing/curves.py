"""The share of a year's returns that falls due in each week since the loss, for every shape of a playbook."""

from functools import lru_cache
from math import log

import pyarrow as pa

from rekindle.tables.schemas import Schema, Tables, arrow_schema
from rekindle.timing.constants import SHARE_FLOOR, TAIL_HALF_LIFE_WEEKS

# Log share of a week since the loss, and of the week two weeks later (the second half of a period).
CURVES: Schema = {"shape": "string", "week": "int64", "log_share_a": "float64", "log_share_b": "float64"}
FIRST_WEEK = -4
LAST_WEEK = 780

Range = tuple[int, int, float]


def curves(playbook: Tables) -> pa.Table:
    """Return CURVES from week -4 to 780; a week before the loss counts as its first, so that no join finds nothing."""
    ranges: dict[str, list[Range]] = {}
    for row in playbook["shapes"].to_pylist():
        ranges.setdefault(row["shape"], []).append((row["from_week"], row["to_week"], row["share"]))
    return _curves(tuple(sorted((shape, tuple(sorted(rows))) for shape, rows in ranges.items())))


@lru_cache(maxsize=8)
def _curves(shapes: tuple[tuple[str, tuple[Range, ...]], ...]) -> pa.Table:
    weeks = range(FIRST_WEEK, LAST_WEEK + 1)
    tables = []
    for shape, ranges in shapes:
        within = _within(ranges)
        shares = [_log_share(within, max(week, 0)) for week in range(FIRST_WEEK, LAST_WEEK + 3)]
        columns = [[shape] * len(weeks), list(weeks), shares[:-2], shares[2:]]
        tables.append(pa.table(columns, schema=arrow_schema(CURVES)))
    return pa.concat_tables(tables) if tables else arrow_schema(CURVES).empty_table()


def _within(ranges: tuple[Range, ...]) -> list[float]:
    shares = [SHARE_FLOOR] * max(end for _, end, _ in ranges)
    for start, end, share in ranges:
        shares[start:end] = [max(share / (end - start), SHARE_FLOOR)] * (end - start)
    return shares


def _log_share(within: list[float], week: int) -> float:
    if week < len(within):
        return log(within[week])
    return log(within[-1]) - (week - len(within)) / TAIL_HALF_LIFE_WEEKS * log(2)
