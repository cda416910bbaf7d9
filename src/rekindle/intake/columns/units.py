"""What the name of a column says amounts are counted in: "Umsatz (TEUR)", "Amount ($K)", "Value in millions"."""

import re
from collections.abc import Mapping

from rekindle.intake.names import fold

_CURRENCY = r"(?:€|\$|£|¥|₹|eur|usd|gbp|chf|cad|aud|nzd|jpy|inr|brl|mxn|sek|nok|dkk|pln|czk|huf|sgd|zar)"
_END = r"(?![a-z0-9])"
_THOUSANDS = re.compile(
    rf"(?<![a-z])[kt]\s?{_CURRENCY}{_END}|{_CURRENCY}\s?(?:k|['’]?0{{3}}s?){_END}|[(\[](?:in )?(?:k|['’]?0{{3}}s?)[)\]]"
    r"|(?<![a-z])(?:tkr|kkr|tsek|ksek|tnok|tdkk)(?![a-z])|\bmila? (?:r\$|€|eur|reais)"
    r"|(?:r\$|reais) mil(?![a-z])|(?:€|eur|euro) mila(?![a-z])|\b(?:em|en|in) mil(?:a|es)?(?![a-z])"
    r"|\bin (?:k|['’]?0{3}s?)$|\b(?:thousands?|tausend|tsd|milliers|miles de|migliaia|milhares|duizend(?:en)?)\b",
    re.IGNORECASE,
)
# "miles" is thousands beside money only.
_MILES = re.compile(
    rf"\bmiles\s?{_CURRENCY}{_END}|{_CURRENCY}\s?miles\b|\bx\s?{_CURRENCY}?\s?1[.,' ]?000\b", re.IGNORECASE
)
_MILLIONS = re.compile(
    rf"(?<![a-z])(?:m|mn|mm|mio)\.?\s?{_CURRENCY}{_END}|{_CURRENCY}\s?(?:m|mn|mm|mio){_END}"
    r"|[(\[](?:in )?(?:mn|mm|mio)[)\]]|(?<![a-z])(?:mkr|msek|mnok|mdkk|mnkr)(?![a-z])"
    r"|\b(?:millions?|millionen|mio|millones|milioni|milhoes|miljoen(?:en)?)\b",
    re.IGNORECASE,
)
_LAKHS = re.compile(r"\b(?:lakhs?|lacs?)\b", re.IGNORECASE)
_CRORES = re.compile(rf"\bcrores?\b|{_CURRENCY}\s?crs?{_END}|[(\[](?:in )?crs?[)\]]", re.IGNORECASE)
# Ten thousands, hundred millions and their like, in front of a sign of money: "金額（万円）".
_MYRIADS = (("百万|百萬|백만", 6), ("千|천", 3), ("万|萬|만", 4), ("億|亿|억", 8))
_OF_MONEY = tuple((re.compile(rf"(?:{word})\s?(?:円|元|원|圓)"), factor) for word, factor in _MYRIADS)
_FACTORS = (*_OF_MONEY, (_THOUSANDS, 3), (_MILES, 3), (_MILLIONS, 6), (_LAKHS, 5), (_CRORES, 7))
# "€ mil" is a thousand in Spanish and Portuguese, and a million in English.
_MIL = re.compile(
    rf"(?:{_CURRENCY}\s?mil|(?<![a-z])mil\.?\s?{_CURRENCY}){_END}|[(\[](?:in )?mil\.?[)\]]", re.IGNORECASE
)
_MIL_IS_A_THOUSAND = re.compile(
    r"\b(?:importe|valor|monto|cuantia|precio|facturacion|ingresos?|presupuesto|preco|receita|montante|orcamento)\b"
)
COUNTS: Mapping[str, int] = {"x1": 0, "x1000": 3, "x1000000": 6}
"""What a person can say amounts are counted in, as powers of ten."""
_UNIT = re.compile(rf"(?<![a-z])(?:k|t|m|mn|mm|mio|tsd)\.?\s?(?={_CURRENCY}{_END})", re.IGNORECASE)
_OWN_UNIT = re.compile(r"\d\s?(?:k|t|tsd|m|mn|mm|mio|million\w*|thousand)\b|\d\s?[千万萬億亿천만억]", re.IGNORECASE)


def factor_of(header: str) -> int:
    """Return the power of ten a column's name says its amounts are counted in, such as 3; 0 for none."""
    if _MIL.search(header) and _MIL_IS_A_THOUSAND.search(fold(header)):
        return 3
    return next((factor for pattern, factor in _FACTORS if pattern.search(header)), 0)


def is_unit_open(header: str) -> bool:
    """Say whether a column's name counts in "mil", and nothing says in which language."""
    return bool(_MIL.search(header)) and not factor_of(header)


def without_unit(header: str) -> str:
    """Return a column's name with the unit in front of its currency left out: "Umsatz in TEUR" is one in EUR."""
    return _UNIT.sub("", header)


def has_own_unit(text: str) -> bool:
    """Say whether an amount has a unit of its own, as "45k" has."""
    return bool(_OWN_UNIT.search(text))
