"""May a claim be made about what a contact changes? What was checked, and what can be said if not."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rekindle.learning.logs.columns import read_column
from rekindle.learning.logs.errors import LogError
from rekindle.learning.logs.instants import Numbers
from rekindle.learning.select.asking import Ask
from rekindle.learning.select.encoding import Design
from rekindle.learning.select.past import Past
from rekindle.learning.select.randomness import Randomness, check_randomness
from rekindle.learning.select.several import Several, find_several
from rekindle.learning.select.splitting import Rows
from rekindle.learning.select.valuing import mean_with_interval

_FEWEST = 40


@dataclass(frozen=True, slots=True)
class Checked:
    """Whether a causal claim is made, on which rows, with which chance of a contact, and what is said about it.

    `several` tells apart the ways to contact, where there are several that can be.
    """

    causal: bool
    rows: Rows
    chance: Numbers
    randomness: Randomness | None
    arms: tuple[tuple[str, int, float, float, float], ...]
    first: tuple[str, ...]
    why: tuple[str, ...]
    notes: tuple[str, ...]
    several: Several | None = None


def check_trial(past: Past, data: Design, ask: Ask) -> Checked:
    """Check that treatment looks random. Without a control group, or where it does not, contacts alone are looked at.

    Raises LogError when too few contacts are left for that.
    """
    every = np.arange(past.rows)
    if past.contacted is None:
        words = (
            "Nobody was left alone in this history, so it cannot be known who would have come without a contact; "
            "what is ranked is what a contact is followed by, not what it changes."
        )
        return Checked(False, every, np.ones(past.rows), None, (), (), (), (words,))
    found = check_randomness(data, past.contacted, past.unit, _strata(past, ask.strata), ask.seed)
    if found.verdict != "chosen":
        said = _say_random(found, ask)
        why, notes = ((said,), ()) if found.verdict == "random" else ((), (said,))
        several, more = find_several(past, data, ask.seed)
        return Checked(True, every, found.chance, found, _arms(past), (), why, (*notes, *more), several)
    contacts = np.flatnonzero(past.contacted)
    if len(contacts) < _FEWEST or past.earned[contacts].min() == past.earned[contacts].max():
        raise LogError(f"{_say_chosen(found, ask)} Of the contacts alone there are too few to learn from.")
    refusal = (_say_chosen(found, ask),)
    return Checked(False, contacts, np.ones(past.rows), found, (), refusal, (), refusal)


def _strata(past: Past, names: Sequence[str]) -> NDArray[np.int32]:
    groups = np.zeros(past.rows, dtype=np.int64)
    for name in names:
        column = read_column(past.table, name)
        if column is None:
            raise LogError(f"--strata {name!r} holds nothing that could part a trial into groups.")
        groups = np.unique(groups * 1_000_003 + column.ranks[0], return_inverse=True)[1].astype(np.int64)
    return groups.astype(np.int32)


def _arms(past: Past) -> tuple[tuple[str, int, float, float, float], ...]:
    """Return what each arm earned above those left alone: name, rows, difference and its 95 % interval."""
    if past.arms is None or past.contacted is None:
        return ()
    left = past.earned[~past.contacted]
    alone = mean_with_interval(left, np.arange(len(left)))
    found = []
    for code, level in enumerate(past.arms.levels):
        mine = (past.arm == code) & past.contacted
        if mine.sum() > 1:
            arm = mean_with_interval(past.earned[mine], np.arange(int(mine.sum())))
            gap = arm.value - alone.value
            half = float(np.hypot(arm.high - arm.value, alone.high - alone.value))
            found.append((level, int(mine.sum()), gap, gap - half, gap + half))
    return tuple(found)


def _say_random(found: Randomness, ask: Ask) -> str:
    by = f"within {' and '.join(ask.strata)} " if ask.strata else ""
    told = f"AUC {found.auc:.3f}; chance alone gives {found.low:.3f} to {found.high:.3f}"
    if found.verdict == "random":
        return f"Who was contacted looks {by}as if left to chance: the other columns cannot tell it ({told})."
    return (
        f"Who was contacted is nearly, but not quite left to chance: the other columns tell a little ({told}), "
        f"most of it “{found.column}”. The difference is adjusted for; what the columns do not hold cannot be."
    )


def _say_chosen(found: Randomness, ask: Ask) -> str:
    if found.uneven > 4 and found.auc <= found.high:
        how = f"some of “{ask.id}” were contacted far more often than chance lets them be"
    else:
        told = f"AUC {found.auc:.2f}; chance alone gives up to {found.high:.2f}"
        how = f"the other columns tell who was ({told}), most of all “{found.column}”"
    return (
        f"No claim is made about what a contact changes: who was contacted was not left to chance, {how}. "
        "A difference between the two sides may only be who was chosen, so only what followed contacts is looked at. "
        "If shares were drawn within known groups, name their columns with --strata; if a column came after the "
        "contact, take it out with --leave-out."
    )
