"""The history as arrays: what came of each contact, who was contacted, when, and whose rows belong together."""

from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from rekindle.learning.logs.columns import Kind, read_column
from rekindle.learning.logs.errors import LogError, check_column
from rekindle.learning.logs.instants import Numbers, from_numbers, say_counted
from rekindle.learning.select.arms import Arms, read_arms
from rekindle.learning.select.asking import Ask
from rekindle.learning.select.outcomes import Outcome, read_outcome
from rekindle.learning.select.together import find_together

_FEWEST = 40
# Fewer of one outcome cannot tell one candidate from another.
_FEW = 30
# Rows of one person are kept together; with fewer names than this a column does not name people.
_FEWEST_UNITS = 20


@dataclass(frozen=True, slots=True)
class Past:
    """One entry per usable row of the history. `table` holds those rows; `unit` numbers who they are about.

    `contacted` is None without a control group, `when` (days) None without --time; `arm` codes the levels of `arms`.
    `together` is the column whose rows were contacted as one, if there is one: then `unit` numbers those groups.
    """

    table: pa.Table
    happened: Numbers
    earned: Numbers
    binary: bool
    unit_name: str
    contacted: NDArray[np.bool_] | None
    arms: Arms | None
    arm: NDArray[np.int32]
    when: Numbers | None
    unit: NDArray[np.int64]
    notes: tuple[str, ...]
    together: str = ""

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return len(self.earned)


def read_past(history: pa.Table, ask: Ask) -> Past:
    """Read a history: rows without an outcome (or with an arm not looked at) and repeated rows are left out, and said.

    Raises LogError for a column that is missing or not understood, and for fewer than 40 usable rows.
    """
    for option, name in ask.roles.items():
        if option != "id":
            check_column(history.column_names, name, f"--{option}", "the history")
    outcome = read_outcome(history, ask.outcome, ask.value, ask.positive)
    arms = read_arms(history, ask.treated, ask.control, ask.arm) if ask.treated else None
    when = _read_when(history, ask.time) if ask.time else None
    keep, notes = _usable(history, ask, outcome, arms, when)
    units, more = _units(history, ask.id, keep)
    table = history.filter(pa.array(keep))
    if table.num_rows < _FEWEST:
        raise LogError(
            f"The history has {table.num_rows} usable rows (with an “{ask.outcome}”); at least {_FEWEST} are needed, "
            "so add earlier contacts."
        )
    past = Past(
        table=table,
        happened=outcome.happened[keep],
        earned=outcome.earned[keep],
        binary=outcome.binary,
        unit_name=outcome.unit,
        contacted=arms.contacted[keep] == 1 if arms else None,
        arms=arms,
        arm=arms.arm[keep] if arms else np.zeros(int(keep.sum()), dtype=np.int32),
        when=when[keep] if when is not None else None,
        unit=units,
        notes=(*outcome.notes, *(arms.notes if arms else ()), *_say_time(ask, when), *notes, *more),
    )
    _check_sides(past, ask)
    return _draw_together(replace(past, notes=(*past.notes, *_few(past, ask))), ask)


def _draw_together(past: Past, ask: Ask) -> Past:
    """Take groups that were contacted as one for what was drawn, unless the id already names several rows."""
    rows_repeat = int(past.unit.max(initial=0)) + 1 < past.rows
    found = None if past.arms is None or rows_repeat else find_together(past.table, past.arm, {*ask.roles.values()})
    if found is None:
        return past
    name, unit, several = found
    words = f"“{name}” names rows that were contacted together or left alone together ({several:,} groups of several);"
    return replace(past, unit=unit, together=name, notes=(*past.notes, f"{words} each group counts as one draw."))


def _few(past: Past, ask: Ask) -> list[str]:
    if not past.binary:
        return []
    came = int((past.happened > 0).sum())
    fewer, kind = (came, "a yes") if came <= past.rows - came else (past.rows - came, "a no")
    if fewer >= _FEW:
        return []
    return [f"Only {fewer:,} of {past.rows:,} rows have {kind} in “{ask.outcome}”: hardly anything can be learned."]


