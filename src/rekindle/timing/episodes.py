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
from rekindle.timing.cells import CELL, CODED
from rekindle.timing.constants import ANCHOR, FIRST_PERIOD, PERIOD_DAYS, SPREAD
from rekindle.timing.curves import CURVES
from rekindle.timing.hazard import beliefs, days_between, grid_of
from rekindle.timing.seasons import SEASONS
from rekindle.timing.silence import contact_spells, silence_of
from rekindle.timing.standing import STANDING, contact_state, standing_of

# What the book has seen of a group of losses (cell, rep, segment, size, part) in one standing, its levels by number:
# losses followed and returns, each where it ended; returns expected; the sums of those times the difference from the
# anchor (`belief`) and times its square; how those that returned ended (standing -1).
COUNTS: Schema = {
    "group": "int64",
    **dict.fromkeys(STANDING, "int64"),
    "losses": "int64",
    "returns": "int64",
    "expected": "float64",
    "belief": "float64",
    "belief_squared": "float64",
    "decided": "int64",
    "won": "int64",
}

NUMBERED_LOSSES = {"row": "int64", **FACTS["losses"]}
# The first return the book knows of: it is watched from that day on.
WATCHED: Schema = {"watch": "timestamp"}
# A loss with the number of its group, and the reason and verdict it was lost for.
TOLD_LOSSES = {**NUMBERED_LOSSES, "group": "int64", "reason": "string", "verdict": "string", "heard": "boolean"}
_TOLD = ("group", "reason", "verdict", "heard")


@step(
    reads={
        **{name: FACTS[name] for name in ("moment", "deals", "returns", "touches")},
        "told_losses": TOLD_LOSSES,
        "cases": NUMBERED,
        "cells": CODED,
        "curves": CURVES,
        "seasons": SEASONS,
        "watched": WATCHED,
    },
    gives=COUNTS,
)
def count_returns(
    moment: ir.Table,
    deals: ir.Table,
    returns: ir.Table,
    touches: ir.Table,
    told_losses: ir.Table,
    cases: ir.Table,
    cells: ir.Table,
    curves: ir.Table,
    seasons: ir.Table,
    watched: ir.Table,
) -> ir.Table:
    """Return COUNTS: what was followed, came back and was expected, by group and standing (docs/mind.md, Learning)."""
    losses = follow(told_losses, deals, returns, moment, _TOLD, watched)
    moved = cases.drop("row", "lost", "age", "in_scope", "reason", "verdict", "heard", "unanswered", "silent_to")
    moved = moved.drop("said_not_yet")
    priors = cells.select(*CELL, "curve", "never_share", "year_hazard")
    episodes = losses.join(moved, "deal_id").join(priors, list(CELL)).alias("episodes")
    followed = episodes.filter(episodes.until > episodes.since).alias("followed")
    spells = contact_spells(followed, touches, moment.select("today")).alias("spells")
    exposed = _expose(followed, spells, curves, seasons)
    ended = episodes.group_by("group").agg(
        decided=episodes.row.count(where=episodes.returned & (episodes.won | episodes.lost_again)),
        won=episodes.row.count(where=episodes.returned & episodes.won),
    )
    ended = ended.filter(ended.decided > 0)
    made = {name: (ended[name] if name in ended.columns else _nothing(name)).cast(COUNTS[name]) for name in COUNTS}
    return exposed.select(**{name: exposed[name].cast(kind) for name, kind in COUNTS.items()}).union(
        ended.select(**made)
    )


def _nothing(name: str) -> ir.Value:
    return ibis.literal(-1 if name in STANDING else 0, "int64").cast(COUNTS[name])


