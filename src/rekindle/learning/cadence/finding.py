"""The answer: the chance of one more follow-up, how good it proved, and where it stops paying."""

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from rekindle.learning.cadence.stopping import Step, Stop
from rekindle.learning.logs.instants import Numbers


@dataclass(frozen=True, slots=True)
class Cadence:
    """One entry per follow-up of the later part in `case`, `at` (days since 1970), `chance`, `low`, `high`.

    `in_utc`: the log says its zones, so that `at` is UTC; else it is what the log's clock showed.
    """

    model: str
    why: tuple[str, ...]
    within: float
    metrics: dict[str, Any]
    baseline: dict[str, dict[str, float]]
    stop: Stop
    columns: tuple[str, ...]
    warnings: tuple[str, ...]
    cases: int
    rows: int
    case: tuple[str, ...]
    at: Numbers
    chance: Numbers
    low: Numbers
    high: Numbers
    in_utc: bool

    @property
    def worth_it(self) -> NDArray[np.bool_]:
        """Which follow-ups have at least the break-even chance."""
        return np.asarray(self.chance >= self.stop.break_even)

    def as_json(self) -> dict[str, Any]:
        """Return the whole answer as plain JSON."""
        stop = self.stop
        return {
            "model": self.model,
            "why": " ".join(self.why),
            "within_days": self.within,
            "metrics": self.metrics,
            "baseline": self.baseline,
            "stop": {
                "after_followups": stop.after_followups,
                "after_days": stop.after_days,
                "because": stop.because,
                "break_even": stop.break_even,
            },
            "by_number": [_step(one) for one in stop.by_number],
            "by_days": [_step(one) for one in stop.by_days],
            "columns": list(self.columns),
            "warnings": list(self.warnings),
            "followups": self.list_followups(),
        }

    def list_followups(self) -> list[dict[str, Any]]:
        """Return one entry per follow-up of the later part, in the order of time."""
        micro = np.round(self.at * 86_400e6).astype("int64").astype("datetime64[us]")
        times = np.datetime_as_string(micro, unit=_unit_of(micro), timezone="UTC" if self.in_utc else "naive")
        numbers = (self.chance.tolist(), self.low.tolist(), self.high.tolist(), self.worth_it.tolist())
        return [
            {"case": case, "time": str(time), "chance": chance, "low": low, "high": high, "worth_it": worth}
            for case, time, chance, low, high, worth in zip(self.case, times, *numbers, strict=True)
        ]


def _unit_of(micro: NDArray[np.datetime64]) -> Literal["s", "ms", "us"]:
    """Return the coarsest unit in which the instants are whole."""
    counts = micro.astype("int64")
    return "us" if bool((counts % 1_000).any()) else "ms" if bool((counts % 1_000_000).any()) else "s"


def _step(step: Step) -> dict[str, Any]:
    return {
        "followups": step.label, "upto": None if step.upto == np.inf else step.upto, "rows": step.rows,
        "chance": step.chance, "low": step.low, "high": step.high,
    }  # fmt: skip
