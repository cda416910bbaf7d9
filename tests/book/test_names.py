"""Finding people, accounts and deals by what one remembers of a name, typing errors forgiven."""

import pytest

from rekindle.book.read.names import find_names
from rekindle.book.read.stack import read_stack
from rekindle.desk.verbs import add_note, undo
from tests.desk.support import acting, new_key
from tests.support.cast import House, lose_a_deal, make_workspace


@pytest.fixture
def house(book) -> House:
    house = make_workspace()
    lose_a_deal(house, account="Tamarack Regional", person="Dr. Lena Whitfield", mail="lena@tamarack.example")
    lose_a_deal(house, account="Whitetail Clinic", person="Priya Nair, RN", mail="priya@white.example")
    lose_a_deal(house, account="Orthopädie am Markt", person="Jürgen Groß", mail="j@markt.example")
    return house


def found(house: House, words: str) -> list[str]:
    return [one.name for one in find_names(house.workspace_id, words).found]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("whitf", "Dr. Lena Whitfield"),
        ("lena whit", "Dr. Lena Whitfield"),
        ("WHITET", "Whitetail Clinic"),
        ("rack", "Tamarack Regional"),
        ("tamarak", "Tamarack Regional"),
        ("whitfeild", "Dr. Lena Whitfield"),
        ("orthopadie", "Orthopädie am Markt"),
        ("nair", "Priya Nair, RN"),
    ],
)
def test_a_name_is_found_by_its_beginning_its_middle_and_with_a_slip(house, words, first):
    assert first in found(house, words)[:2]


@pytest.mark.parametrize("words", ["", "   ", "zzzz", "%", "_", "\\", "'", '"', "x" * 300, "NEAR(", "a AND b", "*"])
def test_what_names_nobody_finds_nobody(house, words):
    assert found(house, words) == []


def test_only_so_many_names_are_looked_into_and_that_is_said(house):
    cut = find_names(house.workspace_id, "itfield", inside=0)
    assert (cut.found, cut.is_cut) == ((), True)
    whole = find_names(house.workspace_id, "itfield", inside=1)
    assert ([one.name for one in whole.found], whole.is_cut) == (["Dr. Lena Whitfield"], True)
    # What begins so is found in any book, and nothing was cut for it.
    assert find_names(house.workspace_id, "whitf", inside=0).is_cut is False


def test_a_person_leads_to_the_deal_they_sit_on(house):
    one = find_names(house.workspace_id, "whitfield").found[0]
    assert (one.kind, one.detail, one.deal_id is not None) == ("person", "Tamarack Regional", True)


def test_names_of_another_book_are_not_found(house):
    lose_a_deal(make_workspace("ben"), account="Zephyr Hospital", person="Zoe Zephyr", mail="zoe@zephyr.example")
    assert found(house, "zephyr") == []


def test_what_was_just_done_is_the_newest_first_and_without_what_was_undone(house):
    deal_id = next(one.deal_id for one in find_names(house.workspace_id, "whitfield").found)
    first = add_note(acting(house), new_key(), deal_id=deal_id, words="One")
    second = add_note(acting(house), new_key(), deal_id=deal_id, words="Two")
    stack = [row[0] for row in read_stack(house.workspace_id, house.owner_id)]
    assert stack == [second.command_id, first.command_id]
    undo(acting(house), new_key())
    assert [row[0] for row in read_stack(house.workspace_id, house.owner_id)] == [first.command_id]
