"""Tables in web pages and sheets in XML, as many systems write them under the name of a workbook. Only read aside."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from math import isfinite
from typing import NamedTuple

from rekindle.intake.columns.dictionary import is_known_header
from rekindle.intake.files.encoding import Decoded, decode, tidy_text
from rekindle.intake.files.grid import LONGEST_MERGED, Grid
from rekindle.intake.files.header import known_words
from rekindle.intake.files.shown import sign_of
from rekindle.intake.files.table import MAX_COLUMNS, MAX_ROWS, Cell, Sheet, refuse
from rekindle.intake.files.tags import Row, Tag, find_parts

_SHEETS = re.compile(r"<(?:\w{1,9}:)?Workbook[\s>]")
_DECLARED = re.compile(rb"(?:charset|encoding)\s{0,9}=\s{0,9}[\"']?([\w-]{3,20})", re.IGNORECASE)
_LETTERS = re.compile(r"(iso-8859-\d+|windows-\d+|cp\d+|shift[_-]jis|sjis|euc-(jp|kr)|gb(2312|k|18030)|big5|koi8-\w)")
_LINES = frozenset({"br", "p", "div", "li"})
_EURO = "Euro Currency"
_FIRST, _LOOKED_AT, _MOST_CELLS, _MOST_TABLES = 4_000, 40, 5_000_000, 2_000
_TOO_WIDE = f"a row of it has more than {MAX_COLUMNS:,} columns"
_TOO_LONG = "the table is longer than can be read; export it in parts, as CSV"


# XML of something else than a page.
_XML = re.compile(r"\s*<\?xml(?![\s\S]*<(?:!doctype html|html|body|table)\b)", re.IGNORECASE)


@dataclass(slots=True)
class _Page:
    """What was read so far. `words` is the text of the open cell, None between cells; `tag` is that cell's."""

    name: str
    is_page: bool
    open: list[Grid] = field(default_factory=list)
    done: list[Grid] = field(default_factory=list)
    words: list[str] | None = None
    tag: Tag | None = None
    kind: str = ""
    style: str = ""
    signs: dict[str, str] = field(default_factory=dict)
    title: str = ""
    is_muted: bool = False
    cells: int = 0


def weigh(content: bytes, name: str) -> int:
    """Return about how many bytes the tables of a page hold: as many as it has, in three copies."""
    return 3 * len(content)


def read(content: bytes, name: str) -> Sheet:
    """Return the table or sheet with the most known column names; other sheets are named in `left`.

    Raises UnreadableError if there is no table of two columns and two rows in it, or one that is too large.
    """
    decoded = _decode(content, name)
    page = _Page(name, is_page=not _SHEETS.search(decoded.text[:_FIRST]))
    for part in find_parts(decoded.text, is_page=page.is_page):
        if isinstance(part, Row):
            _take_row(page, part)
        elif isinstance(part, Tag):
            _take(page, part)
        elif page.words is not None and not page.is_muted and (page.is_page or page.kind):
            page.words.append(part)
    while page.open:
        _close(page)
    tables = [grid for grid in page.done if len(grid.rows) > 1 and any(len(row) > 1 for row in grid.rows)]
    if not tables:
        is_web = page.is_page and not _XML.match(decoded.text[:_FIRST])
        what = "a web page without a list in it" if is_web else "XML without a sheet in it"
        refuse(name, f"this is {what}; export the list as CSV or XLSX instead")
    best = max(tables, key=lambda grid: (_count_known(grid), len(grid.rows)))
    left = tuple(grid.title for grid in tables if grid is not best and grid.title)
    return Sheet(best.rows, left, warnings=decoded.warnings)


def _decode(content: bytes, name: str) -> Decoded:
    """Read the letters as the page declares them, unless they are UTF-8 whatever it declares."""
    declared = _DECLARED.search(content[:_FIRST])
    letters = declared[1].decode("ascii", "replace").lower() if declared else ""
    if _LETTERS.fullmatch(letters) and not _is_utf_8(content):
        with suppress(UnicodeDecodeError, LookupError):
            return Decoded(tidy_text(content.decode(letters)), letters)
    return decode(content, name)


def _is_utf_8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _count_known(grid: Grid) -> int:
    return max(known_words(row, is_known_header) for row in grid.rows[:_LOOKED_AT])


