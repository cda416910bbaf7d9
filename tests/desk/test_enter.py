"""Coming in: the first start, who acts where, and signing in."""

from dataclasses import replace
from datetime import date, timedelta
from threading import Barrier, Thread
from uuid import UUID

import pytest
from django.contrib.auth import authenticate
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from rekindle.book.models import User, Workspace
from rekindle.book.read.workspace import read_members, read_workspace
from rekindle.book.write.members import make_user, open_workspace, write_member
from rekindle.book.write.writing import Writing
from rekindle.desk import verbs
from rekindle.desk.actor import RefusedError
from rekindle.desk.enter import (
    actor_for_cli,
    actor_for_user,
    count_left,
    ensure_installation,
    make_owner_link,
    make_sign_in_link,
    set_password,
    use_sign_in_link,
    workspaces_of,
)
from rekindle.desk.morning import plan_workspace
from rekindle.desk.show.members import list_insiders, make_invitation_link
from rekindle.desk.show.today import show_today
from rekindle.terms.touches import Channel, Outcome
from tests.desk.support import acting, new_key
from tests.support.cast import NOW, lose_a_deal, make_member, make_workspace


@pytest.fixture
def owner(book, monkeypatch):
    """The user who owns a new installation."""
    monkeypatch.setenv("REKINDLE_OWNER", "maya@brandt.example")
    ensure_installation(NOW)
    return User.objects.get().pk


def add_sample(user_id):
    """Add a sample that the user is a member of."""
    sample_id = open_workspace("sample", "Sample", NOW, pack="medical", is_sample=True)
    write_member(Writing(sample_id, None, NOW), "Maya Brandt", user_id=user_id)
    return sample_id


def test_the_first_start_makes_an_owner_and_their_own_empty_book(owner):
    workspace = read_workspace(Workspace.objects.get().pk)
    [member] = read_members(workspace.workspace_id)

    assert (workspace.slug, workspace.name, workspace.is_sample) == ("book", "My lost book", False)
    assert (member.mail, member.role, member.may_sign_in) == ("maya@brandt.example", "admin", True)
    assert workspace.owner_id == member.member_id


def test_without_a_name_the_owner_is_nobody_in_particular(book, monkeypatch):
    monkeypatch.delenv("REKINDLE_OWNER", raising=False)

    ensure_installation(NOW)

    assert User.objects.get().email == "owner@rekindle.local"


def test_the_second_start_changes_nothing(owner, monkeypatch):
    monkeypatch.setenv("REKINDLE_OWNER", "somebody@else.example")

    ensure_installation(NOW + timedelta(days=1))

    assert [user.email for user in User.objects.all()] == ["maya@brandt.example"]
    assert Workspace.objects.count() == 1


