"""Which way to contact each candidate, where there are several."""

from dataclasses import dataclass

import numpy as np

from rekindle.learning.logs.instants import Numbers
from rekindle.learning.select.effects import Effect
from rekindle.learning.select.encoding import Design
from rekindle.learning.select.expecting import Expected
from rekindle.learning.select.several import Several, WayEffects
from rekindle.learning.select.support import Support
from rekindle.learning.select.valuing import Valued


@dataclass(frozen=True, slots=True)
class Ways:
    """For each candidate the way to contact them, the change expected of it, and the next best (rows x 1 each).

    `broad` is the one way that changed most on average.
    """

    arm: tuple[str, ...]
    change: Numbers
    second: tuple[str, ...]
    second_change: Numbers
    broad: str


def find_ways(
    model: Effect | WayEffects | Expected, several: Several | None, ahead: Design, valued: Valued, support: Support
) -> Ways | None:
    """Choose the way for each candidate: their own best, but the broad one where selecting is not shown to be better.

    Who is like nobody in the history gets the broad one, too.
    """
    if several is None or not isinstance(model, WayEffects):
        return None
    changes = model.changes(ahead)
    rows = np.arange(len(changes))
    best = np.argmax(changes, axis=1)
    best = np.where((valued.choice == "all") | (support.missing_in != ""), model.broad, best)
    others = changes.copy()
    others[rows, best] = -np.inf
    second = np.argmax(others, axis=1)
    name = several.names.__getitem__
    return Ways(
        tuple(name(one) for one in best.tolist()),
        changes[rows, best],
        tuple(name(one) for one in second.tolist()),
        changes[rows, second],
        name(model.broad),
    )
