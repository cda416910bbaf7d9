"""Said once is done once: keys, races, who may, what is written down, and what happens when advice fails."""

from dataclasses import replace
from datetime import timedelta
from threading import Barrier, Thread
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from django.db import connection

from rekindle.book.models import Advice, AuditEntry, Command, User
from rekindle.book.write.members import change_workspace
from rekindle.book.write.touches import write_rest
from rekindle.desk import after, verbs
from rekindle.desk.actor import Actor, Done, RefusedError
from rekindle.desk.perform import Result, perform
from rekindle.terms.people import MemberRole
from rekindle.terms.touches import Channel, Outcome
from tests.desk.sayings import SAYINGS
from tests.desk.support import acting, new_key, record_of, rows_of
from tests.support.cast import NOW, lose_a_deal, make_member, make_workspace


@pytest.fixture
def listeners():
    """The listeners after a verb, as they were when the test is over."""
    before = list(after.after_commit)
    yield after.after_commit
    after.after_commit[:] = before


@pytest.mark.parametrize("saying", SAYINGS)
def test_the_same_request_again_gives_the_first_answer_and_does_nothing(sqlite_book, saying):
    house = make_workspace()
    lost = lose_a_deal(house)
    first = SAYINGS[saying](acting(house), "once", lost)
    state = record_of(house)

    again = SAYINGS[saying](acting(house, NOW + timedelta(hours=3)), "once", lost)

    assert again == replace(first, repeated=True)
    assert record_of(house) == state
    assert Command.objects.within(house.workspace_id).count() == 1


def test_another_request_under_the_same_key_is_refused(book):
    house = make_workspace()
    lost = lose_a_deal(house)
    verbs.add_note(acting(house), "once", deal_id=lost.deal_id, words="first")

    with pytest.raises(RefusedError, match="This key was used for something else before"):
        verbs.add_note(acting(house), "once", deal_id=lost.deal_id, words="second")
    with pytest.raises(RefusedError, match="This key was used for something else before"):
        verbs.add_note(acting(house, member_id=make_member(house)), "once", deal_id=lost.deal_id, words="first")

    assert [note["words"] for note in record_of(house)["notes"]] == ["first"]


def test_a_key_belongs_to_one_workspace(book):
    one, other = make_workspace("one"), make_workspace("other")
    first, second = lose_a_deal(one), lose_a_deal(other)

    verbs.add_note(acting(one), "once", deal_id=first.deal_id, words="here")
    done = verbs.add_note(acting(other), "once", deal_id=second.deal_id, words="there")

    assert done.repeated is False


@pytest.mark.parametrize("key", ["", "k" * 256])
def test_a_key_has_1_to_255_characters(sqlite_book, key):
    house = make_workspace()
    lost = lose_a_deal(house)

    with pytest.raises(RefusedError, match="A verb needs a key of 1 to 255 characters"):
        verbs.add_note(acting(house), key, deal_id=lost.deal_id, words="a note")


def test_two_identical_requests_at_once_have_one_effect_and_one_answer(book):
    house = make_workspace()
    lost = lose_a_deal(house)
    answers = race(
        lambda: verbs.log_touch(
            acting(house), "once", deal_id=lost.deal_id, outcome=Outcome.MEETING, channel=Channel.CALL
        )
    )

    assert len({(one.command_id, one.label, str(one.result)) for one in answers}) == 1
    assert sorted(one.repeated for one in answers) == [False, True, True, True]
    assert len(rows_of(house, "touches")) == 1
    assert len(rows_of(house, "returns")) == 1


def test_different_requests_at_once_all_happen(book):
    house = make_workspace()
    lost = lose_a_deal(house)
    keys = iter(["a", "b", "c", "d"])

    answers = race(lambda: verbs.add_note(acting(house), next(keys), deal_id=lost.deal_id, words="a note"))

    assert len({one.command_id for one in answers}) == 4
    assert len(record_of(house)["notes"]) == 4


