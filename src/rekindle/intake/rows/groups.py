"""Reports in groups: a value stands once, above the rows it holds for, with counts and sums below them."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from rekindle.intake.columns.words import classify_status
from rekindle.intake.files.table import Cell, RawTable, as_text
from rekindle.intake.names import fold
from rekindle.intake.rows.footers import Heading, find_footer, is_footer, is_lone, name_of_group

_FILLED = "blank cells under {} were read as the value above them, as a report in groups means them"
_SUBTOTALS = ("subtotal", "sub total", "zwischensumme", "sous total")

Row = tuple[Cell, ...]


def ungroup(table: RawTable) -> RawTable:
    """Write the value of each group into its rows; a table without groups comes back as it is.

    A report is in groups where subtotals, or counts between its rows, say so: then a blank cell in its first columns,
    up to the one the subtotals stand in, means what stands above it. Without sums only a first column of endings is
    taken so, if none of them stands twice in a row.
    """
    if len(table.columns) < 2 or all(row[0] != "" for row in table.rows):
        return table
    end = find_footer(table.rows)
    deep = _depth(table.rows[:end])
    if not deep:
        return table
    names = " and ".join(repr(name) for name in table.columns[:deep])
    rows = [*_fill(table.rows[:end], deep), *table.rows[end:]]
    return replace(table, rows=rows, warnings=(*table.warnings, _FILLED.format(names)))


def _depth(rows: Sequence[Row]) -> int:
    """Return how many first columns hold values of groups."""
    sums = [number for number, row in enumerate(rows) if is_footer(row)]
    labels = [_first(rows[number]) for number in sums]
    deep = [place + 1 for place, text in labels if fold(text).startswith(_SUBTOTALS)]
    if deep:
        return min(max(deep), len(rows[0]) - 1)
    data = [number for number, row in enumerate(rows) if not is_footer(row)]
    # A new group begins with its value: an amount alone below a sum is none.
    between = bool(sums) and any(number > sums[0] and rows[number][0] != "" for number in data)
    headed = any(name_of_group(row) for row in rows)
    return int(between or headed or _are_endings([rows[number] for number in data]))


def _first(row: Row) -> tuple[int, str]:
    return next((place, as_text(cell)) for place, cell in enumerate(row) if cell != "")


def _are_endings(rows: Sequence[Row]) -> bool:
    said = [as_text(row[0]) for row in rows if row[0] != ""]
    is_sparse = len(said) > 1 and rows[0][0] != "" and 2 * len(said) <= len(rows)
    is_once = all(one != other for one, other in pairwise(said))
    return is_sparse and is_once and all(classify_status(text) in ("lost", "won") for text in said)


def _fill(rows: Sequence[Row], deep: int) -> list[Row]:
    above: list[Cell] = [""] * deep
    filled: list[Row] = []
    for row in rows:
        heading = name_of_group(row) or (as_text(row[0]) if is_lone(row) and not is_footer(row) else "")
        if heading or is_footer(row):
            # A sum ends the group it stands in, and those inside: what follows without a value is of none.
            kept = above[: _first(row)[0]]
            above = [heading, *[""] * (deep - 1)] if heading else [*kept, *[""] * (deep - len(kept))]
            filled.append((Heading(heading), *row[1:]) if heading else row)
            continue
        for place in range(deep):
            if row[place] != "":
                above = [*above[:place], row[place], *[""] * (deep - place - 1)]
        filled.append((*above, *row[deep:]))
    return filled
