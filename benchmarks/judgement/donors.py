"""Yearly gifts of 11,104 donors: the hold-out cells of Fader, Hardie & Shang (2010, Marketing Science 29:1086-1108)."""

import csv
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.special import betaln, gammaln

from benchmarks.judgement.data import data_file
from benchmarks.judgement.scores import resample

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
YEARS_AHEAD = 5
_TIMES = 300


@dataclass(frozen=True)
class Line:
    """Mean distance between foretold and given gifts of 2002 to 2006 per donor, and the count foretold per gift given."""

    model: str
    distance: float
    low: float
    high: float
    ratio: float
    note: str


@dataclass(frozen=True)
class BgBb:
    """Gives in a year with a chance from Beta(a, b), and stops for good with a chance from Beta(c, d) before each."""

    a: float
    b: float
    c: float
    d: float
    log_likelihood: float


def fit_bgbb(x: Floats, last: Floats, years: Floats, donors: Floats) -> BgBb:
    """Fit by maximum likelihood (equation 5 there): gifts, year of the last, years watched, donors in the cell."""

    def loss(logs: Floats) -> float:
        a, b, c, d = np.exp(logs)
        return -float((donors * _log_likelihood(x, last, years, a, b, c, d)).sum())

    found = minimize(loss, np.zeros(4), method="Nelder-Mead", options={"maxiter": 4000, "xatol": 1e-6, "fatol": 1e-4})
    return BgBb(*np.exp(found.x).tolist(), -float(found.fun))


def _log_likelihood(x: Floats, last: Floats, years: Floats, a: float, b: float, c: float, d: float) -> Floats:
    terms = [betaln(a + x, b + years - x) - betaln(a, b) + betaln(c, d + years) - betaln(c, d)]
    for step in range(int(np.max(years - last))):
        term = betaln(a + x, b + last - x + step) - betaln(a, b) + betaln(c + 1, d + last + step) - betaln(c, d)
        terms.append(np.where(step < years - last, term, -np.inf))
    total: Floats = np.logaddexp.reduce(terms)
    return total


def expect_gifts(model: BgBb, x: Floats, last: Floats, years: Floats, ahead: int) -> Floats:
    """Return the gifts expected in so many years ahead (equation 13 there)."""
    a, b, c, d = model.a, model.b, model.c, model.d
    alike = _log_likelihood(x, last, years, a, b, c, d)
    gives = betaln(a + x + 1, b + years - x) - betaln(a, b)
    now = gammaln(1 + d + years) - gammaln(c + d + years)
    then = gammaln(1 + d + years + ahead) - gammaln(c + d + years + ahead)
    gifts: Floats = (
        d / (c - 1) * np.exp(gammaln(c + d) - gammaln(1 + d)) * np.exp(gives - alike) * (np.exp(now) - np.exp(then))
    )
    return gifts


def measure_donors() -> list[dict[str, Any]]:
    """Foretell the hold-out years of each cell; raises DataMissingError where a file is not there."""
    with data_file("retail/fader_donations_rf_with_holdout.csv").open() as lines:
        rows = list(csv.DictReader(lines))
    x, last, years, donors, later = (
        np.array([float(row[name]) for row in rows])
        for name in ("x", "t_x", "n_cal", "custs", "x_star_total_2002_2006")
    )
    model = fit_bgbb(x, last, years, donors)
    found = {
        "beta-geometric / beta-binomial": expect_gifts(model, x, last, years, YEARS_AHEAD),
        "goes on as before": x / years * YEARS_AHEAD,
        "the average of all": np.full(len(x), (later.sum() / donors.sum())),
    }
    fitted = f"alpha {model.a:.3f}, beta {model.b:.3f}, gamma {model.c:.3f}, delta {model.d:.3f}, LL {model.log_likelihood:,.1f}"
    return [
        asdict(_line(name, gifts, later / donors, donors, fitted if name.startswith("beta") else ""))
        for name, gifts in found.items()
    ]


def _line(name: str, gifts: Floats, given: Floats, donors: Floats, note: str) -> Line:
    off = np.abs(gifts - given)

    def distance(places: Ints) -> float:
        return float((off * donors)[places].sum() / donors[places].sum())

    low, high = resample(len(off), distance, _TIMES)
    ratio = float((gifts * donors).sum() / (given * donors).sum())
    return Line(name, distance(np.arange(len(off))), low, high, ratio, note)
