"""Online Retail and CDNOW: of the customers who went quiet, who comes back, and how many."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from scipy.stats import rankdata

from benchmarks.judgement.bgnbd import fit_bgnbd
from benchmarks.judgement.cox import fit_cox
from benchmarks.judgement.frontier import OURS
from benchmarks.judgement.purchases import Flags, Floats, Ints, Log, Quiet, everybody, go_quiet, read_cdnow, read_retail
from rekindle.learning.quiet import QuietHazard

QUIET_DAYS, AHEAD_DAYS = 60, 90
# The first was used to choose how; the others were tried once with what it chose.
CUTS: tuple[tuple[str, Callable[[], Log], int], ...] = (
    ("Online Retail, day 240", read_retail, 240),
    ("Online Retail, day 280", read_retail, 280),
    ("CDNOW, day 273", read_cdnow, 273),
)
TIMES = 100


@dataclass(frozen=True)
class Line:
    """One model on one cut-off. `concordance` is Harrell's c of the wait; `ratio` the returners foretold per one that
    came; `gain` the desk's concordance less this one's on the same customers; all with 95 % intervals over customers."""

    data: str
    model: str
    customers: int
    came: int
    concordance: float
    concordance_low: float
    concordance_high: float
    ratio: float | None
    ratio_low: float | None
    ratio_high: float | None
    gain: float
    gain_low: float
    gain_high: float


def harrell(score: Floats, wait: Floats, came: Flags) -> float:
    """Return Harrell's c: how often of two customers the one who came earlier scored higher, ties half.

    Counted over a grid of days of the wait: with 90 days and many customers that is quicker than pairs."""
    place = rankdata(score)
    right = pairs = 0.0
    for day in np.unique(wait[came]):
        now = came & (wait == day)
        later = (wait > day) | ((wait == day) & ~came)
        sorted_later = np.sort(place[later])
        below = np.searchsorted(sorted_later, place[now], side="left")
        same = np.searchsorted(sorted_later, place[now], side="right") - below
        right += float((below + same / 2).sum())
        pairs += float(now.sum() * later.sum())
    return right / pairs if pairs else float("nan")


def measure_cut(data: str, log: Log, cut: int) -> list[dict[str, Any]]:
    """Try every model on one cut-off; all are resampled over the same customers."""
    seen = go_quiet(log, cut, QUIET_DAYS, AHEAD_DAYS)
    scores = foretell_all(log, cut, seen)
    chance, count = np.random.default_rng(20_260_105), len(seen.came)
    draws = [np.arange(count), *(chance.integers(0, count, count) for _ in range(TIMES))]
    agreed = {model: np.array([_agree(seen, score, at) for at in draws]) for model, (score, _) in scores.items()}
    lines = []
    for model, (score, counts) in scores.items():
        ratios = np.array([score[at].sum() / max(seen.came[at].sum(), 1) for at in draws])
        gains = agreed[OURS] - agreed[model]
        figures = (*_spread(agreed[model]), *(_spread(ratios) if counts else (None, None, None)), *_spread(gains))
        lines.append(asdict(Line(data, model, count, int(seen.came.sum()), *figures)))
    return lines


def _agree(seen: Quiet, score: Floats, places: Ints) -> float:
    return harrell(score[places], seen.wait[places], seen.came[places])


def _spread(values: Floats) -> tuple[float, float, float]:
    """Return the first of some figures, which is that of all customers, and the 95 % interval of the others."""
    low, high = np.percentile(values[1:], [2.5, 97.5])
    return float(values[0]), float(low), float(high)


def foretell_all(log: Log, cut: int, seen: Quiet) -> dict[str, tuple[Floats, bool]]:
    """Return per model the score of every quiet customer, and whether it is a chance that adds up to a count."""
    bought = fit_bgnbd(*everybody(log, cut))
    earlier = go_quiet(log, cut - AHEAD_DAYS, QUIET_DAYS, AHEAD_DAYS)
    ours = QuietHazard().fit(_as_history(earlier))
    cox = fit_cox(earlier.columns, earlier.wait, earlier.came, ridge=1.0)
    return {
        "recency": (seen.last - seen.watched, False),
        "BG/NBD": (bought.buys_within(seen.repeats, seen.last, seen.watched, AHEAD_DAYS), True),
        "Cox": (cox.within(seen.columns, AHEAD_DAYS), True),
        OURS: (ours.forecast(_as_history(seen), AHEAD_DAYS).column("chance").to_numpy(), True),
    }


def _as_history(seen: Quiet) -> dict[str, pa.Table]:
    columns = {"frequency": seen.repeats, "recency": seen.last, "age": seen.watched, "value": seen.value}
    return {"quiet": pa.table({**columns, "back": seen.came, "wait": seen.wait})}


def measure_retail() -> list[dict[str, Any]]:
    """Try every model on every cut-off; raises DataMissingError where a file is not there."""
    return [row for data, read, cut in CUTS for row in measure_cut(data, read(), cut)]
