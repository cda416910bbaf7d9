"""Verbs are tested without the advice that follows them, which costs more than they do; `with_advice` asks for it."""

from collections.abc import Iterator
from contextlib import nullcontext

import pytest

from rekindle.desk import after
from rekindle.desk.bring_in import verb
from tests.desk.support import quietly
from tests.support.cast import House, LostDeal, lose_a_deal, make_workspace
from tests.support.databases import Book


@pytest.fixture(autouse=True)
def quiet_desk(request: pytest.FixtureRequest) -> Iterator[None]:
    with nullcontext() if "with_advice" in request.fixturenames else quietly():
        yield


@pytest.fixture
def with_advice() -> None:
    """Compute the advice after each verb, as in the running house."""


@pytest.fixture
def without_mornings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Plan no book after a file: for tests of what files say and what became of it, each of which brings in several.

    The files of test_verbs_imports come in, and go, with their mornings.
    """
    monkeypatch.setattr(verb, "plan_book", lambda *_: None)
    monkeypatch.setattr(after, "plan_book", lambda *_: None)
    monkeypatch.setattr(verb, "planned_since", lambda *_: True)


@pytest.fixture
def house(sqlite_book: Book) -> House:
    """A workspace with nothing in it."""
    return make_workspace()


@pytest.fixture
def lost(house: House) -> LostDeal:
    """A deal of that workspace, lost, with a person."""
    return lose_a_deal(house)
