"""The earlier part teaches, its end calibrates, the later part tries; no case is on both sides."""

from dataclasses import dataclass

import numpy as np

from rekindle.learning.cadence.events import Rows
from rekindle.learning.cadence.followups import FollowUps
from rekindle.learning.logs.errors import LogError

_EARLIER, _BASE = 0.7, 0.7
_FEWEST = 50


@dataclass(frozen=True, slots=True)
class Parts:
    """Rows of follow-ups: `earlier` (labels known by `cut`, in days; of it `teach` and `calibrate`) and `later`.

    `purged` follow-ups belong to cases that lie across the cut, and are on neither side.
    """

    earlier: Rows
    teach: Rows
    calibrate: Rows
    later: Rows
    cut: float
    purged: int


def split(followups: FollowUps, within: float) -> Parts:
    """Split by time at 70 in 100 follow-ups. Cases across the cut are purged from the later part.

    Where that leaves less than a quarter of it, they are purged from the earlier part instead. Raises LogError when
    either part is too small or of one outcome.
    """
    at, known = followups.at, followups.known
    cut = float(np.quantile(at[known], _EARLIER))
    before, after = known & (at + within <= cut), known & (at >= cut)
    begun = np.unique(followups.case[at < cut])
    later = after & ~np.isin(followups.case, begun)
    earlier = before
    if later.sum() < max(_FEWEST, 0.25 * after.sum()):
        later, earlier = after, before & ~np.isin(followups.case, followups.case[at >= cut])
    _check(followups, np.flatnonzero(earlier), np.flatnonzero(later), within)
    teach, calibrate = _part_earlier(followups, np.flatnonzero(earlier), within)
    purged = int(before.sum() + after.sum() - earlier.sum() - later.sum())
    return Parts(np.flatnonzero(earlier), teach, calibrate, np.flatnonzero(later), cut, purged)


def _part_earlier(followups: FollowUps, earlier: Rows, within: float) -> tuple[Rows, Rows]:
    at = followups.at[earlier]
    edge = float(np.quantile(at, _BASE))
    # Cases may lie across this edge: a slice of young cases only would say nothing of late follow-ups.
    teach, calibrate = earlier[at + within <= edge], earlier[at >= edge]
    if min(followups.came[calibrate].sum(), followups.came[teach].sum(), (~followups.came[teach]).sum()) < 10:
        # Too short a past for a slice of its own: every second case calibrates.
        even = followups.case[earlier] % 2 == 0
        return earlier[even], earlier[~even]
    return teach, calibrate


def _check(followups: FollowUps, earlier: Rows, later: Rows, within: float) -> None:
    for rows, words in ((earlier, "earlier"), (later, "later")):
        came = int(followups.came[rows].sum())
        if len(rows) < _FEWEST or not 5 <= came <= len(rows) - 5:
            raise LogError(
                f"The {words} part has {len(rows):,} follow-ups with {came:,} successes within {within:g} days; "
                "that is too few to learn from and to try it on. A longer log, or a shorter --within, would help."
            )
