"""Candidates that are like nobody in the history: what was learned says nothing about them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rekindle.learning.logs.columns import Column, Kind
from rekindle.learning.logs.errors import say_names
from rekindle.learning.select.effects import Flags
from rekindle.learning.select.encoding import RARE, TREE_LEVELS
from rekindle.learning.select.features import Features

_MOST_LEVELS = 200
_OUTSIDE = 0.01
_OFTEN_RARE = 0.05


@dataclass(frozen=True, slots=True)
class Support:
    """For each candidate the column in which nobody in the history is like them ("" for none), and the warnings."""

    missing_in: NDArray[np.str_]
    notes: tuple[str, ...]


def find_support(features: Features, contacted: Flags | None, rows: int) -> Support:
    """Look for levels no row of the history has (or, with a control group, only one side) and numbers outside it."""
    alone = np.full(rows, "", dtype=object)
    notes: list[str] = []
    for name, past in features.past.items():
        ahead = features.ahead[name]
        if past.kind is Kind.LEVELS:
            _find_levels(past, ahead, contacted, alone, notes)
        else:
            _find_outside(past, ahead, notes)
    return Support(alone.astype(str), tuple(notes))


def _find_levels(
    past: Column, ahead: Column, contacted: Flags | None, alone: NDArray[np.object_], notes: list[str]
) -> None:
    sides = _sides(past, contacted)
    place = {level: code for code, level in enumerate(past.levels)}
    codes = np.array([*(place.get(level, -1) for level in ahead.levels), -2], dtype=np.int64)[ahead.codes]
    unseen = codes == -1
    if unseen.any():
        unknown = sorted({ahead.levels[code] for code in ahead.codes[unseen]})
        pooled = _has_rare(past)
        if not pooled:
            alone[unseen] = past.name
        notes.append(
            f"{unseen.sum():,} candidates have a “{past.name}” that nobody in the history has: {_some(unknown)}. "
            + ("They count as its other rare ones." if pooled else "Nothing is known about them.")
        )
    if contacted is None or len(past.levels) > _MOST_LEVELS:
        return
    for side, words in ((0, "left alone"), (1, "contacted")):
        lacking = (sides[side] == 0) & (sides[1 - side] >= 10)
        hit = np.isin(codes, np.flatnonzero(lacking))
        if lacking.any() and hit.any():
            alone[hit] = past.name
            levels = [past.levels[code] for code in np.flatnonzero(lacking)]
            notes.append(
                f"“{past.name}” {_some(levels)}: nobody there was {words}, so a contact cannot be compared; "
                f"{hit.sum():,} candidates are like that."
            )


def _has_rare(past: Column) -> bool:
    """Say whether enough of the history has levels too rare to be told apart, so that one more is like them."""
    counts = np.bincount(past.codes[past.codes >= 0], minlength=len(past.levels))
    often = np.sort(counts[counts >= RARE])[::-1][:TREE_LEVELS].sum()
    return bool(counts.sum() - often > _OFTEN_RARE * counts.sum())


def _sides(past: Column, contacted: Flags | None) -> list[NDArray[np.int64]]:
    if contacted is None:
        return []
    return [
        np.bincount(past.codes[(contacted == side) & (past.codes >= 0)], minlength=len(past.levels)).astype(np.int64)
        for side in (False, True)
    ]


def _find_outside(past: Column, ahead: Column, notes: list[str]) -> None:
    known, asked = past.numbers[~past.missing], ahead.numbers[~ahead.missing]
    if not known.size or not asked.size:
        return
    outside = (asked < known.min()) | (asked > known.max())
    if outside.mean() > _OUTSIDE and outside.sum() >= 5:
        lie = "later or earlier than any" if past.kind is Kind.INSTANT else "outside the range"
        notes.append(
            f"{outside.sum():,} candidates have a “{past.name}” {lie} of the history; they count as its nearest end."
        )


def _some(levels: list[str]) -> str:
    return say_names(levels[:5]) + (f" and {len(levels) - 5} more" if len(levels) > 5 else "")
