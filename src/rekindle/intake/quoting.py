"""Cells that a spreadsheet would take for a formula: written with an apostrophe in front, and read back without it.

A cell that begins with = + - @ tab or CR, after any number of apostrophes, gets one more; reading takes one away. So a
cell that had an apostrophe of its own keeps it, and whatever is written is read back as it was.
"""

import re
from dataclasses import replace

from rekindle.intake.files.table import Cell, RawTable

_LIVE = re.compile(r"'*[=+\-@\t\r]")
_QUOTED = re.compile(r"'+[=+\-@\t\r]")


def neutralise(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if _LIVE.match(text) else text


def restore(text: str) -> str:
    """Return the text as it was before `neutralise`."""
    return text[1:] if _QUOTED.match(text) else text


def restore_table(table: RawTable) -> RawTable:
    """Take the apostrophes away again from every cell of a table, and from its column names."""
    columns = tuple(restore(column) for column in table.columns)
    return replace(table, columns=columns, rows=[_restore_row(row) for row in table.rows])


def _restore_row(row: tuple[Cell, ...]) -> tuple[Cell, ...]:
    for cell in row:
        if isinstance(cell, str) and cell[:1] == "'":
            return tuple(restore(one) if isinstance(one, str) else one for one in row)
    return row
