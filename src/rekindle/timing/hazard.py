"""The linear predictor: the log of a deal's weekly hazard at a day, as a sum of named terms (docs/mind.md)."""

import ibis
import ibis.expr.types as ir

from rekindle.timing.constants import END_PERIOD, FIRST_PERIOD, HALF_DAYS, PERIOD_DAYS
from rekindle.timing.curves import LAST_WEEK, SPOTS
from rekindle.timing.seasons import season_of

TERM_NAMES = (
    "base",
    "learned",
    "rep",
    "segment",
    "size",
    "promised",
    "contract_end",
    "fiscal_start",
    "signal",
    "silence",
)


def terms_today(case: ir.Table, log_share: ir.Value, near: ir.Value) -> dict[str, ir.Value]:
    """Return the terms of today by name; `near` is how near the fiscal start is, `log_share` the share of the week."""
    levels = (case.rep_rate, case.segment_rate, case.size_rate)
    values = (case.year_hazard.log() + log_share, case.log_rate, *levels, *_bumps(case, ibis.literal(0), near))
    return dict(zip(TERM_NAMES, (*values, ibis.ifelse(case.silent_to > 0, case.silence, 0.0)), strict=True))


def _bumps(case: ir.Table, day: ir.Value, near: ir.Value) -> tuple[ir.Value, ...]:
    promised = (case.promised_in - day) * case.promised_scale
    contract = (case.contract_in - day) * case.contract_scale
    return (
        case.promised_lift * (-promised * promised).exp(),
        case.contract_lift * (-contract * contract).exp(),
        case.fiscal_lift * near,
        ibis.ifelse((case.signal_from <= day) & (case.signal_to >= day), case.signal_lift, 0.0),
    )


def halves(cases: ir.Table, curves: ir.Table, seasons: ir.Table, end_period: int = END_PERIOD) -> ir.Table:
    """Return the grid: per case (`row`) and period since the loss its start and the weekly hazard of its two halves.

    A case carries `scale`, the log of year_hazard plus log_rate, which no day changes."""
    periods = ibis.range(FIRST_PERIOD, end_period).unnest().name("period").as_table()
    periods = periods.mutate(start=periods.period * PERIOD_DAYS)
    grid = cases.join(periods, periods.start + PERIOD_DAYS > -cases.age)
    week = ibis.least((grid.age + grid.start + HALF_DAYS // 2) // 7, LAST_WEEK)
    grid = grid.mutate(spot=grid.curve * SPOTS + week, season=season_of(grid.fiscal_month, grid.period))
    grid = grid.join(curves, "spot").join(seasons.drop("fiscal_month", "period"), "season")
    return grid.select(
        "row",
        "period",
        "start",
        "age",
        a=_hazard(grid, grid.start + HALF_DAYS // 2, grid.log_share_a, grid.near_a),
        b=_hazard(grid, grid.start + HALF_DAYS * 3 // 2, grid.log_share_b, grid.near_b),
    )


def _hazard(grid: ir.Table, day: ir.Value, log_share: ir.Value, near: ir.Value) -> ir.Value:
    total = grid.scale + log_share
    for bump in _bumps(grid, day, near):
        total = total + bump
    hushed = (grid.period >= 0) & (grid.silent_to > day)
    return (total + ibis.ifelse(hushed, grid.silence, 0.0)).exp()


def hazard_between(half: ir.Table, since: ir.Value | int, until: ir.Value | int) -> ir.Value:
    """Return the hazard of a period that falls between two days from today, summed over its two halves."""
    first = _days_in(half.start, since, until)
    second = _days_in(half.start + HALF_DAYS, since, until)
    return (half.a * first + half.b * second) / 7


def _days_in(start: ir.Value, since: ir.Value | int, until: ir.Value | int) -> ir.Value:
    return ibis.greatest(ibis.least(start + HALF_DAYS, until) - ibis.greatest(start, since), 0)
