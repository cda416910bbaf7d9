"""Days that are asked about: once for several columns, and fiscal years by the month in which they begin."""

from datetime import UTC, date, datetime

import pytest

from rekindle.intake.cells.blank import CellError
from rekindle.intake.cells.dates import Clock
from rekindle.intake.cells.periods import read_about, says_fiscal
from rekindle.intake.drafting import draft_rows
from rekindle.intake.files.table import RawTable
from rekindle.intake.reading import read_table
from rekindle.intake.recognising import MappingError, recognise

NOW = datetime(2026, 11, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "begins", "first", "middle"),
    [
        ("FY25 Q3", 1, date(2025, 7, 1), date(2025, 8, 16)),
        ("FY25 Q3", 4, date(2024, 10, 1), date(2024, 11, 16)),
        ("FY25 Q4", 4, date(2025, 1, 1), date(2025, 2, 15)),
        ("Q3 FY2025", 7, date(2025, 1, 1), date(2025, 2, 15)),
        ("Q1 FY25", 10, date(2024, 10, 1), date(2024, 11, 16)),
        ("FY2025-Q2", 10, date(2025, 1, 1), date(2025, 2, 15)),
        ("FY25", 1, date(2025, 1, 1), date(2025, 7, 2)),
        ("fy 2025", 4, date(2024, 4, 1), date(2024, 9, 30)),
        ("FY24/25 Q1", 4, date(2024, 4, 1), date(2024, 5, 16)),
        ("GJ 2025 Q2", 10, date(2025, 1, 1), date(2025, 2, 15)),
    ],
)
def test_a_fiscal_year_is_named_after_the_year_it_ends_in(text: str, begins: int, first: date, middle: date) -> None:
    when = read_about(text, Clock(UTC, fiscal_month=begins))

    assert (when.first, when.on) == (first, middle)
    assert says_fiscal(text)


@pytest.mark.parametrize("text", ["FY25 Q5", "FYI 25", "Q3 2025", "F25", "FY"])
def test_what_only_looks_like_a_fiscal_year_is_none(text: str) -> None:
    assert not says_fiscal(text)


def test_where_nobody_knows_when_it_begins_a_fiscal_year_is_no_day() -> None:
    with pytest.raises(CellError):
        read_about("FY25 Q3", Clock(UTC))


def read(text: str) -> RawTable:
    """Read a list."""
    return read_table(text.encode(), "list.csv")


FISCAL = "Account,Deal,Status,Amount,Closed\nAlder,Towers,Lost,100,FY25 Q3\nBirch,Pumps,Lost,200,Q1 FY2026\n"


def days(table: RawTable, mapping: dict[str, str] | None = None, begins: int = 0) -> list[str]:
    """Return the day and its quality of each loss."""
    found = recognise(table, "auto", mapping, fiscal_month=begins)
    drafts = draft_rows(table, found, NOW, UTC, "EUR", fiscal_month=begins)
    return [f"{loss.lost_on} {loss.lost_on_quality}" for draft in drafts for loss in draft.losses]  # type: ignore[union-attr]


def test_when_fiscal_years_begin_is_asked_once_and_said_where_the_book_knows() -> None:
    table = read(FISCAL)

    (question,) = recognise(table).questions
    known = recognise(table, fiscal_month=4)

    assert question.column == "Closed"
    assert question.choices[3] == "deal.closed_on@fy4"
    assert "'FY25 Q3': in which month do they begin" in question.words
    assert days(table) == ["2026-11-23 guessed"] * 2
    assert days(table, {"Closed": "deal.closed_on@fy4"}) == ["2024-11-16 about", "2025-05-16 about"]
    assert days(table, begins=4) == ["2024-11-16 about", "2025-05-16 about"]
    assert known.questions == ()
    assert "'Closed': 'FY25 Q3' is counted from April, where your fiscal year begins" in known.warnings
    assert recognise(table, "auto", {"Closed": "deal.closed_on@fy4"}).questions == ()


SEVERAL = (
    "Account,Deal,Status,Amount,Zorba,Quux,Wibble\n"
    "Alder,Towers,Lost,100,2025-02-01,2025-03-02,2025-04-11\nBirch,Pumps,Lost,200,2025-02-09,2025-05-02,2025-06-21\n"
)


def test_several_columns_of_days_are_one_question_and_one_answer_settles_them() -> None:
    table = read(SEVERAL)

    (question,) = recognise(table).questions
    told = recognise(table, "auto", {question.column: "Quux"})
    none = recognise(table, "auto", {question.column: "keep"})

    assert question.choices == ("Zorba", "Quux", "Wibble", "keep")
    assert "'Quux' (for example 2025-03-02)" in question.words
    assert told.mapping["Quux"] == "deal.closed_on"
    assert none.questions == ()
    assert days(table, {question.column: "Quux"}) == ["2025-03-02 closed", "2025-05-02 closed"]
    with pytest.raises(MappingError, match="no column 'Nope'"):
        recognise(table, "auto", {question.column: "Nope"})
