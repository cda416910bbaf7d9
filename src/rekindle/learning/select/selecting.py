"""From a history of contacts and a list of candidates to whom a contact helps."""

import pyarrow as pa

from rekindle.learning.select.answering import decide, explain
from rekindle.learning.select.asking import Ask, check_ask, tidy_ask
from rekindle.learning.select.checking import Checked, check_trial
from rekindle.learning.select.features import Features
from rekindle.learning.select.groups import group
from rekindle.learning.select.holding import Progress
from rekindle.learning.select.judging import say_judged
from rekindle.learning.select.selection import Selection
from rekindle.learning.select.support import find_support
from rekindle.learning.select.teaching import Taught, teach
from rekindle.learning.select.telling import Told, read_tables
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
    told = read_tables(history, candidates, ask)
    checked = check_trial(told.past, told.data, ask)
    taught = teach(told.past, told.data, checked, ask, progress)
    return _answer(told, checked, taught, ask)


def _answer(told: Told, checked: Checked, taught: Taught, ask: Ask) -> Selection:
    past, valued, causal, later = told.past, taught.valued, checked.causal, taught.later
    voice = Voice(past.unit_name, past.binary and ask.value is None)
    said, doubts = say_judged(taught.judged, ask.outcome, ask.time)
    support = find_support(told.features, past.contacted if causal else None, len(told.ids))
    groups = group(taught.trial.data, taught.held, told.ahead, told.scales)
    ways = find_ways(taught.model, checked.several, told.ahead, valued, support)
    expected = taught.model.change(told.ahead) if ways is None else ways.change
    choice = say_choice(valued, voice, causal=causal, later=later, ways=ways)
    limits = _say_limits(told.features, ask, later=later)
    return Selection(
        model=CHANGE if causal else EXPECTED,
        why=(*checked.first, choice, *checked.why, *said),
        causal=causal,
        unit=past.unit_name,
        cost=ask.cost,
        rows=len(checked.rows),
        arms=checked.arms,
        valued=valued,
        judged=taught.judged,
        randomness=checked.randomness,
        groups=groups.groups,
        used=tuple(told.features.past),
        warnings=(*checked.notes, *past.notes, *told.features.notes, *doubts, *support.notes, *told.notes, *limits),
        ids=told.ids,
        contact=decide(valued, expected, support, ask),
        value=expected - ask.cost,
        half=valued.interval(expected),
        because=explain(expected, valued, groups, support, voice, ways, cost=ask.cost, causal=causal),
        arm=() if ways is None else ways.arm,
    )


def _say_limits(features: Features, ask: Ask, *, later: bool) -> list[str]:
    said = []
    if not features.past:
        said.append("No column is left to tell one candidate from another, so all are treated alike.")
    if ask.time and not later:
        said.append(f"“{ask.time}” parts off too few later rows, so it was tried on rows held back at random.")
    return said
