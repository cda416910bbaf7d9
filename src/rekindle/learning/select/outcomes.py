"""What came of a contact: the outcome as 0/1 or a number, and what it earned."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from rekindle.learning.logs.columns import Column, Kind, as_levels, read_column
from rekindle.learning.logs.errors import LogError, say_names
from rekindle.learning.logs.instants import Numbers

YES = frozenset({"1", "yes", "y", "true", "t", "ja", "si", "sí", "oui", "sim", "da", "won", "converted", "success"})
YES |= frozenset({"positive", "responded", "bought", "sold", "accepted", "good", "win", "hit", "subscribed"})
YES |= frozenset({"tak", "sì", "oui", "да", "evet", "gewonnen", "verkauft"})
NO = frozenset({"0", "no", "n", "false", "f", "nein", "non", "nao", "não", "net", "lost", "none", "failure", "fail"})
NO |= frozenset({"negative", "not converted", "no response", "rejected", "declined", "bad", "loss", "miss", "nothing"})
NO |= frozenset({"nie", "нет", "hayır", "nej", "nee", "verloren"})


@dataclass(frozen=True, slots=True)
class Outcome:
    """`happened` is 0/1 (or the number itself), missing NaN; `earned` what counts; `binary` says which."""

    happened: Numbers
    earned: Numbers
    binary: bool
    unit: str
    notes: tuple[str, ...]


def read_outcome(history: pa.Table, outcome: str, value: str | None, positive: str | None) -> Outcome:
    """Read the outcome and the value columns of a history. Raises LogError for one that cannot be understood."""
    column = read_column(history, outcome)
    if column is None:
        raise LogError(f"--outcome {outcome!r}: its cells are neither numbers nor words.")
    happened, binary, notes = _read(column, positive)
    if value is None or value == outcome:
        return Outcome(happened, happened, binary, outcome, notes)
    worth = _read_value(history, value)
    if np.isnan(worth).all():
        raise LogError(f"--value {value!r} is empty in every row.")
    return Outcome(happened, np.where(np.isnan(worth), 0.0, worth), binary, value, notes)


def _read_value(history: pa.Table, value: str) -> Numbers:
    column = read_column(history, value)
    if column is None or column.kind is not Kind.NUMBER:
        example = f"for instance {column.levels[0]!r}" if column and column.levels else "but no numbers"
        raise LogError(f"--value {value!r} should hold what a contact earned as numbers; it holds {example}.")
    return column.numbers


def _read(column: Column, positive: str | None) -> tuple[Numbers, bool, tuple[str, ...]]:
    name = column.name
    if column.missing.all():
        raise LogError(f"--outcome {name!r} is empty in every row.")
    if positive is not None:
        return _named(column, positive), True, ()
    if column.kind is Kind.INSTANT:
        note = f"“{name}” holds dates: a row with one is taken as a yes, a row without as a no."
        return _check_varies((~column.missing).astype(float), name), True, (note,)
    codes, levels = as_levels(column)
    if len(levels) == 1 and (codes < 0).any():
        note = f"“{name}” is either {levels[0]!r} or empty: empty is taken as a no."
        return (codes >= 0).astype(float), True, (note,)
    if column.kind is Kind.NUMBER:
        return _numbers(column)
    return _words(column, codes, levels), True, ()


def _numbers(column: Column) -> tuple[Numbers, bool, tuple[str, ...]]:
    values = set(np.unique(column.numbers[~column.missing]).tolist())
    _check_varies(column.numbers, column.name)
    if values == {0.0, 1.0}:
        return column.numbers, True, ()
    if values == {-1.0, 1.0}:
        return np.where(column.missing, np.nan, (column.numbers > 0).astype(float)), True, ()
    if values == {1.0, 2.0}:
        raise LogError(f"--outcome {column.name!r} holds 1 and 2: say which of them is the yes, with --positive.")
    return column.numbers, False, ()


def _named(column: Column, positive: str) -> Numbers:
    codes, levels = as_levels(column)
    if positive not in levels:
        raise LogError(f"--positive {positive!r}: “{column.name}” has no such level; it has {say_names(levels[:12])}.")
    happened = np.where(codes < 0, np.nan, (codes == levels.index(positive)).astype(float))
    return _check_varies(happened, column.name)


def _words(column: Column, codes: NDArray[np.int32], levels: tuple[str, ...]) -> Numbers:
    said = [level.strip().lower() for level in levels]
    yes = [index for index, word in enumerate(said) if word in YES]
    no = [index for index, word in enumerate(said) if word in NO]
    if len(levels) == 2 and len(yes) + len(no) == 1:
        yes = yes or [1 - no[0]]
    elif len(yes) + len(no) < len(levels) or not yes:
        raise LogError(
            f"--outcome {column.name!r} holds {say_names(levels[:8])}: say which of them is the yes, with --positive."
        )
    return _check_varies(np.where(codes < 0, np.nan, np.isin(codes, yes).astype(float)), column.name)


def _check_varies(happened: Numbers, name: str) -> Numbers:
    known = happened[~np.isnan(happened)]
    if not known.size or known.min() == known.max():
        raise LogError(f"--outcome {name!r} is the same in every row, so there is nothing to learn from it.")
    return happened
