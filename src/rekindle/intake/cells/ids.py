"""Ids of records in other systems, in the one form under which they can be matched."""

import re

from rekindle.intake.cells.blank import CellError

_ROUNDED = re.compile(r"\d+([.,]\d+)?E\+?\d+", re.IGNORECASE)
_SHORT = re.compile(r"[0-9a-zA-Z]{15}")
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"


def read_id(text: str, system: str = "") -> str:
    """Return an id. Raises CellError for one a spreadsheet has rounded ("8.34568E+09"): it names no record any more.

    Salesforce reports write ids with 15 characters, its interfaces the same with 18: both become the long form.
    """
    if _ROUNDED.fullmatch(text):
        raise CellError(f"{text!r} was rounded by a spreadsheet program")
    if system == "salesforce" and _SHORT.fullmatch(text):
        return text + "".join(_check_letter(text[start : start + 5]) for start in (0, 5, 10))
    return text


def _check_letter(part: str) -> str:
    """One letter for which of five characters are capitals, as Salesforce makes it."""
    return _LETTERS[sum(1 << place for place, letter in enumerate(part) if letter.isupper())]
