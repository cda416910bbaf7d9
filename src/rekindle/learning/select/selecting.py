"""From a history of contacts and a list of candidates to whom a contact helps."""

import numpy as np
import pyarrow as pa

from rekindle.learning.logs.errors import check_column
from rekindle.learning.select.answering import decide, explain, known_before, read_ids
from rekindle.learning.select.asking import Ask, check_ask, tidy_ask
from rekindle.learning.select.checking import Checked, check_trial
from rekindle.learning.select.effects import Trial
from rekindle.learning.select.encoding import Design, design, fit_scales, take
from rekindle.learning.select.features import Features, read_features
from rekindle.learning.select.groups import group
from rekindle.learning.select.holding import Progress, choose_splits, hold_contacts, hold_trial
from rekindle.learning.select.judging import Judged, judge, say_judged
from rekindle.learning.select.leaks import drop_leaks
from rekindle.learning.select.past import Past, read_past
from rekindle.learning.select.selection import Selection
from rekindle.learning.select.splitting import Rows
from rekindle.learning.select.support import find_support
from rekindle.learning.select.valuing import value
from rekindle.learning.select.ways import find_ways
from rekindle.learning.select.wording import Voice, say_choice

CHANGE, EXPECTED = "the change a contact makes", "what a contact is expected to bring"


def select_contacts(
    history: pa.Table, candidates: pa.Table, ask: Ask, progress: Progress = lambda done, total: None
) -> Selection:
    """Say whom of `candidates` to contact, from what came of past contacts.

    `history`: one row per past contact (with `ask.treated` also of those left alone); `candidates`: the same columns
    without what came of it. Raises LogError, in one sentence that names the column, for what cannot be understood.
    """
    ask = tidy_ask(ask)
    check_ask(ask)
    check_column(candidates.column_names, ask.id, "--id", "the list of candidates")
    ids, notes = read_ids(candidates, ask.id)
    past = read_past(history, ask)
    notes += known_before(past.table, ids, ask.id)
    features = read_features(past.table, candidates, ask)
    drop_leaks(features, past, ask)
    scales = fit_scales(features.past)
    data = design(features.past, scales, past.rows)
    ahead = design(features.ahead, scales, len(ids))
    checked = check_trial(past, data, ask)
    trial = _trial(past, data, checked)
    splits, later = choose_splits(trial.unit, None if past.when is None else past.when[checked.rows], ask.seed)
    held, model = (
        hold_trial(trial, checked.several, splits, ask.seed, progress)
        if checked.causal
        else hold_contacts(trial, splits, ask.seed, progress)
    )
    valued = value(held, ask.cost, ask.at_most)
    happened = past.happened[checked.rows]
    judged = judge(trial, happened, held, later=later, seed=ask.seed) if _ranks(past, checked) else Judged()
    voice = Voice(past.unit_name, past.binary and ask.value is None)
    said, doubts = say_judged(judged, ask.outcome, ask.time)
    support = find_support(features, past.contacted if checked.causal else None, len(ids))
    groups = group(trial.data, held, ahead, scales)
    ways = find_ways(model, checked.several, ahead, valued, support)
    expected = model.change(ahead) if ways is None else ways.change
    contact = decide(valued, expected, support, ask)
    return Selection(
        CHANGE if checked.causal else EXPECTED,
        (*checked.first, say_choice(valued, voice, causal=checked.causal, later=later, ways=ways), *checked.why, *said),
        checked.causal,
        past.unit_name,
        ask.cost,
        len(checked.rows),
        checked.arms,
        valued,
        judged,
        checked.randomness,
        groups.groups,
        tuple(features.past),
        (
            *checked.notes,
            *past.notes,
            *features.notes,
            *doubts,
            *support.notes,
            *notes,
            *_say_limits(features, ask, later=later),
        ),
        ids,
        contact,
        expected - ask.cost,
        valued.interval(expected),
        explain(expected, valued, groups, support, voice, ways, cost=ask.cost, causal=checked.causal),
        () if ways is None else ways.arm,
    )


def _trial(past: Past, data: Design, checked: Checked) -> Trial:
    rows = checked.rows
    contacted = past.contacted if past.contacted is not None else checked.chance > 0
    return Trial(take(data, rows), past.earned[rows], contacted[rows], checked.chance[rows], _renumber(past, checked))


def _renumber(past: Past, checked: Checked) -> Rows:
    return np.unique(past.unit[checked.rows], return_inverse=True)[1].astype(np.int64)


def _ranks(past: Past, checked: Checked) -> bool:
    return past.binary and not checked.causal


def _say_limits(features: Features, ask: Ask, *, later: bool) -> list[str]:
    said = []
    if not features.past:
        said.append("No column is left to tell one candidate from another, so all are treated alike.")
    if ask.time and not later:
        said.append(f"“{ask.time}” parts off too few later rows, so it was tried on rows held back at random.")
    return said
