"""What most tests of the book begin with."""

import pytest

from tests.support.cast import House, LostDeal, lose_a_deal, make_workspace
from tests.support.databases import Book


@pytest.fixture
def house(book: Book) -> House:
    """A workspace with nothing in it, on each kind of database."""
    return make_workspace()


@pytest.fixture
def lost(house: House) -> LostDeal:
    """A deal of that workspace, lost, with a person."""
    return lose_a_deal(house)
