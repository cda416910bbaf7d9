"""Reps' visits to 1,000 physicians over 23 months (Manchanda, Rossi & Chintagunta 2004): selection named as selection."""

import csv
import gzip
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from benchmarks.judgement.data import data_file
from benchmarks.judgement.scores import resample

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
_TIMES = 400


@dataclass(frozen=True)
class Line:
    """Prescriptions that go with one more visit in the month, with a 95 % interval over physicians."""

    how: str
    means: str
    per_visit: float
    low: float
    high: float


def measure_detailing() -> list[dict[str, Any]]:
    """Compare physicians with each other, and each with themselves; raises DataMissingError where the file is not there."""
    with gzip.open(data_file("detailing/bayesm_detailing_counts.csv.gz"), "rt") as lines:
        rows = list(csv.DictReader(lines))
    who, scripts, visits, before = (
        np.array([float(row[name]) for row in rows]) for name in ("id", "scripts", "detailing", "lagged_scripts")
    )
    _, person = np.unique(who, return_inverse=True)
    own = [_less_own_mean(values, person) for values in (scripts, visits, before)]
    ones = np.ones(len(scripts))
    ways = {
        "naive: all months of all physicians": (
            "selection, not effect: reps visit those who prescribe much",
            np.column_stack([visits, ones]),
            scripts,
        ),
        "each physician against their own average": (
            "nearer to an effect; what made a month special for both stays in it",
            own[1][:, None],
            own[0],
        ),
        "the same, last month's prescriptions held": (
            "the same, less what goes on from month to month",
            np.column_stack([own[1], own[2]]),
            own[0],
        ),
    }
    return [asdict(_line(how, means, x, y, person)) for how, (means, x, y) in ways.items()]


def _less_own_mean(values: Floats, person: Ints) -> Floats:
    means = np.bincount(person, values) / np.bincount(person)
    return values - means[person]


def _line(how: str, means: str, x: Floats, y: Floats, person: Ints) -> Line:
    count = int(person.max()) + 1
    squares = np.zeros((count, x.shape[1], x.shape[1]))
    products = np.zeros((count, x.shape[1]))
    np.add.at(squares, person, x[:, :, None] * x[:, None, :])
    np.add.at(products, person, x * y[:, None])

    def slope(places: Ints) -> float:
        return float(np.linalg.solve(squares[places].sum(axis=0), products[places].sum(axis=0))[0])

    return Line(how, means, slope(np.arange(count)), *resample(count, slope, _TIMES))
