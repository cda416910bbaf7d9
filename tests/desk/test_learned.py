"""What was learned from a log is loaded as a dated set, shown, and removed; nobody's name is in it."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pyarrow as pa
import pytest

from rekindle.book.read.workspace import read_workspace
from rekindle.desk.actor import RefusedError
from rekindle.desk.capping import Cap, cap_in_force, name_cap, tighten
from rekindle.desk.learned import Ask, AskCadence, Cadence, Selection
from rekindle.desk.playbooks import playbook_of
from rekindle.desk.show.learned import show_learned
from rekindle.desk.verbs.learning import keep_learned, remove_learned, use_learned
from rekindle.desk.verbs.undo import undo
from rekindle.learning.cadence.measuring import measure_cadence
from rekindle.learning.select.selecting import select_contacts
from rekindle.tables.from_playbook import tables_of
from rekindle.terms.ids import new_id
from tests.desk.support import acting, new_key
from tests.learning.trials import make_reminders, make_trial, opposite
from tests.support.cast import NOW, House, make_workspace
from tests.support.databases import Book


@pytest.fixture
def house(sqlite_book: Book) -> House:
    return make_workspace("house")


@pytest.fixture(scope="module")
def mailing() -> Selection:
    trial = make_trial(1, 300, opposite)
    return select_contacts(trial.history, trial.candidates, Ask("client", "bought", treated="letter"))


@pytest.fixture(scope="module")
def reminders() -> Cadence:
    names = ("offer no", "when", "what")
    return measure_cadence(make_reminders(1, 400), AskCadence(*names, ("Reminder",), ("Accepted",)))


def test_it_is_kept_with_its_day_and_shown_with_what_it_was_learned_from(
    house: House, mailing: Selection, reminders: Cadence
) -> None:
    keep_learned(acting(house), new_key(), title="spring  mailing ", found=mailing)
    keep_learned(acting(house, NOW + timedelta(hours=1)), new_key(), title="offers", found=reminders)

    newest, oldest = show_learned(acting(house, NOW + timedelta(hours=2)))

    assert oldest.learned_from == "learned from spring mailing, 300 rows, 2 arms"
    assert newest.learned_from == f"learned from offers, {reminders.rows:,} follow-ups of {reminders.cases:,} cases"
    assert (oldest.on, newest.kind) == (NOW.date(), "cadence")
    assert oldest.steps and newest.steps and oldest.sentences == mailing.why


def test_no_candidate_is_kept(house: House, mailing: Selection) -> None:
    keep_learned(acting(house), new_key(), title="spring mailing", found=mailing)

    assert not [one for one in mailing.ids if str(one) in repr(show_learned(acting(house)))]


def test_it_is_not_there_before_the_day_it_was_loaded(house: House, mailing: Selection) -> None:
    keep_learned(acting(house), new_key(), title="spring mailing", found=mailing)

    assert show_learned(acting(house, NOW - timedelta(days=1))) == ()


def test_it_is_removed_once_and_undo_takes_back_a_loading(house: House, mailing: Selection) -> None:
    first = keep_learned(acting(house), new_key(), title="spring mailing", found=mailing)
    [shown] = show_learned(acting(house))
    removed = remove_learned(acting(house), new_key(), set_id=shown.set_id)
    keep_learned(acting(house), new_key(), title="spring mailing", found=mailing)
    undo(acting(house), new_key())

    assert (first.result or {})["set"] == str(shown.set_id)
    assert removed.label == "Removed: learned from spring mailing, 300 rows, 2 arms"
    assert show_learned(acting(house)) == ()
    with pytest.raises(RefusedError, match="removed before"):
        remove_learned(acting(house), new_key(), set_id=shown.set_id)


def test_the_same_key_keeps_it_once_and_an_empty_title_is_refused(house: House, mailing: Selection) -> None:
    for _ in range(2):
        keep_learned(acting(house), "one-key", title="spring mailing", found=mailing)

    assert len(show_learned(acting(house))) == 1
    with pytest.raises(RefusedError, match="a title of 1 to 120 characters"):
        keep_learned(acting(house), new_key(), title="  ", found=mailing)


def test_a_cadence_limits_the_contacts_after_a_loss_only_when_asked_to_and_says_so(
    house: House, reminders: Cadence, mailing: Selection
) -> None:
    kept = [keep_learned(acting(house), new_key(), title=name, found=found) for name, found in
            (("offers", reminders), ("spring mailing", mailing))]  # fmt: skip
    offers, spring = (UUID((one.result or {})["set"]) for one in kept)
    workspace = read_workspace(house.workspace_id)
    own = tables_of(playbook_of(workspace), NOW.date())

    assert cap_in_force(house.workspace_id, NOW) is None
    done = use_learned(acting(house), new_key(), set_id=offers)
    cap = cap_in_force(house.workspace_id, NOW)

    assert cap is not None
    assert (cap.title, cap.contacts) == ("offers", reminders.stop.after_followups)
    assert done.label == f"At most {cap.contacts} contacts after a loss, as “offers” showed"
    assert tighten(own, cap)["caps"]["per_loss"].to_pylist() == [min(cap.contacts, own["caps"]["per_loss"][0].as_py())]
    assert tighten(own, replace(cap, contacts=99))["caps"] == own["caps"]
    assert [one.used for one in show_learned(acting(house))] == [False, True]
    with pytest.raises(RefusedError, match="Only a kept cadence that stops paying"):
        use_learned(acting(house), new_key(), set_id=spring)

    remove_learned(acting(house), new_key(), set_id=offers)

    assert cap_in_force(house.workspace_id, NOW) is None


def test_what_the_limit_stopped_names_the_log(house: House) -> None:
    cap = Cap(new_id(), "offers", 3)
    advice = pa.table(
        {
            "stopped_by": ["per_loss", "per_loss", "gap", None],
            "touches_per_loss": [3, 2, 3, 3],
            "stop_words": pa.array([None, None, "x", None], pa.string()),
        }
    )

    assert name_cap(advice, cap)["stop_words"].to_pylist() == ["offers", None, "x", None]
