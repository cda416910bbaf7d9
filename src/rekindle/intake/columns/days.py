"""Questions about days: day or month first, which column is the day of the end, and when a fiscal year begins."""

import calendar
from collections.abc import Iterator, Sequence

from rekindle.intake.cells.periods import says_fiscal
from rekindle.intake.columns.answers import DAY_OF_END, FISCAL
from rekindle.intake.columns.dictionary import KEEP, MAY_BE_ABOUT
from rekindle.intake.columns.known import Known
from rekindle.intake.columns.match import example_of
from rekindle.intake.columns.read import gather_evidence
from rekindle.intake.columns.recognition import Question
from rekindle.intake.columns.settle import ColumnReading, OrderEvidence
from rekindle.intake.files.table import RawTable, as_text


def ask_orders(known: Known) -> Iterator[Question]:
    """Ask once about all columns that are written alike, and say what other columns of the file show."""
    evidence = gather_evidence(known.table, known.match)
    alike: dict[tuple[str, bool], list[ColumnReading]] = {}
    for reading in sorted(known.readings, key=lambda one: one.index):
        found = evidence.get(reading.index)
        if found and found.open and reading.order is None:
            alike.setdefault((found.shape, found.is_year_open), []).append(reading)
    for (_, is_year_open), (first, *others) in alike.items():
        ways = "year first or day first" if is_year_open else "day first or month first"
        words = (
            f"{first.column!r}: is {evidence[first.index].open} written {ways}? "
            f"{_shown_beside(known.table, evidence)}Until this is answered such dates count as unknown"
            f"{_also_in(others)}."
        )
        orders = ("ymd", "dmy") if is_year_open else ("dmy", "mdy")
        yield Question(first.column, words, tuple(f"{first.field}@{order}" for order in orders))


def _also_in(others: list[ColumnReading]) -> str:
    names = " and ".join(repr(one.column) for one in others)
    return f"; the answer holds for {names} too" if names else ""


def _shown_beside(table: RawTable, evidence: dict[int, OrderEvidence]) -> str:
    """Say which columns of the file prove an order by themselves: a person may know whether all were written alike."""
    for shown, words in ((True, "day first"), (False, "month first")):
        sure = [
            repr(table.columns[index])
            for index, found in sorted(evidence.items())
            if found.day_first is shown and found.month_first is not shown
        ]
        if sure:
            return f"{' and '.join(sure[:2])} {'is' if len(sure) == 1 else 'are'} {words}. "
    return ""


def ask_which_day(known: Known, days: Sequence[int]) -> Question:
    """Ask once about all columns that may be the day of the end: if one is, the others are none."""
    columns = known.table.columns
    shown = ", ".join(f"{columns[index]!r} (for example {example_of(known.samples[index])})" for index in days)
    words = f"Which column is the day on which a deal ended: {shown}? The others are kept as they are."
    return Question(DAY_OF_END, words, (*(columns[index] for index in days), KEEP))


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
