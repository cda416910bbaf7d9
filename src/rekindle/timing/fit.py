"""Learning from a book's own returns: exposure counts, then partial pooling from the book over reps to cells."""

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from rekindle.tables.engine import compute
from rekindle.tables.pieces import on_each, pieces
from rekindle.tables.results import PARAMETERS
from rekindle.tables.schemas import Tables, conform, from_rows
from rekindle.timing.cells import CELL, FACTORS, Cells, cells_table, list_cells, needed_curves, with_curve
from rekindle.timing.constants import (
    AGE_PSEUDO_RETURNS,
    BOOK_PSEUDO_RETURNS,
    CELL_WEIGHT,
    FACTOR_PSEUDO_RETURNS,
    LEAST_PSEUDO_RETURNS,
    MOST_LEVELS,
)
from rekindle.timing.episodes import WATCHED, count_returns
from rekindle.timing.objections import without
from rekindle.timing.past_losses import GROUP, number_losses
from rekindle.timing.pooling import Pooled, pool
from rekindle.timing.prepare import Prepared, prepare
from rekindle.timing.reasons import Trust, learn_trust
from rekindle.timing.spread import learn_spread
from rekindle.timing.standing import STANDING

Floats = np.ndarray[Any, np.dtype[np.float64]]
Ints = np.ndarray[Any, np.dtype[np.int64]]
_NUMBERS = ("losses", "returns", "expected", "decided", "won", "belief", "belief_squared")
# What tells groups apart beside their cell, whoever's they are and wherever they stand.
_TOLD_APART = (*FACTORS, *STANDING)


def fit(facts: Tables, whys: pa.Table, playbook: Tables) -> pa.Table:
    """Return PARAMETERS: one row per cell of the playbook, one per level the book tells apart (rep, segment, size, and
    where deals stand), and one for how far the playbook's differences are believed.

    Exposure counts, then the maximum a posteriori on the log scale with Laplace's variance; docs/mind.md has the
    formulas. Raises ValueError when the playbook has no prior for a cell, KeyError when a table is missing.
    """
    return learn(prepare(facts, whys, playbook), playbook)


def learn(ready: Prepared, playbook: Tables) -> pa.Table:
    """Return PARAMETERS from what was gathered already."""
    trust = learn_trust(ready.whys)
    cells = list_cells(playbook, trust)
    return pool_counts(count(ready, cells, playbook), cells, trust)


def count(ready: Prepared, cells: Cells, playbook: Tables) -> pa.Table:
    """Count the returns of the followed losses and those the prior expected: COUNTS, with the columns of its groups and
    the levels of its standings by name."""
    told = {name: ready.facts[name] for name in ("deals", "losses", "claims", "returns", "touches")}
    first = pc.min(ready.facts["returns"].column("happened_at"))
    watched = from_rows(WATCHED, [{"watch": first.as_py()}])

    def count_piece(piece: Tables) -> pa.Table:
        return _count_piece({**piece, "watched": watched}, ready, cells, playbook)

    found = list(on_each(count_piece, pieces({**told, "whys": ready.whys, "cases": ready.cases})))
    return found[0] if len(found) == 1 else _add_up(pa.concat_tables(found))


def _add_up(counts: pa.Table) -> pa.Table:
    """Add up the counts of pieces, group by group."""
    keys = [*GROUP, *STANDING]
    summed = counts.group_by(keys, use_threads=False).aggregate([(name, "sum") for name in _NUMBERS])
    summed = summed.rename_columns({f"{name}_sum": name for name in _NUMBERS})
    return summed.sort_by([(name, "ascending") for name in keys])


def _count_piece(told: Tables, ready: Prepared, cells: Cells, playbook: Tables) -> pa.Table:
    past = number_losses(told, told["whys"], told["cases"], playbook)
    curves = needed_curves(cells, past.groups)
    tables = {
        **ready.tables(curves),
        **told,
        "touches": without(told["touches"], ready.objected),
        "told_losses": past.losses,
        "cells": with_curve(cells_table(cells), curves),
    }
    counts = compute(count_returns, tables).sort_by([(name, "ascending") for name in ("group", *STANDING)])
    for factor, levels in STANDING.items():
        place = counts.column(factor)
        named = pa.array(levels).take(pc.if_else(pc.less(place, 0), None, place).combine_chunks())
        counts = counts.set_column(counts.column_names.index(factor), factor, named)
    groups = past.groups.take(counts.column("group"))
    for name in groups.column_names:
        counts = counts.append_column(name, groups.column(name))
    return counts


