"""Looking ahead: the chance of a return, the best later time, and the window, from the grid of half periods."""

import ibis
import ibis.expr.types as ir

from rekindle.tables.days import as_date, day_number
from rekindle.tables.engine import step
from rekindle.tables.facts import MOMENT
from rekindle.tables.joins import beside
from rekindle.tables.results import FORECAST, PARAMETERS
from rekindle.timing.cases import CASES
from rekindle.timing.constants import ANSWER_CHANCE, HALF_DAYS, HORIZON_DAYS, PERIOD_DAYS, Z_80
from rekindle.timing.curves import CURVES, LAST_WEEK
from rekindle.timing.hazard import add_up, halves, hazard_between, terms_at
from rekindle.timing.seasons import SEASONS
from rekindle.timing.window import find_window

NUMBERED = {"row": "int64", **CASES}
CELL = ("kind", "reason", "verdict")


@step(
    reads={"moment": MOMENT, "cases": NUMBERED, "parameters": PARAMETERS, "curves": CURVES, "seasons": SEASONS},
    gives=FORECAST,
)
def look_ahead(
    moment: ir.Table, cases: ir.Table, parameters: ir.Table, curves: ir.Table, seasons: ir.Table
) -> ir.Table:
    known = cases.filter(cases.in_scope).join(parameters, list(CELL)).alias("known")
    grid = halves(known, curves, seasons).alias("grid")
    sums = add_periods(grid).alias("sums")
    both = beside(beside(known, sums, "row"), find_window(grid, sums), "row")
    both = with_terms(both, curves, seasons).cross_join(moment.select("today"))
    today = day_number(both.today)
    survived = (-both.past).exp() * (1 - ANSWER_CHANCE) ** both.unanswered.fill_null(0)
    never = both.never_share / (both.never_share + (1 - both.never_share) * survived)
    alive = 1 - never
    return both.select(
        "deal_id",
        "prior_share",
        "win_if_back",
        "log_hazard",
        horizon_days=ibis.literal(HORIZON_DAYS),
        chance=alive * chance_of(both.horizon),
        chance_low=alive * chance_of(both.horizon * (both.sd * -Z_80).exp()),
        chance_high=alive * chance_of(both.horizon * (both.sd * Z_80).exp()),
        losses_like="losses",
        never=never,
        hazard_now=alive * chance_of(both.first),
        hazard_later=alive * chance_of(both.later),
        later_on=as_date(today + both.later_period * PERIOD_DAYS),
        window_from=as_date(ibis.greatest(today + both.from_half * HALF_DAYS, both.lost)),
        window_to=as_date(today + both.end_half * HALF_DAYS - 1),
    )


def chance_of(hazard: ir.Value) -> ir.Value:
    """Return the chance of a return while the hazard adds up to `hazard`."""
    return 1 - (-hazard).exp()


def with_terms(known: ir.Table, curves: ir.Table, seasons: ir.Table) -> ir.Table:
    """Add the terms of today's log hazard, and their sum, to cases that stand beside their parameters."""
    now = seasons.filter(seasons.period == 0).select(fiscal_month="month", near_now="near_now")
    shares = curves.select("shape", "week", log_share="log_share_a")
    both = known.mutate(week=ibis.least((known.age / 7).floor().cast("int64"), LAST_WEEK))
    both = both.join(shares, ["shape", "week"]).join(now, "fiscal_month")
    terms = terms_at(both, ibis.literal(0), both.log_share, both.near_now)
    return both.mutate(log_hazard=add_up(terms), **{f"term_{name}": value for name, value in terms.items()})


def add_periods(grid: ir.Table) -> ir.Table:
    """Return per case the hazard since the loss, of the horizon, of the first and the best later period, and the peak."""
    ahead = grid.period >= 0
    whole = (grid.a + grid.b) * (HALF_DAYS / 7)
    return grid.group_by("row").agg(
        past=hazard_between(grid, -grid.age, 0).sum(where=~ahead).fill_null(0.0),
        horizon=hazard_between(grid, 0, HORIZON_DAYS).sum(where=ahead),
        first=whole.sum(where=grid.period == 0),
        later=whole.max(where=grid.period >= 1),
        peak=ibis.greatest(grid.a, grid.b).max(where=ahead),
    )
