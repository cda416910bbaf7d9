"""Learning from a book's own returns: Gamma-Poisson per cell, drawn towards the book as a whole."""

from typing import Any

import numpy as np
import pyarrow as pa

from rekindle.tables.engine import compute
from rekindle.tables.results import PARAMETERS
from rekindle.tables.schemas import Tables, conform
from rekindle.timing.ahead import CELL
from rekindle.timing.cells import cells_table, list_cells
from rekindle.timing.constants import LEAST_PSEUDO_RETURNS
from rekindle.timing.episodes import count_returns
from rekindle.timing.forecast import number_rows, prepare


def fit(facts: Tables, whys: pa.Table, playbook: Tables) -> pa.Table:
    """Return PARAMETERS: one row per cell of the playbook, its prior and what the book's own returns add to it.

    Exposure counts, then the maximum a posteriori on the log scale with Laplace's variance; docs/mind.md has the
    formulas. Raises ValueError when the playbook has no prior for a cell, KeyError when a table is missing.
    """
    cells = list_cells(playbook)
    tables = prepare(facts, whys, playbook)
    tables |= {"numbered_losses": number_rows(facts["losses"]), "cells": cells_table(playbook)}
    counts = {tuple(row[name] for name in CELL): row for row in compute(count_returns, tables).to_pylist()}
    seen = [counts.get(tuple(cell[name] for name in CELL), {}) for cell in cells]
    return conform(_pool(cells, seen), PARAMETERS)


def _pool(cells: list[dict[str, Any]], seen: list[dict[str, Any]]) -> pa.Table:
    prior = {name: _column(cells, name) for name in ("pseudo_deals", "back_share", "win_if_back")}
    names = ("losses", "returns", "expected", "decided", "won")
    losses, returns, expected, decided, won = (_column(seen, name) for name in names)
    weight = np.maximum(prior["pseudo_deals"] * prior["back_share"], LEAST_PSEUDO_RETURNS)
    book = weight.mean()
    factor = (book + returns.sum()) / (book + expected.sum())
    rate = (weight + returns) / (weight / factor + expected)
    prior_share = (weight / factor) / (weight / factor + expected)
    variance = 1 / (weight + returns) + prior_share**2 / (book + returns.sum())
    wins = np.maximum(weight, 1.0)
    win = (wins * prior["win_if_back"] + won) / (wins + decided)
    columns: dict[str, Any] = {
        "losses": losses.astype(np.int64),
        "returns": returns.astype(np.int64),
        "expected": expected,
        "log_rate": np.log(rate),
        "sd": np.sqrt(variance),
        "prior_share": prior_share,
        "win_if_back": win,
        "win_sd": np.sqrt(win * (1 - win) / (wins + decided + 1)),
    }
    texts = {name: [cell[name] for cell in cells] for name in (*CELL, "shape", "year_hazard", "never_share")}
    return pa.table(texts | columns)


def _column(rows: list[dict[str, Any]], name: str) -> np.ndarray[Any, np.dtype[np.float64]]:
    return np.array([row.get(name) or 0.0 for row in rows], dtype=np.float64)
