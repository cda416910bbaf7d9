"""Online Retail and CDNOW: of the customers who went quiet, who comes back, and how many."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from scipy.stats import rankdata

from benchmarks.judgement.bgnbd import fit_bgnbd
from benchmarks.judgement.cox import fit_cox
from benchmarks.judgement.purchases import Flags, Floats, Ints, Log, Quiet, everybody, go_quiet, read_cdnow, read_retail
from benchmarks.judgement.scores import resample

QUIET_DAYS, AHEAD_DAYS = 60, 90
# The first was used to choose how; the others were tried once with what it chose.
CUTS: tuple[tuple[str, Callable[[], Log], int], ...] = (
    ("Online Retail, day 240", read_retail, 240),
    ("Online Retail, day 280", read_retail, 280),
    ("CDNOW, day 273", read_cdnow, 273),
)
TIMES = 200


@dataclass(frozen=True)
class Line:
    """One model on one cut-off. `concordance` is Harrell's c of the wait; `ratio` the returners foretold per one that
    came, with 95 % intervals over customers."""

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
    """Try every model on one cut-off."""
    seen = go_quiet(log, cut, QUIET_DAYS, AHEAD_DAYS)
    scores = foretell_all(log, cut, seen)
    return [asdict(_line(data, model, seen, score, counts)) for model, (score, counts) in scores.items()]


def foretell_all(log: Log, cut: int, seen: Quiet) -> dict[str, tuple[Floats, bool]]:
    """Return per model the score of every quiet customer, and whether it is a chance that adds up to a count."""
    bought = fit_bgnbd(*everybody(log, cut))
    earlier = go_quiet(log, cut - AHEAD_DAYS, QUIET_DAYS, AHEAD_DAYS)
    cox = fit_cox(earlier.columns, earlier.wait, earlier.came, ridge=1.0)
    return {
        "recency": (seen.last - seen.watched, False),
        "BG/NBD": (bought.buys_within(seen.repeats, seen.last, seen.watched, AHEAD_DAYS), True),
        "Cox": (cox.within(seen.columns, AHEAD_DAYS), True),
    }


def _line(data: str, model: str, seen: Quiet, score: Floats, counts: bool) -> Line:
    def agree(places: Ints) -> float:
        return harrell(score[places], seen.wait[places], seen.came[places])

    def ratio(places: Ints) -> float:
        return float(score[places].sum() / max(seen.came[places].sum(), 1))

    every = np.arange(len(seen.came))
    low, high = resample(len(every), agree, TIMES)
    ratios = (ratio(every), *resample(len(every), ratio, TIMES)) if counts else (None, None, None)
    return Line(data, model, len(every), int(seen.came.sum()), agree(every), low, high, *ratios)


def measure_retail() -> list[dict[str, Any]]:
    """Try every model on every cut-off; raises DataMissingError where a file is not there."""
    return [row for data, read, cut in CUTS for row in measure_cut(data, read(), cut)]
