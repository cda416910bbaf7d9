"""No verb reaches into another workspace, whichever id it is given; every verb that takes an id is tried."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

import rekindle.desk
from rekindle.book.models import Proposal
from rekindle.book.write.coaching import write_coaching
from rekindle.book.write.consent import write_suppression
from rekindle.book.write.learned import write_learned
from rekindle.book.write.members import write_away
from rekindle.book.write.proposals import keep_proposals
from rekindle.book.write.touches import write_touch
from rekindle.book.write.writing import Writing
from rekindle.desk import verbs
from rekindle.desk.actor import RefusedError
from rekindle.desk.team.handing import hand_out_of
from rekindle.desk.verbs import learning
from rekindle.intake.matching import NearMatch
from rekindle.terms.coaching import Kept, Topic
from rekindle.terms.losses import Reason
from rekindle.terms.people import PermissionState, SuppressionOrigin
from rekindle.terms.touches import Channel, Outcome, SignalKind
from tests.desk.support import acting, new_key, quietly, record_of
from tests.support.cast import NOW, House, lose_a_deal, make_member, make_workspace
from tests.support.databases import fill_sqlite, forget_heads, sqlite_copy

# For each verb that takes ids: what else it needs. Which ids it takes is read from the verb itself.
NEEDS: dict[Callable[..., Any], dict[str, Any]] = {
    verbs.accept_proposal: {},
    verbs.add_note: {"words": "a note"},
    verbs.add_person: {"name": "Ray Ortiz"},
    verbs.answer_wish: {"asks": False},
    verbs.ask_colleague: {},
    verbs.ask_permission: {},
    verbs.bring_instead: {"asset_key": "x"},
    verbs.call_misread: {},
    verbs.change_words: {"words": "Hello."},
    verbs.claim_reason: {"reason": Reason.PRICE},
    verbs.close_door: {},
    verbs.closing_note: {"channel": Channel.MAIL, "words": "Thank you."},
    verbs.debrief_loss: {"factors": [Reason.PRICE]},
    verbs.end_away: {},
    verbs.hand_out: {"what": "x", "title": "A case"},
    verbs.hand_over: {},
    verbs.invite: {"mail": "ray@ortiz.example"},
    verbs.keep_review: {"month": "2026-09", "words": "Ask sooner."},
    verbs.keep_talk: {"topic": Topic.CAME_BACK, "title": "Well done"},
    verbs.leave_alone: {},
    verbs.let_go: {},
    verbs.let_in_anew: {},
    verbs.log_touch: {"outcome": Outcome.SPOKE, "channel": Channel.CALL},
    verbs.lose_again: {"reason": Reason.PRICE},
    verbs.make_form_link: {"your_name": "Maya Brandt"},
    verbs.merge: {"table": "account"},
    verbs.move_person: {"employer": "Lakemont"},
    verbs.put_off: {"topic": Topic.CAME_BACK},
    verbs.record_inbound: {"channel": Channel.MAIL},
    verbs.record_permission: {"state": PermissionState.GRANTED},
    verbs.record_signal: {"kind": SignalKind.RECALL},
    verbs.refuse_proposal: {},
    verbs.reopen: {},
    verbs.respect_no: {},
    verbs.rest: {"until_on": date(2026, 11, 2)},
    verbs.rest_deals: {"until_on": date(2026, 11, 2)},
    verbs.revoke_form_link: {},
    verbs.undo: {},
    verbs.win: {},
    hand_out_of: {"what": "asset:week_one_diary"},
    learning.remove_learned: {},
    learning.use_learned: {},
}


def find_verbs() -> dict[str, Callable[..., Any]]:
    """Find every function of the desk that somebody says with a key of their own."""
    found = {}
    for module in pkgutil.walk_packages(rekindle.desk.__path__, "rekindle.desk."):
        for name, one in inspect.getmembers(importlib.import_module(module.name), inspect.isfunction):
            if [*inspect.signature(one).parameters][:2] == ["actor", "key"] and not name.startswith("_"):
                found[f"{one.__module__}.{name}"] = one
    return found


def ids_of(verb: Callable[..., Any]) -> list[str]:
    """Return the names of the ids a verb takes."""
    given = [*inspect.signature(verb).parameters.values()][2:]
    return [one.name for one in given if "UUID" in str(one.annotation)]


@dataclass(frozen=True)
class Shelf:
    """One of everything a verb may name, in one workspace."""

    house: House
    ids: Mapping[str, Any]


def fill(slug: str) -> Shelf:
    house = make_workspace(slug)
    writing = house.writing()
    lost, other = lose_a_deal(house), lose_a_deal(house, account="Bellhaven Clinic", mail="ray@bellhaven.example")
    keep_proposals(writing, "account", [NearMatch(lost.account_id, other.account_id, 0.9, "alike")])
    link = verbs.make_form_link(
        acting(house), new_key(), deal_id=lost.deal_id, person_id=lost.person_id, your_name="Maya Brandt"
    )
    said = verbs.add_note(acting(house), new_key(), deal_id=lost.deal_id, words="a note")
    stop = {"title": "offers", "learned_from": "offers", "stop": {"after_followups": 4}}
    colleague = make_member(house, f"Priya{slug} Kapoor")
    ids = {
        "deal_id": lost.deal_id,
        "deal_ids": [lost.deal_id],
        "person_id": lost.person_id,
        "account_id": lost.account_id,
        "member_id": colleague,
        "owner_id": colleague,
        "this_id": lost.account_id,
        "is_id": other.account_id,
        "away_id": write_away(writing, house.owner_id, NOW.date(), NOW.date() + timedelta(days=3)),
        "kept_id": write_coaching(writing, Kept.TALK, colleague, topic=Topic.GAP, title="The gap"),
        "link_id": UUID((link.result or {})["link"]),
        "proposal_id": Proposal.objects.within(house.workspace_id).get().pk,
        "entry_id": hold_in_doubt(writing, other.person_id),
        "set_id": write_learned(writing, "cadence", stop),
        "command_id": said.command_id,
        "seen": write_touch(writing, Channel.CALL, deal_id=other.deal_id),
    }
    return Shelf(house, ids)


def hold_in_doubt(writing: Writing, person_id: UUID) -> UUID:
    words = "Buyer asked that we cease all outreach."
    return write_suppression(writing, SuppressionOrigin.DOUBT, person_id=person_id, words=words)[0]


@pytest.fixture(scope="module")
def kept(sqlite_template, tmp_path_factory):
    def fill_two():
        with quietly():
            return fill("here"), fill("there")

    return fill_sqlite(sqlite_template, tmp_path_factory.mktemp("walls") / "kept.sqlite3", fill_two)


@pytest.fixture
def shelves(kept, tmp_path):
    """Two workspaces, each with one of everything."""
    forget_heads()
    path, made = kept
    with sqlite_copy(path, tmp_path / "book.sqlite3"):
        yield made


def say(verb: Callable[..., Any], here: Shelf, **others: Any) -> str:
    """Say a verb with the ids of one's own workspace but for `others`; return what refused it, or nothing."""
    own = {name: here.ids[name] for name in ids_of(verb)}
    try:
        verb(acting(here.house), new_key(), **own | NEEDS[verb] | others)
    except RefusedError as refusal:
        return str(refusal)
    return ""


