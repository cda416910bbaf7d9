"""One person, one voice: whoever is chosen on deals of several accounts is spoken to on one of them.

Until the first contact nothing else holds the others back; from then on the gap does. The deals of one account are seen
to in judge.py; people are looked at when all accounts are, for a person may be known at any of them.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from rekindle.policy.constants import GROUP_ORDER, OTHER_GROUP
from rekindle.policy.line import form_lines
from rekindle.tables.results import ADVICE
from rekindle.tables.schemas import Tables, conform
from rekindle.terms.advice import AdviceKind, Group, Play, StoppedBy

Ints = np.ndarray[Any, np.dtype[np.int64]]
_ASKED = ("deal_id", "person_id", "owner_id", "group", "play", "index_minor")


def let_one_speak(advice: pa.Table, facts: Tables, playbook: Tables) -> pa.Table:
    """Return the advice with one deal to get back to per person: answers to them always, then promised, then by index,
    then by id. The others wait: for a promised contact a day, else the gap between two contacts to a person."""
    rows = _to_get_back(advice)
    line = advice.select(_ASKED).take(pa.array(rows))
    rows = rows[_order(line)]
    person = advice.column("person_id").take(pa.array(rows)).combine_chunks()
    # The first of each person, to whom every row of theirs looks up.
    first = pc.index_in(person, person).to_numpy().astype(np.int64)
    hushed = first < np.arange(len(rows))
    voice = advice.column("owner_id").take(pa.array(rows[first[hushed]])).combine_chunks()
    return _hush(advice, rows[hushed], voice, facts, playbook)


def leave_to_others(advice: pa.Table, taken: Mapping[str, str | None], facts: Tables, playbook: Tables) -> pa.Table:
    """Return the advice of an account, in line, without those whom somebody has already at another one.

    `taken` says who has a person (ids): they keep them through the day, whatever this account would earn; an answer to
    the person goes out all the same."""
    rows = _to_get_back(advice)
    person = advice.column("person_id").take(pa.array(rows)).to_pylist()
    rows = rows[np.array([one in taken for one in person], dtype=bool)]
    if not len(rows):
        return advice
    voice = pa.array([taken[one] for one in person if one in taken], pa.string())
    return form_lines(_hush(advice, rows, voice, facts, playbook), facts)


def _to_get_back(advice: pa.Table) -> Ints:
    back = pc.and_(pc.equal(advice.column("kind"), AdviceKind.GET_BACK.value), pc.is_valid(advice.column("person_id")))
    found: Ints = np.flatnonzero(back.to_numpy(zero_copy_only=False)).astype(np.int64)
    return found


def _order(line: pa.Table) -> Ints:
    keys = {
        "group": pc.fill_null(pc.index_in(line.column("group"), pa.array(list(GROUP_ORDER))), OTHER_GROUP),
        "index": pc.negate(line.column("index_minor")),
        "deal": line.column("deal_id"),
    }
    order: Ints = pc.sort_indices(pa.table(keys), sort_keys=[(name, "ascending") for name in keys]).to_numpy()
    return order


def _hush(advice: pa.Table, rows: Ints, voice: pa.Array, facts: Tables, playbook: Tables) -> pa.Table:
    """Let these rows wait for whoever speaks to their people, but for answers to them."""
    answers = pc.equal(advice.column("group").take(pa.array(rows)), Group.CAME_BACK.value)
    waits = ~pc.fill_null(answers, False).to_numpy(zero_copy_only=False)
    rows, voice = rows[waits], voice.filter(pa.array(waits))
    if not len(rows):
        return advice
    today: date = facts["moment"].column("today")[0].as_py()
    gap = max(playbook["caps"].column("gap_days")[0].as_py(), 1)
    promised = pc.equal(advice.column("play").take(pa.array(rows)), Play.PROMISED.value)
    days = {1: today + timedelta(days=1), gap: today + timedelta(days=gap)}
    person = advice.column("person_id").take(pa.array(rows)).combine_chunks()
    made = {
        "kind": pa.repeat(AdviceKind.WAIT.value, len(rows)),
        "stopped_by": pa.repeat(StoppedBy.ONE_VOICE.value, len(rows)),
        "reconsider_on": pa.array([days[1 if one else gap] for one in promised.to_pylist()], pa.date32()),
        "stop_person_id": person,
        "stop_member_id": voice,
    }
    mask = np.zeros(advice.num_rows, dtype=bool)
    mask[rows] = True
    # What replaces comes in the order of the rows.
    by_row = pa.array(np.argsort(rows))
    changed = {
        name: pc.replace_with_mask(advice.column(name).combine_chunks(), pa.array(mask), values.take(by_row))
        for name, values in made.items()
    }
    return conform(pa.table({name: changed.get(name, advice.column(name)) for name in ADVICE}), ADVICE)
