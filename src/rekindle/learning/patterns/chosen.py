"""Which deals to go after: how often each kind was won, and where the losses with one reason lie."""

from functools import reduce

import ibis
import ibis.expr.types as ir
import numpy as np
import pyarrow as pa

from rekindle.learning.patterns.groups import code, take_numbers
from rekindle.learning.patterns.intervals import LEAST, Counts, share_range, tell_apart
from rekindle.learning.patterns.lost import LOST
from rekindle.learning.patterns.scopes import by_scope
from rekindle.tables.engine import compute, step
from rekindle.tables.facts import FACTS
from rekindle.tables.joins import beside
from rekindle.tables.schemas import Schema, Tables, conform
from rekindle.terms.losses import Status

SEGMENT, PRODUCT, KIND, SIZE = "segment", "product", "kind", "size"
SIZES = ("small", "middle", "large")
MOST_COMBINATIONS, MOST_LEVELS = 100, 12

DECIDED: Schema = {"scope": "string", "dimension": "string", "level": "string", "decided": "int64", "won": "int64"}
# low and high: interval of the share won. stands_out: against all other levels of the dimension.
TARGETS: Schema = {**DECIDED, "low": "float64", "high": "float64", "stands_out": "int64"}
COMBINATION_COUNTS: Schema = {
    **dict.fromkeys(("scope", "reason", "competitor", "segment", "stage"), "string"),
    "losses": "int64",
    "returned": "int64",
}
COMBINATIONS: Schema = {**COMBINATION_COUNTS, "low": "float64", "high": "float64"}


@step(reads={"deals": FACTS["deals"], "accounts": FACTS["accounts"]}, gives=DECIDED)
def count_decided(deals: ir.Table, accounts: ir.Table) -> ir.Table:
    """Count decided deals and those won by segment, product, kind and size: thirds of the amounts of a currency."""
    decided = deals.filter(deals.status.isin([Status.WON.value, Status.LOST.value]))
    known = decided.amount_minor.notnull()
    third = ibis.ntile(3).over(group_by=[decided.currency, known], order_by=[decided.amount_minor, decided.deal_id])
    sizes = ibis.cases((third == 0, SIZES[0]), (third == 1, SIZES[1]), else_=SIZES[2])
    decided = decided.mutate(
        size=ibis.ifelse(known, sizes, ibis.null("string")), win=decided.status == Status.WON.value
    )
    rows = by_scope(beside(decided, (accounts.select("account_id", "segment"), "account_id")))
    rows = rows.select("scope", "win", SEGMENT, PRODUCT, KIND, SIZE).alias("decided")
    parts = [
        rows.select("scope", "win", dimension=ibis.literal(name), level=rows[name])
        for name in (SEGMENT, PRODUCT, KIND, SIZE)
    ]
    told = reduce(lambda one, other: one.union(other), parts)
    told = told.filter(told.level.fill_null("") != "")
    return told.group_by(["scope", "dimension", "level"]).agg(decided=told.count(), won=told.win.sum())


def find_targets(facts: Tables) -> pa.Table:
    """Return TARGETS: the levels of each dimension with the most decided deals, at most twelve of each."""
    rows = compute(count_decided, facts)
    decided, won = take_numbers(rows, "decided"), take_numbers(rows, "won")
    (_, group), (_, scope) = code(rows, ["scope", "dimension"]), code(rows, ["scope"])
    # One title speaks of all dimensions, so all levels of a scope are tested together.
    tested = np.bincount(scope, decided >= LEAST).astype(np.int64)
    apart = np.zeros(rows.num_rows, dtype=np.int64)
    for mine in _rows_of(group):
        whole = int(won[mine].sum()), int(decided[mine].sum())
        apart[mine] = tell_apart(won[mine], decided[mine], *whole, tested=int(tested[scope[mine[0]]]))
    low, high = share_range(won, decided)
    columns = {"low": low, "high": high, "stands_out": apart}
    found = pa.table({name: rows.column(name) for name in DECIDED} | columns)
    return conform(_largest(found, group, decided, MOST_LEVELS), TARGETS)


@step(reads={"lost": LOST}, gives=COMBINATION_COUNTS)
def count_combinations(lost: ir.Table) -> ir.Table:
    """Count losses, and those that came back, by reason, competitor, segment and stage together."""
    keys = ("scope", "reason", "competitor", "segment", "stage")
    rows = lost.select("wait", **{name: lost[name].fill_null("") for name in keys})
    return rows.group_by(list(keys)).agg(losses=rows.count(), returned=rows.wait.count())


def find_combinations(lost: pa.Table) -> pa.Table:
    """Return COMBINATIONS: the hundred with the most losses in each scope, the largest first."""
    rows = compute(count_combinations, {"lost": lost})
    losses = take_numbers(rows, "losses")
    low, high = share_range(take_numbers(rows, "returned"), losses)
    _, group = code(rows, ["scope"])
    rows = rows.append_column("low", pa.array(low)).append_column("high", pa.array(high))
    return conform(_largest(rows, group, losses, MOST_COMBINATIONS), COMBINATIONS)


def _rows_of(group: Counts) -> list[Counts]:
    order = np.argsort(group, kind="stable")
    return np.split(order, np.flatnonzero(np.diff(group[order])) + 1) if len(group) else []


def _largest(rows: pa.Table, group: Counts, size: Counts, most: int) -> pa.Table:
    """Keep the largest rows of each group, the largest first; equals by what they are called."""
    names = [name for name in rows.column_names if pa.types.is_string(rows.schema.field(name).type)]
    ordered = rows.append_column("group", pa.array(group)).append_column("size", pa.array(size))
    by = [("group", "ascending"), ("size", "descending"), *((name, "ascending") for name in names)]
    ordered = ordered.sort_by(by)
    groups = ordered.column("group").to_numpy()
    place = np.arange(len(groups)) - np.searchsorted(groups, groups)
    return ordered.filter(pa.array(place < most)).drop_columns(["group", "size"])
