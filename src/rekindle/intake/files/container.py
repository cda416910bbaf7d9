"""What a workbook must be before it is opened: a zip of XML of a sane size, without a password.

A first look, so that the refusal can say what is wrong; what gets past it still has little memory and time (aside.py).
"""

import io
import re
import zipfile
from typing import NoReturn

from rekindle.intake.files.table import refuse

OLE_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP_MARK = b"PK\x03\x04"

MAX_ENTRIES = 5_000
MAX_UNPACKED = 300_000_000
# The shared texts are all in memory at once.
MAX_TEXTS = 80_000_000
# Honest sheets pack to a tenth or a thirtieth; zip itself ends near a thousandth.
MAX_RATIO = 200
_SMALL = 20_000_000

_ENTITY = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_PEEK = 65_536
_SHEETS = b"application/vnd.oasis.opendocument.spreadsheet"


def check_container(content: bytes, name: str) -> int:
    """Return how many bytes an XLSX or ODS workbook unpacks to; raise UnreadableError unless it is safe to open."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        refuse(name, "the workbook is damaged or cut short; export it again")
    with archive:
        entries = archive.infolist()
        _check_sizes(entries, len(content), name)
        names = {entry.filename for entry in entries}
        if not names & {"xl/workbook.xml", "xl/workbook.bin"}:
            _check_open_document(archive, names, name)
        _check_entries(archive, entries, name)
        return sum(entry.file_size for entry in entries)


def _check_sizes(entries: list[zipfile.ZipInfo], packed: int, name: str) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    texts = sum(entry.file_size for entry in entries if entry.filename.lower().endswith("sharedstrings.xml"))
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED or texts > MAX_TEXTS:
        refuse(name, "the workbook unpacks to more than can be read; save the one sheet you need as CSV")
    if unpacked > _SMALL and unpacked > packed * MAX_RATIO:
        refuse(name, "the workbook is packed like a bomb, not like a sheet of deals; save the sheet you need as CSV")


def _check_open_document(archive: zipfile.ZipFile, names: set[str], name: str) -> None:
    is_open = {"content.xml", "mimetype"} <= names
    if not is_open or not _peek(archive, archive.getinfo("mimetype"), name).startswith(_SHEETS):
        _refuse_other(names, name)


def _refuse_other(names: set[str], name: str) -> NoReturn:
    if "word/document.xml" in names:
        refuse(name, "this is a text document; bring the table in it as CSV or XLSX")
    if any(part.startswith("Index/") for part in names):
        refuse(name, "this is a Numbers document; export it as CSV or XLSX")
    if "content.xml" in names and "mimetype" in names:
        refuse(name, "this is an OpenDocument file, but not a sheet; bring the table in it as ODS, XLSX or CSV")
    refuse(name, "this is a zip archive; unpack it and bring in the CSV or XLSX inside")


def _check_entries(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], name: str) -> None:
    for entry in entries:
        if entry.flag_bits & 0x1:
            refuse(name, "the workbook is protected by a password; save it without one")
        part = entry.filename.lower()
        # The list of parts that older OpenOffice writes names its document type.
        is_xml = part.endswith((".xml", ".rels")) and part != "meta-inf/manifest.xml"
        if is_xml and _ENTITY.search(_peek(archive, entry, name)):
            refuse(name, "the workbook declares XML entities, which no spreadsheet program writes; save it again")


def _peek(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str) -> bytes:
    try:
        with archive.open(entry) as part:
            return part.read(_PEEK)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError, RuntimeError):
        refuse(name, "the workbook is damaged or cut short; export it again")


def check_ole(content: bytes, name: str) -> None:
    """Raise UnreadableError about a file in Microsoft's older container if it is protected by a password."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        refuse(name, "the workbook is protected by a password; save it without one")
    if "WordDocument".encode("utf-16-le") in content:
        refuse(name, "this is a text document; bring the table in it as CSV or XLSX")
