"""Words that sound like a wish to be left alone hold whoever is meant, and ask; nobody is written to meanwhile."""

from datetime import timedelta
from uuid import UUID

import pytest

from rekindle.book.models import Advice
from rekindle.book.read.wishes import count_doubts, read_doubts
from rekindle.desk import verbs
from rekindle.desk.actor import RefusedError
from rekindle.desk.bring_in import import_deals
from rekindle.desk.show.today import show_today
from rekindle.desk.verbs.buyer_form import answer_form
from rekindle.terms.advice import AdviceKind, StoppedBy
from rekindle.terms.debriefs import MayReturn
from rekindle.terms.touches import Channel
from tests.desk.support import acting, new_key, pick, rows_of, status_of
from tests.desk.test_verbs_debriefs import make_link
from tests.support.cast import NOW, lose_a_deal, make_workspace

PERHAPS = "Buyer asked that we cease all outreach."
FILE = f"""Opportunity ID,Opportunity Name,Account Name,Stage,Close Date,Contact,Email,Notes
0061t0000000001AAA,Towers,Tamarack,Closed Lost,2026-03-02,Lena Whitfield,l@tamarack.example,{PERHAPS}
0061t0000000002AAA,Carts,Bellhaven,Closed Lost,2026-03-04,Ray Ortiz,ray@bellhaven.example,Nice people. {PERHAPS}
""".encode()
ANOTHER = f"0061t0000000003AAA,Lights,Oakmere,Closed Lost,2026-03-05,Ida Voss,ida@oakmere.example,{PERHAPS}\n".encode()


def after(minutes):
    return NOW + timedelta(minutes=minutes)


def held(house, at=NOW):
    return sorted(set(pick(rows_of(house, "suppressions", at), "origin", "words")))


def ask(house):
    return read_doubts(house.workspace_id, 5)


def answer(house, at, *, asks):
    (one,) = ask(house)
    return verbs.answer_wish(acting(house, at), new_key(), entry_id=one.entry_id, asks=asks)


def test_whoever_is_held_in_doubt_is_never_advised_nor_drafted_to(house, lost, with_advice):
    done = verbs.add_note(acting(house), new_key(), deal_id=lost.deal_id, person_id=lost.person_id, words=PERHAPS)
    row = Advice.objects.within(house.workspace_id).get(deal_id=lost.deal_id)
    today = show_today(acting(house))

    assert done.result and "Perhaps they ask to be left alone" in done.result["left_alone"]
    assert (row.kind, row.stopped_by) == (AdviceKind.LEAVE_ALONE, StoppedBy.SUPPRESSED)
    assert (row.stop_rule, row.stop_words) == ("doubt", PERHAPS)
    assert [one.words for one in today.doubts] == [PERHAPS]
    assert not today.groups
    with pytest.raises(RefusedError, match="is left alone, and gets no closing note"):
        verbs.closing_note(
            acting(house),
            new_key(),
            deal_id=lost.deal_id,
            person_id=lost.person_id,
            channel=Channel.MAIL,
            words="Thanks.",
        )


def test_a_yes_leaves_them_alone_with_the_sentence_and_its_undo_asks_again(house, lost):
    verbs.add_note(acting(house), new_key(), deal_id=lost.deal_id, person_id=lost.person_id, words=PERHAPS)
    done = answer(house, after(1), asks=True)
    settled = (held(house, after(1)), count_doubts(house.workspace_id))
    verbs.undo(acting(house, after(2)), new_key(), command_id=done.command_id)

    assert settled == ([("rep", PERHAPS)], 0)
    assert (held(house, after(2)), count_doubts(house.workspace_id)) == ([("doubt", PERHAPS)], 1)


def test_a_no_releases_them_however_late_it_is_said_and_its_undo_holds_them_again(house, lost):
    verbs.add_note(acting(house), new_key(), deal_id=lost.deal_id, person_id=lost.person_id, words=PERHAPS)
    much_later = NOW + timedelta(days=45)
    done = answer(house, much_later, asks=False)
    released = (held(house, much_later), count_doubts(house.workspace_id))
    verbs.undo(acting(house, much_later + timedelta(minutes=1)), new_key(), command_id=done.command_id)

    assert done.label == "No wish to be left alone: Dr. Lena Whitfield"
    assert released == ([], 0)
    assert held(house, much_later + timedelta(minutes=1)) == [("doubt", PERHAPS)]
    assert count_doubts(house.workspace_id) == 1


