"""The two tables as they are told: past contacts row by row, and the candidates in the same columns."""

from dataclasses import dataclass

import pyarrow as pa

from rekindle.learning.logs.errors import check_column
from rekindle.learning.select.answering import known_before, read_ids
from rekindle.learning.select.asking import Ask
from rekindle.learning.select.encoding import Design, Scale, design, fit_scales
from rekindle.learning.select.features import Features, read_features
from rekindle.learning.select.leaks import drop_leaks
from rekindle.learning.select.past import Past, read_past


@dataclass(frozen=True, slots=True)
class Told:
    """`data` holds a row per usable row of the history, `ahead` one per candidate, both by the `scales` of the history.

    `ids` name the candidates; `notes` warn about them.
    """

    past: Past
    features: Features
    scales: tuple[Scale, ...]
    data: Design
    ids: tuple[object, ...]
    ahead: Design
    notes: tuple[str, ...]


def read_tables(history: pa.Table, candidates: pa.Table, ask: Ask) -> Told:
    """Read both tables; columns that came after the contact are dropped. Raises LogError, which names the column."""
    check_column(candidates.column_names, ask.id, "--id", "the list of candidates")
    ids, notes = read_ids(candidates, ask.id)
    past = read_past(history, ask)
    known = known_before(past.table, ids, ask.id)
    features = read_features(past.table, candidates, ask)
    drop_leaks(features, past, ask)
    scales = fit_scales(features.past)
    data, ahead = design(features.past, scales, past.rows), design(features.ahead, scales, len(ids))
    return Told(past, features, scales, data, ids, ahead, (*notes, *known))
