"""Ids of records in other systems, in the one form under which they can be matched."""

import re
from string import ascii_letters, ascii_uppercase, digits

from rekindle.intake.cells.blank import CellError

_ROUNDED = re.compile(r"\d+([.,]\d+)?E\+?\d+", re.IGNORECASE)
_SHORT = re.compile(r"[0-9a-zA-Z]{15}")
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"
_CAPITALS = {ord(mark): "1" if mark in ascii_uppercase else "0" for mark in ascii_letters + digits}


def read_id(text: str, system: str = "") -> str:
    """Return an id. Raises CellError for one a spreadsheet has rounded ("8.34568E+09"): it names no record any more.

    Salesforce reports write ids with 15 characters, its interfaces the same with 18: both become the long form.
    """
    if _ROUNDED.fullmatch(text):
        raise CellError(f"{text!r} was rounded by a spreadsheet program")
    if system == "salesforce" and _SHORT.fullmatch(text):
        # One letter for which of five characters are capitals, the first of them counting least.
        capitals = text.translate(_CAPITALS)[::-1]
        return text + "".join(_LETTERS[int(capitals[start : start + 5], 2)] for start in (10, 5, 0))
    return text
