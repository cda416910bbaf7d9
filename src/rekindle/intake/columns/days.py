"""Questions about days: which of several columns is the day of the end, and when a fiscal year begins."""

import calendar
from collections.abc import Sequence

from rekindle.intake.cells.periods import says_fiscal
from rekindle.intake.columns.answers import DAY_OF_END, FISCAL
from rekindle.intake.columns.dictionary import KEEP, MAY_BE_ABOUT
from rekindle.intake.columns.match import Samples, example_of
from rekindle.intake.columns.recognition import Question
from rekindle.intake.columns.settle import ColumnReading
from rekindle.intake.files.table import RawTable, as_text


def ask_which_day(table: RawTable, days: Sequence[int], samples: Samples) -> Question:
    """Ask once about all columns that may be the day of the end: if one is, the others are none."""
    shown = ", ".join(f"{table.columns[index]!r} (for example {example_of(samples[index])})" for index in days)
    words = f"Which column is the day on which a deal ended: {shown}? The others are kept as they are."
    return Question(DAY_OF_END, words, (*(table.columns[index] for index in days), KEEP))


def ask_fiscal(table: RawTable, readings: Sequence[ColumnReading]) -> list[Question]:
    """Ask once in which month the fiscal years of a file begin, unless it was said."""
    found = find_fiscal(table, readings)
    if not found or found[0][0].fiscal_month:
        return []
    (first, example), *others = found
    also = f"; the answer holds for {' and '.join(repr(one.column) for one, _ in others)} too" if others else ""
    words = (
        f"{first.column!r} names fiscal years, such as {example!r}: in which month do they begin? "
        f"Until this is answered such days count as unknown{also}."
    )
    return [Question(first.column, words, tuple(f"{first.field}@{way}" for way in FISCAL))]


def say_fiscal(table: RawTable, readings: Sequence[ColumnReading], fiscal_month: int) -> list[str]:
    """Say from which month fiscal years are counted that nobody was asked about."""
    begins = f"{calendar.month_name[fiscal_month]}, where your fiscal year begins"
    return [
        f"{one.column!r}: {example!r} is counted from {begins}"
        for one, example in (find_fiscal(table, readings) if fiscal_month else [])
        if not one.fiscal_month
    ]


def find_fiscal(table: RawTable, readings: Sequence[ColumnReading]) -> list[tuple[ColumnReading, str]]:
    """Return the columns of days that name fiscal years, each with its first one, in their order."""
    found = []
    for reading in sorted(readings, key=lambda one: one.index):
        if reading.field in MAY_BE_ABOUT:
            cells = dict.fromkeys(row[reading.index] for row in table.rows if reading.index < len(row))
            example = next((as_text(cell) for cell in cells if says_fiscal(cell)), "")
            found += [(reading, example)] if example else []
    return found
