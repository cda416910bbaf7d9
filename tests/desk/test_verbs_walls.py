"""No verb reaches into another workspace, whichever id it is given."""

from datetime import date

import pytest

from rekindle.desk import verbs
from rekindle.desk.actor import RefusedError
from rekindle.terms.ids import new_id
from rekindle.terms.losses import Reason
from rekindle.terms.people import PermissionState
from rekindle.terms.touches import Channel, Outcome, SignalKind
from tests.desk.support import acting, new_key, record_of
from tests.support.cast import lose_a_deal, make_workspace

# For each verb: the ids it takes, and the rest of what it needs.
TAKES = {
    verbs.add_person: (["deal_id", "account_id"], {"name": "Ray Ortiz"}),
    verbs.log_touch: (["deal_id", "person_id"], {"outcome": Outcome.SPOKE, "channel": Channel.CALL}),
    verbs.add_note: (["deal_id", "person_id"], {"words": "a note"}),
    verbs.record_inbound: (["deal_id", "person_id"], {"channel": Channel.MAIL}),
    verbs.record_signal: (["deal_id", "person_id", "account_id"], {"kind": SignalKind.RECALL}),
    verbs.claim_reason: (["deal_id", "person_id"], {"reason": Reason.PRICE}),
    verbs.ask_permission: (["deal_id", "person_id"], {}),
    verbs.debrief_loss: (["deal_id", "person_id"], {"factors": [Reason.PRICE]}),
    verbs.make_form_link: (["deal_id", "person_id"], {"your_name": "Maya Brandt"}),
    verbs.ask_colleague: (["deal_id", "person_id"], {"member_id": new_id()}),
    verbs.record_permission: (["deal_id", "person_id"], {"state": PermissionState.GRANTED}),
    verbs.rest: (["deal_id"], {"until_on": date(2026, 11, 2)}),
    verbs.respect_no: (["deal_id", "person_id"], {}),
    verbs.call_misread: (["deal_id", "person_id"], {}),
    verbs.closing_note: (["deal_id", "person_id"], {"channel": Channel.MAIL, "words": "Thank you."}),
    verbs.move_person: (["deal_id", "person_id"], {"employer": "Lakemont"}),
    verbs.reopen: (["deal_id"], {}),
    verbs.win: (["deal_id"], {}),
    verbs.change_words: (["deal_id"], {"words": "Hello."}),
    verbs.bring_instead: (["deal_id"], {"asset_key": "x"}),
    verbs.lose_again: (["deal_id"], {"reason": Reason.PRICE}),
}
CASES = [(verb, foreign) for verb, (ids, _) in TAKES.items() for foreign in ids]
# Their walls are tried where they are tested.
ELSEWHERE = {verbs.hand_over, verbs.leave_alone, verbs.rest_deals, verbs.revoke_form_link}
ELSEWHERE |= {verbs.end_away}
ELSEWHERE |= {verbs.change_playbook, verbs.restore_playbook, verbs.take_over_pack}
ELSEWHERE |= {verbs.hand_out, verbs.keep_review, verbs.keep_talk, verbs.let_go, verbs.put_off}
ELSEWHERE |= {verbs.accept_proposal, verbs.merge, verbs.refuse_proposal}
PLAIN = {verbs.add_deal, verbs.change_settings, verbs.drop_view, verbs.save_view, verbs.set_away, verbs.undo}


@pytest.mark.parametrize(("verb", "foreign"), CASES, ids=lambda value: getattr(value, "__name__", value))
def test_an_id_of_another_workspace_is_not_found(book, verb, foreign):
    here, there = make_workspace("here"), make_workspace("there")
    mine, theirs = lose_a_deal(here), lose_a_deal(there)
    ids, rest = TAKES[verb]
    before = record_of(here), record_of(there)
    given = {name: getattr(theirs if name == foreign else mine, name) for name in ids}

    with pytest.raises(RefusedError) as refused:
        verb(acting(here), new_key(), **given, **rest)

    assert str(refused.value) == f"There is no such {foreign.removesuffix('_id')} in this workspace."
    assert (record_of(here), record_of(there)) == before


def test_a_command_of_another_workspace_is_not_undone(book):
    here, there = make_workspace("here"), make_workspace("there")
    theirs = lose_a_deal(there)
    said = verbs.add_note(acting(there), new_key(), deal_id=theirs.deal_id, words="theirs")

    with pytest.raises(RefusedError, match="There is no such thing to undo in this workspace"):
        verbs.undo(acting(here), new_key(), command_id=said.command_id)


def test_what_was_undone_is_not_found_any_more(book):
    here = make_workspace("here")
    added = verbs.add_deal(acting(here), new_key(), who="Bellhaven Clinic", person="Ray Ortiz")
    verbs.undo(acting(here), new_key())

    with pytest.raises(RefusedError, match="There is no such deal in this workspace"):
        verbs.reopen(acting(here), new_key(), deal_id=added.deals[0])


def test_every_verb_is_tried_at_the_wall():
    said = {getattr(verbs, name) for name in verbs.__all__}

    assert said == TAKES.keys() | PLAIN | ELSEWHERE
