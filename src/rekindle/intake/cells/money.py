"""Amounts with a currency in the cell, in the column's name, or nowhere."""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from rekindle.intake.cells.blank import CellError
from rekindle.intake.cells.numbers import read_number
from rekindle.intake.cells.words import WORDS
from rekindle.intake.files.table import Cell, as_text
from rekindle.terms.money import minor_digits

_CURRENCY = WORDS["currency"]
CODES = frozenset(_CURRENCY["codes"])
_CODE = re.compile(r"(?<![A-Za-z])([A-Za-z]{3})(?![A-Za-z])")
_TOO_MUCH = 10**15


@dataclass(frozen=True, slots=True)
class Amount:
    """A decimal amount; the currency is empty if the cell does not say it."""

    value: Decimal
    currency: str = ""

    def minor(self, currency: str) -> int:
        """Return whole minor units of a currency. Raises CellError beyond any deal's size."""
        minor = int(self.value.scaleb(minor_digits(currency)).quantize(Decimal(1), ROUND_HALF_EVEN))
        if abs(minor) > _TOO_MUCH:
            raise CellError(f"{self.value} is larger than any deal")
        return minor


def read_amount(cell: Cell, decimal: str = "", default: str = "") -> Amount:
    """Read "USD 485,000.00", "$1.2M", "1.234,56 €", "(12,000)", or a typed number. Raises CellError.

    `decimal` is the column's decimal sign; `default` the currency a bare "$" or "kr" means if it can mean that one.
    """
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        raise CellError(f"{as_text(cell)!r} is not an amount")
    if not isinstance(cell, str):
        return Amount(read_number(repr(cell) if abs(cell) < 1e15 else "", "."))
    text, currency = take_currency(cell, default)
    return Amount(read_number(text, decimal), currency)


def take_currency(text: str, default: str = "") -> tuple[str, str]:
    """Split a text into the number and the ISO code of its currency, empty if there is none."""
    for found in _CODE.finditer(text):
        if found[1].upper() in CODES:
            return _without(text, found[0]), found[1].upper()
    for sign, code in _CURRENCY["signs"].items():
        if sign in text:
            return _without(text, sign), code
    for name, code in _CURRENCY["names"].items():
        if name in text.lower():
            return re.sub(re.escape(name), "", text, count=1, flags=re.IGNORECASE).strip(), code
    for sign, codes in _CURRENCY["shared"].items():
        if sign in text:
            return _without(text, sign), default if default in codes else codes[0]
    return text, ""


def _without(text: str, sign: str) -> str:
    """Take the sign out, also from between a minus or bracket and the digits; "1,000.-" loses its dash."""
    return re.sub(r"[.,][-–—]{1,2}\s*$", "", text.replace(sign, " ", 1).strip()).replace("( ", "(").strip()


def currency_code(text: str) -> str:
    """Return the ISO code a currency column's cell means. Raises CellError."""
    code = text.strip()[:3].upper() if _CODE.match(text.strip()) else ""
    code = code if code in CODES else take_currency(text.strip())[1]
    if not code:
        raise CellError(f"{text!r} is not a currency; write its three letters, such as USD or EUR")
    return code
