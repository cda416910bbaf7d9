"""Where a whole book is planned: here while it is small, in a process of its own once a server says how."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

import pytest

from rekindle.book.read.today import read_morning
from rekindle.desk import morning
from rekindle.desk.verbs import change_settings
from tests.desk.support import acting, new_key
from tests.support.cast import NOW, House, lose_a_deal, make_workspace

Asked = list[tuple[UUID, datetime]]


@pytest.fixture
def asked() -> Iterator[Asked]:
    """What was asked to be planned elsewhere."""
    found: Asked = []
    morning.plan_elsewhere[:] = [lambda workspace_id, at: found.append((workspace_id, at))]
    yield found
    morning.plan_elsewhere.clear()


def planned_here(house: House) -> bool:
    return read_morning(house.workspace_id, house.owner_id, NOW.date()).is_planned


def test_a_small_book_is_planned_here(book: str, asked: Asked) -> None:
    house = make_workspace()
    lose_a_deal(house)
    change_settings(acting(house), new_key(), jurisdiction="DE")
    assert planned_here(house)
    assert asked == []


def test_a_large_book_is_planned_elsewhere(book: str, asked: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(morning, "LARGE", 1)
    house = make_workspace()
    lose_a_deal(house)
    lose_a_deal(house, account="Ridgeway", mail="samuel@ridgeway.example")
    change_settings(acting(house), new_key(), jurisdiction="DE")
    assert not planned_here(house)
    assert asked == [(house.workspace_id, NOW)]
