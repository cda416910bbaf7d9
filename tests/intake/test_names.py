import pytest
from hypothesis import given
from hypothesis import strategies as st

from rekindle.intake.names import domain_of, name_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("St. Mary's Hospital, Inc.", "Saint Marys Hospital"),
        ("Müller & Söhne GmbH & Co. KG", "MULLER AND SOHNE"),
        ("The Mayo Clinic LLC", "mayo clinic"),
        ("Société Générale S.A.", "societe generale"),
        ("Łódź Clinic Sp. z o.o.", "Lodz Clinic"),
        ("Hôpital Sainte-Anne", "Hopital Ste Anne"),
        ("Dr. Lena Whitfield, MD", "lena  WHITFIELD"),
        ("Prof. Dr. Jan van der Berg", "Jan van der Berg"),
        ("AT&T Corp.", "at and t"),
        ("Corvex  Surgical Ltd", "Corvex-Surgical"),
    ],
)
def test_names_that_differ_only_in_writing_have_the_same_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Alder Creek General Hospital", "Alder Creek Children's Hospital"),
        ("Lena Whitfield", "Lena Whitlock"),
        ("John Smith Jr.", "John Smith"),
        ("Inc", "LLC"),
    ],
)
def test_names_that_differ_in_a_word_do_not(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


def test_a_name_of_signs_only_is_its_own_key() -> None:
    assert (name_key("???"), name_key("  "), name_key("")) == ("???", "", "")


@given(st.text(max_size=80))
def test_folding_a_key_again_changes_nothing(text: str) -> None:
    assert name_key(name_key(text)) == name_key(text)


@given(st.text(alphabet="aé ß.,'&St-GmbHIncﷺ\u0130\u00bd", max_size=400))
def test_a_key_is_never_longer_than_the_book_can_keep(text: str) -> None:
    key = name_key(text)
    assert len(key) <= 300
    assert name_key(key) == key


@pytest.mark.parametrize(
    ("mail", "domain"),
    [
        ("Lena@Tamarack.Example", "tamarack.example"),
        ("lena@gmail.com", ""),
        ("lena@GMX.de", ""),
        ("not an address", ""),
        ("lena@localhost", ""),
        ("", ""),
    ],
)
def test_a_domain_tells_where_somebody_works_unless_anybody_can_have_it(mail: str, domain: str) -> None:
    assert domain_of(mail) == domain
