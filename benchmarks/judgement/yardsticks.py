"""The yardsticks on the data their authors published: what the rest is held against must itself be right."""

import csv
from typing import Any

import numpy as np
import pyarrow as pa

from benchmarks.judgement.cox import fit_cox
from benchmarks.judgement.data import data_file
from rekindle.timing.models import BgNbd

_RELEASED = ("fin", "age", "race", "wexp", "mar", "paro", "prio")


def measure_yardsticks() -> list[dict[str, Any]]:
    """Fit each once more; raises DataMissingError where a file is not there."""
    return [_bgnbd(), _cox()]


def _bgnbd() -> dict[str, Any]:
    rows = _rows("retail/cdnow_customers_summary.csv")
    columns = {
        name: _numbers(rows, old) for name, old in (("frequency", "frequency"), ("recency", "recency"), ("age", "T"))
    }
    model = BgNbd().fit({"purchases": pa.table(columns)})
    return {
        "model": "the desk's BG/NBD on 2,357 customers of CDNOW",
        "published": "r .243, alpha 4.414, a .793, b 2.426, LL -9582.4",
        "found": f"r {model.r_:.3f}, alpha {model.alpha_:.3f}, a {model.a_:.3f}, b {model.b_:.3f}, LL {model.log_likelihood_:.1f}",
    }


def _cox() -> dict[str, Any]:
    rows = _rows("survival/rossi.csv")
    week, arrest = _numbers(rows, "week"), _numbers(rows, "arrest")
    cox = fit_cox(np.column_stack([_numbers(rows, name) for name in _RELEASED]), week, arrest == 1)
    found = dict(zip(_RELEASED, cox.weights, strict=True))
    return {
        "model": "Cox's regression on 432 released (Rossi)",
        "published": "fin -.379, age -.057, prio .091",
        "found": ", ".join(f"{name} {found[name]:.3f}" for name in ("fin", "age", "prio")),
    }


def _rows(name: str) -> list[dict[str, str]]:
    with data_file(name).open() as lines:
        return list(csv.DictReader(lines))


def _numbers(rows: list[dict[str, str]], name: str) -> np.ndarray[Any, Any]:
    return np.array([float(row[name]) for row in rows])
