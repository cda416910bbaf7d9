"""Which columns may be learned from, and why others may not: roles, ids, texts, constants, copies."""

import re
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from rekindle.learning.logs.columns import Column, Kind, as_levels, read_column
from rekindle.learning.logs.errors import LogError, check_column, list_names
from rekindle.learning.select.asking import Ask

_ID_NAME = re.compile(
    r"(^|[_\W])(id|ids|uuid|guid)($|[_\W\d])|(^|[_\W])(key|nr|no|num|number|idx|index|rownum|serial)$|^unnamed"
)
_ID_NAME_CAMEL = re.compile(r"[a-z](Id|ID|Key|Uuid|Guid|Nr|No)$")


@dataclass(slots=True)
class Features:
    """The columns to learn from, in the history and in the candidates, and what was said about the others."""

    past: dict[str, Column] = field(default_factory=dict)
    ahead: dict[str, Column] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def drop(self, name: str, note: str = "") -> None:
        """Leave a column out, and say why."""
        self.past.pop(name, None)
        self.ahead.pop(name, None)
        if note:
            self.notes.append(note)


def read_features(history: pa.Table, candidates: pa.Table, ask: Ask) -> Features:
    """Read the columns that both tables have and that have no other role.

    Raises LogError when none is left, or when an option names a column that is not there.
    """
    for option, names in (("--leave-out", ask.leave_out), ("--trust", ask.trust), ("--strata", ask.strata)):
        for name in names:
            check_column(history.column_names, name, option, "the history")
    used = {*ask.roles.values(), *ask.leave_out}
    both = [name for name in history.column_names if name in candidates.column_names and name not in used]
    found = Features()
    for name in both:
        _add(found, history, candidates, name)
    only = [one for one in history.column_names if one not in candidates.column_names and one not in used]
    if only:
        found.notes.append(
            f"Not in the candidates, so not used: {list_names(only[:12])}{' ...' if len(only) > 12 else ''}."
        )
    if not both:
        raise LogError("The candidates share no column with the history besides those with a role; nothing to go by.")
    _drop_constant(found)
    _drop_ids(found, ask)
    _drop_copies(found)
    return found


def _add(found: Features, history: pa.Table, candidates: pa.Table, name: str) -> None:
    past, ahead = read_column(history, name), read_column(candidates, name)
    if past is None or ahead is None:
        found.notes.append(f"“{name}” holds lists or other things that are no single value; it is not used.")
        return
    if past.kind is not ahead.kind and not (past.missing.all() or ahead.missing.all()):
        past, ahead = _bring_together(found, past, ahead)
    elif past.kind is not ahead.kind:
        ahead = _empty_like(past, len(ahead.missing))
    found.past[name], found.ahead[name] = past, ahead


def _bring_together(found: Features, past: Column, ahead: Column) -> tuple[Column, Column]:
    """Read a column as levels where the two tables write it differently."""
    found.notes.append(
        f"“{past.name}” is {past.kind} in the history and {ahead.kind} in the candidates; read as words."
    )
    return _levelled(past), _levelled(ahead)


def _levelled(column: Column) -> Column:
    codes, levels = as_levels(column)
    return Column(column.name, Kind.LEVELS, np.empty(0), codes, levels)


def _empty_like(column: Column, rows: int) -> Column:
    if column.kind is Kind.LEVELS:
        return Column(column.name, Kind.LEVELS, np.empty(0), np.full(rows, -1, dtype=np.int32), ())
    return Column(column.name, column.kind, np.full(rows, np.nan), np.empty(0, dtype=np.int32), ())


def _drop_constant(found: Features) -> None:
    for name, column in list(found.past.items()):
        codes = column.ranks[0]
        if not codes.size or codes.min() == codes.max():
            found.drop(name)


def _drop_ids(found: Features, ask: Ask) -> None:
    for name, column in list(found.past.items()):
        codes, levels = column.ranks
        filled = int((codes >= 0).sum())
        share = levels / max(filled, 1)
        if name in ask.trust or filled < 20:
            continue
        named = bool(_ID_NAME.search(name.lower()) or _ID_NAME_CAMEL.search(name))
        if column.kind is Kind.LEVELS and share > 0.5 and levels > 50:
            found.drop(name, f"“{name}” is different in nearly every row, like an id or a text; it is not used.")
        elif column.kind is Kind.NUMBER and share > 0.5 and (named or _counts_rows(column)):
            found.drop(name, f"“{name}” numbers the rows like an id; it is not used.")
        elif column.kind is Kind.NUMBER and named and levels > 30 and bool(np.all(column.numbers[codes >= 0] % 1 == 0)):
            found.past[name], found.ahead[name] = _levelled(column), _levelled(found.ahead[name])


def _counts_rows(column: Column) -> bool:
    """Say whether whole numbers fill their range so densely that they count something."""
    known = column.numbers[~column.missing]
    whole = bool(np.all(known % 1 == 0))
    distinct = len(np.unique(known))
    return whole and distinct > 0.95 * len(known) and known.max() - known.min() < 3 * len(known)


def _drop_copies(found: Features) -> None:
    seen: dict[bytes, str] = {}
    for name, column in list(found.past.items()):
        content = _shape_of(column)
        if content in seen:
            found.drop(name, f"“{name}” says the same as “{seen[content]}” in every row; it is used once.")
        else:
            seen[content] = name


def _shape_of(column: Column) -> bytes:
    """Return what is equal for columns that say the same: the order of numbers, the pattern of levels."""
    codes = column.ranks[0]
    if column.kind is not Kind.LEVELS:
        return codes.tobytes()
    values, first, which = np.unique(codes, return_index=True, return_inverse=True)
    order = np.empty(len(values), dtype=np.int32)
    order[np.argsort(first, kind="stable")] = np.arange(len(values), dtype=np.int32)
    return order[which].tobytes()
