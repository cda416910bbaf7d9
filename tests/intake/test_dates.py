from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rekindle.intake.cells.blank import CellError
from rekindle.intake.cells.dates import Clock, Order, read_when
from rekindle.intake.columns.settle import gather_orders
from tests.intake.support import bring

CHICAGO = ZoneInfo("America/Chicago")
CLOCK = Clock(CHICAGO)
DAY_FIRST = Clock(CHICAGO, Order.DAY_FIRST)
MONTH_FIRST = Clock(CHICAGO, Order.MONTH_FIRST)


@pytest.mark.parametrize(
    "text",
    [
        "2025-03-04",
        "2025/03/04",
        "20250304",
        "04.03.2025",
        "4.3.25",
        "4 Mar 2025",
        "04-Mar-25",
        "Mar 4, 2025",
        "March 4th, 2025",
        "Tuesday, March 4, 2025",
        "4. März 2025",
        "4 mars 2025",
        "4 de marzo de 2025",
        "2025-03-04 00:00:00",
        "45720",
        45720,
        45720.0,
        date(2025, 3, 4),
        datetime(2025, 3, 4),  # noqa: DTZ001 - a workbook knows no zone
    ],
)
def test_a_day_is_a_day_however_it_is_written(text: str | int | float | date) -> None:
    when = read_when(text, CLOCK)
    assert when.on == date(2025, 3, 4)
    assert when.at == datetime(2025, 3, 4, 6, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("2025-03-04 17:30", datetime(2025, 3, 4, 23, 30, tzinfo=UTC)),
        ("2025-03-04T17:30:15.123+0000", datetime(2025, 3, 4, 17, 30, 15, 123000, tzinfo=UTC)),
        ("2025-03-04T17:30:15Z", datetime(2025, 3, 4, 17, 30, 15, tzinfo=UTC)),
        ("2025-03-04T17:30:15+05:30", datetime(2025, 3, 4, 12, 0, 15, tzinfo=UTC)),
        ("3/13/2025, 5:30 PM", datetime(2025, 3, 13, 22, 30, tzinfo=UTC)),
        ("13/03/2025 12:05 am", datetime(2025, 3, 13, 5, 5, tzinfo=UTC)),
        ("1741109400000", datetime(2025, 3, 4, 17, 30, tzinfo=UTC)),
        ("1741109400", datetime(2025, 3, 4, 17, 30, tzinfo=UTC)),
        (45720.5, datetime(2025, 3, 4, 18, tzinfo=UTC)),
    ],
)
def test_an_instant_keeps_its_zone_or_is_in_the_books(text: str | float, at: datetime) -> None:
    assert read_when(text, CLOCK).at == at


def test_the_day_of_an_instant_is_that_of_the_books_zone() -> None:
    assert read_when("2025-03-05T02:00:00Z", CLOCK).on == date(2025, 3, 4)


def test_a_workbook_that_counts_from_1904_is_four_years_on() -> None:
    assert read_when(44258, Clock(CHICAGO, from_1904=True)).on == date(2025, 3, 4)


def test_day_and_month_are_never_guessed() -> None:
    with pytest.raises(CellError, match="two ways"):
        read_when("03/04/2026", CLOCK)
    assert read_when("03/04/2026", DAY_FIRST).on == date(2026, 4, 3)
    assert read_when("03/04/2026", MONTH_FIRST).on == date(2026, 3, 4)
    assert read_when("25/04/2026", CLOCK).on == date(2026, 4, 25)
    assert read_when("04/04/2026", CLOCK).on == date(2026, 4, 4)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "Q4 2025",
        "May 2025",
        "31/02/2025",
        "2025",
        "12.5",
        "1234",
        True,
        "2025-13-01",
        "99999999",
        "1/2/3/4",
        "1815-06-18",
        "2025-03-04 25:00",
    ],
)
def test_what_is_no_date_is_an_error(text: str | bool) -> None:
    with pytest.raises(CellError):
        read_when(text, CLOCK)


