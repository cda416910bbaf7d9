"""Episodes: every loss that was followed, whether it came back, and the returns its prior expected meanwhile."""

import ibis
import ibis.expr.types as ir

from rekindle.tables.days import day_number
from rekindle.tables.engine import step
from rekindle.tables.facts import FACTS
from rekindle.tables.joins import beside
from rekindle.tables.schemas import Schema
from rekindle.terms.losses import ReturnKind, Status
from rekindle.timing.ahead import NUMBERED
from rekindle.timing.cells import CELL, CODED, FACTORS
from rekindle.timing.curves import CURVES
from rekindle.timing.hazard import halves, hazard_between
from rekindle.timing.seasons import SEASONS

# What the book has seen in a cell: losses followed, returns, returns expected, and how those that returned ended.
COUNTS: Schema = {
    "kind": "string",
    "reason": "string",
    "verdict": "string",
    "heard": "boolean",
    "rep": "string",
    "segment": "string",
    "size": "string",
    "part": "int64",
    "losses": "int64",
    "returns": "int64",
    "expected": "float64",
    "decided": "int64",
    "won": "int64",
}

NUMBERED_LOSSES = {"row": "int64", **FACTS["losses"]}


@step(
    reads={
        "moment": FACTS["moment"],
        "deals": FACTS["deals"],
        "returns": FACTS["returns"],
        "numbered_losses": NUMBERED_LOSSES,
        "cases": NUMBERED,
        "cells": CODED,
        "curves": CURVES,
        "seasons": SEASONS,
    },
    gives=COUNTS,
)
def count_returns(
    moment: ir.Table,
    deals: ir.Table,
    returns: ir.Table,
    numbered_losses: ir.Table,
    cases: ir.Table,
    cells: ir.Table,
    curves: ir.Table,
    seasons: ir.Table,
) -> ir.Table:
    losses = follow(numbered_losses, deals, returns, moment)
    moved = cases.drop("row", "lost", "age", "in_scope")
    priors = cells.select(*CELL, "curve", "never_share", scale=cells.year_hazard.log())
    episodes = losses.join(moved, "deal_id").join(priors, list(CELL)).alias("episodes")
    followed = episodes.filter(episodes.until > episodes.since).alias("followed")
    grid = halves(followed, curves, seasons, end_period=0)
    grid = grid.join(followed.select("row", "since", "until"), "row")
    sums = grid.group_by("row").agg(
        at_start=hazard_between(grid, -grid.age, grid.since).sum(),
        at_end=hazard_between(grid, -grid.age, grid.until).sum(),
    )
    both = beside(episodes, (sums, "row"))
    never = both.never_share
    left = never + (1 - never) * (-both.at_end).exp()
    expected = -(left / (never + (1 - never) * (-both.at_start).exp())).log()
    return both.group_by([*CELL, *FACTORS, "part"]).agg(
        losses=both.at_end.count(),
        returns=both.at_end.count(where=both.came_back),
        expected=expected.sum().fill_null(0.0),
        decided=both.row.count(where=both.returned & (both.won | both.lost_again)),
        won=both.row.count(where=both.returned & both.won),
    )


def follow(losses: ir.Table, deals: ir.Table, returns: ir.Table, moment: ir.Table) -> ir.Table:
    """Return per loss its age, since and until (days from today while it was followed), whether it came back in that
    time (`came_back`) or ever (`returned`), and whether the deal was won or lost again after that."""
    back = returns.group_by("loss_id").agg(
        back_at=returns.happened_at.min(), win=(returns.kind == ReturnKind.WIN.value).any()
    )
    both = losses.filter(losses.lost_on.notnull()).join(deals.select("deal_id", "status"), "deal_id")
    both = beside(both, (back, "loss_id"))
    watched = returns.agg(watch=day_number(returns.happened_at).min())
    both = both.cross_join(moment.select("today")).cross_join(watched)
    today = day_number(both.today)
    following = ibis.window(group_by=both.deal_id, order_by=both.number)
    both = both.mutate(
        today=today,
        lost=ibis.least(day_number(both.lost_on), today),
        known=ibis.least(day_number(ibis.coalesce(both.known_at.cast("date"), both.lost_on)), today),
        # least() passes over a null: a loss that never came back must stay without a day.
        back=ibis.ifelse(both.back_at.isnull(), ibis.null("int64"), ibis.least(day_number(both.back_at), today)),
        again=day_number(both.lost_on.lead().over(following)),
    )
    since = ibis.greatest(both.lost, both.known, both.watch)
    until = ibis.least(both.today, ibis.coalesce(both.back, both.today), ibis.coalesce(both.again, both.today))
    return both.select(
        "row",
        "deal_id",
        age=both.today - both.lost,
        since=ibis.ifelse(both.watch.isnull(), 0, since - both.today),
        until=until - both.today,
        came_back=both.back.notnull() & (both.back == until),
        returned=both.back.notnull(),
        won=both.win.fill_null(False) | (both.again.isnull() & (both.status == Status.WON.value)),
        lost_again=both.again.notnull(),
    )