def _take(page: _Page, tag: Tag) -> None:
    if tag.name == "table":
        _open_or_close(page, tag)
    elif tag.name in ("tr", "row") and page.open:
        _end_row(page)
    elif tag.name in ("td", "th", "cell") and page.open:
        _end_cell(page)
        if not tag.is_end:
            page.open[-1].go_to(_place(tag.attributes, is_page=page.is_page).column)
            page.words, page.tag, page.kind = [], tag, ""
            if tag.is_whole:
                _end_cell(page)
    elif tag.name in _LINES and page.is_page and page.words is not None:
        page.words.append("\n")
    elif not page.is_page:
        _take_of_sheet(page, tag)


def _take_row(page: _Page, row: Row) -> None:
    """Take a row without anything but texts in its cells; where no table is open it is none."""
    if not page.open:
        return
    _end_row(page)
    grid = page.open[-1]
    for said, data, text in row.cells:
        place = _place(said, is_page=page.is_page)
        if grid.held or place.column:
            grid.go_to(place.column)
        if page.is_page:
            _add(page, place, "\n".join(_lines(text)) if "\n" in text else " ".join(text.split()))
        else:
            _add(page, place, _typed(text.strip(), _kind_of(data), page.signs.get(place.style, "")))
    _end_row(page)


class _Place(NamedTuple):
    """Where a cell stands, as its tag says: the column it is put in, if not the next, its size and its style."""

    column: int
    wide: int
    high: int
    style: str


@lru_cache(maxsize=256)
def _place(said: str, *, is_page: bool) -> _Place:
    tag = Tag("td", False, said)
    if is_page:
        wide, high = tag.number("colspan", MAX_COLUMNS), tag.number("rowspan", LONGEST_MERGED)
        return _Place(0, max(1, wide), max(1, high), "")
    wide, high = 1 + tag.number("mergeacross", MAX_COLUMNS), 1 + tag.number("mergedown", LONGEST_MERGED)
    return _Place(tag.number("index", MAX_COLUMNS + 1), wide, high, tag.get("styleid"))


@lru_cache(maxsize=64)
def _kind_of(data: str) -> str:
    return Tag("data", False, data).get("type") or "String"


def _take_of_sheet(page: _Page, tag: Tag) -> None:
    """Take a tag that only sheets in XML have."""
    if tag.name == "data" and not tag.is_end and not page.is_muted:
        page.kind = tag.get("type") or "String"
    elif tag.name == "comment":
        page.is_muted = not tag.is_end and not tag.is_whole
    elif tag.name == "worksheet" and not tag.is_end:
        page.title = tag.get("name")
    elif tag.name == "style" and not tag.is_end:
        page.style = tag.get("id")
    elif tag.name == "numberformat":
        shown = tag.get("format")
        page.signs[page.style] = "€" if shown == _EURO else sign_of(shown)


def _open_or_close(page: _Page, tag: Tag) -> None:
    if tag.is_end:
        if page.open:
            _close(page)
        return
    if page.open:
        _end_cell(page)
    if len(page.open) + len(page.done) >= _MOST_TABLES:
        refuse(page.name, "it has more tables than can be read; export the one you need as CSV or XLSX")
    page.open.append(Grid(page.title))


def _close(page: _Page) -> None:
    _end_row(page)
    page.done.append(page.open.pop())


def _end_row(page: _Page) -> None:
    _end_cell(page)
    page.cells += page.open[-1].end_row()
    if page.cells > _MOST_CELLS or len(page.open[-1].rows) > MAX_ROWS:
        refuse(page.name, _TOO_LONG)


def _end_cell(page: _Page) -> None:
    if page.words is None or page.tag is None:
        return
    place, text = _place(page.tag.attributes, is_page=page.is_page), "".join(page.words)
    if page.is_page:
        _add(page, place, "\n".join(_lines(text)) if len(page.words) > 1 or "\n" in text else " ".join(text.split()))
    else:
        _add(page, place, _typed(text.strip(), page.kind, page.signs.get(place.style, "")))
    page.words = page.tag = None


def _add(page: _Page, place: _Place, cell: Cell) -> None:
    grid = page.open[-1]
    grid.add(cell, place.wide, place.high)
    if grid.is_too_wide:
        refuse(page.name, _TOO_WIDE)


def _lines(text: str) -> Iterator[str]:
    return (line for part in text.replace("\xa0", " ").split("\n") if (line := " ".join(part.split())))


def _typed(text: str, kind: str, sign: str) -> Cell:
    """Return a cell of a sheet as its type says; an amount with the currency it is shown in."""
    with suppress(ValueError, OverflowError):
        if kind == "Number" and isfinite(number := float(text)):
            return f"{sign} {number:.2f}" if sign else number
        if kind == "DateTime":
            return datetime.fromisoformat(text[:19])
    if kind == "Boolean":
        return text in ("1", "true")
    return "" if kind == "Error" else text
