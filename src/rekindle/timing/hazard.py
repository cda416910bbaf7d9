"""The linear predictor: the log of a deal's weekly hazard at a day, as a sum of named terms (docs/mind.md)."""

from math import log

import ibis
import ibis.expr.types as ir

from rekindle.timing.constants import (
    ANSWER_CHANCE,
    END_PERIOD,
    FIRST_PERIOD,
    HALF_DAYS,
    PERIOD_DAYS,
)
from rekindle.timing.curves import FIRST_WEEK, LAST_WEEK


def terms_at(case: ir.Table, day: ir.Value, log_share: ir.Value, near: ir.Value) -> dict[str, ir.Value]:
    """Return the terms at a day from today; `near` is how near the fiscal start is, `log_share` the week's share."""
    return {
        "base": case.year_hazard.log() + log_share,
        "learned": case.log_rate,
        "promised": _near(case.promised_lift, day, case.promised_in, case.promised_sd),
        "contract_end": _near(case.contract_lift, day, case.contract_in, case.contract_sd),
        "fiscal_start": case.fiscal_lift.fill_null(0.0) * near,
        "signal": _while(case.signal_lift, day, case.signal_from, case.signal_to),
        "silence": _silence(case, day),
    }


def _near(lift: ir.Value, day: ir.Value, at: ir.Value, sd: ir.Value) -> ir.Value:
    distance = (day - at) / sd
    return ibis.ifelse(lift.isnull(), 0.0, lift * (distance * distance * -0.5).exp())


def _while(lift: ir.Value, day: ir.Value, since: ir.Value, until: ir.Value) -> ir.Value:
    return ibis.ifelse(lift.notnull() & (day >= since) & (day <= until), lift, 0.0)


def _silence(case: ir.Table, day: ir.Value) -> ir.Value:
    lately = case.unanswered_lately * log(1 - ANSWER_CHANCE)
    return ibis.ifelse(case.silent_to.notnull() & (day >= 0) & (day < case.silent_to), lately, 0.0)


def halves(cases: ir.Table, curves: ir.Table, seasons: ir.Table, end_period: int = END_PERIOD) -> ir.Table:
    """Return the grid: per case (`row`) and period since the loss the start day and the two half hazards a and b."""
    periods = ibis.range(FIRST_PERIOD, end_period).unnest().name("period").as_table()
    grid = cases.join(periods, periods.period * PERIOD_DAYS + PERIOD_DAYS > -cases.age)
    grid = grid.mutate(start=grid.period * PERIOD_DAYS)
    week = ((grid.age + grid.start + HALF_DAYS // 2) / 7).floor().cast("int64")
    grid = grid.mutate(week=ibis.least(ibis.greatest(week, FIRST_WEEK), LAST_WEEK))
    grid = grid.join(curves, ["shape", "week"])
    grid = grid.join(seasons, (grid.fiscal_month == seasons.month) & (grid.period == seasons.period))
    first = terms_at(grid, grid.start + HALF_DAYS // 2, grid.log_share_a, grid.near_a)
    second = terms_at(grid, grid.start + HALF_DAYS * 3 // 2, grid.log_share_b, grid.near_b)
    return grid.select("row", "period", "start", "age", a=add_up(first).exp(), b=add_up(second).exp())


def add_up(terms: dict[str, ir.Value]) -> ir.Value:
    """Return the linear predictor: the terms added in their order."""
    first, *others = terms.values()
    for term in others:
        first = first + term
    return first


def hazard_between(half: ir.Table, since: ir.Value | int, until: ir.Value | int) -> ir.Value:
    """Return the hazard of a period that falls between two days from today, summed over its two halves."""
    first = _days_in(half.start, since, until)
    second = _days_in(half.start + HALF_DAYS, since, until)
    return (half.a * first + half.b * second) / 7


def _days_in(start: ir.Value, since: ir.Value | int, until: ir.Value | int) -> ir.Value:
    return ibis.greatest(ibis.least(start + HALF_DAYS, until) - ibis.greatest(start, since), 0)
