"""What a workbook says about a cell beside its value: the currency its format shows, a formula nobody computed."""

import html
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate, product

from rekindle.intake.cells.money import CURRENCY, sign_in, take_currency

_CHUNK = 1_000_000
_LONGEST_CELL = 4_000_000
_MOST_SIGNS, _MOST_REPEATED = 255, 10_000
_ID = rb'\b(?:\w{1,9}:)?id\s*=\s*"([^"]+)"'
# Attributes have an end everywhere: what a hostile file leaves open must not be searched again and again.
_FORMAT = re.compile(rb"<(?:\w{1,9}:)?numFmt\s([^>]{0,2000})>")
_STYLE = re.compile(rb"<(?:\w{1,9}:)?xf\s([^>]{0,2000})>")
_SHEET = re.compile(rb"<(?:\w{1,9}:)?sheet\s([^>]{0,2000})>")
_LINK = re.compile(rb"<(?:\w{1,9}:)?Relationship\s([^>]{0,2000})>")
_PLACE = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_UNCOUNTED = re.compile(
    rb"<(?:\w{1,9}:)?c(\s[^>]{0,400})?>\s{0,99}<(?:\w{1,9}:)?f\b(?:[^>]{0,400}/>|[^>]{0,400}>[^<]*</(?:\w{1,9}:)?f>)\s{0,99}"
    rb"(?:<(?:\w{1,9}:)?v\s?/>|<(?:\w{1,9}:)?v></(?:\w{1,9}:)?v>)?\s{0,99}</(?:\w{1,9}:)?c>"
)
_OPEN = re.compile(rb"<table:table\s|<table:(table-row|table-cell|covered-table-cell)(?=[\s/>])([^>]{0,2000})>")
# What stands in a number format without being printed, and what it prints: "[$€-407]", "\"EUR\"", "\\€".
_UNPRINTED = re.compile(r"_.|\*.|\[(?!\$)[^\]]*\]|\[\$-[^\]]*\]")
_PLACED = re.compile(r"\[\$([^\]-]+)-([^\],]*)")
_PRINTED = re.compile(r'\[\$([^\]-]+)(?:-[^\]]*)?\]|"([^"]*)"|\\(.)')


@dataclass(slots=True)
class Shown:
    """The sign of the currency of each cell that shows one, by its place; and how many formulas have no value."""

    signs: list[str] = field(default_factory=lambda: [""])
    columns: dict[int, bytearray] = field(default_factory=dict)
    uncounted: int = 0

    def add(self, row: int, column: int, sign: str) -> None:
        """Note the sign of a cell; rows and columns count from zero."""
        if sign not in self.signs:
            if len(self.signs) > _MOST_SIGNS:
                return
            self.signs.append(sign)
        marks = self.columns.setdefault(column, bytearray())
        marks.extend(bytes(max(0, row + 1 - len(marks))))
        marks[row] = self.signs.index(sign)

    def sign(self, row: int, column: int) -> str:
        """Return the sign of a cell, empty if it shows none."""
        marks = self.columns.get(column)
        return self.signs[marks[row]] if marks and row < len(marks) else ""


def sign_of(code: str) -> str:
    """Return the currency a number format shows: its code, or a sign that several currencies share; empty for none."""
    first = code.partition(";")[0]
    for sign, place in _PLACED.findall(first):
        if place.upper() in CURRENCY["places"].get(sign.strip(), {}):
            return str(CURRENCY["places"][sign.strip()][place.upper()])
    text = _PRINTED.sub(lambda found: f" {found[1] or found[2] or found[3] or ''} ", _UNPRINTED.sub("", first))
    return sign_in(text)


