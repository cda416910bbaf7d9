"""Boosted trees as plain numbers: grown elsewhere, kept with what a book has learned, and asked without the library."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np

Floats = np.ndarray[Any, np.dtype[np.float64]]
Ints = np.ndarray[Any, np.dtype[np.int64]]

# So many rows are looked at together: what the processor keeps at hand.
_ROWS = 4096
_DIGITS = 12


@dataclass(frozen=True, eq=False)
class Trees:
    """`base`: the log multiplier all start from. Nodes of all trees lie in one row: `feature` (-1: a leaf),
    `threshold`, where what is not more goes `left` and the rest `right`, `missing` where what is not known goes left,
    `value` of a leaf; `roots` are where the trees begin. `levels` names the words whose place in the list is a
    feature's number."""

    features: tuple[str, ...]
    levels: Mapping[str, tuple[str, ...]]
    base: float
    roots: Ints
    feature: Ints
    threshold: Floats
    missing: Ints
    left: Ints
    right: Ints
    value: Floats

    def scaled(self, power: float) -> "Trees":
        """Return trees whose multipliers are taken to a power: bolder above 1, more timid below."""
        return replace(self, base=power * self.base, value=power * self.value)

    def weigh(self, rows: Floats) -> Floats:
        """Return the log of what the chance of each row is to be multiplied by; a column per feature, in their order,
        NaN where nothing is known."""
        parts = [self._weigh(rows[start : start + _ROWS]) for start in range(0, len(rows), _ROWS)]
        found: Floats = np.concatenate([np.zeros(0), *parts])
        return found

    def _weigh(self, rows: Floats) -> Floats:
        at = np.broadcast_to(self.roots, (len(rows), len(self.roots))).copy()
        row = np.arange(len(rows))[:, None]
        while True:
            feature = self.feature[at]
            if (feature < 0).all():
                found: Floats = self.base + self.value[at].sum(axis=1)
                return found
            seen = rows[row, np.maximum(feature, 0)]
            goes_left = np.where(np.isnan(seen), self.missing[at] > 0, seen <= self.threshold[at])
            at = np.where(feature < 0, at, np.where(goes_left, self.left[at], self.right[at]))

    def as_text(self) -> str:
        """Return the trees as JSON, to be kept with what was learned."""
        kept: dict[str, Any] = {"features": self.features, "levels": dict(self.levels), "base": self.base}
        # A threshold may be the very number that was seen: it is not rounded.
        for name in ("roots", "feature", "threshold", "missing", "left", "right"):
            kept[name] = getattr(self, name).tolist()
        kept["value"] = [float(f"{one:.{_DIGITS}g}") for one in self.value]
        return json.dumps(kept)


@lru_cache(maxsize=4)
def read_trees(text: str) -> Trees:
    """Read what `as_text` wrote; raises KeyError when a part is missing."""
    kept = json.loads(text)
    roots, feature, missing, left, right = (
        np.array(kept[name], dtype=np.int64) for name in ("roots", "feature", "missing", "left", "right")
    )
    threshold, value = (np.array(kept[name], dtype=np.float64) for name in ("threshold", "value"))
    levels = {name: tuple(words) for name, words in kept["levels"].items()}
    start = tuple(kept["features"]), levels, float(kept["base"])
    return Trees(*start, roots, feature, threshold, missing, left, right, value)
