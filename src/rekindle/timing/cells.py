"""The prior of every cell: a deal kind, a reason, a verdict, and whether the buyer said so.

What a buyer named is taken as the reason. What only we recorded may be another one: then the cell's curve is that of a
mixture over what the reason may truly be (`reasons.confusion`), whose hazard falls as those who come back early leave.
"""

from dataclasses import dataclass
from math import log
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from rekindle.tables.made import made_of
from rekindle.tables.results import PARAMETERS
from rekindle.tables.schemas import Tables, from_rows
from rekindle.terms.losses import DealKind
from rekindle.timing.constants import BACK_CEILING, NEVER_CEILING
from rekindle.timing.curves import Curves, shape_shares
from rekindle.timing.reasons import Trust, confusion

CELL = ("kind", "reason", "verdict", "heard")
# What tells losses apart beside their cell: whose they were, which segment, how large.
FACTORS = ("rep", "segment", "size")
# PARAMETERS as a step reads them: with the number of each row's curve.
CODED = {**PARAMETERS, "curve": "int64"}
Row = dict[str, Any]
Priors = dict[tuple[str, ...], Row]
_YEAR_WEEKS = 52
_PRIOR = ("pseudo_deals", "back_share", "win_if_back")


@dataclass(frozen=True)
class Cells:
    """`rows`: one per cell, with its prior; `curves`: per shape the log share of a year's hazard by week;
    `shapes`: the shape of each cell."""

    rows: list[Row]
    curves: Curves
    shapes: dict[tuple[Any, ...], str]


@made_of("priors", "shapes", "reasons", "verdicts")
def list_cells(playbook: Tables, trust: Trust) -> Cells:
    """List the cells of a playbook with the prior of each.

    Raises ValueError when a kind and reason have no prior, or a prior names a shape the playbook does not have.
    """
    known: Priors = {(row["kind"], row["reason"], row["verdict"]): row for row in playbook["priors"].to_pylist()}
    shapes = shape_shares(playbook)
    named = sorted(playbook["reasons"].select(["reason", "control"]).to_pylist(), key=lambda row: str(row["reason"]))
    weights = confusion([row["control"] for row in named], trust)
    rows, curves = [], dict(shapes)
    for kind in DealKind:
        for verdict in playbook["verdicts"].select(["verdict", "never_share"]).to_pylist():
            priors = [_prior(known, kind.value, row["reason"], verdict, shapes) for row in named]
            rows += [{**prior, "heard": True} for prior in priors]
            mixed, hazards = _mix(priors, shapes, weights)
            rows += mixed
            curves |= hazards
    return Cells(rows, curves, {tuple(row[name] for name in CELL): row["shape"] for row in rows})


def _prior(priors: Priors, kind: str, reason: str, verdict: Row, shapes: Curves) -> Row:
    key = (kind, reason, verdict["verdict"])
    prior = priors.get(key) or priors.get((kind, reason, "*"))
    if prior is None:
        raise ValueError(f"priors: no row for kind {kind}, reason {reason}; add one with verdict *")
    if prior["shape"] not in shapes:
        raise ValueError(f"priors: {'.'.join(key)} names the shape {prior['shape']!r}, which is not there")
    never = min(verdict["never_share"], NEVER_CEILING)
    year_hazard = -log(1 - min(prior["back_share"] / (1 - never), BACK_CEILING))
    names = dict(zip(CELL[:3], key, strict=True))
    return {**prior, **names, "never_share": never, "year_hazard": max(year_hazard, 1e-9)}


def _mix(priors: list[Row], shapes: Curves, weights: Any) -> tuple[list[Row], Curves]:
    """Mix the priors of all reasons into one per recorded reason: S(k) = sum of w exp(-H), weekly hazard -ln S'/S."""
    year = np.array([prior["year_hazard"] for prior in priors])
    weekly = year[:, None] * np.exp([shapes[prior["shape"]] for prior in priors])
    still_away = np.exp(weekly - weekly.cumsum(axis=1))
    # The same as -ln S(k+1)/S(k), without taking nearly equal numbers from each other.
    hazard = -np.log1p((weights @ (still_away * np.expm1(-weekly))) / (weights @ still_away))
    total = hazard[:, :_YEAR_WEEKS].sum(axis=1)
    pseudo, back, win = (np.array([prior[name] for prior in priors]) for name in _PRIOR)
    mean_back = weights @ back
    wins = np.where(mean_back > 0, (weights @ (back * win)) / np.maximum(mean_back, 1e-12), weights @ win)
    rows, curves = [], {}
    for nth, prior in enumerate(priors):
        shape = "/".join(prior[name] for name in CELL[:3])
        curves[shape] = np.log(hazard[nth] / total[nth])
        mixed = {"pseudo_deals": (weights @ pseudo)[nth], "back_share": mean_back[nth], "win_if_back": wins[nth]}
        rows.append({**prior, **mixed, "heard": False, "shape": shape, "year_hazard": float(total[nth])})
    return rows, curves


def cells_table(cells: Cells) -> pa.Table:
    """Return the cells as parameters of a book that has taught nothing yet (log_rate 0)."""
    known = (*CELL, "shape", "year_hazard", "never_share")
    rows = [{name: cell[name] for name in known} for cell in cells.rows]
    return from_rows(PARAMETERS, [{**row, "factor": "cell", "log_rate": 0.0} for row in rows])


def needed_curves(cells: Cells, cases: pa.Table) -> Curves:
    """Keep the curves of the cells there are cases of: of one account a few of some hundred."""
    keys = cases.select(list(CELL)).group_by(list(CELL)).aggregate([]).to_pylist()
    shapes = dict.fromkeys(cells.shapes.get(tuple(key[name] for name in CELL)) for key in keys)
    return {shape: cells.curves[shape] for shape in shapes if shape is not None}


def with_curve(parameters: pa.Table, curves: Curves) -> pa.Table:
    """Add `curve`, the number of each row's shape among the curves at hand; null where it is not needed."""
    names = pa.array(list(curves), pa.string())
    return parameters.append_column("curve", pc.index_in(parameters.column("shape"), names).cast(pa.int64()))
