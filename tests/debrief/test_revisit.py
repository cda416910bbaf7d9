"""A date to come back is read from what was said, with its width."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rekindle.debrief import Revisit, read_revisit

SAID = date(2025, 11, 20)
_FIFTEENTH = ("Jan 15", "15. Januar", "15 janvier", "15 de enero")


@pytest.mark.parametrize(
    ("text", "due_on", "sd_days", "words"),
    [
        ("revisit in Q4", date(2026, 11, 16), 26.6, "Q4"),
        ("follow up in 6 months", date(2026, 5, 22), 27.4, "in 6 months"),
        ("in 3-6 months", date(2026, 4, 6), 26.4, "in 3-6 months"),
        ("reconnect in a couple of weeks", date(2025, 12, 4), 2.5, "in a couple of weeks"),
        ("call back in spring", date(2026, 4, 16), 26.6, "spring"),
        ("mid-October", date(2026, 10, 16), 3.2, "mid-October"),
        ("after the budget in January", date(2026, 1, 16), 8.9, "January"),
        ("do not contact before March", date(2026, 3, 15), 9.3, "March"),
        ("nothing until July 1", date(2026, 7, 1), 0.0, "July 1"),
        ("resubmitting in Oct", date(2026, 10, 16), 8.9, "Oct"),
        ("call me next week", date(2025, 11, 26), 3.0, "next week"),
        ("in the new year", date(2026, 1, 24), 10.1, "the new year"),
        ("after Easter", date(2026, 4, 19), 6.0, "Easter"),
        ("contract runs until June 2027", date(2027, 6, 16), 8.7, "June 2027"),
        ("locked in through 2027", date(2028, 1, 30), 45.0, "2027"),
        ("FY27", date(2027, 1, 31), 45.0, "FY27"),
        ("Q4'26", date(2026, 11, 16), 26.6, "Q4'26"),
        ("nächstes Jahr", date(2026, 3, 1), 75.0, "nächstes Jahr"),
        ("im Herbst wieder anrufen", date(2026, 10, 16), 26.3, "Herbst"),
        ("in der zweiten Hälfte 2026", date(2026, 10, 1), 53.1, "zweiten Hälfte 2026"),
        ("nach den Ferien", date(2026, 9, 11), 6.0, "Ferien"),
        ("in einem halben Jahr", date(2026, 5, 22), 27.4, "in einem halben Jahr"),
        ("wieder ansprechen KW 12", date(2026, 3, 18), 3.0, "KW 12"),
        ("en septembre", date(2026, 9, 16), 8.7, "septembre"),
        ("dans un an", date(2026, 11, 20), 54.8, "dans un an"),
        ("après l'été", date(2026, 9, 15), 14.0, "été"),
        ("el año que viene", date(2026, 3, 1), 75.0, "año que viene"),
        ("volver a llamar en febrero", date(2026, 2, 15), 8.1, "febrero"),
        ("opnieuw bellen over 3 maanden", date(2026, 2, 19), 13.7, "over 3 maanden"),
        ("back on 15.03.2026", date(2026, 3, 15), 3.0, "15.03.2026"),
        ("<p>call on <b>2026-10-05</b></p>", date(2026, 10, 5), 3.0, "2026-10-05"),
    ],
)
def test_words_for_a_date_give_a_day_and_its_spread(text: str, due_on: date, sd_days: float, words: str) -> None:
    assert read_revisit(text, SAID) == Revisit(due_on, sd_days, words)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Call me after Jan 15", date(2026, 1, 16)),
        ("Please do not call before March 2", date(2026, 3, 2)),
        ("no earlier than March", date(2026, 3, 1)),
        ("April at the earliest", date(2026, 4, 1)),
        ("nothing until July 1", date(2026, 7, 1)),
        ("call after 6 months", date(2026, 5, 22)),
        ("revisit after Q1", date(2026, 4, 1)),
        ("frühestens am 15. Januar wieder anrufen", date(2026, 1, 15)),
        ("ab dem 15. Januar", date(2026, 1, 15)),
        ("ab April wieder anrufen", date(2026, 4, 1)),
        ("nicht vor dem 1. März", date(2026, 3, 1)),
        ("nach dem 15.01.2026 anrufen", date(2026, 1, 16)),
        ("nach den Sommerferien melden", date(2026, 8, 31)),
        ("ne pas rappeler avant le 2 mars", date(2026, 3, 2)),
        ("à partir du 15 janvier", date(2026, 1, 15)),
        ("rappeler après le 15 janvier", date(2026, 1, 16)),
        ("après l'été", date(2026, 9, 1)),
        ("au plus tôt en avril", date(2026, 4, 1)),
        ("no llamar antes del 2 de marzo", date(2026, 3, 2)),
        ("a partir de abril", date(2026, 4, 1)),
        ("llamar después del 15 de enero", date(2026, 1, 16)),
        ("tras el verano", date(2026, 9, 1)),
    ],
)
def test_after_and_not_before_are_bounds_that_no_spread_reaches_across(text: str, first: date) -> None:
    found = read_revisit(text, SAID)

    assert found is not None
    assert found.due_on - timedelta(days=found.sd_days) >= first
    assert found.due_on <= first + timedelta(days=50)


@pytest.mark.parametrize(
    "text", ["call on Jan 15", "am 15. Januar anrufen", "rappeler le 15 janvier", "llamar el 15 de enero"]
)
def test_words_that_name_a_day_may_be_kept_a_little_early(text: str) -> None:
    assert read_revisit(text, SAID) in [Revisit(date(2026, 1, 15), 3.0, words) for words in _FIFTEENTH]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "revisit",
        "they bought in March",
        "lost in Q2",
        "since March",
        "6 months ago",
        "vor 6 Monaten",
        "il y a 6 mois",
        "hace 6 meses",
        "every 6 months",
        "Champion left the hospital in May",
        "may not be interested",
        "project may fall through",
        "call on 2026-02-30",
        "call on 2024-10-05",
        "ticket 2026",
    ],
)
def test_the_past_a_rhythm_and_no_date_at_all_propose_nothing(text: str) -> None:
    assert read_revisit(text, SAID) is None


def test_a_day_that_may_be_april_or_march_keeps_both_within_one_spread() -> None:
    found = read_revisit("call on 03/04/2026", SAID)
    assert found == Revisit(date(2026, 4, 3), 15.0, "03/04/2026")
    assert read_revisit("call on 03/15/2026", SAID) == Revisit(date(2026, 3, 15), 3.0, "03/15/2026")


def test_a_season_already_under_way_is_next_years_unless_it_has_just_begun() -> None:
    assert read_revisit("revisit in Q4", date(2025, 10, 5)) == Revisit(date(2025, 11, 16), 26.6, "Q4")
    assert read_revisit("revisit in Q4", date(2025, 12, 5)) == Revisit(date(2026, 11, 16), 26.6, "Q4")


def test_a_fiscal_year_begins_where_the_account_says() -> None:
    assert read_revisit("next fiscal year", SAID, fiscal_month=7) == Revisit(
        date(2026, 7, 31), 45.0, "next fiscal year"
    )
    assert read_revisit("FY27", SAID, fiscal_month=10) == Revisit(date(2026, 10, 31), 45.0, "FY27")
    with pytest.raises(ValueError, match="a fiscal year begins in a month from 1 to 12"):
        read_revisit("FY27", SAID, fiscal_month=13)


def test_the_date_beside_the_call_back_wins_over_another() -> None:
    found = read_revisit("New wing opens 2027. Call back in March.", SAID)
    assert found is not None
    assert found.words == "March"


_PIECES = [
    *(
        "in",
        "on",
        "after",
        "before",
        "until",
        "next",
        "mid",
        "end",
        "of",
        "call",
        "back",
        "nicht",
        "vor",
        "months",
        "years",
    ),
    *("Q1", "Q3", "March", "May", "31", "02", "2026", "2027", "6", "spring", "Easter", "FY27", "KW", "53", "12/13/26"),
]


@given(st.lists(st.sampled_from(_PIECES), max_size=9).map(" ".join), st.dates(date(2000, 1, 1), date(2080, 1, 1)))
def test_whatever_is_said_the_day_lies_ahead_within_ten_years(text: str, said_on: date) -> None:
    found = read_revisit(text, said_on)
    if found is not None:
        assert said_on < found.due_on <= said_on + timedelta(days=3650)
        assert found.sd_days >= 0
        assert found.words in text
