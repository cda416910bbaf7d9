"""What deals took: hours won, lost and back, and what went on after the first clear no."""

from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from rekindle.learning.after_no import done_after, done_on_deals, first_noes
from rekindle.learning.patterns.groups import each_group
from rekindle.learning.patterns.intervals import LEAST, Counts, Floats, mean_range, median_range, quantile
from rekindle.learning.patterns.scopes import by_scope
from rekindle.tables.days import day_number
from rekindle.tables.engine import compute, step
from rekindle.tables.facts import FACTS
from rekindle.tables.joins import beside
from rekindle.tables.schemas import Schema, Tables, from_rows
from rekindle.terms.losses import Status

Row = dict[str, Any]

WON, LOST, BACK = "won", "lost", "back"
YEAR_DAYS = 365

# Per deal and scope. minutes: of everything done on it; after: contacts of ours after the first clear no (a closing
# note is none), with their minutes, and those of the last year. said_no: there was a clear no.
SPENT: Schema = {
    "scope": "string",
    "outcome": "string",
    "touches": "int64",
    "minutes": "int64",
    "said_no": "boolean",
    "after": "int64",
    "after_minutes": "int64",
    "recent_minutes": "int64",
}
SPENT_COUNTS: Schema = {"scope": "string", "outcome": "string", "minutes": "int64", "deals": "int64"}
# Minutes per deal: tenths, quarters, the median and its interval; null where there are fewer than 30 deals.
EFFORT: Schema = {
    "scope": "string",
    "outcome": "string",
    "deals": "int64",
    **dict.fromkeys(("q10", "q25", "q50", "q75", "q90", "low", "high"), "float64"),
}
AFTER_COUNTS: Schema = {
    "scope": "string",
    "went_on": "boolean",
    "minutes": "int64",
    "deals": "int64",
    "contacts": "int64",
    "recent_minutes": "int64",
}
# noes: deals with a clear no; went_on: those contacted after it. mean, low, high: minutes after it per deal that went
# on, null where there are fewer than 30 of them.
FREED: Schema = {
    "scope": "string",
    "noes": "int64",
    "went_on": "int64",
    "contacts": "int64",
    "minutes": "int64",
    "recent_minutes": "int64",
    **dict.fromkeys(("mean", "low", "high"), "float64"),
}


@step(reads={name: FACTS[name] for name in ("moment", "deals", "losses", "returns", "claims", "touches")}, gives=SPENT)
def gather_spent(
    moment: ir.Table, deals: ir.Table, losses: ir.Table, returns: ir.Table, claims: ir.Table, touches: ir.Table
) -> ir.Table:
    """Sum what was done on each deal that is decided or came back, before and after its first clear no."""
    done = done_on_deals(touches)
    first_no = first_noes(claims, done)
    after = _after_no(done, first_no, moment)
    in_all = done.group_by("deal_id").agg(touches=done.count(), minutes=done.minutes.sum())
    lost = losses.group_by("deal_id").agg(times_lost=losses.count())
    back = returns.group_by("deal_id").agg(times_back=returns.count())
    rows = by_scope(deals).select("scope", "deal_id", "status")
    rows = beside(rows, *((part, "deal_id") for part in (lost, back, in_all, first_no, after)))
    outcome = ibis.cases(
        (rows.times_back.notnull(), BACK),
        (rows.status == Status.LOST.value, LOST),
        ((rows.status == Status.WON.value) & rows.times_lost.isnull(), WON),
        else_=ibis.null("string"),
    )
    numbers = ("touches", "minutes", "after", "after_minutes", "recent_minutes")
    told = rows.mutate(
        outcome=outcome, said_no=rows.no_at.notnull(), **{name: rows[name].fill_null(0) for name in numbers}
    )
    return told.filter(told.outcome.notnull())


def _after_no(done: ir.Table, first_no: ir.Table, moment: ir.Table) -> ir.Table:
    both = done_after(done, first_no).cross_join(moment.select("today"))
    recent = day_number(both.today) - day_number(both.happened_at) < YEAR_DAYS
    return both.group_by("deal_id").agg(
        after=both.count(),
        after_minutes=both.minutes.sum(),
        recent_minutes=both.minutes.sum(where=recent).fill_null(0),
    )


@step(reads={"spent": SPENT}, gives=SPENT_COUNTS)
def count_spent(spent: ir.Table) -> ir.Table:
    """Count deals by how many minutes they took; a deal nobody logged anything on says nothing about that."""
    known = spent.filter(spent.minutes > 0)
    return known.group_by(["scope", "outcome", "minutes"]).agg(deals=known.count())


@step(reads={"spent": SPENT}, gives=AFTER_COUNTS)
def count_after(spent: ir.Table) -> ir.Table:
    """Count deals with a clear no by whether somebody went on, and for how long."""
    noes = spent.filter(spent.said_no)
    noes = noes.select("scope", "after", "recent_minutes", went_on=noes.after > 0, minutes="after_minutes")
    return noes.group_by(["scope", "went_on", "minutes"]).agg(
        deals=noes.count(), contacts=noes.after.sum(), recent_minutes=noes.recent_minutes.sum()
    )


def measure_effort(facts: Tables) -> Tables:
    """Return `effort` (EFFORT) and `freed` (FREED) of a book."""
    spent = {"spent": compute(gather_spent, facts)}
    effort = [
        _quantiles(*one) for one in each_group(compute(count_spent, spent), ["scope", "outcome"], "minutes", "deals")
    ]
    return {"effort": from_rows(EFFORT, effort), "freed": _free(compute(count_after, spent))}


def _quantiles(key: tuple[str, str], minutes: Floats, deals: Counts) -> Row:
    row: Row = {"scope": key[0], "outcome": key[1], "deals": int(deals.sum())}
    if deals.sum() < LEAST:
        return row
    row |= {f"q{share}": quantile(minutes, deals, share / 100) for share in (10, 25, 50, 75, 90)}
    low, high = median_range(minutes, deals)
    return row | {"low": low, "high": high}


def _free(counted: pa.Table) -> pa.Table:
    rows: dict[str, Row] = {}
    sums = counted.group_by(["scope", "went_on"]).aggregate(
        [(name, "sum") for name in ("deals", "contacts", "recent_minutes")]
    )
    for row in sums.to_pylist():
        found = rows.setdefault(row["scope"], {"scope": row["scope"], **dict.fromkeys(list(FREED)[1:6], 0)})
        found["noes"] += row["deals_sum"]
        if row["went_on"]:
            found |= {
                "went_on": row["deals_sum"],
                "contacts": row["contacts_sum"],
                "recent_minutes": row["recent_minutes_sum"],
            }
    for (scope, went_on), minutes, deals in each_group(counted, ["scope", "went_on"], "minutes", "deals"):
        if went_on:
            rows[scope]["minutes"] = int((minutes * deals).sum())
            if deals.sum() >= LEAST:
                rows[scope] |= dict(zip(("mean", "low", "high"), mean_range(minutes, deals), strict=True))
    return from_rows(FREED, list(rows.values()))
