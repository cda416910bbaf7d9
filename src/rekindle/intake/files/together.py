"""Sheets with the same columns are one list: one per year, or one of the lost and one of the won."""

from collections.abc import Iterable, Iterator, Sequence

from rekindle.intake.columns.words import classify_status
from rekindle.intake.files.table import Cell

FEWEST_COLUMNS = 3
_TITLES, _TITLES_TELL = "Sheet", "Sheet status"

Rows = Iterator[tuple[Cell, ...]]


def join_sheets(header: tuple[Cell, ...], sheets: Iterable[tuple[str, Rows]], titles: Sequence[str]) -> Rows:
    """Write the rows of sheets with one header below each other, with the title of their sheet behind them.

    What stands above the header is taken from the first sheet only. The titles say how deals stand where all of them
    do, as "Lost" and "Won" do.
    """
    wide, tells = len(header), all(classify_status(title) in ("lost", "won", "open") for title in titles)
    for number, (title, rows) in enumerate(sheets):
        is_below = False
        for row in rows:
            if row == header:
                if not number:
                    yield (*header, _TITLES_TELL if tells else _TITLES)
                is_below = True
            elif is_below and len(row) > 1:
                yield (*row[:wide], *[""] * (wide - len(row)), title, *row[wide:])
            elif is_below or not number:
                yield row


def say_joined(titles: Sequence[str]) -> str:
    """Return the sentence that says which sheets were read as one."""
    return f"the sheets {' and '.join(map(repr, titles))} have the same columns and were read together"