@pytest.mark.parametrize(
    ("cells", "order"),
    [
        (["03/04/2026", "25/04/2026"], Order.DAY_FIRST),
        (["03/04/2026", "04/25/2026"], Order.MONTH_FIRST),
        (["03/04/2026", "05/06/2026"], None),
        (["03/04/2026", "25/04/2026", "04/25/2026"], None),
        (["03.04.2026", "05.06.2026"], Order.DAY_FIRST),
        (["2026-04-03"], None),
        (["4 Mar 2026", "n/a"], None),
    ],
)
def test_the_whole_column_settles_the_order_or_nothing_does(cells: list[str], order: Order | None) -> None:
    assert gather_orders(cells).settled() == order


def test_a_column_that_proves_both_orders_is_open() -> None:
    assert gather_orders(["03/04/2026", "25/04/2026", "04/25/2026"]).open == "03/04/2026"
    assert gather_orders(["04/04/2026"]).open == ""


WRITTEN = {Order.DAY_FIRST: "%d/%m/%Y", Order.MONTH_FIRST: "%m-%d-%Y", Order.YEAR_FIRST: "%Y/%m/%d"}


@given(st.dates(date(1971, 1, 1), date(2078, 1, 1)), st.sampled_from(list(WRITTEN)))
def test_days_come_back_from_every_order(day: date, order: Order) -> None:
    assert read_when(day.strftime(WRITTEN[order]), Clock(CHICAGO, order)).on == day


@given(st.dates(date(1971, 1, 1), date(2078, 1, 1)))
def test_serial_days_come_back(day: date) -> None:
    assert read_when((day - date(1899, 12, 30)) // timedelta(days=1), CLOCK).on == day


@given(st.text(max_size=30))
def test_no_text_breaks_the_reader(text: str) -> None:
    with suppress(CellError):
        read_when(text, CLOCK)


def test_dates_that_may_begin_with_the_year_or_the_day_are_asked_about_and_mean_nothing_meanwhile() -> None:
    head = "Account,Deal,Status,Close date,Created\n"
    table = f"{head}Alder,A,Lost,24-02-01,23-01-31\nBirch,B,Lost,23-04-03,22-12-30\n"

    (question,) = bring(table).recognition.questions
    assert question.choices == ("deal.closed_on@ymd", "deal.closed_on@dmy")
    assert "'Close date': is 23-04-03 written year first or day first?" in question.words
    assert "the answer holds for 'Created' too" in question.words
    assert {deal.losses[0].lost_on_quality for deal in bring(table).deals} == {"guessed"}

    year = bring(table, mapping={"Close date": "deal.closed_on@ymd"})
    assert [(str(deal.opened_on), str(deal.losses[0].lost_on)) for deal in year.deals] == [
        ("2023-01-31", "2024-02-01"),
        ("2022-12-30", "2023-04-03"),
    ]
    assert not year.recognition.questions
    day = bring(table, mapping={"Close date": "deal.closed_on@dmy"})
    assert str(day.deals[0].losses[0].lost_on) == "2001-02-24"


@pytest.mark.parametrize(
    ("first", "second", "days"),
    [
        # A year that is no day, a day that is no year, another column that shows its order.
        ("98-02-20", "24-04-03", ["1998-02-20", "2024-04-03"]),
        ("24-02-99", "20-04-98", ["1999-02-24", "1998-04-20"]),
        ("24-02-01", "03-04-01", ["2001-02-24", "2001-04-03"]),
        # Many days and one year.
        ("15/03/24", "28/04/24", ["2024-03-15", "2024-04-28"]),
        ("15.03.24", "15.03.24", ["2024-03-15", "2024-03-15"]),
    ],
)
def test_what_can_only_be_a_year_or_only_a_day_settles_dates_of_two_digits(
    first: str, second: str, days: list[str]
) -> None:
    told = bring(f"Account,Deal,Status,Close date\nAlder,A,Lost,{first}\nBirch,B,Lost,{second}\n")
    assert not told.recognition.questions
    assert [str(deal.losses[0].lost_on) for deal in told.deals] == days


def test_another_column_shows_that_dates_of_two_digits_begin_with_the_day() -> None:
    told = bring(
        "Account,Deal,Status,Close date,Created\nAlder,A,Lost,24-02-20,13-01-99\nBirch,B,Lost,23-04-22,04-01-99\n"
    )
    assert not told.recognition.questions
    assert [str(deal.losses[0].lost_on) for deal in told.deals] == ["2020-02-24", "2022-04-23"]
