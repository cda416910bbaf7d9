"""Looking ahead: the chance of a return, the best later time, and the window, from the grid of half periods."""

from functools import cache

import ibis
import ibis.expr.types as ir

from rekindle.tables.days import as_date, day_number
from rekindle.tables.engine import Step
from rekindle.tables.facts import MOMENT
from rekindle.tables.joins import beside
from rekindle.tables.results import FORECAST
from rekindle.timing.cases import CASES
from rekindle.timing.cells import CELL, CODED, FACTORS
from rekindle.timing.constants import ANSWER_CHANCE, HALF_DAYS, HORIZON_DAYS, PERIOD_DAYS, Z_80
from rekindle.timing.curves import CURVES, LAST_WEEK, SPOTS
from rekindle.timing.hazard import TERM_NAMES, halves, hazard_between, terms_today
from rekindle.timing.seasons import SEASONS
from rekindle.timing.window import find_window

NUMBERED = {"row": "int64", "part": "int64", **CASES}

# A forecast with the terms of its log hazard beside it.
OUTLOOK = {**FORECAST, **dict.fromkeys(TERM_NAMES, "float64")}


READS = {"moment": MOMENT, "cases": NUMBERED, "parameters": CODED, "curves": CURVES, "seasons": SEASONS}


@cache
def look_ahead(horizon_days: int = HORIZON_DAYS) -> Step:
    """Return the step that looks so many days ahead; at most 364, the end of the grid. Gives OUTLOOK."""

    def build(**tables: ir.Table) -> ir.Table:
        return _look_ahead(horizon_days=horizon_days, **tables)

    return Step(f"look_ahead_{horizon_days}", READS, OUTLOOK, build)


def _look_ahead(
    moment: ir.Table, cases: ir.Table, parameters: ir.Table, curves: ir.Table, seasons: ir.Table, horizon_days: int
) -> ir.Table:
    known = with_rates(cases, parameters).alias("known")
    grid = halves(known, curves, seasons).alias("grid")
    sums = add_periods(grid, horizon_days).alias("sums")
    now = seasons.filter(seasons.period == 0).select("fiscal_month", "near_now")
    shares = curves.select("spot", log_share="log_share_a")
    both = known.mutate(spot=known.curve * SPOTS + ibis.least(known.age // 7, LAST_WEEK))
    both = both.join(sums, "row").join(find_window(grid, sums), "row").cross_join(moment.select("today"))
    both = both.join(shares, "spot").join(now, "fiscal_month")
    terms = terms_today(both, both.log_share, both.near_now)
    both = both.mutate(**terms, never=never_of(both)).mutate(today=day_number(both.today))
    return both.select(
        "deal_id",
        "prior_share",
        "win_if_back",
        "never",
        *TERM_NAMES,
        log_hazard=sum((both[name] for name in TERM_NAMES[1:]), both[TERM_NAMES[0]]),
        horizon_days=ibis.literal(horizon_days),
        chance=chance_of(both, both.horizon),
        chance_low=chance_of(both, both.horizon * (both.sd * -Z_80).exp()),
        chance_high=chance_of(both, both.horizon * (both.sd * Z_80).exp()),
        losses_like="losses",
        hazard_now=chance_of(both, both.first),
        hazard_later=chance_of(both, both.later),
        later_on=as_date(both.today + both.later_period * PERIOD_DAYS),
        window_from=as_date(ibis.greatest(both.today + both.from_half * HALF_DAYS, both.lost)),
        window_to=as_date(both.today + both.end_half * HALF_DAYS - 1),
    )


def with_rates(cases: ir.Table, parameters: ir.Table) -> ir.Table:
    """Return the cases in scope with what the book taught about each: `scale` of its hazard, and `sd` of its log."""
    cells = parameters.filter(parameters.factor == "cell").drop("factor", "level")
    known = cases.filter(cases.in_scope).join(cells, list(CELL))
    known = beside(known, *((_level(parameters, factor), factor) for factor in FACTORS))
    rates, sds = ([known[f"{factor}_{name}"].fill_null(0.0) for factor in FACTORS] for name in ("rate", "sd"))
    return known.mutate(
        scale=sum(rates, known.year_hazard.log() + known.log_rate),
        sd=sum((sd * sd for sd in sds), known.sd * known.sd).sqrt(),
        **{f"{factor}_rate": rate for factor, rate in zip(FACTORS, rates, strict=True)},
    )


def _level(parameters: ir.Table, factor: str) -> ir.Table:
    """Return the levels of a factor as columns `<factor>`, `<factor>_rate` and `<factor>_sd`."""
    levels = parameters.filter(parameters.factor == factor)
    return levels.select(**{factor: levels.level, f"{factor}_rate": levels.log_rate, f"{factor}_sd": levels.sd})


def never_of(case: ir.Table) -> ir.Value:
    """Return the share of "never" after what has been survived and what was not answered, by Bayes."""
    survived = (-case.past).exp() * ibis.literal(1 - ANSWER_CHANCE).pow(case.unanswered)
    return case.never_share / (case.never_share + (1 - case.never_share) * survived)


def chance_of(case: ir.Table, hazard: ir.Value) -> ir.Value:
    """Return the chance of a return while the hazard adds up to `hazard`."""
    return (1 - case.never) * (1 - (-hazard).exp())


def add_periods(grid: ir.Table, horizon_days: int) -> ir.Table:
    """Return per case the hazard since the loss, of the horizon, the first and the best later period, and the peak."""
    ahead = grid.period >= 0
    whole = (grid.a + grid.b) * (HALF_DAYS / 7)
    return grid.group_by("row").agg(
        past=hazard_between(grid, -grid.age, 0).sum(where=~ahead).fill_null(0.0),
        horizon=hazard_between(grid, 0, horizon_days).sum(where=ahead),
        first=whole.sum(where=grid.period == 0),
        later=whole.max(where=grid.period >= 1),
        peak=ibis.greatest(grid.a, grid.b).max(where=ahead),
    )
