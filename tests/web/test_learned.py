"""Judgement shows what was learned from logs, what of it is used, and lets it be used or removed."""

from uuid import UUID

import pytest
from django.test import Client

from rekindle.desk.capping import cap_in_force
from rekindle.desk.learned import AskCadence, Cadence
from rekindle.desk.show.learned import show_learned
from rekindle.desk.verbs.learning import keep_learned
from rekindle.learning.cadence.measuring import measure_cadence
from tests.desk.support import acting, new_key
from tests.learning.trials import make_reminders
from tests.support.cast import House
from tests.support.databases import Book
from tests.web.house import open_house, sign_in


@pytest.fixture(scope="module")
def reminders() -> Cadence:
    return measure_cadence(make_reminders(1, 400), AskCadence("offer no", "when", "what", ("Reminder",), ("Accepted",)))


@pytest.fixture
def house(sqlite_book: Book, reminders: Cadence) -> House:
    house = open_house()
    keep_learned(acting(house), new_key(), title="offers of 2024", found=reminders)
    return house


def press(client: Client, set_id: UUID | str, do: str) -> str:
    client.post("/judgement/learned", {"key": new_key(), "set": str(set_id), "do": do})
    return client.get("/judgement").content.decode()


def test_what_was_learned_is_shown_with_what_is_done_with_it(house: House, reminders: Cadence) -> None:
    page = sign_in(house).get("/judgement").content.decode()

    assert "offers of 2024" in page
    assert f"{reminders.rows:,} follow-ups of {reminders.cases:,} cases" in page
    assert f"Stop after {reminders.stop.after_followups} contacts" in page
    assert "its chances, of other cases, are not used" in page


def test_it_is_used_let_go_and_removed_by_a_press(house: House) -> None:
    client, [one] = sign_in(house), show_learned(acting(house))

    used = press(client, one.set_id, "use")
    let_go = press(client, one.set_id, "drop")
    removed = press(client, one.set_id, "remove")

    assert ("In use: at most" in used, "Not in use." in let_go, "offers of 2024</h3>" in removed) == (True, True, False)
    assert cap_in_force(house.workspace_id, acting(house).at) is None


@pytest.mark.parametrize("set_id", ["", "no-id", "01930000-0000-7000-8000-000000000000"])
def test_what_is_not_there_is_refused_in_words(house: House, set_id: str) -> None:
    page = press(sign_in(house), set_id, "remove")

    assert "There is nothing like that among what was learned" in page
    assert len(show_learned(acting(house))) == 1
