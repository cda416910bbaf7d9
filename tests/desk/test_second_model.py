"""The second model: in force where a test of the book said so, for the morning and every verb, until one does not."""

import subprocess
import sys
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from rekindle.book.keep import keep_report
from rekindle.book.read.workspace import read_workspace
from rekindle.desk import trying
from rekindle.desk.advise import SECOND, Advised, advise
from rekindle.desk.morning import plan_workspace
from rekindle.desk.show.judgement import tell_model
from rekindle.desk.trying import BACKTEST, is_due
from tests.desk.support import acting
from tests.support.cast import NOW, House, lose_a_deal, make_workspace
from tests.support.trees import split_on

TREES = split_on("amount", 17.0, 2.0, 0.5).as_text()


@pytest.fixture
def house(sqlite_book: str) -> House:
    house = make_workspace()
    for nth in range(3):
        lose_a_deal(house, account=f"Ridgeway {nth}", mail=f"sam@ridgeway{nth}.example", amount_minor=1_000_000)
    return house


def say(house: House, trees: str | None, at: datetime) -> None:
    keep_report(house.workspace_id, SECOND, "1", {"trees": trees}, at)


def chances(advised: Advised) -> dict[str, float]:
    return {row["deal_id"]: row["chance"] for row in advised.advice.to_pylist()}


def test_the_winner_of_a_test_is_used_by_the_next_morning_and_by_every_verb_of_its_day(house: House) -> None:
    own = chances(plan_workspace(house.workspace_id, NOW))
    say(house, TREES, NOW)

    morning = plan_workspace(house.workspace_id, NOW + timedelta(hours=1))
    account = UUID(morning.facts["accounts"].column("account_id")[0].as_py())
    verb = advise(read_workspace(house.workspace_id), NOW + timedelta(hours=2), account_id=account)

    assert chances(morning) == pytest.approx({deal: 2 * chance for deal, chance in own.items()})
    assert chances(verb) == {deal: chances(morning)[deal] for deal in chances(verb)}
    assert "corrected deal by deal by a second one" in tell_model(acting(house, NOW + timedelta(hours=2)))[0]


def test_a_later_test_takes_its_place_from_it(house: House) -> None:
    own = chances(plan_workspace(house.workspace_id, NOW))
    say(house, TREES, NOW)
    plan_workspace(house.workspace_id, NOW + timedelta(hours=1))
    say(house, None, NOW + timedelta(hours=2))

    assert chances(plan_workspace(house.workspace_id, NOW + timedelta(hours=3))) == own
    assert "In force: the desk’s own model. It" in tell_model(acting(house, NOW + timedelta(hours=3)))[0]


def test_a_book_is_tested_by_itself_every_four_weeks_once_it_has_the_returns(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan_workspace(house.workspace_id, NOW)
    assert not is_due(house.workspace_id, NOW)
    monkeypatch.setattr(trying, "returns_learned", lambda learned: 1000)
    assert is_due(house.workspace_id, NOW)
    keep_report(house.workspace_id, BACKTEST, "1", {}, NOW)
    assert not is_due(house.workspace_id, NOW + timedelta(days=27))
    assert is_due(house.workspace_id, NOW + timedelta(days=28))


def test_asking_trees_loads_nothing_of_the_library_that_grew_them() -> None:
    asked = "import sys, rekindle.desk.trying, rekindle.timing.second; print('sklearn' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=False)
    assert "True" not in found.stdout
