"""Each follow-up with what was known at its instant and whether the case came back in time."""

from dataclasses import dataclass

import numpy as np

from rekindle.learning.cadence.asking import AskCadence
from rekindle.learning.cadence.events import Events, Flags, Rows
from rekindle.learning.logs.errors import LogError
from rekindle.learning.logs.instants import Numbers

_FEWEST = 100


@dataclass(frozen=True, slots=True)
class FollowUps:
    """One entry per follow-up of an open case. `number` counts from 1 since the start; times are in days.

    `came` says whether a success came within the days asked for; `known` whether the log is long enough to tell.
    `event` is its place among the events.
    """

    event: Rows
    case: Rows
    at: Numbers
    number: Numbers
    since_start: Numbers
    since_last: Numbers
    came: Flags
    known: Flags
    notes: tuple[str, ...]


def list_followups(events: Events, ask: AskCadence) -> FollowUps:
    """Return the follow-ups of open cases: from a start (without --start: the first event) to a success or an end.

    After a success or an end a case is closed until it starts again. Raises LogError where too few are left.
    """
    begin = np.flatnonzero(np.r_[True, events.case[1:] != events.case[:-1]])
    first = np.repeat(begin, np.diff(np.r_[begin, len(events.case)]))
    closing = events.success | events.end
    # How many closings lie before an event of its case: the number of the episode it is in.
    episode = _before(closing, first)
    opened = _opened_at(events, first, closing, ask)
    open_now = opened >= 0
    mine = np.flatnonzero(events.followup & open_now)
    numbered = _number(events.followup & open_now, episode, events.case)
    last = _last_followup(mine, events, episode)
    at = events.at[mine]
    won, lost = _next_of(events.success, events, mine), _next_of(events.end, events, mine)
    came = (won <= at + ask.within) & (won <= lost)
    # A success that came fast is seen even near the end of the log, a failure is not: neither may be counted there.
    known = at + ask.within <= float(events.at.max())
    dropped = int(events.followup.sum()) - len(mine)
    notes = [f"{dropped:,} follow-ups of cases that had not started or were closed are left out."] if dropped else []
    _check_enough(came[known], ask.within)
    since_last = np.where(last >= 0, at - events.at[last], np.nan)
    return FollowUps(
        mine,
        events.case[mine],
        at,
        numbered[mine].astype(float),
        at - events.at[opened[mine]],
        since_last,
        came,
        known,
        tuple(notes),
    )


def _check_enough(came: Flags, within: float) -> None:
    if len(came) < _FEWEST or came.all() or not came.any():
        raise LogError(
            f"--followup and --success leave {len(came):,} follow-ups of open cases that the log follows for "
            f"{within:g} days, {came.sum():,} of them successful; at least {_FEWEST} of both are needed."
        )


def _before(flags: Flags, first: Rows) -> Rows:
    """Return how many flagged events lie before each event within its case."""
    total: Rows = np.cumsum(flags) - flags
    return (total - total[first]).astype(np.int64)


def _opened_at(events: Events, first: Rows, closing: Flags, ask: AskCadence) -> Rows:
    """Return for each event the place at which its open case started, -1 where it is not open."""
    place = np.arange(len(events.case))
    if not ask.start:
        return np.where(_before(closing, first) == 0, first, -1)
    shut = np.maximum.accumulate(np.where(closing, place, -1))
    shut = np.where(np.r_[-1, shut[:-1]] >= first, np.r_[-1, shut[:-1]], first - 1)
    # The first start after the last closing.
    starts = np.flatnonzero(events.start)
    following = np.searchsorted(starts, shut + 1)
    opened = np.r_[starts, len(place)][following]
    return np.where((opened <= place) & (opened >= first), opened, -1)


def _number(flags: Flags, episode: Rows, case: Rows) -> Rows:
    """Number the flagged events within their case and episode, from 1."""
    place = np.arange(len(flags))
    new = np.r_[True, (case[1:] != case[:-1]) | (episode[1:] != episode[:-1])]
    begin = np.maximum.accumulate(np.where(new, place, 0))
    total = np.cumsum(flags)
    return (total - (total - flags)[begin]).astype(np.int64)


def _last_followup(mine: Rows, events: Events, episode: Rows) -> Rows:
    before = np.r_[-1, mine[:-1]] if len(mine) else mine
    same = (before >= 0) & (events.case[before] == events.case[mine]) & (episode[before] == episode[mine])
    return np.where(same, before, -1)


def _next_of(flags: Flags, events: Events, mine: Rows) -> Numbers:
    """Return when the next flagged event of the same case comes, infinite for never."""
    places = np.flatnonzero(flags)
    following = np.searchsorted(places, mine, side="right")
    found = np.r_[places, 0][np.minimum(following, len(places))]
    same = (following < len(places)) & (events.case[found] == events.case[mine])
    return np.where(same, events.at[found], np.inf)
