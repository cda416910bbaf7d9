"""Numbers as people write them: points, commas, apostrophes, lakh groups, K and M, minus in front, behind or around."""

import re
from decimal import Decimal, InvalidOperation

from rekindle.intake.cells.blank import LONGEST, CellError
from rekindle.intake.cells.words import WORDS

POINT, COMMA, MIXED = ".", ",", "mixed"

_FACTORS: dict[str, int] = WORDS["factors"]
_NUMBER = re.compile(r"([\d.,]*\d[.,]?)\s*([a-z]*|[千万萬億亿천만억])\.?", re.IGNORECASE)
_GROUPS = re.compile(r"\d{1,3}([.,])\d{3}(?:\1\d{3})*|\d{1,2}(?:,\d{2})+,\d{3}")
_SPACED = re.compile(r"(?<=\d)[ '’`\u00a0\u2007\u2009\u202f](?=\d{3}(?!\d))")
_ABOUT = re.compile(
    r"^(?:~|≈|±|ca\.?|circa|approx\.?|about|around|rund|etwa|env\.?|environ|aprox\.?)\s*(?=\d)", re.IGNORECASE
)
_MOST = Decimal(10) ** 15


def read_number(text: str, decimal: str = "") -> Decimal:
    """Read a number without currency. `decimal` is the column's decimal sign: ".", ",", "mixed" or "" if not settled.

    "1.234" counts as a thousand unless the column says that the point is decimal; "1.234K" is then refused.
    Raises CellError.
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
    if _is_open(digits) and (decimal == MIXED or (unit and not decimal)):
        raise CellError(f"{text!r} can be read in two ways")
    try:
        value = Decimal(_plain(digits, decimal, text)).scaleb(_FACTORS.get(unit, 0))
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
        return digits.replace(sign, "." if sign == decimal else "")
    if not re.search(r"[.,]", digits):
        return digits
    whole, point, rest = digits, "", ""
    last = max(digits.rfind("."), digits.rfind(","))
    if digits.count(digits[last]) == 1:
        whole, point, rest = digits[:last], ".", digits[last + 1 :]
    if re.search(r"[.,]", whole) and not _GROUPS.fullmatch(whole):
        raise CellError(f"{text!r} is not a number")
    return (whole.replace(".", "").replace(",", "") or "0") + point + rest


def decimal_of(text: str) -> str:
    """Return the decimal sign a number proves by itself, empty if it proves none."""
    digits = "".join(re.findall(r"[\d.,]+", _SPACED.sub("", text))).strip(".,")
    signs = [sign for sign in digits if sign in ".,"]
    if not signs or _is_open(digits):
        return ""
    other = {".": ",", ",": "."}
    if signs.count(signs[-1]) > 1:
        return other[signs[-1]]
    return signs[-1]
