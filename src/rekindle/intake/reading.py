"""The first door of the room: bytes of a file in, a table of cells out."""

import re
from dataclasses import replace

from rekindle.intake.columns.dictionary import is_known_header
from rekindle.intake.files.aside import read_aside
from rekindle.intake.files.container import OLE_MARK, ZIP_MARK
from rekindle.intake.files.delimited import part
from rekindle.intake.files.drawn import part_drawn
from rekindle.intake.files.encoding import decode
from rekindle.intake.files.header import find_header, is_prose, join_header, name_columns, take_groups
from rekindle.intake.files.records import unfold_people
from rekindle.intake.files.table import Cell, NoHeaderError, RawTable, UnreadableError, refuse, refuse_large
from rekindle.intake.rows.groups import ungroup

__all__ = ["NoHeaderError", "RawTable", "UnreadableError", "read_table", "refuse_large"]

# First bytes of files people take for a table, and what to do instead.
_OTHERS = (
    (b"%PDF", "this is a PDF; export the list as CSV or XLSX instead"),
    (b"\x89PNG", "this is a picture; export the list as CSV or XLSX instead"),
    (b"\xff\xd8\xff", "this is a picture; export the list as CSV or XLSX instead"),
    (b"{\\rtf", "this is a text document; bring the table in it as CSV or XLSX"),
    (b"\x1f\x8b", "this file is packed with gzip; unpack it first"),
    (b"MIME-Version:", "this is a web archive; open it in a spreadsheet program and save it as CSV or XLSX"),
    (b"BEGIN:V", "this is a calendar; a list of deals, people or contacts comes as CSV, XLSX or vCard"),
    (b"TABLE\r\n0,1", "this is a DIF sheet; save it as CSV or XLSX"),
    (b"TABLE\n0,1", "this is a DIF sheet; save it as CSV or XLSX"),
)
_PROSE = "this is a text, not a list: its lines have no columns; bring in the list itself, as CSV or XLSX"
# Formats of other programs, by their first bytes, and which reader they are for.
_ASIDE = ((OLE_MARK, "workbook"), (ZIP_MARK, "workbook"), (b"PAR1", "parquet"), (b"BEGIN:VCARD", "vcard"))
# How a page or a sheet in XML begins, whatever it is called.
_MARKUP = re.compile(
    rb"<(?:!doctype|!--|\?xml|html|head|body|meta|style|title|table|div|center|font|br|p|b|h\d)[\s>/?-]", re.I
)
# A list whose first columns are "ID" and "Party" begins like one, and goes on otherwise.
_SYLK = re.compile(rb"ID;P[^\r\n]*\r?\n[BCEFOPW]{1,2};[A-Z]")
_IS_SYLK = "this is a SYLK sheet; save it as CSV or XLSX"
_JSON = re.compile(rb'[\[{]\s*["\[{]')
_IS_JSON = "this is JSON, as programs tell each other; export the list as CSV or XLSX instead"
_PARTS_OF_A_ROW = frozenset({"Subitems", "Unterelemente", "Sous-éléments", "Subelementos"})
_PEEK = 1_000
_BLANK = b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"


def read_table(content: bytes, name: str, *, has_header: bool = True) -> RawTable:
    """Read CSV, TSV, workbooks, Parquet, vCards or tables in markup by what the bytes are, however the file is called.

    Without `has_header` the first line is a row like the others, and the columns are numbered.
    Raises UnreadableError, one sentence with the name and the way out: empty, too large, another format, protected by
    a password, damaged, hostile; NoHeaderError without a line of column names.
    """
    if not content.strip(_BLANK):
        refuse(name, "the file is empty; export it again, with its header")
    refuse_large(name, len(content))
    first = content[:64].lstrip(_BLANK)
    # Text of two bytes a letter begins the same between its zeros.
    plain = first.replace(b"\x00", b"").upper()
    for mark, kind in _ASIDE:
        if first.startswith(mark) or plain.startswith(mark):
            return _read_aside(content, name, kind, has_header)
    if _MARKUP.match(plain + b" "):
        return _read_aside(content, name, "markup", has_header)
    if _JSON.match(plain):
        refuse(name, _IS_JSON)
    if _SYLK.match(content[:_PEEK]):
        refuse(name, _IS_SYLK)
    for mark, words in _OTHERS:
        if first.lower().startswith(mark.lower()):
            refuse(name, words)
    return _read_text(content, name, has_header)


