"""Where a whole book is planned: here while it is small, in a process of its own once a server says how."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest

from rekindle.book.read.today import read_morning
from rekindle.book.read.workspace import read_workspace
from rekindle.desk import morning
from rekindle.desk.advise import Advised, advise
from rekindle.desk.morning import plan_workspace
from rekindle.desk.show.today import show_today
from rekindle.desk.verbs import add_note, change_settings, merge
from tests.desk.support import acting, new_key
from tests.support.cast import NOW, House, lose_a_deal, make_member, make_workspace

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


def test_a_small_book_is_planned_here(sqlite_book: str, asked: Asked) -> None:
    house = make_workspace()
    lose_a_deal(house)
    change_settings(acting(house), new_key(), jurisdiction="DE")
    assert planned_here(house)
    assert asked == []


def test_a_large_book_is_planned_elsewhere(sqlite_book: str, asked: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(morning, "LARGE", 1)
    house = make_workspace()
    lose_a_deal(house)
    lose_a_deal(house, account="Ridgeway", mail="samuel@ridgeway.example")
    change_settings(acting(house), new_key(), jurisdiction="DE")
    assert not planned_here(house)
    assert asked == [(house.workspace_id, NOW)]


# Of one account alone nobody knows who else is in line that day.
_OF_THE_LINE = ("rank", "listed", "propensity")


def told(advised: Advised) -> dict[str, dict[str, Any]]:
    rows = advised.advice.to_pylist()
    return {row["deal_id"]: {name: row[name] for name in row if name not in _OF_THE_LINE} for row in rows}


def test_an_account_asked_alone_gets_the_advice_that_the_whole_book_gave_it(sqlite_book: str) -> None:
    """Also for a deal without an amount: it is worth the median of all its owner's deals, not of this account's."""
    house = make_workspace()
    unpriced = lose_a_deal(house, amount_minor=None)
    lose_a_deal(house, account_id=unpriced.account_id, person="Ann Lee", mail="ann@tamarack.example", amount_minor=100)
    for nth, amount in enumerate((9_000_000, 40_000_000, 41_000_000)):
        lose_a_deal(house, account=f"Ridgeway {nth}", mail=f"sam@ridgeway{nth}.example", amount_minor=amount)
    whole = plan_workspace(house.workspace_id, NOW)

    alone = advise_alone(house, unpriced.account_id)

    assert told(whole)[unpriced.deal_id.hex]["amount_minor"] == (9_000_000 + 40_000_000) / 2
    assert told(alone) == {deal: row for deal, row in told(whole).items() if deal in told(alone)}
    assert len(told(alone)) == 2


def test_somebody_whom_a_colleague_has_this_morning_is_not_spoken_to_from_another_account(sqlite_book: str) -> None:
    house = make_workspace()
    colleague = make_member(house, "Luis de la Cruz")
    mine = lose_a_deal(house, amount_minor=90_000_000)
    theirs = lose_a_deal(house, account="Ridgeway", mail="lena@ridgeway.example", owner_id=colleague)
    merge(acting(house), new_key(), table="person", this_id=theirs.person_id, is_id=mine.person_id)
    whole = told(plan_workspace(house.workspace_id, NOW))
    assert [whole[one.deal_id.hex]["kind"] for one in (mine, theirs)] == ["get_back", "wait"]

    # A note there has that account alone computed anew.
    add_note(acting(house), new_key(), deal_id=theirs.deal_id, words="Their board met.")
    alone = {one.account_id: told(advise_alone(house, one.account_id)) for one in (mine, theirs)}

    assert alone[mine.account_id] | alone[theirs.account_id] == whole
    waiting = whole[theirs.deal_id.hex]
    assert (waiting["stopped_by"], waiting["stop_member_id"]) == ("one_voice", house.owner_id.hex)


def advise_alone(house: House, account_id: UUID) -> Advised:
    return advise(read_workspace(house.workspace_id), NOW, account_id=account_id)


def test_the_card_of_a_colleague_who_cannot_sign_in_says_whose_deal_it_is(sqlite_book: str) -> None:
    house = make_workspace()
    colleague = make_member(house, "Luis de la Cruz", signs_in=False)
    lose_a_deal(house, owner_id=colleague)
    lose_a_deal(house, account="Ridgeway", person="Sam Okoro", mail="samuel@ridgeway.example")
    change_settings(acting(house), new_key(), jurisdiction="US")
    plan_workspace(house.workspace_id, NOW)
    cards = [card for group in show_today(acting(house)).groups for card in group.cards]
    assert {card.account: dict(card.facts).get("Owner") for card in cards} == {
        "Tamarack Regional": "Luis de la Cruz",
        "Ridgeway": None,
    }
