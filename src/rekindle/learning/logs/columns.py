"""A column of a log as what it holds: numbers, instants, or levels."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from rekindle.learning.logs.instants import Numbers, from_arrow_time, from_text, in_zone

Codes = NDArray[np.int32]
_NUMBER = r"^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$"
_THOUSANDS = r"^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$"
_DECIMAL_COMMA = r"^[+-]?(\d{1,3}(\.\d{3})+|\d+),\d+$"
_CURRENCY = (
    r"(?:USD|EUR|GBP|CHF|JPY|CNY|INR|AUD|CAD|NZD|SEK|NOK|DKK|PLN|CZK|HUF|RON|RUB|TRY|BRL|MXN|ZAR|SGD|HKD|KRW|ILS|AED"
    r"|(?:US|A|C|NZ|R|HK|S)?\p{Sc}|kr\.?|Fr\.|Rs\.?|zł|Kč|Ft|lei|руб\.?)"
)
_BEFORE, _BEHIND = rf"^([+-]?)\s*{_CURRENCY}\s*", rf"\s*(?:{_CURRENCY}|%|,-)$"
_BRACKETS, _SPACED = r"^\((.*)\)$", r"^[+-]?\d{1,3}([ \x{a0}\x{202f}'’]\d{3})+([.,]\d+)?$"
_SPACES = r"[ \x{a0}\x{202f}'’]"
_BLANK = pa.array(["", "?", "-", "--", "none", "n/a", "na", "nan", "null", ".", "unknown"])
# Of the filled cells so many must be numbers for the rest to count as missing.
_ENOUGH = 0.98


class Kind(StrEnum):
    """What a column holds."""

    NUMBER = "number"
    INSTANT = "instant"
    LEVELS = "levels"


@dataclass(frozen=True, eq=False)
class Column:
    """Numbers (instants as days since 1970; missing NaN), or codes of levels (missing -1). Shape: one per row.

    Instants written with a zone are UTC; `clock` is then what they showed where they were written.
    """

    name: str
    kind: Kind
    numbers: Numbers
    codes: Codes
    levels: tuple[str, ...]
    clock: Numbers | None = None

    @property
    def missing(self) -> NDArray[np.bool_]:
        """Which cells are empty."""
        return self.codes < 0 if self.kind is Kind.LEVELS else np.isnan(self.numbers)

    @cached_property
    def ranks(self) -> tuple[Codes, int]:
        """Codes of the distinct values (missing -1), for numbers in their order, and how many there are."""
        if self.kind is Kind.LEVELS:
            return self.codes, len(self.levels)
        known = ~self.missing
        values, which = np.unique(self.numbers[known], return_inverse=True)
        codes = np.full(len(self.numbers), -1, dtype=np.int32)
        codes[known] = which
        return codes, len(values)


NO_NUMBERS: Numbers = np.empty(0)
NO_CODES: Codes = np.empty(0, dtype=np.int32)


def read_column(table: pa.Table, name: str) -> Column | None:
    """Read one column of a table; None for a type that is no cell (lists, structs, bytes)."""
    column = _plain(table.column(name))
    kind = column.type
    if pa.types.is_null(kind):
        return Column(name, Kind.NUMBER, np.full(len(column), np.nan), NO_CODES, ())
    if pa.types.is_temporal(kind) and not pa.types.is_time(kind) and not pa.types.is_duration(kind):
        instants, zone = from_arrow_time(column), getattr(kind, "tz", None)
        return Column(name, Kind.INSTANT, instants, NO_CODES, (), in_zone(instants, zone) if zone else None)
    if (
        pa.types.is_boolean(kind)
        or pa.types.is_integer(kind)
        or pa.types.is_floating(kind)
        or pa.types.is_decimal(kind)
    ):
        numbers = column.cast(pa.float64(), safe=False).to_numpy().astype(float)
        return Column(name, Kind.NUMBER, np.where(np.isinf(numbers), np.nan, numbers), NO_CODES, ())
    if not (pa.types.is_string(kind) or pa.types.is_large_string(kind)):
        return None
    return _read_text(name, column)


def as_levels(column: Column) -> tuple[Codes, tuple[str, ...]]:
    """Return any column as codes (missing -1) and the levels as text, numbers in their order."""
    if column.kind is Kind.LEVELS:
        return column.codes, column.levels
    return column.ranks[0], tuple(f"{value:.15g}" for value in np.unique(column.numbers[~column.missing]).tolist())


def _plain(column: pa.ChunkedArray) -> pa.ChunkedArray:
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    return column.cast(pa.string()) if pa.types.is_large_string(column.type) else column


def _read_text(name: str, column: pa.ChunkedArray) -> Column:
    text = pc.utf8_trim_whitespace(column)
    text = pc.if_else(pc.equal(text, ""), None, text)
    numbers = _to_numbers(text)
    if numbers is not None:
        return Column(name, Kind.NUMBER, numbers, NO_CODES, ())
    instants = from_text(text)
    if instants is not None:
        return Column(name, Kind.INSTANT, instants[0], NO_CODES, (), instants[1])
    coded = text.combine_chunks().dictionary_encode()
    coded = coded.combine_chunks() if isinstance(coded, pa.ChunkedArray) else coded
    codes = coded.indices.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int32)
    return Column(name, Kind.LEVELS, NO_NUMBERS, codes, tuple(coded.dictionary.to_pylist()))


def _to_numbers(text: pa.ChunkedArray) -> Numbers | None:
    """Return a column of text as numbers when nearly all of its filled cells are; else None."""
    filled = pc.invert(pc.is_in(pc.utf8_lower(text), value_set=_BLANK, skip_nulls=True))
    bare = pc.if_else(pc.and_(pc.is_valid(text), filled), text, None)
    count = len(bare) - bare.null_count
    if not count:
        return np.full(len(text), np.nan) if text.null_count == len(text) else None
    if pc.any(pc.match_substring_regex(bare, r"^0\d")).as_py():
        return None
    bare = _undress(bare)
    for pattern, drop, turn in ((_NUMBER, "", ""), (_THOUSANDS, ",", ""), (_DECIMAL_COMMA, ".", ",")):
        fits = pc.or_(pc.match_substring_regex(bare, pattern), pc.match_substring_regex(bare, _NUMBER))
        if pc.sum(fits).as_py() >= _ENOUGH * count:
            return _cast(pc.if_else(fits, bare, None), drop, turn)
    return None


def _undress(text: pa.ChunkedArray) -> pa.ChunkedArray:
    """Take currencies, the brackets of negative amounts and the spaces between thousands off."""
    for pattern, left in ((_BRACKETS, r"-\1"), (_BEFORE, r"\1"), (_BEHIND, ""), (_BRACKETS, r"-\1")):
        text = pc.replace_substring_regex(text, pattern, left)
    return pc.if_else(pc.match_substring_regex(text, _SPACED), pc.replace_substring_regex(text, _SPACES, ""), text)


def _cast(text: pa.ChunkedArray, drop: str, turn: str) -> Numbers:
    if drop:
        text = pc.replace_substring(text, drop, "")
    if turn:
        text = pc.replace_substring(text, turn, ".")
    numbers: Numbers = text.cast(pa.float64()).to_numpy().astype(float)
    return np.where(np.isinf(numbers), np.nan, numbers)