def _read_text(content: bytes, name: str, has_header: bool) -> RawTable:
    decoded = decode(content, name)
    parted = part_drawn(decoded.text, name) or part(decoded.text, name)
    if not parted.rows:
        refuse(name, "the file is empty; export it again, with its header")
    if has_header and is_prose(parted.rows, find_header(parted.rows, is_known_header, name), is_known_header):
        refuse(name, _PROSE)
    table = _under_header(list(parted.rows), name) if has_header else _without_header(list(parted.rows), name)
    return replace(
        table,
        format="tsv" if parted.delimiter == "\t" else "csv",
        encoding=decoded.encoding,
        delimiter=parted.delimiter,
        warnings=(*decoded.warnings, *parted.warnings, *table.warnings),
    )


def _read_aside(content: bytes, name: str, kind: str, has_header: bool) -> RawTable:
    sheet = read_aside(content, name, kind)
    table = _under_header(list(sheet.rows), name) if has_header else _without_header(list(sheet.rows), name)
    left = [f"sheet {title!r} was not read; bring it in as a file of its own" for title in sheet.left]
    return replace(
        table,
        format="xlsx" if kind == "workbook" else kind,
        counts_from_1904=sheet.counts_from_1904,
        warnings=(*sheet.warnings, *table.warnings, *left),
    )


def _without_header(rows: list[tuple[Cell, ...]], name: str) -> RawTable:
    """Number the columns; every line is a row."""
    width = max(map(len, rows), default=0)
    return RawTable(name, name_columns([""] * width), [_fit(row, width) for row in rows], "")


def _under_header(rows: list[tuple[Cell, ...]], name: str) -> RawTable:
    """Cut off what stands above the header, name the columns, and pad short rows with empty cells."""
    at = find_header(rows, is_known_header, name)
    rows, at = join_header(take_groups(rows, at, is_known_header), at, is_known_header)
    below = rows[at + 1 :]
    width = len(rows[at])
    while width and rows[at][width - 1] == "" and all(len(row) < width or row[width - 1] == "" for row in below):
        width -= 1
    fitted = _without_headers([_fit(row, width) for row in below], rows[at][:width])
    kept = [index for index in range(width) if rows[at][index] != "" or any(row[index] != "" for row in fitted)]
    warnings = [f"{at} lines above the header were passed over"] if at > 1 else []
    if at == 1:
        warnings.append("one line above the header was passed over")
    if len(fitted) < len(below):
        warnings.append("the line of column names stands again below; it was passed over there, with the heading above")
    if not below:
        warnings.append("there is no row under the header")
    columns = name_columns([rows[at][index] for index in kept])
    if len(kept) < width:
        fitted = [(*(row[index] for index in kept), *row[width:]) for row in fitted]
    return unfold_people(ungroup(RawTable(name, columns, fitted, "", warnings=tuple(warnings))))


def _without_headers(rows: list[tuple[Cell, ...]], header: tuple[Cell, ...]) -> list[tuple[Cell, ...]]:
    """Leave out the header where a board writes it again over each of its groups, with the group's name above it."""
    again = {number for number, row in enumerate(rows) if row == header or _names_columns(row)}
    parts = _below_parts(rows)
    names = {number - 1 for number in again if number and not any(rows[number - 1][1:])}
    return [row for number, row in enumerate(rows) if number not in again | names | parts] if again else rows


def _below_parts(rows: list[tuple[Cell, ...]]) -> set[int]:
    """Return the numbers of the rows below names of parts of an item: their first cell is empty, an item's is not."""
    found, is_below = set[int](), False
    for number, row in enumerate(rows):
        is_below = _names_columns(row) or (is_below and row[0] == "" and any(row))
        if is_below:
            found.add(number)
    return found


def _names_columns(row: tuple[Cell, ...]) -> bool:
    """A board writes the items of an item below it, under names of their own: "Subitems", "Name", "Owner", "Date"."""
    if row[0] not in _PARTS_OF_A_ROW:
        return False
    texts = [cell for cell in row[1:] if cell != ""]
    return len(texts) >= 2 and all(isinstance(cell, str) and is_known_header(cell) for cell in texts[:3])


def _fit(row: tuple[Cell, ...], width: int) -> tuple[Cell, ...]:
    """Pad with empty cells; cells beyond the header stay only where something is in them."""
    if len(row) <= width:
        return row + ("",) * (width - len(row))
    end = len(row)
    while end > width and row[end - 1] == "":
        end -= 1
    return row[:end]