def race(say, runners: int = 4) -> list[Done]:
    """Say something from several threads at one moment, and return their answers."""
    barrier, answers, failures = Barrier(runners), [], []

    def run() -> None:
        try:
            barrier.wait()
            answers.append(say())
        except Exception as failure:
            failures.append(failure)
        finally:
            connection.close()

    threads = [Thread(target=run) for _ in range(runners)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    return answers


def test_a_stranger_is_refused(book):
    house, other = make_workspace("one"), make_workspace("other")
    lost = lose_a_deal(house)

    for stranger in (
        Actor(house.workspace_id, other.owner_id, MemberRole.ADMIN, NOW, ZoneInfo("UTC")),
        Actor(UUID(int=7), house.owner_id, MemberRole.ADMIN, NOW, ZoneInfo("UTC")),
    ):
        with pytest.raises(RefusedError, match="You are not a member of this workspace"):
            verbs.add_note(stranger, new_key(), deal_id=lost.deal_id, words="hello")


def test_a_member_whose_sign_in_was_closed_is_refused(book):
    house = make_workspace()
    lost = lose_a_deal(house)
    User.objects.filter(pk=house.user_id).update(is_active=False)

    with pytest.raises(RefusedError, match="Your sign-in to this workspace was closed"):
        verbs.add_note(acting(house), new_key(), deal_id=lost.deal_id, words="hello")


def test_a_role_is_the_members_own_and_not_what_the_caller_says(book):
    house = make_workspace()
    rep = make_member(house)
    posing = Actor(house.workspace_id, rep, MemberRole.ADMIN, NOW, ZoneInfo("UTC"))

    with pytest.raises(RefusedError, match=r"This is for admins\. Ask one of them"):
        perform(posing, "only_admins", new_key(), {}, lambda _: Result("Done"), needs=frozenset({MemberRole.ADMIN}))


def test_what_fails_half_way_is_not_done_at_all(book):
    house = make_workspace()
    lost = lose_a_deal(house)
    before = record_of(house)

    def act(writing):
        write_rest(writing, lost.deal_id, NOW.date())
        raise RuntimeError("the power went")

    with pytest.raises(RuntimeError):
        perform(acting(house), "half", "once", {}, act)

    assert record_of(house) == before
    assert Command.objects.within(house.workspace_id).count() == 0
    assert perform(acting(house), "half", "once", {}, lambda _: Result("Whole")).repeated is False


def test_every_verb_and_undo_is_in_the_audit(book):
    house = make_workspace()
    lost = lose_a_deal(house)
    before = AuditEntry.objects.within(house.workspace_id).count()

    verbs.add_note(acting(house), new_key(), deal_id=lost.deal_id, words="a note")
    verbs.undo(acting(house), new_key())

    entries = AuditEntry.objects.within(house.workspace_id).order_by("number")
    assert list(entries.values_list("verb", "member_id"))[before:] == [
        ("add_note", house.owner_id),
        ("undo", house.owner_id),
    ]


def test_after_a_verb_the_advice_is_already_there(book, with_advice):
    house = make_workspace()

    lost = verbs.add_deal(acting(house), new_key(), who="Tamarack Regional", why="Please do not contact me again.")
    open_again = verbs.add_deal(acting(house), new_key(), who="Bellhaven Clinic", why="Budget cut")
    verbs.record_inbound(acting(house), new_key(), deal_id=open_again.deals[0], channel=Channel.MAIL)

    advice = Advice.objects.within(house.workspace_id)
    assert advice.get(pk=lost.deals[0]).kind == "leave_alone"
    assert advice.get(pk=open_again.deals[0]).group == "came_back"


def test_where_the_advice_cannot_be_computed_the_verb_has_happened_and_says_so(book, with_advice):
    house = make_workspace()
    change_workspace(house.workspace_id, pack="gone_from_the_disk")

    done = verbs.add_deal(acting(house), new_key(), who="Tamarack Regional")

    assert done.result is not None
    assert done.result["advice"] == "not computed"
    assert len(rows_of(house, "deals")) == 1


def test_after_a_verb_the_advice_of_what_it_touched_is_computed(book, listeners):
    house = make_workspace()
    lost = lose_a_deal(house)
    heard = []
    listeners[:] = [lambda actor, accounts, command, deals: heard.append((accounts, command, deals))]

    done = verbs.add_note(acting(house), "once", deal_id=lost.deal_id, words="a note")
    verbs.add_note(acting(house), "once", deal_id=lost.deal_id, words="a note")

    assert heard == [([lost.account_id], done.command_id, (lost.deal_id,))]
