"""What columns of orders are called and what their words mean, read from the data beside this file."""

import re
import tomllib
from functools import cache
from importlib.resources import files

from rekindle.intake.names import fold

_WORDS = tomllib.loads((files("rekindle.intake.orders") / "words.toml").read_text(encoding="utf-8"))
_BRACKETS = re.compile(r"[(\[][^)\]]*[)\]]")

BOUGHT, TAKEN_BACK, CALLED_OFF, DRAFT = "bought", "taken back", "called off", "draft"
REFUNDED, CANCELLING = "refunded", "cancelling"
"""What a word says became of a line. What was refunded was called off, unless it is a credit note that was paid out;
what cancels another document counts only where that one is not left out already."""
SUMS: str = _WORDS["sums"]["words"]


def key_of(column: str) -> str:
    """Return what the name of a column is compared by: "Company (Billing)" and "company" are one."""
    return fold(_BRACKETS.sub("", column.replace("_", " "))).replace(" ", "")


@cache
def names() -> dict[str, tuple[str, ...]]:
    """Return what the column of each field may be called, as `key_of` writes it, the surest first."""
    return {field: tuple(name.replace(" ", "") for name in said) for field, said in _WORDS["fields"].items()}


@cache
def _patterns(kind: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    # A status has other words around it, "Invoice : Voided"; a type is said by all of its words.
    end = r"\b(?:{})\b" if kind == "states" else r"^(?:{})$"
    return tuple((state.strip(), re.compile(end.format("|".join(said)))) for state, said in _WORDS[kind].items())


def state_of(text: str) -> str:
    """Return what a status says became of a line: one of the words above, empty if nobody knows."""
    return _first("states", fold(text))


def type_of(text: str) -> str:
    """Return what a document of that type is: bought, taken back, cancelling or draft; empty if nobody knows."""
    return _first("types", fold(text))


def _first(kind: str, folded: str) -> str:
    return next((state for state, pattern in _patterns(kind) if pattern.search(folded)), "")
