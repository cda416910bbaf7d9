"""The lines a report puts below its rows: totals, its title, copyright, who made it."""

import re
from collections.abc import Sequence

from rekindle.intake.columns.words import is_in
from rekindle.intake.files.table import Cell, as_text

_COUNTED = re.compile(r"\(\s*[\d.,]+ +(?:records?|rows?|items?|datens\w+|enregistrements?|registros?)\s*\)\s*$", re.I)


def is_footer(row: tuple[Cell, ...]) -> bool:
    """Say whether a row is surely a line below a report: few cells, and the first is such as "Grand Total"."""
    filled = [as_text(cell) for cell in row if cell != ""]
    return 0 < len(filled) <= 3 and is_in("footer", filled[0])


def name_of_group(row: tuple[Cell, ...]) -> str:
    """Return what a heading above a group of rows says, without its count: "Closed Lost (2 records)"; else nothing."""
    if row[0] == "" or any(cell != "" for cell in row[1:]):
        return ""
    text = as_text(row[0])
    found = _COUNTED.search(text)
    return text[: found.start()].strip() if found else ""


def find_footer(rows: Sequence[tuple[Cell, ...]]) -> int:
    """Return how many rows stand above the footer: lines with a first cell only, one of them surely a footer."""
    end = len(rows)
    while end and rows[end - 1][0] != "" and all(cell == "" for cell in rows[end - 1][1:]):
        end -= 1
    is_sure = len(rows[0]) > 1 and any(is_footer(row) for row in rows[end:]) if rows else False
    return end if is_sure else len(rows)
