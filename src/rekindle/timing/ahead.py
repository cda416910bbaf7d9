"""Looking ahead: the chance of a return, the best later time, and the window, from the grid of half periods."""

from functools import cache
from math import log

import ibis
import ibis.expr.types as ir

from rekindle.tables.days import as_date, day_number
from rekindle.tables.engine import Step
from rekindle.tables.facts import MOMENT
from rekindle.tables.joins import beside
from rekindle.tables.results import FORECAST
from rekindle.timing.cases import CASES
from rekindle.timing.cells import CELL, CODED, FACTORS
from rekindle.timing.constants import (
    ANCHOR,
    END_PERIOD,
    HALF_DAYS,
    HORIZON_DAYS,
    PERIOD_DAYS,
    SPREAD,
    WINDOW_FIRST_PERIOD,
    Z_80,
)
from rekindle.timing.curves import CURVES, LAST_WEEK, SPOTS
from rekindle.timing.hazard import TERM_NAMES, beliefs, days_between, grid_of, still_may, terms_today
from rekindle.timing.seasons import SEASONS
from rekindle.timing.silence import silence_of
from rekindle.timing.standing import CONTACTS, STANDING, contact_state, learned_at, levels_learned, standing_of
from rekindle.timing.window import find_window

NUMBERED = {"row": "int64", **CASES}

# A forecast with the bound of its chances, the share of those who `may` come back, and the terms of its log hazard.
OUTLOOK = {**FORECAST, **dict.fromkeys(("may", *TERM_NAMES), "float64")}

CHANCES = {name: OUTLOOK[name] for name in ("deal_id", "chance", "may")}

READS = {"moment": MOMENT, "cases": NUMBERED, "parameters": CODED, "curves": CURVES, "seasons": SEASONS}