def test_two_first_starts_at_once_make_one_book(book):
    barrier, made, failures = Barrier(3), [], []

    def start():
        try:
            barrier.wait()
            made.append(ensure_installation(NOW))
        except Exception as failure:
            failures.append(failure)
        finally:
            connection.close()

    threads = [Thread(target=start) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    assert len(set(made)) == 1
    assert (User.objects.count(), Workspace.objects.count()) == (1, 1)


def test_one_enters_the_sample_while_ones_own_book_is_empty(owner):
    own_id, sample_id = Workspace.objects.get().pk, add_sample(owner)

    assert actor_for_user(owner, None, NOW).workspace_id == sample_id
    actor = actor_for_user(owner, "book", NOW)
    assert (actor.workspace_id, actor.role) == (own_id, "admin")
    verbs.add_deal(actor, new_key(), who="Tamarack Regional")
    assert actor_for_user(owner, None, NOW).workspace_id == own_id
    verbs.undo(actor, new_key())
    assert actor_for_user(owner, None, NOW).workspace_id == sample_id


def test_a_user_sees_only_their_own_workspaces(owner):
    add_sample(owner)
    stranger = make_workspace("other")

    assert workspaces_of(owner) == [("book", "My lost book", False), ("sample", "Sample", True)]
    assert workspaces_of(stranger.user_id) == [("other", "Upper Midwest", False)]
    with pytest.raises(RefusedError, match="You are not a member of this workspace"):
        actor_for_user(owner, "other", NOW)


def test_a_user_whose_sign_in_was_closed_does_not_come_in(owner):
    User.objects.filter(pk=owner).update(is_active=False)

    with pytest.raises(RefusedError, match="Your sign-in was closed"):
        actor_for_user(owner, None, NOW)


def test_in_the_terminal_the_owner_acts_unless_somebody_is_named(owner):
    house = make_workspace("team")
    lose_a_deal(house)
    rep = make_member(house, "Priya Kapoor", signs_in=False)

    assert actor_for_cli("team", None, NOW).member_id == house.owner_id
    for said in ("Priya Kapoor", "priya", f"PRIYA@{house.workspace_id}.example"):
        assert actor_for_cli("team", said, NOW).member_id == rep
    assert actor_for_cli(None, None, NOW).workspace_id == house.workspace_id


@pytest.mark.parametrize(
    ("slug", "member", "refusal"),
    [
        ("nowhere", None, "There is no workspace “nowhere”. There are book."),
        ("book", "Zoe", "Nobody in “My lost book” is called Zoe. Its members are You."),
    ],
)
def test_in_the_terminal_a_wrong_name_is_answered_with_the_right_ones(owner, slug, member, refusal):
    with pytest.raises(RefusedError) as refused:
        actor_for_cli(slug, member, NOW)

    assert str(refused.value) == refusal


def test_before_the_first_start_there_is_nowhere_to_act(book):
    for ask in (lambda: actor_for_cli(None, None, NOW), lambda: make_owner_link(NOW)):
        with pytest.raises(RefusedError, match="Start Rekindle once to make one"):
            ask()


def test_a_sign_in_link_works_once(owner):
    token = make_sign_in_link(owner, NOW)

    assert use_sign_in_link(token, NOW + timedelta(hours=23)) == owner
    with pytest.raises(RefusedError, match="This link was used before or has run out"):
        use_sign_in_link(token, NOW + timedelta(hours=23))


def test_the_owners_link_is_a_path_with_such_a_token(owner):
    path = make_owner_link(NOW)

    assert path.startswith("/sign-in/")
    assert use_sign_in_link(path.removeprefix("/sign-in/"), NOW) == owner


def test_a_sign_in_link_runs_out_after_a_day(owner):
    token = make_sign_in_link(owner, NOW)

    with pytest.raises(RefusedError, match="has run out"):
        use_sign_in_link(token, NOW + timedelta(hours=24, seconds=1))


def test_a_changed_link_or_one_of_a_closed_sign_in_is_refused(owner):
    token = make_sign_in_link(owner, NOW)
    flipped = ("A" if token[5] != "A" else "B").join([token[:5], token[6:]])

    for bad in (flipped, token[:-1], "", "a:b:c"):
        with pytest.raises(RefusedError):
            use_sign_in_link(bad, NOW)
    User.objects.filter(pk=owner).update(is_active=False)
    with pytest.raises(RefusedError):
        use_sign_in_link(token, NOW)


def test_of_two_uses_at_once_one_is_let_in(owner):
    token = make_sign_in_link(owner, NOW)
    barrier, let_in, refused = Barrier(4), [], []

    def enter():
        try:
            barrier.wait()
            let_in.append(use_sign_in_link(token, NOW + timedelta(minutes=1)))
        except RefusedError as refusal:
            refused.append(str(refusal))
        finally:
            connection.close()

    threads = [Thread(target=enter) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (let_in, len(refused)) == ([owner], 3)


def test_a_password_can_be_set_and_signs_in(owner):
    set_password(owner, "a quiet morning in May")

    user = authenticate(username="maya@brandt.example", password="a quiet morning in May")
    assert user is not None
    assert user.pk == owner


@pytest.mark.parametrize("password", ["short", "password123", "maya@brandt.example"])
def test_a_weak_password_is_refused(owner, password):
    with pytest.raises(RefusedError):
        set_password(owner, password)

    assert User.objects.get().has_usable_password() is False


def test_the_rail_counts_those_of_today_s_list_who_are_left_and_nobody_before_the_day_is_planned(book, with_advice):
    house = make_workspace()
    lost = [lose_a_deal(house, account=f"H {at}", mail=f"{at}@x.example", lost_on=date(2026, 1, 11)) for at in range(3)]
    actor, counted = acting(house), []

    def look() -> None:
        counted.append((*count_left(actor, house.user_id), show_today(actor).left))

    look()
    plan_workspace(house.workspace_id, NOW)
    look()
    verbs.respect_no(actor, new_key(), deal_id=lost[0].deal_id)
    look()
    verbs.undo(actor, new_key())
    look()
    # Who is to be met is lost no more: nothing is advised for them, and they leave the list.
    verbs.log_touch(actor, new_key(), deal_id=lost[1].deal_id, outcome=Outcome.MEETING, channel=Channel.CALL)
    look()
    verbs.undo(actor, new_key())
    look()
    actor = replace(actor, at=NOW + timedelta(days=1))
    look()

    assert counted == [
        *((None, None, 0), (3, 3, 3), (2, 3, 2), (3, 3, 3)),
        *((2, 2, 2), (3, 3, 3), (None, None, 0)),
    ]


def test_whom_a_file_named_is_let_in_and_looks_after_their_own_deals(sqlite_book):
    house = make_workspace()
    anna = write_member(house.writing(), "Anna Feld")
    lose_a_deal(house, owner_id=anna, lost_on=date(2026, 1, 12))
    plan_workspace(house.workspace_id, NOW)
    with pytest.raises(RefusedError, match="not a member"):
        actor_for_user(make_user("anna@feld.example"), None, NOW)

    done = verbs.invite(acting(house), new_key(), member_id=anna, mail="Anna@Feld.example")
    user_id = use_sign_in_link(make_invitation_link(acting(house), anna, NOW), NOW)
    assert done.label == "Invited: Anna Feld" and actor_for_user(user_id, None, NOW).member_id == anna
    assert actor_for_user(user_id, None, NOW).role == "rep"

    # Once they came in, their desk is theirs: nobody else gets a link to it.
    with pytest.raises(RefusedError, match="signed in before"):
        make_invitation_link(acting(house), anna, NOW)
    with pytest.raises(RefusedError, match="admin"):
        verbs.invite(acting(house, member_id=anna), new_key(), name="Bo Lind", mail="bo@lind.example")
    for said in ({"member_id": anna}, {"name": "Bo Lind"}):
        with pytest.raises(RefusedError, match=r"may sign in already|another member"):
            verbs.invite(acting(house), new_key(), mail="anna@feld.example", **said)

    verbs.close_door(acting(house), new_key(), member_id=anna)
    with pytest.raises(RefusedError, match=r"not a member|was closed"):
        actor_for_user(user_id, None, NOW)


def test_who_lost_the_browser_they_came_in_with_gets_a_new_link_and_the_old_door_shuts(sqlite_book):
    house = make_workspace()
    admin = acting(house)
    done = verbs.invite(admin, new_key(), name="Bo Lind", mail="bo@lind.example")
    bo = UUID((done.result or {})["member"])
    first = make_invitation_link(admin, bo, NOW)
    user_id = use_sign_in_link(first, NOW)
    browser = Client(headers={"host": "localhost"})
    browser.force_login(User.objects.get(pk=user_id))
    assert browser.get("/").status_code == 200 and [one.is_held for one in list_insiders(admin)] == [True, False]

    verbs.let_in_anew(admin, new_key(), member_id=bo)
    assert browser.get("/").status_code == 302
    with pytest.raises(RefusedError, match="used before"):
        use_sign_in_link(first, NOW)
    assert use_sign_in_link(make_invitation_link(admin, bo, NOW), NOW) == user_id

    # Who has a password, or another book, comes in without anybody's help: nobody gets a link to what is theirs.
    set_password(user_id, "a quiet day is kept")
    for member_id in (bo, admin.member_id):
        with pytest.raises(RefusedError, match="as they always did"):
            verbs.let_in_anew(admin, new_key(), member_id=member_id)


def test_no_admin_gets_a_link_that_opens_somebody_elses_book(owner):
    house = make_workspace("theirs")
    invited = verbs.invite(acting(house), new_key(), name="Maya", mail="maya@brandt.example")
    with pytest.raises(RefusedError, match="signed in before"):
        make_invitation_link(acting(house), UUID((invited.result or {})["member"]), NOW)


def test_a_larger_team_is_listed_with_as_many_questions(sqlite_book):
    house = make_workspace()
    admin = acting(house)
    asked = []
    for number in range(3):
        verbs.invite(admin, new_key(), name=f"Rep {number}", mail=f"rep{number}@brandt.example")
        with CaptureQueriesContext(connection) as queries:
            assert [one.waits for one in list_insiders(admin)] == [False, *[True] * (number + 1)]
        asked.append(len(queries))
    assert len(set(asked)) == 1
