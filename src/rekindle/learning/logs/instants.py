"""Dates and times of a column as days since 1970, whatever way they are written."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from rekindle.learning.logs.errors import LogError

Numbers = NDArray[np.float64]
_DAY_US = 86_400e6
# 1975: days since 1970 below it are rather a count that began with the log.
_EARLIEST = 1826
_PARTS = (
    r"^(?P<a>\d{1,4})(?P<s1>[./-])(?P<b>\d{1,2})[./-](?P<c>\d{1,4})"
    r"(?:[T, ]+(?P<h>\d{1,2}):(?P<m>\d{2})(?::(?P<s>\d{2}(?:[.,]\d+)?))?\s*(?P<half>[AaPp][Mm])?"
    r"\s*(?P<zone>[A-Z]{1,5}|[+-]\d{2}(?::?\d{2})?)?(?:\[[^\]]*\])?)?$"
)
_COMPACT = r"^(\d{4})(\d{2})(\d{2})[T ]?(\d{2}):?(\d{2}):?(\d{2})"
_UTC = ("Z", "UTC", "GMT")
# Months in words, by their first letters: English, German, French and Spanish.
_MONTHS = (
    "jan|ene", "feb|f[eé]v", "mar(?:ch|s|zo|z)?|m[aä]r", "apr|avr|abr", "may|mai", "jun|juin", "jul|juil",
    "aug|ao[uû]|ago", "sep|set", "oct|okt", "nov", "dec|d[eé]c|dez|dic",
)  # fmt: skip
_WORDY = rf"(?i)^\d{{0,2}}[ .,/-]*({'|'.join(_MONTHS)})"


def from_arrow_time(column: pa.ChunkedArray) -> Numbers:
    """Return days since 1970 (UTC) of a date or timestamp column; missing is NaN."""
    micro = column.cast(pa.timestamp("us", tz=getattr(column.type, "tz", None)), safe=False).cast(pa.int64())
    return _to_float(micro) / _DAY_US


def from_text(column: pa.ChunkedArray) -> tuple[Numbers, Numbers | None] | None:
    """Return days since 1970 (UTC) of a text column, and what the clock showed where zones are written with them.

    None where it holds no dates: nearly all (99 in 100) of its filled cells must be. Day and month are told apart by a
    number above 12 somewhere in the column; where nothing settles it, dates parted by points are read day first, others
    month first.
    """
    text = pc.replace_substring_regex(pc.utf8_trim_whitespace(column), _COMPACT, r"\1-\2-\3T\4:\5:\6")
    text = _spell_months(text)
    found = pc.extract_regex(text, _PARTS)
    filled = len(text) - text.null_count
    if not filled or (len(found) - found.null_count) < 0.99 * filled:
        return None
    part = {name: _field(found, name) for name in ("a", "b", "c", "h", "m", "s")}
    year, month, day = _order(part, _words(found, "s1"))
    days = _days(year, month, day)
    half = np.char.lower(_words(found, "half"))
    hour = np.nan_to_num(part["h"])
    hour = np.where(half == "pm", hour % 12 + 12, np.where(half == "am", hour % 12, hour))
    seconds = hour * 3600 + np.nan_to_num(part["m"]) * 60 + np.nan_to_num(part["s"])
    clock, zones = days + seconds / 86_400, _words(found, "zone")
    # Letters such as CET mean this in winter and that in summer, here and elsewhere: then only the clock is known.
    said = np.isin(zones, _UTC) | np.char.startswith(zones, "+") | np.char.startswith(zones, "-")
    return (clock - _offsets(zones), clock) if said.any() else (clock, None)


def in_zone(days: Numbers, zone: str) -> Numbers:
    """Return instants (days since 1970, UTC) as a clock in `zone` shows them, still as days. Raises LogError."""
    known = ~np.isnan(days)
    try:
        instants = pa.array(np.round(days[known] * _DAY_US).astype("int64")).cast(pa.timestamp("us", tz="UTC"))
        local = pc.local_timestamp(instants.cast(pa.timestamp("us", tz=zone)))
    except (pa.ArrowException, ValueError) as error:
        raise LogError(f"--zone {zone!r} is no zone; write it as Europe/Berlin.") from error
    shown = np.full(len(days), np.nan)
    shown[known] = local.cast(pa.int64()).to_numpy().astype(float) / _DAY_US
    return shown


def from_numbers(values: Numbers) -> Numbers:
    """Return days since 1970 of numbers that stand for instants: 20140301, seconds or milliseconds since 1970.

    Other numbers are returned as they are: a count of days.
    """
    known = values[~np.isnan(values)]
    if not known.size:
        return values
    low, high = known.min(), known.max()
    if low >= 19_000_101 and high <= 21_001_231 and np.all(known % 100 <= 31) and np.all(known % 1 == 0):
        return _days(values // 10_000, values // 100 % 100, values % 100)
    for unit, least, most in ((86_400.0, 3e8, 5e9), (86_400e3, 3e11, 5e12), (_DAY_US, 3e14, 5e15)):
        if low >= least and high <= most:
            return values / unit
    return values


def _spell_months(text: pa.ChunkedArray) -> pa.ChunkedArray:
    """Write months in words as numbers, year first, where the column's first cells hold such words."""
    if not pc.any(pc.match_substring_regex(text.slice(0, 200), _WORDY)).as_py():
        return text
    for number, words in enumerate(_MONTHS, start=1):
        month = rf"(?i:{words})\pL*"
        for date in (
            rf"^(\d{{1,2}})[ .,/-]*{month}[ .,/-]*(\d{{4}})",
            rf"^{month}[ .]*(\d{{1,2}})(?:st|nd|rd|th)?,? +(\d{{4}})",
        ):
            text = pc.replace_substring_regex(text, date, rf"\2-{number}-\1")
    return text