def pool_counts(counts: pa.Table, cells: Cells, trust: Trust) -> pa.Table:
    """Return PARAMETERS from counts; the same counts give the same parameters."""
    numbers = {name: counts.column(name).to_numpy().astype(np.float64) for name in _NUMBERS}
    place = {tuple(cell[name] for name in CELL): nth for nth, cell in enumerate(cells.rows)}
    keys = zip(*(counts.column(name).to_pylist() for name in CELL), strict=True)
    cell = np.array([place[key] for key in keys], dtype=np.int64)
    weight = np.array([max(row["pseudo_deals"] * row["back_share"], LEAST_PSEUDO_RETURNS) for row in cells.rows])
    active = np.unique(cell[numbers["losses"] > 0])
    spread, numbers["expected"] = learn_spread(
        numbers["returns"], numbers["expected"], numbers["belief"], numbers["belief_squared"]
    )
    at_cell = np.full(len(cells.rows), -1)
    at_cell[active] = 1 + np.arange(len(active))
    levels, at_level = _levels(counts, numbers["expected"], 1 + len(active))
    own = [AGE_PSEUDO_RETURNS if factor == "age" else FACTOR_PSEUDO_RETURNS for factor, _ in levels]
    pseudo = np.concatenate([[BOOK_PSEUDO_RETURNS], CELL_WEIGHT * weight[active], own])
    places = np.column_stack([np.zeros(len(cell), dtype=np.int64), at_cell[cell], *at_level])
    found = pool(numbers["returns"], numbers["expected"], places, pseudo)
    per_cell = {name: _sum_by(cell, values, len(cells.rows)) for name, values in numbers.items()}
    rows = [conform(_cell_rows(cells, per_cell, weight, at_cell, found, trust), PARAMETERS)]
    rows.append(_level_rows(levels, at_level, numbers, found, pseudo, 1 + len(active)))
    rows.append(from_rows(PARAMETERS, [{"factor": "spread", "level": "playbook", "log_rate": float(np.log(spread))}]))
    return pa.concat_tables(rows)


def _sum_by(place: Ints, values: Floats, count: int) -> Floats:
    return np.bincount(place, values, count).astype(np.float64)


def _cell_rows(
    cells: Cells, seen: dict[str, Floats], weight: Floats, at: Ints, found: Pooled, trust: Trust
) -> pa.Table:
    prior = np.array([cell["win_if_back"] for cell in cells.rows])
    wins = np.maximum(weight, 1.0)
    win = (wins * prior + seen["won"]) / (wins + seen["decided"])
    alone = found.covariance[0, 0]
    variance = np.array(
        [
            found.variance(place) if place > 0 else alone + 1 / k
            for place, k in zip(at, CELL_WEIGHT * weight, strict=True)
        ]
    )
    own = np.where(at > 0, found.effects[at], 0.0)
    expected = np.where(at > 0, found.expected[at], 0.0)
    columns: dict[str, Any] = {
        "losses": seen["losses"].astype(np.int64),
        "returns": seen["returns"].astype(np.int64),
        "expected": seen["expected"],
        "log_rate": found.effects[0] + own,
        "sd": np.sqrt(variance),
        "prior_share": _share_of_prior(found, CELL_WEIGHT * weight, expected),
        "win_if_back": win,
        "win_sd": np.sqrt(win * (1 - win) / (wins + seen["decided"] + 1)),
        "factor": ["cell"] * len(at),
        "level": pa.nulls(len(at), pa.string()),
        "right": np.full(len(at), trust.right),
        "partly": np.full(len(at), trust.partly),
    }
    names = (*CELL, "shape", "year_hazard", "never_share")
    return pa.table({name: [cell[name] for cell in cells.rows] for name in names} | columns)


def _share_of_prior(found: Pooled, pseudo: Floats, expected: Floats) -> Floats:
    """Return what of a cell's chance is assumption still: how far books and cells are taken to differ (1 / k each), and
    how much of that the returns expected of them leave open (1 / (k + M))."""
    left = 1 / (BOOK_PSEUDO_RETURNS + found.expected[0]) + 1 / (pseudo + expected)
    share: Floats = left / (1 / BOOK_PSEUDO_RETURNS + 1 / pseudo)
    return share


def _levels(counts: pa.Table, expected: Floats, first: int) -> tuple[list[tuple[str, str]], list[Ints]]:
    """Number the levels that are followed, of each factor with two or more: (factor, level), and the place of each row.

    Of more than 300 levels those that expect most are told apart."""
    levels: list[tuple[str, str]] = []
    places = []
    for factor in _TOLD_APART:
        column = counts.column(factor).combine_chunks().dictionary_encode()
        codes = pc.fill_null(column.indices, len(column.dictionary)).to_numpy().astype(np.int64)
        mass = np.bincount(codes, expected, len(column.dictionary) + 1)[:-1]
        chosen = [place for place in np.argsort(-mass, kind="stable")[:MOST_LEVELS] if mass[place] > 0]
        at = np.full(len(mass) + 1, -1)
        if len(chosen) > 1:
            named = sorted((column.dictionary[int(place)].as_py(), place) for place in chosen)
            for nth, (_, place) in enumerate(named):
                at[place] = first + len(levels) + nth
            levels += [(factor, name) for name, _ in named]
        places.append(at[codes])
    return levels, places


def _level_rows(
    levels: list[tuple[str, str]],
    at: list[Ints],
    numbers: dict[str, Floats],
    found: Pooled,
    pseudo: Floats,
    first: int,
) -> pa.Table:
    rows = []
    for nth, (factor, level) in enumerate(levels):
        place = first + nth
        mine = at[_TOLD_APART.index(factor)] == place
        expected = found.expected[place]
        rows.append(
            {
                "factor": factor,
                "level": level,
                "losses": int(numbers["losses"][mine].sum()),
                "returns": int(numbers["returns"][mine].sum()),
                "expected": float(numbers["expected"][mine].sum()),
                "log_rate": float(found.effects[place]),
                "sd": float(np.sqrt(found.own_variance(place))),
                "prior_share": float(pseudo[place] / (pseudo[place] + expected)),
            }
        )
    return from_rows(PARAMETERS, rows)
