"""What a workbook in one of Microsoft's binary formats says that its parser does not tell."""

import io
import re
import zipfile
from collections.abc import Iterator

# The stream of a workbook begins with this record: BIFF8, then BIFF5.
_BEGINS = (b"\x09\x08\x10\x00\x00\x06\x05\x00", b"\x09\x08\x08\x00\x00\x05\x05\x00")
_DATE_MODE, _END = 0x22, 0x0A
_MOST_RECORDS = 2_000
_SHEET = re.compile(r"xl/worksheets/[^/]+\.bin")
# Cells that leave out in which column they stand.
_SHORT_CELLS = range(12, 20)


def xls_counts_from_1904(content: bytes) -> bool:
    """Say whether the days of an XLS workbook count from 1904."""
    at = max(content.find(begin) for begin in _BEGINS)
    for _ in range(_MOST_RECORDS if at >= 0 else 0):
        head = content[at : at + 4]
        kind, length = int.from_bytes(head[:2], "little"), int.from_bytes(head[2:], "little")
        if kind == _DATE_MODE:
            return content[at + 4 : at + 5] == b"\x01"
        if kind == _END or len(head) < 4:
            break
        at += 4 + length
    return False


def has_short_cells(content: bytes) -> bool:
    """Say whether an XLSB workbook has cells in the short form, which the parser passes over in silence."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for part in filter(_SHEET.fullmatch, archive.namelist()):
            with archive.open(part) as stream:
                if any(kind in _SHORT_CELLS for kind in _records(stream.read(1_000_000))):
                    return True
    return False


def _records(text: bytes) -> Iterator[int]:
    """Give the kinds of the records of a sheet; a number takes as many bytes of seven bits as it needs."""
    at = 0
    while at < len(text):
        kind, at = _number(text, at, 2)
        length, at = _number(text, at, 4)
        yield kind
        at += length


def _number(text: bytes, at: int, most: int) -> tuple[int, int]:
    value = 0
    for place in range(most):
        byte = text[at] if at < len(text) else 0
        at += 1
        value |= (byte & 0x7F) << (7 * place)
        if byte < 0x80:
            break
    return value, at
