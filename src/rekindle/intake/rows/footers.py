"""The lines a report puts below its rows: totals, its title, copyright, who made it."""

import re
from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from rekindle.intake.cells.look import looks_like_amount, looks_like_date
from rekindle.intake.cells.money import read_amount
from rekindle.intake.cells.words import MONTHS
from rekindle.intake.columns.words import is_in
from rekindle.intake.files.table import Cell, as_text
from rekindle.intake.names import fold

_YEAR_OR_QUARTER = re.compile(r"20[0-4]\d|(?:[qt] ?[1-4]|[1-4] ?[qt])(?: ?20[0-4]\d)?|20[0-4]\d ?[qt] ?[1-4]")
_LONGEST_PERIOD = 20
_COUNTED = re.compile(r"\(\s*[\d.,]+ +(?:records?|rows?|items?|datens\w+|enregistrements?|registros?)\s*\)\s*$", re.I)


class Heading(str):
    """The first cell of a line that stands above a group of rows and is none of them."""

    __slots__ = ()


def is_footer(row: tuple[Cell, ...]) -> bool:
    """Say whether a row is surely a line below a report: few cells, and the first is such as "Grand Total"."""
    filled = [as_text(cell) for cell in row if cell != ""]
    return 0 < len(filled) <= 3 and (is_in("footer", filled[0]) or _is_legend(filled))


def _is_legend(filled: list[str]) -> bool:
    """A line such as "Reason codes:" "P = price" says what is meant above."""
    return filled[0].endswith(":") and len(filled) > 1 and all("=" in text for text in filled[1:])


def find_sums(rows: Sequence[tuple[Cell, ...]]) -> set[int]:
    """Return the numbers, from 1, of rows that say only what columns come to since the last such row, or in all.

    A board writes them below each of its groups, without a word.
    """
    if not any(_is_bare(row) for row in rows):
        return set()
    found, since, whole = set[int](), defaultdict[int, Decimal](Decimal), defaultdict[int, Decimal](Decimal)
    for number, row in enumerate(rows, start=1):
        amounts = {place: amount for place, cell in enumerate(row) if (amount := _amount(cell)) is not None}
        if (
            number > 1
            and _is_bare(row)
            and any(amount and amount in (since[place], whole[place]) for place, amount in amounts.items())
        ):
            found.add(number)
            since.clear()
            continue
        for place, amount in amounts.items():
            since[place] += amount
            whole[place] += amount
    return found


def _is_bare(row: tuple[Cell, ...]) -> bool:
    """Say whether a row has amounts in less than half of its columns, the first of all empty, and nothing else."""
    filled = [cell for cell in row if cell != ""]
    return (
        bool(filled)
        and row[0] == ""
        and 2 * len(filled) < len(row)
        and all(_amount(cell) is not None for cell in filled)
    )


def _amount(cell: Cell) -> Decimal | None:
    if cell == "" or isinstance(cell, bool) or not looks_like_amount(cell) or looks_like_date(cell):
        return None
    return read_amount(cell).value


def name_of_group(row: tuple[Cell, ...]) -> str:
    """Return what a heading above a group of rows says, without its count: "Closed Lost (2 records)"; else nothing."""
    if not is_lone(row):
        return ""
    if isinstance(row[0], Heading):
        return row[0]
    text = as_text(row[0])
    found = _COUNTED.search(text)
    return text[: found.start()].strip() if found else ""


def is_lone(row: tuple[Cell, ...]) -> bool:
    """Say whether only the first cell of a row is filled."""
    return row[0] != "" and not any(cell != "" for cell in row[1:])


def is_band(row: tuple[Cell, ...]) -> bool:
    """Say whether a row is only a month, a quarter or a year: the line above the rows of it."""
    said = as_text(row[0]) if is_lone(row) else ""
    text = fold(said) if len(said) <= _LONGEST_PERIOD else ""
    word, _, rest = text.partition(" ")
    return bool(_YEAR_OR_QUARTER.fullmatch(text)) or (word in MONTHS and (not rest or rest.isdecimal()))


def find_footer(rows: Sequence[tuple[Cell, ...]]) -> int:
    """Return how many rows stand above the footer: lines with a first cell only, one of them surely a footer."""
    end = len(rows)
    while end and rows[end - 1][0] != "" and all(cell == "" for cell in rows[end - 1][1:]):
        end -= 1
    is_sure = len(rows[0]) > 1 and any(is_footer(row) for row in rows[end:]) if rows else False
    return end if is_sure else len(rows)
