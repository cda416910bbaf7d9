"""The prior of every cell: a deal kind, a reason and a verdict."""

from math import log
from typing import Any

import pyarrow as pa

from rekindle.tables.results import PARAMETERS
from rekindle.tables.schemas import Tables, from_rows
from rekindle.terms.losses import DealKind
from rekindle.timing.constants import BACK_CEILING, NEVER_CEILING


def list_cells(playbook: Tables) -> list[dict[str, Any]]:
    """List the cells of a playbook with the prior of each; the book's own evidence in them is nil.

    Raises ValueError when a kind and reason have no prior, or a prior names a shape the playbook does not have.
    """
    priors = {(row["kind"], row["reason"], row["verdict"]): row for row in playbook["priors"].to_pylist()}
    shapes = set(playbook["shapes"].column("shape").to_pylist())
    reasons = playbook["reasons"].column("reason").to_pylist()
    verdicts = playbook["verdicts"].select(["verdict", "never_share"]).to_pylist()
    cells = []
    for kind in DealKind:
        for reason in sorted(reasons):
            for verdict in verdicts:
                key = (kind.value, reason, verdict["verdict"])
                prior = priors.get(key) or priors.get((*key[:2], "*"))
                if prior is None:
                    raise ValueError(f"priors: no row for kind {kind.value}, reason {reason}; add one with verdict *")
                if prior["shape"] not in shapes:
                    raise ValueError(f"priors: {'.'.join(key)} names the shape {prior['shape']!r}, which is not there")
                cells.append(_cell(key, prior, verdict["never_share"]))
    return cells


def cells_table(playbook: Tables) -> pa.Table:
    """Return the cells as parameters of a book that has taught nothing yet (log_rate 0)."""
    known = ("kind", "reason", "verdict", "shape", "year_hazard", "never_share")
    rows = [{name: cell[name] for name in known} for cell in list_cells(playbook)]
    return from_rows(PARAMETERS, [{**row, "log_rate": 0.0} for row in rows])


def _cell(key: tuple[str, str, str], prior: dict[str, Any], never_share: float) -> dict[str, Any]:
    never = min(never_share, NEVER_CEILING)
    year_hazard = -log(1 - min(prior["back_share"] / (1 - never), BACK_CEILING))
    names = dict(zip(("kind", "reason", "verdict"), key, strict=True))
    return {**prior, **names, "never_share": never, "year_hazard": max(year_hazard, 1e-9)}
