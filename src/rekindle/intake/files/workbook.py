"""XLSX: the sheet that holds the table, row by row and without running anything in it."""

import io
import zlib
from collections.abc import Iterator
from datetime import date, datetime
from math import isfinite
from typing import Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from defusedxml.common import DefusedXmlException
from openpyxl import load_workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from rekindle.intake.files.container import check_container
from rekindle.intake.files.table import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, Cell, UnreadableError, refuse

# What openpyxl lets through when the XML inside is not what it should be.
_BROKEN = (BadZipFile, ParseError, DefusedXmlException, ValueError, KeyError, TypeError, AttributeError, IndexError)
_BROKEN_DEEP = (EOFError, OSError, zlib.error, RecursionError, OverflowError, AssertionError)

Rows = list[tuple[Cell, ...]]


def read_sheets(content: bytes, name: str) -> tuple[dict[str, Rows], bool]:
    """Return the filled rows of each visible sheet, and whether days are counted from 1904.

    Formulas give the value last computed. Raises UnreadableError if the workbook is damaged, hostile or too large.
    """
    check_container(content, name)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        sheets = {
            sheet.title: _rows(sheet, name)
            for sheet in book.worksheets
            if getattr(sheet, "sheet_state", "") == "visible"
        }
        return sheets, book.epoch == CALENDAR_MAC_1904
    except UnreadableError:
        raise
    except (*_BROKEN, *_BROKEN_DEEP):
        refuse(name, "the workbook is damaged; open it in a spreadsheet program, save it as XLSX or CSV and try again")


def _rows(sheet: Any, name: str) -> Rows:
    """Read a sheet without believing what it says about its own size."""
    sheet.reset_dimensions()
    rows: Rows = []
    passed = 0
    for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
        passed += len(row)
        if number > MAX_ROWS or passed > MAX_CELLS:
            refuse(name, "more rows than can be read at once; split it by year and bring in the parts")
        tidy = tuple(_trim(row))
        if len(tidy) > MAX_COLUMNS:
            refuse(name, f"sheet {sheet.title!r} has more than {MAX_COLUMNS:,} columns")
        if any(cell != "" for cell in tidy):
            rows.append(tidy)
    return rows


def _trim(row: tuple[Any, ...]) -> Iterator[Cell]:
    end = len(row)
    while end and row[end - 1] is None:
        end -= 1
    for cell in row[:end]:
        yield _cell(cell)


def _cell(cell: Any) -> Cell:
    if cell is None:
        return ""
    if isinstance(cell, str):
        text = cell.replace("_x000D_", "").strip()
        return "" if text.startswith("#") and text.rstrip("!?").isupper() and text.endswith(("!", "?", "/A")) else text
    if isinstance(cell, float) and not isfinite(cell):
        return str(cell)
    if isinstance(cell, bool | int | float | datetime | date):
        return cell
    return str(cell)
