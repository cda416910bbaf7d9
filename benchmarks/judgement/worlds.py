"""The forecast on made-up worlds: learned from one book of a market, tried on other deals of the same market."""

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from benchmarks.judgement.desk import foretell, learn, learn_and_try, look_at, playbook_of
from benchmarks.judgement.scores import brier, brier_skill, calibration_slope, concordance, coverage
from benchmarks.judgement.trees import foretell_by_rate, foretell_by_reason, foretell_by_trees
from rekindle.benchworld import draw_world, tell_facts
from rekindle.benchworld.columns import ids
from rekindle.learning.backtest import backtest
from rekindle.tables.schemas import Tables

SIZES = (60, 200, 600, 2_000, 20_000)
TESTED = 5_000
HORIZON = 180.0


@dataclass(frozen=True)
class Trial:
    """One world at one size of book. Skills are over the rate that really came; `o_per_e` is came / expected. `second`:
    the book's own test put the second model in force, None where the book is too small for one; `own_brier` is the
    score without it. `rate_skill` is of the book's own overall rate, one number for everybody, as a spreadsheet has it;
    `level_skill` of the desk's mean chance given to everybody: what its level costs, without the differences it tells;
    `prior_level_skill` of the priors' mean chance given to everybody."""

    regime: str
    seed: int
    size: int
    returns: int
    base_rate: float
    skill: float
    slope: float
    concordance: float
    o_per_e: float
    inside: int
    groups: int
    second: bool | None
    brier: float
    own_brier: float
    prior_skill: float
    reason_skill: float
    trees_skill: float
    trees_brier: float
    rate_skill: float
    level_skill: float
    prior_level_skill: float


def try_world(task: tuple[str, int, tuple[int, ...]]) -> list[dict[str, Any]]:
    """Try one world at several sizes of book: (regime, seed, sizes) -> trials as plain values."""
    regime, seed, sizes = task
    tested = draw_world(regime, seed, TESTED, until=HORIZON, part=99)
    who = np.flatnonzero(tested.still_lost(0.0))
    came = tested.back_between(0.0, HORIZON)[who]
    facts, deals = tell_facts(tested, 0.0), ids("deal", who)
    ready = look_at(facts)
    prior = foretell(ready, learn(_without_past(facts)), deals)
    trials = []
    for size in sizes:
        past = draw_world(regime, seed, size, part=SIZES.index(size))
        learned = learn_and_try(tell_facts(past, 0.0))
        own, chances = (foretell(ready, parameters, deals) for parameters in (learned.own, learned.in_force))
        trees = foretell_by_trees(past, tested, who)
        by_reason = foretell_by_reason(past, tested, who)
        inside, groups = coverage(chances.low, chances.high, came, tested.deals.said[who])
        trials.append(
            Trial(
                regime,
                seed,
                size,
                returns=int(past.back_between(-np.inf, 0.0).sum()),
                base_rate=float(came.mean()),
                skill=brier_skill(chances.middle, came),
                slope=calibration_slope(chances.middle, came),
                concordance=concordance(chances.middle, came),
                o_per_e=float(came.mean() / chances.middle.mean()),
                inside=inside,
                groups=groups,
                second=learned.trees is not None if learned.tried else None,
                brier=brier(chances.middle, came),
                own_brier=brier(own.middle, came),
                prior_skill=brier_skill(prior.middle, came),
                reason_skill=brier_skill(by_reason, came),
                trees_skill=brier_skill(trees, came),
                trees_brier=brier(trees, came),
                rate_skill=brier_skill(foretell_by_rate(past, who), came),
                level_skill=brier_skill(np.full(len(came), chances.middle.mean()), came),
                prior_level_skill=brier_skill(np.full(len(came), prior.middle.mean()), came),
            )
        )
    return [asdict(trial) for trial in trials]


def _without_past(facts: Tables) -> Tables:
    """A book that has taught nothing: the desk then knows its priors alone."""
    nothing = {name: facts[name].slice(0, 0) for name in facts if name not in ("moment", "members")}
    return {**facts, **nothing}


def say_whether_better(task: tuple[str, int, int]) -> dict[str, Any]:
    """Run the user's own backtest on a world's past: (regime, seed, deals) -> its verdict."""
    regime, seed, size = task
    facts = tell_facts(draw_world(regime, seed, size), 0.0)
    report = backtest(facts, playbook_of)
    return {"regime": regime, "seed": seed, "size": size, "verdict": report.verdict, "returns": report.returns}
