"""XLSX, XLSB, XLS and ODS: the sheet that holds the table, without running anything in it. Only read aside."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import chain
from math import isfinite
from typing import Any

from python_calamine import CalamineError, PasswordError, SheetTypeEnum, SheetVisibleEnum, load_workbook

from rekindle.intake.columns.dictionary import is_known_header
from rekindle.intake.files.binary import has_short_cells, xls_counts_from_1904
from rekindle.intake.files.container import OLE_MARK, check_container, check_ole
from rekindle.intake.files.header import known_words
from rekindle.intake.files.shown import Shown, look_at_sheet
from rekindle.intake.files.table import MAX_COLUMNS, MAX_ROWS, Cell, Sheet, UnreadableError, refuse
from rekindle.intake.files.together import FEWEST_COLUMNS, join_sheets, say_joined

_FIRST_ROWS, _FIRST_COLUMNS = 40, 500
_MOST_SHEETS, _WIDEST = 200, 16_384
# Parsed cells take about a hundred bytes each until they are handed on.
_MAX_AREA = 5_000_000
_MOST_MERGED, _LONGEST_MERGED = 5_000, 500
_1904 = re.compile(rb"date1904\s*=\s*[\"'](?:1|true|on)[\"']", re.IGNORECASE)
_INDENT = re.compile(rb">\s+<")
_UNCOUNTED = "{:,} formulas have no value in the file; open it in a spreadsheet program, save it there and try again"
_NO_CURRENCY = "which currency a cell shows is not known of XLS and XLSB; save as XLSX if amounts are not in your own"
_DAMAGED = "the workbook is damaged; open it in a spreadsheet program, save it as XLSX or CSV and try again"


def read(content: bytes, name: str) -> Sheet:
    """Return the visible sheet with the most known column names; the others are named in `left`.

    Formulas give the value last computed. Raises UnreadableError if the workbook is damaged or too large.
    """
    try:
        return _read(content, name)
    except UnreadableError:
        raise
    except PasswordError:
        refuse(name, "the workbook is protected by a password; save it without one")
    except (CalamineError, ValueError, OSError, OverflowError):
        tight = _without_indents(content)
        if tight == content:
            refuse(name, _DAMAGED)
    return read(tight, name)


def _read(content: bytes, name: str) -> Sheet:
    with load_workbook(io.BytesIO(content)) as book:
        return _choose(book, name, content)


def _without_indents(content: bytes) -> bytes:
    """Write an OpenDocument sheet without the blanks some programs put between its tags: the parser knows none."""
    made = io.BytesIO()
    if content.startswith(OLE_MARK):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as old:
        if "content.xml" not in old.namelist() or not _INDENT.search(old.read("content.xml")):
            return content
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
            for part in {"mimetype", "META-INF/manifest.xml", "content.xml"} & set(old.namelist()):
                new.writestr(part, _INDENT.sub(b"><", old.read(part)))
    return made.getvalue()


def weigh(content: bytes, name: str) -> int:
    """Return about how many bytes a workbook holds; raises UnreadableError if it is none or hostile at first sight."""
    if not content.startswith(OLE_MARK):
        size = check_container(content, name)
        if has_short_cells(content):
            refuse(name, "this XLSB workbook is written in a short form that cannot be read; save it as XLSX")
        return size
    check_ole(content, name)
    return len(content)


def _first_rows(sheet: Any) -> list[tuple[Cell, ...]]:
    rows = map(_tidy, sheet.to_python(nrows=min(_FIRST_ROWS, sheet.height)) if sheet.height else ())
    return [row for row in rows if any(cell != "" for cell in row)]


@dataclass(slots=True)
class _Choice:
    """The sheet with the most known column names, its header, and those with the same header by their titles."""

    sheet: Any = None
    number: int = 0
    known: int = -1
    header: tuple[Cell, ...] = ()
    alike: dict[str, int] = field(default_factory=dict)
    filled: list[str] = field(default_factory=list)

    def consider(self, sheet: Any, number: int) -> None:
        """Take a sheet if it is better than those before it."""
        first = _first_rows(sheet)
        if not first:
            return
        self.filled.append(sheet.name)
        header = max(first, key=_count_known)
        if (known := _count_known(header)) > self.known:
            self.sheet, self.number, self.known, self.header, self.alike = sheet, number, known, header, {}
        elif header == self.header and len(header) >= FEWEST_COLUMNS:
            self.alike[sheet.name] = number


def _choose(book: Any, name: str, content: bytes) -> Sheet:
    """Only two sheets are in memory at a time: the best one so far and the next."""
    if len(book.sheets_metadata) > _MOST_SHEETS:
        refuse(name, f"the workbook has more than {_MOST_SHEETS} sheets; save the one you need as CSV")
    chosen = _Choice()
    for index, about in enumerate(book.sheets_metadata):
        if about.visible != SheetVisibleEnum.Visible or about.typ != SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_index(index)
        if sheet.width > _WIDEST:
            refuse(name, f"sheet {sheet.name!r} has more than {MAX_COLUMNS:,} columns")
        chosen.consider(sheet, index)
    if chosen.sheet is None:
        refuse(name, "no sheet of the workbook has anything in it; export it again, with its header")
    return _take(chosen, name, content)


def _take(chosen: _Choice, name: str, content: bytes) -> Sheet:
    best, titles = chosen.sheet, (chosen.sheet.name, *chosen.alike)
    shown = _look(content, chosen.number)
    warnings = () if shown else (_NO_CURRENCY,)
    if shown and shown.uncounted:
        warnings = (_UNCOUNTED.format(shown.uncounted),)
    rows = _rows(best, name, shown or Shown())
    if chosen.alike:
        warnings = (*warnings, say_joined(titles))
        others = ((title, _rows_of(name, content, at)) for title, at in chosen.alike.items())
        rows = join_sheets(chosen.header, chain([(best.name, rows)], others), titles)
    left = tuple(title for title in chosen.filled if title not in titles)
    return Sheet(rows, left, _counts_from_1904(content), warnings)


def _rows_of(name: str, content: bytes, index: int) -> Iterator[tuple[Cell, ...]]:
    """Only one sheet is in memory at a time, so each is opened when the one before it is written out."""
    with load_workbook(io.BytesIO(content)) as book:
        yield from _rows(book.get_sheet_by_index(index), name, _look(content, index) or Shown())


def _look(content: bytes, number: int) -> Shown | None:
    """Return what cells show beside their values; None for the binary formats, of which that is not known."""
    if content.startswith(OLE_MARK):
        return None
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return None if "xl/workbook.bin" in archive.namelist() else look_at_sheet(archive, number)


def _count_known(row: tuple[Cell, ...]) -> int:
    return known_words(row[:_FIRST_COLUMNS], is_known_header)


def _rows(sheet: Any, name: str, shown: Shown) -> Iterator[tuple[Cell, ...]]:
    if sheet.height > MAX_ROWS or sheet.height * sheet.width > _MAX_AREA:
        refuse(name, "more cells than can be read at once; save the sheet as CSV, or split it by year")
    merged = _merged_down(sheet)
    _, left = sheet.start or (0, 0)
    amounts = [column - left for column in shown.columns if 0 <= column - left < sheet.width]
    above: list[Any] = []
    for number, cells in enumerate(sheet.iter_rows()):
        for column in merged.get(number, ()):
            cells[column] = above[column]
        for column in amounts:
            cells[column] = _with_currency(cells[column], shown.sign(number, left + column))
        above, row = cells, _tidy(cells)
        if len(row) > MAX_COLUMNS:
            refuse(name, f"sheet {sheet.name!r} has more than {MAX_COLUMNS:,} columns")
        if any(cell != "" for cell in row):
            yield row


def _with_currency(cell: Any, sign: str) -> Any:
    """Write an amount with the currency its cell shows; two places at least, for "45.125" could be a thousand too."""
    if not sign or isinstance(cell, bool) or not isinstance(cell, int | float):
        return cell
    return f"{sign} {cell:.2f}" if round(cell, 2) == cell else f"{sign} {cell:.6f}"


def _merged_down(sheet: Any) -> dict[int, list[int]]:
    """Return per row the columns whose cell is one with the cell above: what stands there holds for all of them."""
    _, left = sheet.start or (0, 0)
    found: dict[int, list[int]] = {}
    for (first, column), (last, end) in (sheet.merged_cell_ranges or ())[:_MOST_MERGED]:
        if column == end and left <= column < left + sheet.width and last - first < _LONGEST_MERGED:
            for row in range(first + 1, last + 1):
                found.setdefault(row, []).append(column - left)
    return found


def _tidy(cells: list[Any]) -> tuple[Cell, ...]:
    end = len(cells)
    while end and cells[end - 1] == "":
        end -= 1
    return tuple(map(_cell, cells[:end]))


def _cell(cell: Any) -> Cell:
    if isinstance(cell, str):
        text = cell.replace("\r\n", "\n").replace("\r", "").replace("_x000D_", "").replace("\x00", "").strip()
        return "" if text.startswith("#") and text.rstrip("!?").isupper() and text.endswith(("!", "?", "/A")) else text
    if isinstance(cell, float) and not isfinite(cell):
        return str(cell)
    if isinstance(cell, bool | int | float | datetime | date):
        return cell
    return str(cell)


def _counts_from_1904(content: bytes) -> bool:
    if content.startswith(OLE_MARK):
        return xls_counts_from_1904(content)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if "xl/workbook.xml" not in archive.namelist():
            return False
        with archive.open("xl/workbook.xml") as part:
            return bool(_1904.search(part.read(1_000_000)))
