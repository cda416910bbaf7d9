"""Columns that look into the future: known only after the contact, or filled only together with its outcome."""

import re

import numpy as np
from numpy.typing import NDArray

from rekindle.learning.logs.columns import Column, Kind
from rekindle.learning.logs.instants import Numbers
from rekindle.learning.select.asking import Ask
from rekindle.learning.select.features import Features
from rekindle.learning.select.past import Past
from rekindle.learning.select.randomness import auc, made_by_contact

_LATER_WORDS = (
    "duration talk talktime handle handletime seconds opened opens open clicked clicks click replied reply replies "
    "response responded outcome result converted conversion conversions closed won lost unsubscribed bounced purchased "
    "bought revenue order ordered signup signedup booked answered reached disposition after post"
)
_EARLIER_WORDS = (
    "previous prev prior past last history hist before earlier ever avg average mean rate total days since recency "
    "lag lagged old former"
)
_AFTER, _BEFORE = frozenset(_LATER_WORDS.split()), frozenset(_EARLIER_WORDS.split())
_NEARLY_PERFECT, _NEARLY_EXACT = 0.97, 0.99
_SUSPICIOUS = 0.6


def drop_leaks(features: Features, past: Past, ask: Ask) -> None:
    """Leave out columns that know the future, each with a warning; `trust`ed columns stay.

    What names those who were contacted together tells who was contacted, and nothing about anybody else."""
    features.drop(past.together)
    for name, column in list(features.past.items()):
        if name in ask.trust:
            continue
        why = _made_by(column, past, ask) or _empty_ahead(column, features.ahead[name]) or _knows(column, past, ask)
        if why:
            features.drop(name, f"“{name}” {why}; it is not used. If it was known before: --trust “{name}”.")


def _made_by(column: Column, past: Past, ask: Ask) -> str:
    if past.contacted is None:
        return ""
    kind = made_by_contact(column, past.contacted)
    if kind == "same":
        return f"says the same as “{ask.treated}”: who was contacted"
    return f"varies on one side of “{ask.treated}” only, so it came with the contact or after it" if kind else ""


def _empty_ahead(past: Column, ahead: Column) -> str:
    if ahead.missing.all() and not past.missing.all() and len(ahead.missing) >= 5:
        return "is empty for every candidate, so it becomes known only later"
    return ""


def _knows(column: Column, past: Past, ask: Ask) -> str:
    target = past.happened > 0 if past.binary else past.happened > np.median(past.happened)
    if not past.binary and float((past.happened == past.happened.min()).mean()) > 0.5:
        target = past.happened > past.happened.min()
    filled = _filled_only_with(column, target)
    if filled:
        return f"{filled} “{ask.outcome}”, so it looks into the future"
    if not past.binary and _explains(column, past.happened) > _NEARLY_EXACT:
        return f"gives “{ask.outcome}” away nearly exactly, so it looks into the future"
    telling = tells(column, target)
    if past.binary and telling > _NEARLY_PERFECT:
        return f"gives “{ask.outcome}” away nearly perfectly (AUC {telling:.2f}), so it looks into the future"
    if telling > _SUSPICIOUS and sounds_later(column.name):
        return f"sounds like something known only after the contact, and tells “{ask.outcome}” (AUC {telling:.2f})"
    return ""


def sounds_later(name: str) -> bool:
    """Say whether a column's name is one of something known only after the contact."""
    parts = re.findall(r"[a-z]+", re.sub(r"([a-z])([A-Z])", r"\1_\2", name).lower())
    return bool(_AFTER & set(parts)) and not _BEFORE & set(parts)


def _filled_only_with(column: Column, target: NDArray[np.bool_]) -> str:
    """Say whether a mostly empty (or mostly 0) column is filled just where the outcome came."""
    codes, levels = column.ranks
    counts = np.bincount(codes + 1, minlength=levels + 1)
    usual = int(np.argmax(counts)) - 1
    filled = codes != usual
    share, base = float(filled.mean()), float(target.mean())
    if not 0 < share <= 0.5 or not 0 < base < 0.6 or filled.sum() < 20:
        return ""
    if float(target[filled].mean()) >= 0.98:
        return "is filled only together with"
    covered = float(filled[target].mean())
    if covered >= 0.99 and share <= 0.35 and target.sum() >= 30:
        return "is filled in every row with"
    return ""


def tells(column: Column, target: NDArray[np.bool_]) -> float:
    """Return how well one column alone tells the target: AUC of group means learned on the other half of the rows.

    For numbers also that of their plain order, up or down, if that tells more.
    """
    groups = _groups(column, min(50, len(target) // 40 + 2))
    even = np.arange(len(target)) % 2 == 0
    values = np.empty(len(target))
    for half in (even, ~even):
        base = float(target[~half].mean())
        sums = np.bincount(groups[~half], target[~half], minlength=int(groups.max()) + 1)
        sizes = np.bincount(groups[~half], minlength=int(groups.max()) + 1)
        values[half] = ((sums + 2 * base) / (sizes + 2))[groups[half]]
    found = (auc(values[even], target[even]) + auc(values[~even], target[~even])) / 2
    if column.kind is Kind.LEVELS:
        return found
    known = ~column.missing
    plain = auc(column.numbers[known], target[known])
    return max(found, plain, 1 - plain) if known.mean() > 0.5 else found


def _explains(column: Column, y: Numbers) -> float:
    """Return the share of the variance of y that lies between groups of the column."""
    groups = _groups(column, 200)
    sizes = np.maximum(np.bincount(groups), 1)
    left = y - (np.bincount(groups, y) / sizes)[groups]
    freedom = max(len(y) - len(sizes), 1) / len(y)
    total = float(y.var())
    return 1 - float(left.var()) / freedom / total if total > 0 and len(sizes) < 0.2 * len(y) else 0.0


def _groups(column: Column, most: int = 50) -> NDArray[np.int64]:
    """Return small groups of a column's values: its levels, or slices of its numbers; missing is one of them."""
    if column.kind is Kind.LEVELS:
        return column.codes.astype(np.int64) + 1
    known = column.numbers[~column.missing]
    edges = np.unique(np.quantile(known, np.linspace(0, 1, most + 1)[1:-1])) if known.size else np.empty(0)
    found = np.searchsorted(edges, np.nan_to_num(column.numbers), side="left").astype(np.int64) + 1
    found[column.missing] = 0
    return found