def say_counted(name: str, when: Numbers) -> list[str]:
    """Say that numbers were taken as days where they are none that instants are written as."""
    low, high = float(np.nanmin(when)), float(np.nanmax(when))
    if high >= _EARLIEST:
        return []
    return [f"“{name}” holds the numbers {low:g} to {high:g}; they are taken as a count of days."]


def _field(found: pa.ChunkedArray, name: str) -> Numbers:
    words = pc.struct_field(found, name)
    plain = pc.replace_substring(words, ",", ".")
    return _to_float(pc.if_else(pc.equal(words, ""), None, plain).cast(pa.float64()))


def _words(found: pa.ChunkedArray, name: str) -> NDArray[np.str_]:
    return np.asarray(pc.fill_null(pc.struct_field(found, name), "").to_pylist(), dtype=str)


def _order(part: dict[str, Numbers], sign: NDArray[np.str_]) -> tuple[Numbers, Numbers, Numbers]:
    a, b, c = part["a"], part["b"], part["c"]
    if np.nanmax(a) > 31:
        return a, b, c
    day_first = np.nanmax(a) > 12 or (np.nanmax(b) <= 12 and "." in sign[:1000])
    year = np.where(c < 100, c + np.where(c < 70, 2000, 1900), c)
    return (year, b, a) if day_first else (year, a, b)


def _days(year: Numbers, month: Numbers, day: Numbers) -> Numbers:
    good = (month >= 1) & (month <= 12) & (day >= 1) & (day <= 31) & (year >= 1)
    months = np.where(good, (year - 1970) * 12 + month - 1, 0).astype("int64").astype("datetime64[M]")
    first = months.astype("datetime64[D]").astype("int64").astype(float)
    return np.where(good, first + day - 1, np.nan)


def _offsets(zones: NDArray[np.str_]) -> Numbers:
    """Return what the written zones are ahead of UTC, in days."""
    kinds, which = np.unique(zones, return_inverse=True)
    return np.array([_offset(str(zone)) for zone in kinds])[which]


def _offset(zone: str) -> float:
    if zone[:1] not in ("+", "-"):
        return 0.0
    digits = zone[1:].replace(":", "")
    return (1 if zone[0] == "+" else -1) * (int(digits[:2]) + int(digits[2:] or 0) / 60) / 24


def _to_float(column: pa.ChunkedArray) -> Numbers:
    numbers: Numbers = column.cast(pa.float64(), safe=False).to_numpy().astype(float, copy=False)
    return numbers
