"""The lost book as it is shown: the same number of questions to the database however many deals there are."""

from datetime import date

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rekindle.book.read.once import reading_once
from rekindle.desk.morning import plan_workspace
from rekindle.desk.show.book import show_book
from rekindle.desk.show.book_asks import understand
from rekindle.desk.show.book_views import BookAsk
from tests.desk.support import acting
from tests.support.cast import NOW, House, lose_a_deal, make_workspace


@pytest.fixture
def house(sqlite_book) -> House:
    cache.clear()
    return make_workspace()


def lose(house: House, count: int) -> None:
    for number in range(count):
        lose_a_deal(house, account=f"H {number}", mail=f"{number}@x.example", lost_on=date(2026, 9, 1))


@pytest.mark.parametrize(("view", "queries"), [("board", 19), ("table", 13)])
@pytest.mark.parametrize("deals", [1, 6])
def test_pages_of_the_book_ask_the_same_number_of_questions(house, view, queries, deals):
    lose(house, deals)
    plan_workspace(house.workspace_id, NOW)
    show_book(acting(house), BookAsk(view=view))
    with reading_once(), CaptureQueriesContext(connection) as asked:
        shown = show_book(acting(house), BookAsk(view=view))
    assert shown.count == deals
    assert len(asked) == queries


def test_before_the_first_planning_everything_lost_is_listed(house):
    lose(house, 2)
    view = show_book(acting(house))
    assert (view.title, view.ask.view, len(view.rows)) == ("2 lost deals.", "table", 2)


def test_an_empty_book_says_so(house):
    view = show_book(acting(house))
    assert (view.title, view.rows, view.count) == ("No lost deals yet.", (), 0)


def test_what_an_address_says_wrongly_is_taken_for_nothing():
    said = understand(BookAsk("x", "x", "x", "x", "x", "  a \n b ", "x~y"), [])
    assert said == BookAsk("table", "", "", "", "lost", "a b", "x~y")
    assert understand(BookAsk(standing="left_alone", sort="window"), []).sort == "lost"
    assert understand(BookAsk(standing="left_alone", view="board"), []).standing == ""