def _expose(followed: ir.Table, spells: ir.Table, curves: ir.Table, seasons: ir.Table) -> ir.Table:
    """Return COUNTS of the periods in which losses were followed."""
    grid = grid_of(followed, curves, seasons, FIRST_PERIOD, 0)
    grid = grid.filter(grid.start + PERIOD_DAYS > grid.since, grid.start < grid.until).alias("grid_of_past")
    both = beside(grid, (spells, "row", "period"))
    both = both.mutate(
        unanswered=both.unanswered.fill_null(0),
        silent_to=ibis.coalesce(both.silent_to, both.start),
        said_not_yet=both.said_not_yet.fill_null(False),
    )
    said = beliefs(both, silence_of(both.unanswered, both.silent_to, both.start), both.unanswered)
    days = days_between(both, both.since, both.until)
    first, second = (
        (ANCHOR + SPREAD * (belief - ANCHOR)).exp() * (days_in / 7) for belief, days_in in zip(said, days, strict=True)
    )
    over, (a, b) = both.start + PERIOD_DAYS >= both.until, (belief - ANCHOR for belief in said)
    exposed = both.select(
        "group",
        silence=contact_state(both.unanswered, both.said_not_yet),
        **standing_of(both, both.start, both.year),
        losses=over,
        returns=over & both.came_back,
        expected=first + second,
        belief=first * a + second * b,
        belief_squared=first * a * a + second * b * b,
    )
    summed = ("losses", "returns", "expected", "belief", "belief_squared")
    counted = exposed.group_by("group", *STANDING).agg(
        **{name: exposed[name].sum().cast(COUNTS[name]) for name in summed}
    )
    return counted.mutate(decided=_nothing("decided"), won=_nothing("won"))


def follow(
    losses: ir.Table,
    deals: ir.Table,
    returns: ir.Table,
    moment: ir.Table,
    keep: tuple[str, ...] = (),
    watched: ir.Table | None = None,
) -> ir.Table:
    """Return per loss, with the columns to keep, its age, since and until (days from today while it was followed),
    whether it came back in that time (`came_back`) or ever (`returned`), and whether the deal was won or lost again
    after that. `watched` (WATCHED) is asked where `returns` are not those of the whole book."""
    both = _with_turns(losses, deals, returns, moment, watched)
    since = ibis.greatest(both.lost, both.known, both.watch)
    until = ibis.least(both.today, ibis.coalesce(both.back, both.today), ibis.coalesce(both.again, both.today))
    return both.select(
        "row",
        "deal_id",
        *keep,
        age=both.today - both.lost,
        since=ibis.ifelse(both.watch.isnull(), 0, since - both.today),
        until=until - both.today,
        came_back=both.back.notnull() & (both.back == until),
        returned=both.back.notnull(),
        won=both.win.fill_null(False) | (both.again.isnull() & (both.status == Status.WON.value)),
        lost_again=both.again.notnull(),
    )


def _with_turns(
    losses: ir.Table, deals: ir.Table, returns: ir.Table, moment: ir.Table, watched: ir.Table | None
) -> ir.Table:
    """Add, as day numbers, when each loss happened, became known and came back, and when the deal was lost again."""
    back = returns.group_by("loss_id").agg(
        back_at=returns.happened_at.min(), win=(returns.kind == ReturnKind.WIN.value).any()
    )
    both = losses.filter(losses.lost_on.notnull()).join(deals.select("deal_id", "status"), "deal_id")
    both = beside(both, (back, "loss_id"))
    first = returns.agg(watch=returns.happened_at.min()) if watched is None else watched
    both = both.cross_join(moment.select("today")).cross_join(first.select(watch=day_number(first.watch)))
    today = day_number(both.today)
    following = ibis.window(group_by=both.deal_id, order_by=both.number)
    return both.mutate(
        today=today,
        lost=ibis.least(day_number(both.lost_on), today),
        known=ibis.least(day_number(ibis.coalesce(both.known_at.cast("date"), both.lost_on)), today),
        # least() passes over a null: a loss that never came back must stay without a day.
        back=ibis.ifelse(both.back_at.isnull(), ibis.null("int64"), ibis.least(day_number(both.back_at), today)),
        again=day_number(both.lost_on.lead().over(following)),
    )
