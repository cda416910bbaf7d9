"""What was known at the instant of a follow-up, as columns; nothing written later is looked at."""

import re

import numpy as np

from rekindle.learning.cadence.asking import AskCadence
from rekindle.learning.cadence.events import Events, Flags, Rows
from rekindle.learning.cadence.followups import FollowUps
from rekindle.learning.logs.columns import NO_CODES, NO_NUMBERS, Column, Kind, read_column
from rekindle.learning.logs.errors import LogError
from rekindle.learning.logs.instants import Numbers
from rekindle.learning.select.leaks import tells

_AMOUNT = re.compile(r"amount|betrag|montant|importe|(^|[^a-z])(amt|sum|total|value)($|[^a-z])")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NEARLY_PERFECT = 0.97
_SEVERAL = 30
_MOST_LEVELS = 1000
_EXPECTED = 30


def describe_followups(events: Events, followups: FollowUps, ask: AskCadence) -> tuple[dict[str, Column], list[str]]:
    """Return the columns of each follow-up and what was said about those left out.

    Always: the number of the follow-up, days since the start and since the last one, hour and weekday. Besides
    them `ask.features`, or without them a column that reads like an amount; each as last written at or before then.
    """
    clock = followups.at if events.clock is None else events.clock[followups.event]
    hour = np.floor((clock % 1) * 24 + 1e-6)
    weekday = ((np.floor(clock + 1e-8).astype(np.int64) + 3) % 7).astype(np.int32)
    columns = {
        "number of follow-ups": _numbers("number of follow-ups", followups.number),
        "days since start": _numbers("days since start", np.log1p(followups.since_start)),
        "days since last": _numbers("days since last", np.log1p(followups.since_last)),
        "hour": _numbers("hour", hour),
        "weekday": Column("weekday", Kind.LEVELS, NO_NUMBERS, weekday, _DAYS),
    }
    notes: list[str] = []
    if ask.zone and events.clock is None:
        notes.append(f"“{ask.time}” has no zone, so hours and weekdays are as written, not in {ask.zone}.")
    for name in ask.features or _find_amount(events, ask):
        column = _as_known(events, followups.event, name)
        why = _why_not(column, followups)
        if why:
            notes.append(f"“{name}” {why}; it is not used.")
        else:
            columns[name] = column
    return {name: column for name, column in columns.items() if _varies(column)}, notes


def _numbers(name: str, values: Numbers) -> Column:
    return Column(name, Kind.NUMBER, values, NO_CODES, ())


def _find_amount(events: Events, ask: AskCadence) -> tuple[str, ...]:
    taken = {ask.case, ask.time, ask.event}
    names = [name for name in events.table.column_names if name not in taken and _AMOUNT.search(name.lower())]
    found = [name for name in names if (column := read_column(events.table, name)) and column.kind is Kind.NUMBER]
    return tuple(found[:1])


def _as_known(events: Events, at: Rows, name: str) -> Column:
    """Return a column as last written in the case at or before each follow-up."""
    column = read_column(events.table, name)
    if column is None:
        raise LogError(f"--features {name!r} holds no plain values.")
    place = np.arange(len(events.row))
    filled = ~column.missing[events.row]
    first = np.r_[True, events.case[1:] != events.case[:-1]]
    begin = np.maximum.accumulate(np.where(first, place, 0))
    last = np.maximum.accumulate(np.where(filled, place, -1))
    written = np.where(last >= begin, last, -1)[at]
    source = events.row[written]
    if column.kind is Kind.LEVELS:
        codes = np.where(written >= 0, column.codes[source], -1).astype(np.int32)
        return Column(name, Kind.LEVELS, NO_NUMBERS, codes, column.levels)
    return Column(name, column.kind, np.where(written >= 0, column.numbers[source], np.nan), NO_CODES, ())


def _why_not(column: Column, followups: FollowUps) -> str:
    codes, levels = column.ranks
    filled = int((codes >= 0).sum())
    if column.kind is Kind.LEVELS and (levels > _MOST_LEVELS or len(np.unique(codes)) > 0.5 * max(filled, _SEVERAL)):
        return "is different in nearly every row, like an id or a text"
    known = followups.known
    some = Column(
        column.name,
        column.kind,
        column.numbers[known] if column.kind is not Kind.LEVELS else column.numbers,
        column.codes[known] if column.kind is Kind.LEVELS else column.codes,
        column.levels,
    )
    if some.missing.all():
        return ""
    if _never_without(some, followups.came[known], followups.case[known]):
        return "is the same all through a case, and without it no case comes back, so it looks into the future"
    telling = tells(some, followups.came[known])
    if telling > _NEARLY_PERFECT:
        return f"gives the success away nearly perfectly (AUC {telling:.2f}), so it looks into the future"
    return ""


def _never_without(column: Column, came: Flags, case: Rows) -> bool:
    """Say whether a column written once per case has a value with which no case comes back, though many should have.

    Zero where 30 were expected has a chance of e^-30.
    """
    codes, values = column.ranks
    first = np.unique(case, return_index=True, return_inverse=True)
    if values > _MOST_LEVELS or not bool(np.all(codes[first[1]][first[2]] == codes)):
        return False
    rows, yes = np.bincount(codes + 1), np.bincount(codes + 1, came)
    return bool(np.any((yes == 0) & (rows * came.mean() > _EXPECTED)))


def _varies(column: Column) -> bool:
    codes = column.ranks[0]
    return bool(codes.size and codes.min() != codes.max())