def test_an_answered_sentence_is_not_answered_twice_nor_asked_again_of_anybody(house, lost):
    said = {"deal_id": lost.deal_id, "person_id": lost.person_id, "words": PERHAPS}
    verbs.add_note(acting(house), new_key(), **said)
    (one,) = ask(house)
    answer(house, after(1), asks=False)

    verbs.add_note(acting(house, after(2)), new_key(), **said)
    other = lose_a_deal(house, account="Bellhaven Clinic", person="Ray Ortiz", mail="ray@bellhaven.example")
    verbs.add_note(acting(house, after(3)), new_key(), deal_id=other.deal_id, person_id=other.person_id, words=PERHAPS)
    with pytest.raises(RefusedError, match="Somebody has answered that already"):
        verbs.answer_wish(acting(house, after(4)), new_key(), entry_id=one.entry_id, asks=True)

    assert held(house, after(4)) == []


def test_a_private_note_holds_its_person_and_tells_nobody_its_words(house, lost):
    other = lose_a_deal(house, account="Bellhaven Clinic", person="Ray Ortiz", mail="ray@bellhaven.example")
    for one in (lost, other):
        verbs.add_note(
            acting(house), new_key(), deal_id=one.deal_id, person_id=one.person_id, words=PERHAPS, private=True
        )
    (asked,) = ask(house)
    verbs.answer_wish(acting(house, after(1)), new_key(), entry_id=asked.entry_id, asks=False)

    # The words of one private note say nothing about those of another.
    assert (asked.words, [one.name for one in ask(house)]) == ("A private note says so.", ["Ray Ortiz"])


def test_a_wish_about_one_channel_binds_that_channel_alone(house, lost):
    for words in ("Stop texting me, use email.", "Nur noch per Mail bitte, keine Anrufe."):
        verbs.add_note(acting(house), new_key(), deal_id=lost.deal_id, person_id=lost.person_id, words=words)

    bound = set(pick(rows_of(house, "suppressions"), "origin", "channel"))
    assert bound == {("machine", "message"), ("doubt", "call")}


def test_a_reply_that_may_ask_for_silence_brings_no_deal_back(house, lost):
    verbs.record_inbound(
        acting(house),
        new_key(),
        deal_id=lost.deal_id,
        channel=Channel.MAIL,
        person_id=lost.person_id,
        words="I no longer wish to receive these messages.",
    )
    assert status_of(house, lost.deal_id) == "lost"
    assert pick(rows_of(house, "suppressions"), "origin") == [("doubt",)]


def test_words_on_the_form_hold_who_wrote_them_even_beside_their_own_yes(house, lost):
    answer_form(make_link(house, lost), "a", NOW, may_return=MayReturn.YEAR, better=PERHAPS)
    assert held(house) == [("doubt", PERHAPS)]


@pytest.mark.usefixtures("without_mornings")
def test_a_file_holds_in_doubt_asks_once_a_sentence_and_heeds_the_answer(sqlite_book):
    house = make_workspace()
    import_deals(acting(house), new_key(), content=FILE, name="lost.csv")
    asked = [(one.words, one.held) for one in ask(house)]
    answer(house, after(1), asks=False)
    import_deals(acting(house, after(2)), new_key(), content=FILE + ANOTHER, name="newer.csv")

    # The whole note of Ray holds him by the same sentence as that of Lena.
    assert asked == [(PERHAPS, 2)]
    assert held(house, after(3)) == []


@pytest.mark.usefixtures("without_mornings")
def test_taking_a_file_back_takes_its_doubts_but_not_the_yes_to_one(sqlite_book):
    house = make_workspace()
    file = import_deals(acting(house), new_key(), content=FILE, name="lost.csv")
    answer(house, after(1), asks=True)
    verbs.undo(acting(house, after(2)), new_key(), command_id=UUID(file.command))

    assert (held(house, after(3)), count_doubts(house.workspace_id)) == ([("rep", PERHAPS)], 0)
