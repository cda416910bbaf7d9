"""Chances: none at all, a sure one, and whether they are counted in hundreds or as shares of one."""

import re
from collections.abc import Sequence

from rekindle.intake.files.table import Cell, as_text

_NOTHING = re.compile(r"0+([.,]0+)?\s*%?")
_SURE = re.compile(r"100([.,]0+)?\s*%?")
_SURE_SHARE = re.compile(r"1([.,]0+)?")


def is_nothing(text: str) -> bool:
    """Say whether a chance is none at all: 0, 0.0 or 0 %."""
    return bool(_NOTHING.fullmatch(text.strip()))


def is_sure(text: str, *, of_one: bool) -> bool:
    """Say whether a chance is 100 %; with `of_one` it is a share, and 1 is all of it."""
    return bool((_SURE_SHARE if of_one else _SURE).fullmatch(text.strip()))


def counts_to_one(cells: Sequence[Cell]) -> bool:
    """Say whether chances are shares of one: none is above it, and none has a sign of percent."""
    texts = [as_text(cell).strip().replace(",", ".") for cell in cells]
    return all(re.fullmatch(r"[01]|[01]?\.\d+", text) for text in texts)
