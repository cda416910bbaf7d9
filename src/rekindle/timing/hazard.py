"""The linear predictor: the log of a deal's weekly hazard at a day, as a sum of named terms (docs/mind.md)."""

import ibis
import ibis.expr.types as ir

from rekindle.timing.constants import ANCHOR, ANSWER_CHANCE, END_PERIOD, FIRST_PERIOD, HALF_DAYS, PERIOD_DAYS
from rekindle.timing.curves import LAST_WEEK, SPOTS
from rekindle.timing.seasons import season_of
from rekindle.timing.silence import silence_of
from rekindle.timing.standing import learned_at, standing_of

TERM_NAMES = (
    "base",
    "still",
    "learned",
    "age",
    "rep",
    "segment",
    "size",
    "promised",
    "contract_end",
    "fiscal_start",
    "signal",
    "silence",
    "trees",
)
_DATES = ("promised", "contract_end", "fiscal_start", "signal")


def terms_today(case: ir.Table, log_share: ir.Value, near: ir.Value, year: ir.Value) -> dict[str, ir.Value]:
    """Return the terms of today by name; `near` is how near the fiscal start is and `year` its state, `log_share` the
    share of the week. What the playbook says counts as far as its differences are believed (`spread`)."""
    standing = standing_of(case, ibis.literal(0), year)
    learned = {factor: learned_at(case, factor, place) for factor, place in standing.items()}
    lifts = dict(zip(_DATES, _bumps(case, ibis.literal(0), ibis.literal(0), near), strict=True))
    found = {
        "base": (1 - case.spread) * ANCHOR + case.spread * (case.year_hazard.log() + log_share),
        "still": case.spread * case.still_share.log(),
        "learned": case.log_rate,
        "age": learned["age"],
        **{factor: case[f"{factor}_rate"] for factor in ("rep", "segment", "size")},
        **{name: case.spread * lifts[name] + learned[name] for name in _DATES},
        "silence": case.spread * silence_of(case.unanswered, case.silent_to, 0) + case.silence_rate,
        # Said afterwards, by timing/second.py, where trees are in force.
        "trees": ibis.literal(0.0),
    }
    return {name: found[name] for name in TERM_NAMES}


def _bumps(case: ir.Table, day: ir.Value, start: ir.Value, near: ir.Value) -> tuple[ir.Value, ...]:
    """Return the lifts of a day in the period that starts on `start`; a date lifts from the next period on."""
    promised = (case.promised_in - day) * case.promised_scale
    contract = (case.contract_in - day) * case.contract_scale
    return (
        ibis.ifelse(case.promised_made <= start, case.promised_lift * (-promised * promised).exp(), 0.0),
        case.contract_lift * (-contract * contract).exp(),
        case.fiscal_lift * near,
        ibis.ifelse((case.signal_from <= day) & (case.signal_to >= day), case.signal_lift, 0.0),
    )


def grid_of(cases: ir.Table, curves: ir.Table, seasons: ir.Table, first: int, end: int) -> ir.Table:
    """Put beside each case the periods since the loss from number `first` to before `end`, with `start`, the day from
    today each begins, and what is known of its two halves."""
    periods = ibis.range(max(first, FIRST_PERIOD), min(end, END_PERIOD)).unnest().name("period").as_table()
    periods = periods.mutate(period=periods.period.cast("int64"), start=periods.period.cast("int64") * PERIOD_DAYS)
    grid = cases.join(periods, periods.start + PERIOD_DAYS > -cases.age)
    week = ibis.least((grid.age + grid.start + HALF_DAYS // 2) // 7, LAST_WEEK)
    grid = grid.mutate(spot=grid.curve * SPOTS + week, season=season_of(grid.fiscal_month, grid.period))
    return grid.join(curves, "spot").join(seasons.drop("fiscal_month", "period"), "season")


def beliefs(grid: ir.Table, hushed: ir.Value, unanswered: ir.Value) -> tuple[ir.Value, ir.Value]:
    """Return what the playbook says of the middle of each half of a period: the log of its weekly hazard, those who
    never come back counted in."""
    first, second = (
        sum(
            _bumps(grid, grid.start + days, grid.start, grid[f"near_{half}"]),
            grid[f"log_share_{half}"] + hushed + still_may(grid, grid[f"risen_{half}"], unanswered).log(),
        )
        for half, days in (("a", HALF_DAYS // 2), ("b", HALF_DAYS * 3 // 2))
    )
    return grid.year_hazard.log() + first, grid.year_hazard.log() + second


def still_may(case: ir.Table, risen: ir.Value, unanswered: ir.Value) -> ir.Value:
    """Return the share of those who may still come back, when `risen` of a year's hazard fell due without a return and
    so many contacts found no answer: 1 less "never", by Bayes, as the playbook has it."""
    away = (1 - case.never_share) * (-case.year_hazard * risen).exp()
    away = away * ibis.literal(1 - ANSWER_CHANCE).pow(unanswered)
    return away / (case.never_share + away)


def days_between(grid: ir.Table, since: ir.Value | int, until: ir.Value | int) -> tuple[ir.Value, ir.Value]:
    """Return how many days of each half of a period lie between two days from today."""
    return _days_in(grid.start, since, until), _days_in(grid.start + HALF_DAYS, since, until)


def _days_in(start: ir.Value, since: ir.Value | int, until: ir.Value | int) -> ir.Value:
    return ibis.greatest(ibis.least(start + HALF_DAYS, until) - ibis.greatest(start, since), 0)
