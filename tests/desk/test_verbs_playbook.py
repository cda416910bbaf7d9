"""Changing the playbook: a new version each time, with who, when and why; restored, compared, undone, refused."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings

from rekindle.book.models import Advice, Member, Morning
from rekindle.book.read.playbooks import list_edits
from rekindle.book.read.workspace import WorkspaceRecord, read_workspace
from rekindle.book.write.playbooks import write_playbook_edit
from rekindle.desk import verbs
from rekindle.desk.actor import Actor, RefusedError
from rekindle.desk.checking import check_book
from rekindle.desk.editing.changing import digest_entry, entry_at, find_place
from rekindle.desk.playbooks import playbook_of, say_trouble
from rekindle.desk.show.playbook_versions import show_difference, show_versions
from rekindle.desk.verbs.playbooks import NotValidError
from rekindle.playbook import Playbook, content_of, load_pack
from rekindle.terms.people import MemberRole
from rekindle.terms.playbooks import EditKind
from tests.desk.support import acting, new_key
from tests.support.cast import NOW, House, lose_a_deal, make_member, make_workspace

ANGLE = "reasons.budget.angle"
WHY = "Our finance chief asked for it."


def workspace_of(house: House) -> WorkspaceRecord:
    return read_workspace(house.workspace_id)


def in_force(house: House) -> Playbook:
    return playbook_of(workspace_of(house))


def angle_of(house: House) -> str:
    return in_force(house).reasons["budget"].angle


def change(house: House, words: str = "Bring the sums.", actor: Actor | None = None, **more: object):
    return verbs.change_playbook(actor or acting(house), new_key(), changes={ANGLE: words}, why=WHY, **more)


def in_role(house: House, role: MemberRole) -> Actor:
    member_id: UUID = make_member(house)
    Member.objects.within(house.workspace_id).filter(pk=member_id).update(role=role)
    return acting(house, member_id=member_id)


def test_a_change_is_in_force_at_once_and_the_advice_says_which_version_it_was_made_with(sqlite_book):
    house = make_workspace()
    lose_a_deal(house)
    done = change(house)

    assert (done.label, done.undoable) == (
        "Playbook changed: Reasons and their angles, Budget froze",
        True,
    )
    assert angle_of(house) == "Bring the sums."
    assert in_force(house).version == done.result["version"]
    kept = {*Advice.objects.within(house.workspace_id).values_list("playbook_version", flat=True)}
    assert kept == {*Morning.objects.within(house.workspace_id).values_list("playbook_version", flat=True)}
    assert kept == {in_force(house).version}


def test_every_version_says_who_made_it_when_and_why_and_what_it_was_made_from(sqlite_book):
    house = make_workspace()
    change(house)
    change(house, "Bring two sums.")

    told = [
        (line.number, line.title, line.words, line.who, line.in_force, line.against)
        for line in show_versions(acting(house)).lines
    ]
    assert told == [
        (3, "Changed here", WHY, "Maya Brandt", True, 2),
        (2, "Changed here", WHY, "Maya Brandt", False, 1),
        (1, "The pack as it came", "", "Maya Brandt", False, None),
    ]


def test_two_versions_are_compared_key_by_key(sqlite_book):
    house = make_workspace()
    before = angle_of(house)
    change(house)
    verbs.change_playbook(acting(house), new_key(), changes={"caps.gap_days": 40, "assets.leak_rates": None}, why=WHY)

    found = {one.key: (one.before, one.after) for one in show_difference(acting(house), 3, against=1).changes}
    assert found.keys() == {ANGLE, "caps.gap_days", "assets.leak_rates"}
    assert found[ANGLE] == (before, "Bring the sums.")
    assert found["caps.gap_days"] == ("56", "40")
    assert [one.key for one in show_difference(acting(house), 3).changes] == ["assets.leak_rates", "caps.gap_days"]


def test_an_earlier_version_comes_back_as_a_new_one(sqlite_book):
    house = make_workspace()
    before = content_of(in_force(house))
    change(house)
    verbs.restore_playbook(acting(house), new_key(), number=1, why="It was better.")

    now = content_of(in_force(house))
    assert {**now, "version": ""} == {**before, "version": ""}
    assert [one.number for one in list_edits(house.workspace_id, "medical")] == [3, 2, 1]
    with pytest.raises(RefusedError, match="what is in force already"):
        verbs.restore_playbook(acting(house), new_key(), number=3, why="Once more.")
    with pytest.raises(RefusedError, match="There is no version 9"):
        verbs.restore_playbook(acting(house), new_key(), number=9, why="What?")


def test_undo_puts_the_one_before_in_force_and_plans_anew(sqlite_book):
    house = make_workspace()
    lose_a_deal(house)
    shipped = in_force(house)
    change(house)
    change(house, "Bring two sums.")

    verbs.undo(acting(house, NOW + timedelta(seconds=5)), new_key())
    assert angle_of(house) == "Bring the sums."
    verbs.undo(acting(house, NOW + timedelta(seconds=6)), new_key())
    assert in_force(house) == shipped
    assert {*Advice.objects.within(house.workspace_id).values_list("playbook_version", flat=True)} == {shipped.version}
    assert [line.is_void for line in show_versions(acting(house)).lines] == [True, True, True]
    assert change(house).result["number"] == 5


def test_what_was_built_on_is_not_undone_from_under_it(sqlite_book):
    house = make_workspace()
    first = change(house)
    change(house, "Bring two sums.", actor=in_role(house, MemberRole.COACH))

    with pytest.raises(RefusedError, match="The playbook was changed again since"):
        verbs.undo(acting(house), new_key(), command_id=first.command_id)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"caps.gap_days": 0}, "guards.toml: caps.gap_days: must be 1 or more, is 0."),
        ({"reasons.budget": None}, "reasons.toml: reasons.budget: is missing; every pack needs it."),
        (
            {"verdicts.no.revisit": True},
            "reasons.toml: verdicts.no.revisit: must be false: somebody who said no is left alone.",
        ),
        ({"holidays": ["ZZ"]}, "guards.toml: holidays: ZZ is not a country whose holidays are known here."),
        ({"surprise": 1}, "pack.toml: surprise: is not a key here"),
    ],
)
def test_what_no_playbook_can_hold_is_refused_with_file_and_key_and_nothing_is_written(sqlite_book, changes, said):
    house = make_workspace()
    before = in_force(house)
    with pytest.raises(NotValidError) as refused:
        verbs.change_playbook(acting(house), new_key(), changes=changes, why=WHY)
    assert said in str(refused.value)
    assert list_edits(house.workspace_id, "medical") == []
    assert in_force(house) is before


def test_a_change_needs_a_reason_and_must_change_something(sqlite_book):
    house = make_workspace()
    with pytest.raises(RefusedError, match="Say in a few words why"):
        verbs.change_playbook(acting(house), new_key(), changes={ANGLE: "x"}, why=" ")
    with pytest.raises(RefusedError, match="nothing was changed"):
        change(house, angle_of(house))


@pytest.mark.parametrize(("role", "may"), [(MemberRole.REP, False), (MemberRole.COACH, True), (MemberRole.ADMIN, True)])
def test_admins_and_coaches_change_the_playbook_and_reps_read_it(sqlite_book, role, may):
    house = make_workspace()
    actor = in_role(house, role)
    if may:
        assert change(house, actor=actor).undoable
        return
    with pytest.raises(RefusedError, match="This is for"):
        change(house, actor=actor)
    assert list_edits(house.workspace_id, "medical") == []


def test_who_changes_what_somebody_changed_meanwhile_is_told(sqlite_book):
    house = make_workspace()
    place = find_place("reasons", "budget")
    seen = {"reasons.budget": digest_entry(entry_at(content_of(in_force(house)), place))}
    change(house)
    with pytest.raises(RefusedError, match="Somebody changed this since you opened it"):
        change(house, "Bring nothing.", seen=seen)
    assert angle_of(house) == "Bring the sums."


def test_the_versions_of_another_workspace_are_not_ours(sqlite_book):
    here, there = make_workspace("here"), make_workspace("there")
    change(there)
    assert in_force(here) == load_pack("medical")
    with pytest.raises(RefusedError, match="There is no version 2"):
        verbs.restore_playbook(acting(here), new_key(), number=2, why=WHY)


@pytest.fixture
def ours(sqlite_book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(settings, "DATA", tmp_path)
    folder = tmp_path / "packs" / "ours"
    folder.mkdir(parents=True)
    (folder / "pack.toml").write_text('title = "Ours"\nversion = "1.0"\nabout = "Ours."\nextends = "medical"\n')
    (folder / "guards.toml").write_text("[caps]\ngap_days = 40\n")
    return folder


def test_a_change_in_the_folder_waits_until_it_is_brought_in_and_takes_nothing_of_ours(ours: Path):
    house = make_workspace(pack="ours")
    with pytest.raises(RefusedError, match="the pack is in force as it is"):
        verbs.take_over_pack(acting(house), new_key(), why="New")
    change(house)
    with pytest.raises(RefusedError, match="holds nothing new"):
        verbs.take_over_pack(acting(house), new_key(), why="New")
    (ours / "guards.toml").write_text("[caps]\ngap_days = 50\n")
    (ours / "reasons.toml").write_text('[reasons.budget]\nangle = "Theirs"\nlabel = "No money"\n')

    assert (in_force(house).caps.gap_days, in_force(house).version[:5]) == (40, "1.0/2")
    assert "something new" in show_versions(acting(house)).about.news
    done = verbs.take_over_pack(acting(house), new_key(), why="New")

    now = in_force(house)
    assert (now.caps.gap_days, now.reasons["budget"].label, now.reasons["budget"].angle) == (
        50,
        "No money",
        "Bring the sums.",
    )
    assert "1 that you changed, too, stayed as you have them" in done.label
    assert show_versions(acting(house)).about.news == ""


def test_our_version_stands_when_the_folder_breaks_and_the_folder_is_in_force_again_after_undo(ours: Path):
    house = make_workspace(pack="ours")
    change(house)
    (ours / "guards.toml").write_text("[caps]\ngap_days = 0\n")

    assert (angle_of(house), say_trouble(workspace_of(house))) == ("Bring the sums.", "")
    (ours / "guards.toml").write_text("[caps]\ngap_days = 41\n")
    verbs.undo(acting(house, NOW + timedelta(seconds=5)), new_key())
    assert (in_force(house).caps.gap_days, angle_of(house)) == (41, load_pack("medical").reasons["budget"].angle)


def test_a_version_keeps_the_order_of_its_pack(sqlite_book):
    house = make_workspace()
    change(house)
    shipped = load_pack("medical")
    assert list(in_force(house).plays) == list(shipped.plays)
    assert list(in_force(house).assets) == list(shipped.assets)


def test_a_version_of_another_rekindle_leaves_the_pack_in_force_and_that_is_said(sqlite_book):
    house = make_workspace()
    change(house)
    parent = read_workspace(house.workspace_id).edit_id
    strange = {**content_of(in_force(house)), "surprise": 1}
    write_playbook_edit(house.writing(), "medical", 3, EditKind.CHANGE, "9/3+0", json.dumps(strange), parent_id=parent)

    assert in_force(house) == load_pack("medical")
    assert "pack.toml: surprise: is not a key here" in say_trouble(workspace_of(house))
    (found,) = [
        finding
        for finding in check_book(datetime(2026, 11, 23, tzinfo=UTC))
        if "as it was changed here" in finding.what
    ]
    assert (found.ok, "surprise" in found.what_to_do) == (False, True)
    assert change(house, "Again.").result["number"] == 4
    assert (angle_of(house), say_trouble(workspace_of(house))) == ("Again.", "")
