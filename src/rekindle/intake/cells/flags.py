"""Yes and no in the words of four languages and of spreadsheets."""

from rekindle.intake.cells.blank import CellError
from rekindle.intake.cells.words import WORDS
from rekindle.intake.files.table import Cell, as_text
from rekindle.intake.names import fold

_YES = frozenset({*WORDS["yes"], *map(fold, WORDS["yes"])} - {""})
_NO = frozenset({*WORDS["no"], *map(fold, WORDS["no"])} - {""})


def read_flag(cell: Cell) -> bool:
    """Read yes or no. Raises CellError."""
    if isinstance(cell, bool):
        return cell
    text = as_text(cell).strip()
    said = fold(text) or text
    if said in _YES or said in _NO:
        return said in _YES
    raise CellError(f"{text!r} is neither yes nor no")


def is_flag(cell: Cell) -> bool:
    """Say whether a cell is a yes or a no."""
    try:
        read_flag(cell)
    except CellError:
        return False
    return True


def is_yes(cell: Cell) -> bool:
    """Say whether a cell is a clear yes."""
    try:
        return read_flag(cell)
    except CellError:
        return False