@pytest.mark.parametrize("verb", NEEDS, ids=lambda verb: verb.__name__)
def test_an_id_of_another_workspace_is_not_found_whatever_it_names(shelves, verb):
    here, there = shelves
    before = record_of(here.house), record_of(there.house)

    refused = {name: say(verb, here, **{name: there.ids[name]}) for name in ids_of(verb)}

    assert [name for name, words in refused.items() if not words] == []
    assert (record_of(here.house), record_of(there.house)) == before
    # It is the foreign id that was refused: with one's own the verb is done, or refused for another reason.
    assert say(verb, here) not in refused.values()


def test_what_was_undone_is_not_found_any_more(sqlite_book):
    here = make_workspace("here")
    added = verbs.add_deal(acting(here), new_key(), who="Bellhaven Clinic", person="Ray Ortiz")
    verbs.undo(acting(here), new_key())

    with pytest.raises(RefusedError, match="There is no such deal in this workspace"):
        verbs.reopen(acting(here), new_key(), deal_id=added.deals[0])


def test_every_verb_of_the_desk_that_takes_an_id_is_tried():
    found = find_verbs()

    assert {getattr(verbs, name) for name in verbs.__all__} <= set(found.values())
    assert {name for name, verb in found.items() if ids_of(verb)} == {
        f"{verb.__module__}.{verb.__name__}" for verb in NEEDS
    }
