"""What people and systems write when there is nothing to write."""

from rekindle.intake.cells.words import WORDS

_BLANK = frozenset(WORDS["blank"])


class CellError(ValueError):
    """A cell does not say what its column is about; the words say what it is not."""


# No date, number or address is longer; what is longer is a text, and is not searched for them.
LONGEST = 400


def is_blank(text: str) -> bool:
    """Say whether a text stands for nothing."""
    return len(text) <= 16 and text.strip().casefold() in _BLANK
