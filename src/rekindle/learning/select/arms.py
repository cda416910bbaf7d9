"""Who was contacted and who was left alone, from a column of any kind."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from rekindle.learning.logs.columns import Column, Kind, as_levels, read_column
from rekindle.learning.logs.errors import LogError, list_names, say_names

_CONTROL = frozenset({"0", "no", "n", "false", "f", "control", "ctrl", "c", "none", "holdout", "hold-out", "hold out"})
_CONTROL |= frozenset({"untreated", "placebo", "nothing", "not contacted", "no contact", "not treated", "no treatment"})
_CONTROL |= frozenset({"baseline", "left alone", "control group", "nein", "non", "kontrolle", "kontrollgruppe"})
_CONTROL |= frozenset({"nie", "não", "nao", "nej", "nee", "нет", "контроль", "контрольная", "témoin", "tem", "hayır"})
_STARTS = (
    *("no ", "no-", "no_", "not ", "not_", "non-", "non ", "control", "without ", "holdout", "hold-out", "untreated"),
    *("kein ", "keine ", "keinen ", "nicht ", "ohne ", "sans ", "pas ", "aucun", "sin ", "ningun", "senza ", "nessun"),
)
_MOST_ARMS = 12


@dataclass(frozen=True, slots=True)
class Arms:
    """`contacted` is 1, 0, or NaN for rows that are not looked at; `arm` is the level's code, `levels` their names."""

    contacted: NDArray[np.float64]
    arm: NDArray[np.int32]
    levels: tuple[str, ...]
    control: str
    notes: tuple[str, ...]

    @property
    def others(self) -> tuple[str, ...]:
        """The levels that count as contacted."""
        looked_at = set(self.arm[self.contacted == 1].tolist())
        return tuple(level for code, level in enumerate(self.levels) if code in looked_at)


def read_arms(history: pa.Table, name: str, control: str | None, arm: str | None) -> Arms:
    """Read the column that says who was contacted. Raises LogError when it cannot be told who was left alone."""
    column = read_column(history, name)
    if column is None or column.kind is Kind.INSTANT:
        raise LogError(f"--treated {name!r} should say who was contacted and who was not; it holds no such thing.")
    codes, levels = as_levels(column)
    if not levels:
        raise LogError(f"--treated {name!r} is empty in every row.")
    notes: list[str] = []
    if len(levels) == 1 and (codes < 0).any():
        notes.append(f"“{name}” is either {levels[0]!r} or empty: empty is taken as left alone.")
        codes, levels = np.where(codes < 0, 1, codes).astype(np.int32), (levels[0], "")
        control = ""
    if len(levels) < 2:
        raise LogError(
            f"--treated {name!r} is {levels[0]!r} in every row: nobody to compare with. Leave --treated out."
        )
    chosen = control if control is not None else _find_control(column, levels)
    for option, level in (("--control", chosen), ("--arm", arm)):
        if level is not None and level not in levels:
            raise LogError(f"{option} {level!r}: “{name}” has no such level; it has {say_names(levels[:12])}.")
    if arm is not None and arm == chosen:
        raise LogError(f"--arm {arm!r} is the level that was left alone; give another one of {say_names(levels[:12])}.")
    contacted = (codes != levels.index(chosen)).astype(float)
    contacted[codes < 0] = np.nan
    if arm is not None:
        contacted[(codes != levels.index(arm)) & (contacted == 1)] = np.nan
    elif len(levels) > 2:
        notes.append(_say_pooled(name, levels, chosen))
    return Arms(contacted, codes, levels, chosen, tuple(notes))


def _say_pooled(name: str, levels: tuple[str, ...], control: str) -> str:
    others = [level for level in levels if level != control]
    what = list_names(others) if len(others) <= 6 else f"all other {len(others)} levels"
    return (
        f"“{name}” has {len(levels)} levels. “{control}” is taken as left alone, "
        f"{what} as contacted. To look at one of them: --arm “{others[0]}”."
    )


def _find_control(column: Column, levels: tuple[str, ...]) -> str:
    said = [level.strip().lower() for level in levels]
    found = [level for level, word in zip(levels, said, strict=True) if word in _CONTROL]
    if not found:
        found = [level for level, word in zip(levels, said, strict=True) if word.startswith(_STARTS)]
    if len(found) == 1 and (len(levels) <= _MOST_ARMS or column.kind is Kind.NUMBER):
        return found[0]
    if column.kind is Kind.NUMBER and len(levels) > _MOST_ARMS:
        raise LogError(
            f"--treated {column.name!r} holds {len(levels):,} different numbers, from {levels[0]} to {levels[-1]}; "
            "it should say who was contacted and who was left alone. Which of them was left alone: --control."
        )
    raise LogError(
        f"--treated {column.name!r} holds {say_names(levels[:8])}{' and more' if len(levels) > 8 else ''}: "
        "say which of them was left alone, with --control."
    )
