"""Amounts with a currency in the cell, in the column's name, or nowhere."""

import re
from dataclasses import dataclass, field
from decimal import ROUND_HALF_EVEN, Decimal

from rekindle.intake.cells.blank import LONGEST, CellError
from rekindle.intake.cells.numbers import Group, Marks, Writing, has_unit, read_number
from rekindle.intake.cells.words import WORDS
from rekindle.intake.files.table import Cell, as_text
from rekindle.terms.money import minor_digits

CURRENCY = WORDS["currency"]
CODES = frozenset(CURRENCY["codes"])
_CODE = re.compile(r"(?<![A-Za-z])([A-Za-z]{3})(?![A-Za-z])")
# "12 T€" and "TEUR 12" count in thousands.
_IN_FRONT = re.compile(r"(?<![A-Za-z])[kKT](?=(?:EUR|USD|GBP|CHF|€|£)(?![A-Za-z]))")
# "4.500 lei": in other texts it is a part of words.
_LEI = re.compile(r"(?<=\d)\s*lei\.?$", re.IGNORECASE)
# "$900 monthly", "€ 40 p.a.": how often it is paid.
_HOW_OFTEN = re.compile(
    r"(?<=[\d\s€$£.,-])\s*(?:/\s*|per |pro |par |al? )?(?:monthly|annual(?:ly)?|yearly|quarterly|month|mth|mo|year|yr"
    r"|annum|quarter|p\.? ?a\.?|p\.? ?m\.?|one[- ]?time|monatlich|jährlich|monat|jahr|mois|mensuel|mes|a[nñ]o|mese|anno"
    r"|maand|jaar)\s*$",
    re.IGNORECASE,
)
_TOO_MUCH = 10**15


@dataclass(frozen=True, slots=True)
class Amount:
    """A decimal amount; the currency is empty if the cell does not say it.

    `may_be` are the currencies its sign can mean, if several share it; the currency is then the likeliest of them.
    """

    value: Decimal
    currency: str = ""
    may_be: tuple[str, ...] = field(default=(), compare=False)

    def minor(self, currency: str) -> int:
        """Return whole minor units of a currency. Raises CellError beyond any deal's size."""
        minor = int(self.value.scaleb(minor_digits(currency)).quantize(Decimal(1), ROUND_HALF_EVEN))
        if abs(minor) > _TOO_MUCH:
            raise CellError(f"{self.value} is larger than any deal")
        return minor


def read_amount(cell: Cell, writing: Writing | None = None, default: str = "") -> Amount:
    """Read "USD 485,000.00", "$1.2M", "1.234,56 €", "(12,000)", or a typed number. Raises CellError.

    `writing` is what its column settles about points and commas; `default` the currency a bare "$" or "kr" means
    if it can mean that one.
    """
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        raise CellError(f"{as_text(cell)!r} is not an amount")
    if not isinstance(cell, str):
        return Amount(read_number(repr(cell) if abs(cell) < 1e15 else "", Marks(".")))
    cell = _HOW_OFTEN.sub("", cell) if len(cell) <= LONGEST else cell
    text, currency = take_currency(cell, default)
    shared = CURRENCY["shared"].get(sign_in(cell), ()) if currency else ()
    return Amount(read_number(text, _marks_of(cell, writing)), currency, tuple(shared))


def _marks_of(text: str, writing: Writing | None) -> Marks | None:
    if writing is None or not writing.others:
        return writing.most if writing else None
    return writing.others.get(group_of(text), writing.most)


def group_of(text: str) -> Group:
    """Return which of the amounts of its column one is written like: those with its sign, with or without a unit."""
    return sign_in(text), has_unit(take_currency(text)[0])


def take_currency(text: str, default: str = "") -> tuple[str, str]:
    """Split a text into the number and the ISO code of its currency, empty if there is none."""
    text = _IN_FRONT.sub("k ", text)
    if text[-4:].lower().rstrip(".").endswith("lei"):
        text = _LEI.sub(" RON", text)
    for found in _CODE.finditer(text):
        if found[1].upper() in CODES:
            return _without_signs(_without(text, found[0]), found[1].upper()), found[1].upper()
    for sign, code in CURRENCY["signs"].items():
        if sign in text:
            return _without(text, sign), code
    for name, code in CURRENCY["names"].items():
        if name in text.lower():
            return re.sub(re.escape(name), "", text, count=1, flags=re.IGNORECASE).strip(), code
    for sign, codes in CURRENCY["shared"].items():
        if sign in text:
            return _without(text, sign), default if default in codes else codes[0]
    return text, ""


def sign_in(text: str) -> str:
    """Return the code of the currency a text names, or the sign in it that several currencies share; empty for none."""
    shared: list[str] = [sign for sign in CURRENCY["shared"] if sign in text]
    bare = text
    for sign in shared:
        bare = bare.replace(sign, " ")
    if not shared or take_currency(bare)[1] or any(sign in text for sign in CURRENCY["signs"]):
        return take_currency(text)[1]
    return shared[0]


def _without_signs(text: str, code: str) -> str:
    """Take out a sign that says the same as the code did: "$ 12,000 USD"."""
    same = [sign for sign, one in CURRENCY["signs"].items() if one == code]
    same += [sign for sign, codes in CURRENCY["shared"].items() if code in codes]
    return next((_without(text, sign) for sign in same if sign in text), text)


def _without(text: str, sign: str) -> str:
    """Take the sign out, also from between a minus or bracket and the digits; "1,000.-" and "1,000/-" lose their dash.

    A thousand in front of the sign goes behind the number: "k€ 12" is 12 k.
    """
    bare = re.sub(r"[.,/][-–—]{1,2}\s*$", "", text.replace(sign, " ", 1).strip()).replace("( ", "(").strip()
    return f"{bare[1:].strip()} k" if bare.startswith("k ") else bare


def currency_code(text: str) -> str:
    """Return the ISO code a currency column's cell means. Raises CellError."""
    code = text.strip()[:3].upper() if _CODE.match(text.strip()) else ""
    code = code if code in CODES else take_currency(text.strip())[1]
    if not code:
        raise CellError(f"{text!r} is not a currency; write its three letters, such as USD or EUR")
    return code
