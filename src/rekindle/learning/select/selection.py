"""The answer: whom to contact, whom to leave alone, what that would earn, and why."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rekindle.learning.logs.instants import Numbers
from rekindle.learning.select.groups import Group
from rekindle.learning.select.judging import Judged
from rekindle.learning.select.randomness import Randomness
from rekindle.learning.select.valuing import Valued


@dataclass(frozen=True, slots=True)
class Selection:
    """One entry per candidate in `ids`, `contact`, `value`, `half` (half the width of the 95 % interval), `because`.

    `value` is what contacting them is expected to change (without a control group: to bring), net of its cost; `arm`
    the way to contact each of them, empty where there is only one.
    """

    model: str
    why: tuple[str, ...]
    causal: bool
    unit: str
    cost: float
    rows: int
    arms: tuple[tuple[str, int, float, float, float], ...]
    valued: Valued
    judged: Judged
    randomness: Randomness | None
    groups: tuple[Group, ...]
    used: tuple[str, ...]
    warnings: tuple[str, ...]
    ids: tuple[Any, ...]
    contact: NDArray[np.bool_]
    value: Numbers
    half: Numbers
    because: tuple[tuple[str, ...], ...]
    arm: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the whole answer as plain JSON."""
        return {
            "model": self.model,
            "why": " ".join(self.why),
            "causal": self.causal,
            "recommendation": self.valued.choice,
            "estimate": self._estimate(),
            "randomness": self._randomness(),
            "ranking": self.judged.as_json(),
            "arms": [
                {"arm": name, "rows": rows, "change": {"value": value, "low": low, "high": high}}
                for name, rows, value, low, high in self.arms
            ],
            "groups": [{"who": one.words, "rows": one.rows, "change": one.change.as_json()} for one in self.groups],
            "columns": list(self.used),
            "rows": self.rows,
            "warnings": list(self.warnings),
            "candidates": self.list_candidates(),
        }

    def _estimate(self) -> dict[str, Any]:
        valued = self.valued
        return {
            "all": valued.all.as_json(),
            "none": valued.none.as_json(),
            "selected": valued.selected.as_json(),
            "advantage": {"over": valued.simple, **valued.advantage.as_json()},
            "selected_share": valued.share,
            "per": f"{self.unit} per person, net of {self.cost:g} for each contact",
        }

    def _randomness(self) -> dict[str, Any] | None:
        found = self.randomness
        if found is None:
            return None
        names = ("verdict", "auc", "low", "high", "column", "gap")
        return {name: getattr(found, name) for name in names}

    def list_candidates(self) -> list[dict[str, Any]]:
        """Return one entry per candidate, in the order of the file."""
        low, high = (self.value - self.half).tolist(), (self.value + self.half).tolist()
        rows = zip(self.ids, self.contact.tolist(), self.value.tolist(), low, high, self.because, strict=True)
        found: list[dict[str, Any]] = [
            {
                "id": one,
                "decision": "contact" if contact else "leave_alone",
                "value": value,
                "low": lowest,
                "high": highest,
                "because": list(because),
            }
            for one, contact, value, lowest, highest, because in rows
        ]
        for one, arm in zip(found, self.arm, strict=False):
            one["arm"] = arm if one["decision"] == "contact" else None
        return found
