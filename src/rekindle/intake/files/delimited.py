"""CSV and TSV: which sign parts the cells, and the cells."""

import csv
import io
from collections import Counter
from dataclasses import dataclass

from rekindle.intake.files.table import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, refuse

DELIMITERS = (",", ";", "\t", "|")
_SAMPLE_LINES, _SAMPLE = 200, 2_000_000
# A text with more lines than this inside one cell is a quote that was never closed.
_MOST_LINES = 2_000
_LONGEST_CELL = 4_000_000
# Cells that stand in many rows are kept once; to look for more takes more memory than it spares.
_MOST_SAME = 100_000

Lines = list[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Parted:
    """A text parted into rows of cells."""

    rows: Lines
    delimiter: str
    warnings: tuple[str, ...] = ()


def part(text: str, name: str) -> Parted:
    """Part a text into rows of cells; blank lines are left out.

    Raises UnreadableError for an unclosed quote and for more columns or cells than a file of deals can have.
    """
    hint, text = _take_hint(text)
    delimiter = hint or find_delimiter(text)
    csv.field_size_limit(_LONGEST_CELL)
    try:
        return Parted(_rows(text, delimiter, name, strict=True), delimiter)
    except csv.Error as error:
        if "unexpected end of data" in str(error):
            refuse(name, _UNCLOSED)
    try:
        rows = _rows(text, delimiter, name, strict=False)
    except csv.Error as error:
        refuse(name, f"{error}; save it again as CSV with quotes around texts")
    return Parted(rows, delimiter, ("some texts have stray quotes inside; they were read as they stand",))


_UNCLOSED = "a quote is opened and never closed, so rows run into each other; save it again as CSV or XLSX"


def _take_hint(text: str) -> tuple[str, str]:
    """Excel writes `sep=;` in a first line of its own."""
    first, _, rest = text.partition("\n")
    mark = first.strip().strip('"').lower()
    if mark.startswith("sep=") and len(mark) == 5:
        return mark[4], rest
    return ("\t", rest) if first.startswith("sep=\t") else ("", text)


def find_delimiter(text: str) -> str:
    """Return the sign that parts most lines into the same number of cells; a comma if none does."""
    sample = "\n".join(text[:_SAMPLE].splitlines()[:_SAMPLE_LINES])
    return max(DELIMITERS, key=lambda sign: (_agreement(sample, sign), -DELIMITERS.index(sign)))


def _agreement(sample: str, sign: str) -> float:
    try:
        widths = [len(row) for row in csv.reader(io.StringIO(sample, newline=""), delimiter=sign) if row]
    except csv.Error:
        return 0.0
    usual, count = Counter(widths).most_common(1)[0] if widths else (1, 0)
    return 0.0 if usual < 2 else count / len(widths) + min(usual, 50) / 100


def _lines(text: str) -> io.TextIOWrapper:
    """Read a text line by line; a StringIO would hold it in four bytes a letter."""
    return io.TextIOWrapper(io.BytesIO(text.encode("utf-8", "replace")), encoding="utf-8", newline="")


def _rows(text: str, delimiter: str, name: str, *, strict: bool) -> Lines:
    rows: Lines = []
    cells = 0
    same: dict[str, str] = {}
    for row in csv.reader(_lines(text), delimiter=delimiter, strict=strict):
        if not any(cell.strip() for cell in row):
            continue
        cells += len(row)
        if len(row) > MAX_COLUMNS:
            refuse(name, f"row {len(rows) + 1} has {len(row):,} columns, at most {MAX_COLUMNS:,} can be read")
        if len(rows) >= MAX_ROWS or cells > MAX_CELLS:
            refuse(name, "more rows than can be read at once; split it by year and bring in the parts")
        if any(cell.count("\n") > _MOST_LINES for cell in row):
            refuse(name, _UNCLOSED)
        if len(same) > _MOST_SAME:
            same.clear()
        rows.append(tuple([same.setdefault(cell, cell) for cell in map(str.strip, row)]))
    return rows