def _read_when(history: pa.Table, name: str) -> Numbers:
    column = read_column(history, name)
    if column is None or column.kind is Kind.LEVELS:
        example = column.levels[0] if column and column.levels else "no dates"
        raise LogError(f"--time {name!r} should hold dates or times; it holds {example!r}. Write them as 2026-10-14.")
    if column.missing.all():
        raise LogError(f"--time {name!r} is empty in every row.")
    return from_numbers(column.numbers) if column.kind is Kind.NUMBER else column.numbers


def _say_time(ask: Ask, when: Numbers | None) -> list[str]:
    return say_counted(ask.time, when) if ask.time and when is not None else []


def _usable(
    history: pa.Table, ask: Ask, outcome: Outcome, arms: Arms | None, when: Numbers | None
) -> tuple[NDArray[np.bool_], list[str]]:
    keep, notes = ~np.isnan(outcome.happened), []
    if not keep.all():
        notes.append(f"{(~keep).sum():,} rows without “{ask.outcome}” are left out.")
    if arms is not None:
        unknown = keep & (arms.arm < 0)
        if unknown.any():
            notes.append(f"{unknown.sum():,} rows without “{ask.treated}” are left out.")
        keep &= ~np.isnan(arms.contacted)
    if when is not None:
        undated = keep & np.isnan(when)
        if undated.any():
            notes.append(f"{undated.sum():,} rows without “{ask.time}” are left out.")
        keep &= ~np.isnan(when)
    if ask.id in history.column_names:
        again = keep & _repeated(history)
        if again.any() and _repeats(history, ask.id, keep & ~again):
            notes.append(
                f"{again.sum():,} rows are exact copies of another row; kept, since “{ask.id}” repeats anyway."
            )
        elif again.any():
            notes.append(f"{again.sum():,} rows are exact copies of another row, id and all; each counts once.")
            keep &= ~again
    return keep, notes


def _repeats(history: pa.Table, name: str, rows: NDArray[np.bool_]) -> bool:
    """Say whether ids repeat even where their rows differ: then an equal row may well be another contact."""
    column = read_column(history, name)
    codes = column.ranks[0][rows] if column is not None else np.empty(0)
    return len(np.unique(codes)) < 0.95 * len(codes)


def _repeated(history: pa.Table) -> NDArray[np.bool_]:
    """Mark rows all of whose cells equal those of an earlier row."""
    mixed = np.zeros(history.num_rows, dtype=np.uint64)
    for number, name in enumerate(history.column_names):
        column = read_column(history, name)
        if column is not None:
            codes = column.ranks[0].astype(np.uint64)
            mixed = (mixed ^ (codes + np.uint64(number + 1))) * np.uint64(0x9E3779B97F4A7C15)
            mixed ^= mixed >> np.uint64(29)
    again = np.ones(history.num_rows, dtype=bool)
    again[np.unique(mixed, return_index=True)[1]] = False
    return again


def _units(history: pa.Table, name: str, keep: NDArray[np.bool_]) -> tuple[NDArray[np.int64], list[str]]:
    rows = int(keep.sum())
    column = read_column(history, name) if name in history.column_names else None
    if column is None:
        return np.arange(rows), []
    codes = column.ranks[0][keep].astype(np.int64)
    alone = codes < 0
    codes[alone] = codes.max(initial=0) + 1 + np.arange(alone.sum())
    units = np.unique(codes, return_inverse=True)[1].astype(np.int64)
    several = rows - int(units.max(initial=-1)) - 1
    if not several:
        return units, []
    if rows - several < _FEWEST_UNITS:
        words = f"“{name}” has only {rows - several:,} different values in {rows:,} rows, so it names nobody;"
        return np.arange(rows), [f"{words} each row counts by itself."]
    note = f"“{name}” repeats: {rows:,} rows about {rows - several:,}; the rows of one are kept together when checking."
    return units, [note]


def _check_sides(past: Past, ask: Ask) -> None:
    if past.contacted is None:
        return
    contacted, alone = int(past.contacted.sum()), int((~past.contacted).sum())
    if min(contacted, alone) < 15:
        raise LogError(
            f"--treated {ask.treated!r}: {contacted:,} rows contacted and {alone:,} left alone; "
            "a comparison needs at least 15 of each. Without --treated the contacts alone can be looked at."
        )
