"""Days, money and numbers as people say them."""

from datetime import date

import pytest

from rekindle.desk.show.phrases import (
    call_colleague,
    call_deal,
    first_name,
    fit_words,
    join_words,
    last_name,
    say_ago,
    say_count,
    say_day,
    say_money,
    say_round_money,
    say_short_money,
    say_since,
    say_stage,
    say_weekday,
)

TODAY = date(2026, 10, 14)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 2, 11), "11 February"),
        (date(2025, 8, 2), "2 August last year"),
        (date(2024, 3, 3), "3 March 2024"),
        (date(2027, 1, 5), "5 January 2027"),
    ],
)
def test_a_day_is_said_with_its_year_only_where_it_is_needed(day: date, words: str) -> None:
    assert say_day(day, TODAY) == words


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (TODAY, "today"),
        (date(2026, 10, 13), "yesterday"),
        (date(2026, 10, 15), "tomorrow"),
        (date(2026, 10, 9), "on Friday"),
        (date(2026, 10, 19), "on Monday"),
        (date(2026, 11, 3), "on 3 November"),
        (date(2027, 2, 1), "in February 2027"),
    ],
)
def test_a_day_near_today_is_said_by_its_weekday(day: date, words: str) -> None:
    assert say_weekday(day, TODAY) == words


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (TODAY, "no days"),
        (date(2026, 10, 13), "one day"),
        (date(2026, 10, 2), "twelve days"),
        (date(2026, 9, 14), "four weeks"),
        (date(2026, 2, 11), "eight months"),
        (date(2024, 10, 1), "two years"),
    ],
)
def test_how_long_ago_is_said_in_the_unit_that_fits(day: date, words: str) -> None:
    assert say_ago(day, TODAY) == words


@pytest.mark.parametrize(
    ("minor", "currency", "words"),
    [
        (62_000_000, "USD", "$620,000"),
        (1_250, "EUR", "€12.50"),
        (500, "JPY", "¥500"),
        (2_500_000, "XAF", "XAF 2,500,000"),
        (100_050, "SEK", "SEK 1,000"),
        (None, "USD", ""),
        (100, "", ""),
    ],
)
def test_money_is_said_in_its_own_currency_and_without_needless_decimals(
    minor: int | None, currency: str, words: str
) -> None:
    assert say_money(minor, currency) == words


@pytest.mark.parametrize(("minor", "words"), [(9_040, "$90"), (1_234_500, "$12,000"), (98_765_400, "$990,000")])
def test_an_estimate_is_said_to_two_figures(minor: float, words: str) -> None:
    assert say_round_money(minor, "USD") == words


@pytest.mark.parametrize(
    ("major", "words"),
    [
        (9_999, "$9,999"),
        (88_000, "$88k"),
        (999_600, "$1M"),
        (2_640_000, "$2.6M"),
        (31_200_000, "$31M"),
        (10**12, "$1,000bn"),
    ],
)
def test_money_in_a_narrow_place_is_short(major: int, words: str) -> None:
    assert say_short_money(100 * major, "USD") == words


@pytest.mark.parametrize(
    ("letters", "words"),
    [(27, "Director of Capital Planning"[:19] + "…"), (28, "Director of Capital Planning"), (5, "Dire…")],
)
def test_a_label_that_is_too_long_ends_between_words(letters: int, words: str) -> None:
    assert fit_words("Director of Capital Planning", letters) == words


def test_a_doctor_is_addressed_by_title_and_family_name() -> None:
    assert first_name("Dr. Lena Whitfield") == "Dr. Whitfield"
    assert first_name("Claire Dubois") == "Claire"
    assert first_name("") == ""
    assert first_name("Seller 9") == "Seller 9"
    assert last_name("Priya Nair, RN") == "Nair"


def test_since_when_is_said_as_people_do() -> None:
    days = (date(2026, 10, 14), date(2026, 10, 13), date(2026, 10, 2))
    assert [say_since(day, TODAY) for day in days] == ["today", "yesterday", "twelve days ago"]


def test_counts_and_lists_read_as_in_a_sentence() -> None:
    assert say_count(1, "loss", "losses") == "one loss"
    assert say_count(3, "loss", "losses") == "three losses"
    assert say_count(1234, "touch", "touches") == "1,234 touches"
    assert join_words([]) == ""
    assert join_words(["one"]) == "one"
    assert join_words(["one", "two", "three"]) == "one, two and three"


def test_an_owner_without_a_name_is_you_to_nobody_else():
    assert [call_colleague("You"), call_colleague("You", shortly=True)] == ["The owner of this book"] * 2
    assert (call_colleague("Priya Kapoor"), call_colleague("Priya Kapoor", shortly=True)) == ("Priya Kapoor", "Priya")


@pytest.mark.parametrize(
    ("name", "account", "called"),
    [
        ("Alder Clinic - Laser", "Alder Clinic", "Laser"),
        ("ALDER CLINIC: Laser - room 2", "Alder Clinic", "Laser - room 2"),
        ("Laser @ Alder Clinic", "Alder Clinic", "Laser"),
        ("Alder Clinic", "Alder Clinic", ""),
        ("Alder Clinics, renewal", "Alder Clinic", "Alder Clinics, renewal"),
        ("Alder Clinic-wide rollout", "Alder Clinic", "Alder Clinic-wide rollout"),
        ("Laser", "", "Laser"),
    ],
)
def test_beside_its_account_a_deal_is_called_by_what_is_its_own(name: str, account: str, called: str) -> None:
    assert call_deal(name, account) == called


@pytest.mark.parametrize(
    ("stage", "words"),
    [("Closed Lost", ""), ("Closed-Lost", ""), ("", ""), ("Demo", "Demo"), ("Lost after demo", "Lost after demo")],
)
def test_a_stage_is_said_only_where_it_tells_more_than_the_end(stage: str, words: str) -> None:
    assert say_stage(stage) == words
