"""Putting the answer together: a decision, a value and its because for each candidate."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from rekindle.learning.logs.columns import as_levels, read_column
from rekindle.learning.logs.errors import LogError
from rekindle.learning.logs.instants import Numbers
from rekindle.learning.select.asking import Ask
from rekindle.learning.select.groups import Groups
from rekindle.learning.select.support import Support
from rekindle.learning.select.valuing import Valued, choose_rows
from rekindle.learning.select.ways import Ways
from rekindle.learning.select.wording import Voice, say_change, say_own, say_ways


def read_ids(candidates: pa.Table, name: str) -> tuple[tuple[object, ...], list[str]]:
    """Return the ids as they stand, and a warning about repeated ones. Raises LogError for empty ones."""
    column = candidates.column(name)
    if column.null_count:
        row = int(np.flatnonzero(column.is_null().to_numpy(zero_copy_only=False))[0]) + 1
        raise LogError(f"--id {name!r} is empty in row {row} of the candidates; each needs one.")
    ids = tuple(column.to_pylist())
    twice = len(ids) - len(set(ids))
    return ids, [f"{twice:,} candidates share their “{name}” with another."] if twice else []


def decide(valued: Valued, expected: Numbers, support: Support, ask: Ask) -> NDArray[np.bool_]:
    """Decide for each candidate. Who is like nobody in the history follows the simpler choice."""
    everyone = np.full(len(expected), valued.simple == "all")
    if valued.choice in ("all", "none"):
        return everyone
    alone = support.missing_in != ""
    if ask.at_most < 1:
        return choose_rows(np.where(alone, -np.inf, expected), ask.cost, ask.at_most)
    return np.where(alone, everyone, choose_rows(expected, ask.cost, 1.0))


def explain(
    expected: Numbers,
    valued: Valued,
    groups: Groups,
    support: Support,
    voice: Voice,
    ways: Ways | None,
    *,
    cost: float,
    causal: bool,
) -> tuple[tuple[str, ...], ...]:
    """Return for each candidate the sentences that say why."""
    said = [say_change(one, voice, causal=causal) for one in groups.groups]
    shared = {
        "all": "Selecting is not shown to beat contacting everyone, so this one is contacted like all.",
        "none": "Selecting is not shown to beat contacting nobody, so this one is left alone like all.",
        "chance": "Whom to take first is not shown to matter; these have a slightly better record.",
    }.get(valued.choice)
    by = [""] * len(expected) if ways is None else say_ways(ways, voice)
    rows: list[tuple[str, ...]] = []
    known = zip(expected.tolist(), groups.of.tolist(), support.missing_in.tolist(), by, strict=True)
    for change, mine, alone, way in known:
        words = [said[mine], say_own(change - cost, cost, voice, causal=causal)]
        if alone:
            words = [f"Nobody in the history is like this one in “{alone}”, so the simpler choice is taken."]
        rows.append(tuple(one for one in (*words, way, shared) if one))
    return tuple(rows)


def known_before(history: pa.Table, ids: Sequence[object], name: str) -> list[str]:
    """Say how many candidates are in the history themselves: those were not met afresh."""
    column = read_column(history, name) if name in history.column_names else None
    if column is None:
        return []
    known = set(as_levels(column)[1])
    both = sum(str(one) in known for one in ids)
    return [f"{both:,} of {len(ids):,} candidates are in the history too."] if both else []
