"""Numbers as people write them: points, commas, apostrophes, lakh groups, K and M, minus in front, behind or around."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from rekindle.intake.cells.blank import LONGEST, CellError
from rekindle.intake.cells.words import WORDS

POINT, COMMA = ".", ","

_FACTORS: dict[str, int] = WORDS["factors"]
_NUMBER = re.compile(r"([\d.,]*\d[.,]?)\s*([a-z]*|[千万萬億亿천만억])\.?", re.IGNORECASE)
_GROUPS = re.compile(r"\d{1,3}([.,])\d{3}(?:\1\d{3})*|\d{1,2}(?:,\d{2})+,\d{3}")
_UNIT_BEHIND = re.compile(r"(?:[a-z]+|[千万萬億亿천만억])\.?\s*$", re.IGNORECASE)
_SPACED = re.compile(r"(?<=\d)[ '’`\u00a0\u2007\u2009\u202f](?=\d{3}(?!\d))")
_ABOUT = re.compile(
    r"^(?:~|≈|±|ca\.?|circa|approx\.?|about|around|rund|etwa|env\.?|environ|aprox\.?)\s*(?=\d)", re.IGNORECASE
)
_MOST = Decimal(10) ** 15
_LONG = 3


@dataclass(frozen=True, slots=True)
class Marks:
    """What a point or comma before exactly three digits is: a decimal sign, unsure, or else it parts thousands."""

    decimal: str = ""
    unsure: str = ""


Group = tuple[str, bool]
"""Numbers that are written alike: the sign of their currency, and whether they have a unit such as K."""


@dataclass(frozen=True, slots=True)
class Writing:
    """What a whole column settles about its marks: for most of its numbers, and for the groups that differ."""

    most: Marks = field(default_factory=Marks)
    others: Mapping[Group, Marks] = field(default_factory=dict)

    @property
    def is_unsure(self) -> bool:
        """Say whether some of the numbers can be read in two ways."""
        return any(marks.unsure for marks in (self.most, *self.others.values()))


@dataclass(frozen=True, slots=True)
class Shown:
    """What one number shows: signs that part its thousands, its decimal sign, whether three digits or more stand behind
    that, and the sign that may be either, if it has one."""

    thousands: str = ""
    decimal: str = ""
    is_long: bool = False
    open: str = ""


def read_number(text: str, marks: Marks | None = None) -> Decimal:
    """Read a number without currency; `marks` are those of its column.

    "1.234" counts as a thousand unless the column says otherwise; alone, "1.234K" is refused. Raises CellError.
    """
    if len(text) > LONGEST:
        raise CellError("a long text is not a number")
    body, negative = _sign(_ABOUT.sub("", text.strip()))
    found = _NUMBER.fullmatch(_SPACED.sub("", body))
    if not found:
        raise CellError(f"{text!r} is not a number")
    digits, unit = found[1], found[2].lower()
    if unit and unit not in _FACTORS:
        raise CellError(f"{text!r} is not a number")
    if _is_open(digits) and (bool(unit) if marks is None else digits[-4] in marks.unsure):
        raise CellError(f"{text!r} can be read in two ways")
    try:
        value = Decimal(_plain(digits, marks.decimal if marks else "", text)).scaleb(_FACTORS.get(unit, 0))
    except InvalidOperation as error:
        raise CellError(f"{text!r} is not a number") from error
    if abs(value) > _MOST:
        raise CellError(f"{text!r} is larger than any deal")
    return -value if negative else value


def _sign(text: str) -> tuple[str, bool]:
    if text.startswith("(") and text.endswith(")"):
        return text[1:-1].strip(), True
    body = text.replace("−", "-")
    if body[:1] in "+-":
        return body[1:].strip(), body.startswith("-")
    return (body[:-1].strip(), True) if body.endswith("-") else (body, False)


def _is_open(digits: str) -> bool:
    """One separator before exactly three digits: a thousand or a decimal, the number alone does not say."""
    return bool(re.fullmatch(r"[1-9]\d{0,2}[.,]\d{3}", digits))


def _plain(digits: str, decimal: str, text: str) -> str:
    if _is_open(digits):
        sign = digits[-4]
        return digits.replace(sign, "." if sign in decimal else "")
    if not re.search(r"[.,]", digits):
        return digits
    whole, point, rest = digits, "", ""
    last = max(digits.rfind("."), digits.rfind(","))
    if digits.count(digits[last]) == 1:
        whole, point, rest = digits[:last], ".", digits[last + 1 :]
    if re.search(r"[.,]", whole) and not _GROUPS.fullmatch(whole):
        raise CellError(f"{text!r} is not a number")
    return (whole.replace(".", "").replace(",", "") or "0") + point + rest


def show_marks(text: str) -> Shown:
    """Return what a number without currency shows about points and commas; nothing if it is none."""
    body = _sign(_ABOUT.sub("", text.strip()))[0]
    found = _NUMBER.fullmatch(_SPACED.sub("", body))
    digits = found[1].strip(".,") if found else ""
    gaps = "".join(sorted(set(_SPACED.findall(body)))) if found else ""
    signs = [sign for sign in digits if sign in ".,"]
    if not signs:
        return Shown(gaps)
    if _is_open(digits):
        return Shown(open=digits[-4])
    whole, last, rest = digits.rpartition(signs[-1])
    if signs.count(last) > 1:
        return Shown(last + gaps) if _GROUPS.fullmatch(digits) else Shown()
    return Shown("".join(sorted(set(whole) & {POINT, COMMA})) + gaps, last, len(rest) >= _LONG)


def has_unit(text: str) -> bool:
    """Say whether a number without currency has a unit behind it: "12.5k"."""
    return bool(_UNIT_BEHIND.search(text))