def look_at_sheet(archive: zipfile.ZipFile, number: int) -> Shown:
    """Read what the cells of a sheet of an XLSX or ODS workbook show; `number` counts its sheets from zero."""
    if "content.xml" in archive.namelist():
        return _look_at_open_sheet(archive, number)
    shown = Shown()
    part = _part_of(archive, number)
    if not part:
        return shown
    styles = _currency_styles(archive)
    cell = re.compile(
        rb'<(?:\w{1,9}:)?c\s[^>]{0,400}?\bs="(' + b"|".join(b"%d" % one for one in styles) + rb')"[^>]{0,400}>'
    )
    for text in _pieces(archive, part, b"<c ", b":c "):
        for found in cell.finditer(text) if styles else ():
            if place := _PLACE.search(found[0]):
                shown.add(int(place[2]) - 1, _column(place[1]), styles[int(found[1])])
        if b"<f" in text or b":f" in text:
            # A formula that gives an empty text has no value either, but says that it is a text.
            shown.uncounted += sum(b't="str"' not in (found[1] or b"") for found in _UNCOUNTED.finditer(text))
    return shown


def _look_at_open_sheet(archive: zipfile.ZipFile, number: int) -> Shown:
    shown, sheet, row, column, rows = Shown(), -1, 0, 0, 1
    for text in _pieces(archive, "content.xml", b"<table:table-cell", b"<table:table-row"):
        for found in _OPEN.finditer(text):
            if not found[1]:
                sheet, row, rows, column = sheet + 1, -1, 1, 0
            elif found[1] == b"table-row":
                row, rows, column = row + rows, _repeated(found[2], b"rows"), 0
            elif sheet == number:
                many = _repeated(found[2], b"columns")
                if sign := take_currency(_attribute(found[2], b"office:currency").decode("utf-8", "replace"))[1]:
                    for down, over in product(range(min(rows, _MOST_REPEATED)), range(min(many, 9))):
                        shown.add(row + down, column + over, sign)
                column += many
    return shown


def _repeated(attributes: bytes, what: bytes) -> int:
    said = _attribute(attributes, b"table:number-" + what + b"-repeated")
    return int(said) if said.isdigit() and len(said) < 9 else 1


def _part_of(archive: zipfile.ZipFile, number: int) -> str:
    sheets = _SHEET.findall(_read(archive, "xl/workbook.xml"))
    named = re.search(_ID, sheets[number]) if number < len(sheets) else None
    for link in _LINK.findall(_read(archive, "xl/_rels/workbook.xml.rels")):
        if named and _attribute(link, b"Id") == named[1]:
            target = _attribute(link, b"Target").decode("utf-8", "replace")
            path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            return path if path in archive.namelist() else ""
    return ""


def _currency_styles(archive: zipfile.ZipFile) -> dict[int, str]:
    """Return the number of each style that shows a currency, with its sign."""
    text = _read(archive, "xl/styles.xml")
    signs: dict[bytes, str] = {}
    for about in _FORMAT.findall(text):
        code = html.unescape(_attribute(about, b"formatCode").decode("utf-8", "replace"))
        signs[_attribute(about, b"numFmtId")] = sign_of(code)
    styles = _STYLE.findall(text.partition(b"cellXfs")[2].partition(b"cellXfs")[0])
    found = {at: signs.get(_attribute(style, b"numFmtId"), "") for at, style in enumerate(styles)}
    return {at: sign for at, sign in found.items() if sign}


def _attribute(attributes: bytes, name: bytes) -> bytes:
    found = re.search(rb"(?<![\w:])" + name + rb'\s*=\s*(?:"([^"]*)"|\'([^\']*)\')', attributes)
    return (found[1] or found[2] or b"") if found else b""


def _read(archive: zipfile.ZipFile, part: str) -> bytes:
    if part not in archive.namelist():
        return b""
    with archive.open(part) as stream:
        return stream.read(20_000_000)


def _pieces(archive: zipfile.ZipFile, part: str, *begins: bytes) -> Iterator[bytes]:
    """Give a sheet in pieces that end where a cell begins."""
    rest = b""
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            text = rest + chunk
            cut = max(map(text.rfind, begins))
            if cut <= 0 and len(text) < _LONGEST_CELL:
                rest = text
                continue
            cut = text.rfind(b"<", 0, cut + 1) if cut > 0 else len(text)
            yield text[:cut]
            rest = text[cut:]
    yield rest


def _column(letters: bytes) -> int:
    return [*accumulate(letters, lambda whole, letter: whole * 26 + letter - 64, initial=0)][-1] - 1
