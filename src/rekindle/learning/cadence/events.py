"""The log as arrays: events in order of case and time, each a follow-up, a success, an end, a start or none."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from rekindle.learning.cadence.asking import AskCadence
from rekindle.learning.logs.columns import Column, Kind, as_levels, read_column
from rekindle.learning.logs.errors import LogError, check_column, say_names
from rekindle.learning.logs.instants import Numbers, from_numbers, in_zone, say_counted

Flags = NDArray[np.bool_]
Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Events:
    """One entry per event, sorted by case and time. `case` counts cases from 0, `at` is in days since 1970 (UTC).

    `row` is the place in `table`, `names` what the cases are called. `clock` is what a clock showed (in days), None
    where the log is written without zones: then `at` is just that.
    """

    table: pa.Table
    row: Rows
    case: Rows
    at: Numbers
    clock: Numbers | None
    followup: Flags
    success: Flags
    end: Flags
    start: Flags
    names: tuple[str, ...]
    notes: tuple[str, ...]


def read_events(log: pa.Table, ask: AskCadence) -> Events:
    """Read a log of events. Raises LogError naming the column or the event that cannot be found or understood."""
    for option, name in (("--case", ask.case), ("--time", ask.time), ("--event", ask.event)):
        check_column(log.column_names, name, option, "the log")
    for name in ask.features:
        check_column(log.column_names, name, "--features", "the log")
    log = _narrow(log, ask)
    case, case_names = as_levels(_read(log, ask.case, "--case"))
    kind, kinds = as_levels(_read(log, ask.event, "--event"))
    at, clock = _read_time(log, ask)
    marked = {option: _mark(kind, kinds, names, option, ask) for option, names in ask.kinds.items()}
    known = (case >= 0) & ~np.isnan(at)
    counted = say_counted(ask.time, at)
    notes = [f"{(~known).sum():,} rows without “{ask.case}” or “{ask.time}” are left out."] if not known.all() else []
    again = _copies(case, kind, at, known)
    if again.any():
        notes.append(f"{again.sum():,} rows repeat an event of the same case at the same instant; each counts once.")
    keep = np.flatnonzero(known & ~again)
    # At one instant what ended a case comes last, so that the follow-up before it still counts.
    closing = (marked["success"] | marked["end"])[keep]
    order = keep[np.lexsort((keep, closing, at[keep], case[keep]))]
    return Events(
        table=log,
        row=order,
        case=case[order].astype(np.int64),
        at=at[order],
        clock=None if clock is None else clock[order],
        followup=marked["followup"][order],
        success=marked["success"][order],
        end=marked["end"][order],
        start=marked["start"][order],
        names=case_names,
        notes=(*counted, *notes),
    )


def _narrow(log: pa.Table, ask: AskCadence) -> pa.Table:
    for name, wanted in ask.where:
        check_column(log.column_names, name, "--where", "the log")
        codes, levels = as_levels(_read(log, name, "--where"))
        if wanted not in levels:
            raise LogError(f"--where {name}={wanted}: there is no such value; it has {say_names(levels[:12])}.")
        log = log.filter(pa.array(codes == levels.index(wanted)))
    return log


def _read(log: pa.Table, name: str, option: str) -> Column:
    column = read_column(log, name)
    if column is None or column.missing.all():
        raise LogError(f"{option} {name!r} is empty or holds no plain values.")
    return column


def _read_time(log: pa.Table, ask: AskCadence) -> tuple[Numbers, Numbers | None]:
    """Return the instants (UTC where the log says so) and what a clock showed then."""
    column = _read(log, ask.time, "--time")
    if column.kind is Kind.LEVELS:
        raise LogError(
            f"--time {ask.time!r} should hold dates with times; it holds {column.levels[0]!r}. "
            "Write them as 2026-10-14 09:30:00."
        )
    at, clock = column.numbers, column.clock
    if column.kind is Kind.NUMBER:
        at = from_numbers(column.numbers)
        clock = at if at is not column.numbers and bool((at[~np.isnan(at)] % 1 > 0).any()) else None
    zone = ask.zone or ask.home
    return at, in_zone(at, zone) if zone and clock is not None else clock


def _mark(
    kind: NDArray[np.int32], kinds: tuple[str, ...], names: tuple[str, ...], option: str, ask: AskCadence
) -> Flags:
    missing = [name for name in names if name not in kinds]
    if missing:
        by_count = np.argsort(-np.bincount(kind[kind >= 0], minlength=len(kinds)), kind="stable")
        common = [kinds[code] for code in by_count[:15]]
        raise LogError(f"--{option} {missing[0]!r}: “{ask.event}” has no such event; it has {say_names(common)}.")
    return np.isin(kind, [kinds.index(name) for name in names])


def _copies(case: NDArray[np.int32], kind: NDArray[np.int32], at: Numbers, known: Flags) -> Flags:
    order = np.lexsort((at, kind, case))
    same = np.zeros(len(case), dtype=bool)
    a, b = order[:-1], order[1:]
    same[b] = (case[a] == case[b]) & (kind[a] == kind[b]) & (at[a] == at[b])
    return same & known