# Levels that stay with a deal while it is looked at, and those that change from period to period.
_STAYS = (*FACTORS, "silence")
_CHANGES = tuple(factor for factor in STANDING if factor != "silence")


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
    grid = weekly_hazards(known, curves, seasons, WINDOW_FIRST_PERIOD).alias("grid")
    sums = add_periods(grid, horizon_days).alias("sums")
    now = seasons.filter(seasons.period == 0).select("fiscal_month", "near_now", "year")
    both = with_never(known, curves)
    both = both.join(sums, "row").join(find_window(grid, sums), "row").cross_join(moment.select("today"))
    both = both.join(now, "fiscal_month")
    terms = terms_today(both, both.log_share, both.near_now, both.year)
    both = both.mutate(**terms).mutate(today=day_number(both.today))
    return both.select(
        "deal_id",
        "prior_share",
        "win_if_back",
        "never",
        "may",
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


@cache
def foretell(horizon_days: int = HORIZON_DAYS) -> Step:
    """Return the step that gives CHANCES, the chances of OUTLOOK alone: a backtest asks for no more, and often."""

    def build(cases: ir.Table, parameters: ir.Table, curves: ir.Table, seasons: ir.Table) -> ir.Table:
        known = with_rates(cases, parameters).alias("known")
        grid = weekly_hazards(known, curves, seasons, 0, -(-horizon_days // PERIOD_DAYS)).alias("grid")
        sums = grid.group_by("row").agg(horizon=_hazard_until(grid, horizon_days))
        both = with_never(known, curves).select("row", "deal_id", "may").join(sums, "row")
        return both.select("deal_id", "may", chance=chance_of(both, both.horizon))

    return Step(f"foretell_{horizon_days}", {name: READS[name] for name in READS if name != "moment"}, CHANCES, build)


def with_rates(cases: ir.Table, parameters: ir.Table) -> ir.Table:
    """Put beside each case in scope what was learned of its cell and levels: `<factor>_rate` of those that stay, one
    column per level of those that change. `spread` is how far the playbook's differences are believed, `scale` the log
    of what no day changes, `sd` that of cell, levels and today's age together."""
    cells = parameters.filter(parameters.factor == "cell").drop("factor", "level")
    known = cases.filter(cases.in_scope).join(cells, list(CELL))
    state = contact_state(known.unanswered, known.said_not_yet)
    known = known.mutate(
        silence=ibis.cases(*((state == nth, name) for nth, name in enumerate(CONTACTS[:-1])), else_=CONTACTS[-1])
    )
    known = beside(known, *((_level(parameters, factor), factor) for factor in _STAYS))
    known = known.cross_join(_of_the_book(parameters))
    age = standing_of(known, ibis.literal(0), ibis.literal(0))["age"]
    sds = [*(known[f"{factor}_sd"].fill_null(0.0) for factor in _STAYS), learned_at(known, "sd_age", age)]
    rates = {f"{factor}_rate": known[f"{factor}_rate"].fill_null(0.0) for factor in _STAYS}
    return known.mutate(
        scale=sum(rates.values(), known.log_rate), sd=sum((sd * sd for sd in sds), known.sd * known.sd).sqrt(), **rates
    )


def _of_the_book(parameters: ir.Table) -> ir.Table:
    """Return one row: `spread`, the log rates of every level that changes, and the sd of those of age."""
    spread = parameters.log_rate.max(where=parameters.factor == "spread").fill_null(log(SPREAD)).exp()
    rates = levels_learned(parameters, _CHANGES, "log_rate")
    return parameters.agg(spread=spread, **rates, **levels_learned(parameters, ("age",), "sd", "sd_"))


def weekly_hazards(known: ir.Table, curves: ir.Table, seasons: ir.Table, first: int, end: int = END_PERIOD) -> ir.Table:
    """Return the grid: per case (`row`) and period from `first` to before `end` its start and the weekly hazard of its
    halves."""
    grid = grid_of(known, curves, seasons, first, end)
    standing = standing_of(grid, grid.start, grid.year)
    learned = sum((learned_at(grid, factor, place) for factor, place in standing.items()), grid.scale)
    hushed = ibis.ifelse(grid.period >= 0, silence_of(grid.unanswered, grid.silent_to, grid.start), 0.0)
    level = learned + (1 - grid.spread) * ANCHOR
    unanswered = ibis.ifelse(grid.period >= 0, grid.unanswered, 0)
    a, b = ((level + grid.spread * belief).exp() for belief in beliefs(grid, hushed, unanswered))
    return grid.select("row", "period", "start", "age", a=a, b=b)


def with_never(known: ir.Table, curves: ir.Table) -> ir.Table:
    """Add what this week's place on the curve says: `log_share`, and `still_share`, those who may come back, with
    `never`, the rest of them; `may` is their share as far as the playbook is believed."""
    shares = curves.select("spot", log_share="log_share_a", risen="risen_a")
    both = known.mutate(spot=known.curve * SPOTS + ibis.least(known.age // 7, LAST_WEEK)).join(shares, "spot")
    both = both.mutate(still_share=still_may(both, both.risen, both.unanswered))
    return both.mutate(never=1 - both.still_share, may=both.still_share.pow(both.spread))


def _level(parameters: ir.Table, factor: str) -> ir.Table:
    """Return the levels of a factor as columns `<factor>`, `<factor>_rate` and `<factor>_sd`."""
    levels = parameters.filter(parameters.factor == factor)
    return levels.select(**{factor: levels.level, f"{factor}_rate": levels.log_rate, f"{factor}_sd": levels.sd})


def chance_of(case: ir.Table, hazard: ir.Value) -> ir.Value:
    """Return the chance of a return while the hazard adds up to `hazard`: whoever never comes back does not, however
    much speaks for a day. Of those who `may`, the hazard is so much higher as they are fewer."""
    return case.may * (1 - (-hazard / case.may).exp())


def add_periods(grid: ir.Table, horizon_days: int) -> ir.Table:
    """Return per case the hazard of the horizon, of the first and the best later period, and the peak."""
    ahead = grid.filter(grid.period >= 0)
    whole = (ahead.a + ahead.b) * (HALF_DAYS / 7)
    return ahead.group_by("row").agg(
        horizon=_hazard_until(ahead, horizon_days),
        first=whole.sum(where=ahead.period == 0),
        later=whole.max(where=ahead.period >= 1),
        peak=ibis.greatest(ahead.a, ahead.b).max(),
    )


def _hazard_until(ahead: ir.Table, horizon_days: int) -> ir.Value:
    first, second = days_between(ahead, 0, horizon_days)
    return ((ahead.a * first + ahead.b * second) / 7).sum()
