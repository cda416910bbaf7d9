"""They got in touch."""

from datetime import timedelta

import pytest

from rekindle.desk import verbs
from rekindle.desk.actor import RefusedError
from rekindle.desk.show.deal import show_deal
from rekindle.terms.touches import Channel
from tests.desk.support import acting, new_key, pick, rows_of, status_of
from tests.support.cast import NOW, lose_a_deal, make_workspace


def test_a_lost_deal_whose_people_write_again_is_open_again(sqlite_book):
    house = make_workspace()
    lost = lose_a_deal(house)

    done = verbs.record_inbound(
        acting(house),
        new_key(),
        deal_id=lost.deal_id,
        channel=Channel.MAIL,
        person_id=lost.person_id,
        words="The board approved the budget.",
    )

    assert done.label == "They got in touch: Dr. Lena Whitfield"
    assert pick(rows_of(house, "touches"), "direction", "person_id") == [("in", lost.person_id.hex)]
    assert pick(rows_of(house, "returns"), "kind", "loss_id") == [("inbound", lost.loss_id.hex)]
    assert status_of(house, lost.deal_id) == "open"
    # What they wrote is told once, on the contact it came with.
    told = [moment.words for moment in show_deal(acting(house), lost.deal_id).history]
    assert sum("approved the budget" in words for words in told) == 1


def test_a_message_on_an_open_or_won_deal_is_a_contact_and_nothing_more(sqlite_book):
    house = make_workspace()
    lost = lose_a_deal(house)
    verbs.win(acting(house), new_key(), deal_id=lost.deal_id)

    done = verbs.record_inbound(acting(house), new_key(), deal_id=lost.deal_id, channel=Channel.CALL)

    assert done.result is not None
    assert done.result["reopened"] is False
    assert pick(rows_of(house, "returns"), "kind") == [("win",)]
    assert status_of(house, lost.deal_id) == "won"


def test_who_asks_to_be_contacted_again_lifts_what_left_them_alone(sqlite_book):
    house = make_workspace()
    lost = lose_a_deal(house)
    verbs.respect_no(
        acting(house, NOW - timedelta(days=90)), new_key(), person_id=lost.person_id, said_how="wrote", words="Stop."
    )

    done = verbs.record_inbound(
        acting(house),
        new_key(),
        deal_id=lost.deal_id,
        channel=Channel.MAIL,
        person_id=lost.person_id,
        words="Please call me about the towers.",
        wants_contact=True,
    )

    assert done.result is not None
    assert done.result["lifted"] > 0
    assert rows_of(house, "suppressions") == []
    assert pick(rows_of(house, "permissions"), "person_id", "state", "channel", "words") == [
        (lost.person_id.hex, "granted", "mail", "Please call me about the towers.")
    ]


def test_writing_again_alone_lifts_nothing(sqlite_book):
    house = make_workspace()
    lost = lose_a_deal(house)
    verbs.respect_no(acting(house), new_key(), person_id=lost.person_id)
    before = rows_of(house, "suppressions")

    verbs.record_inbound(
        acting(house), new_key(), deal_id=lost.deal_id, channel=Channel.MAIL, person_id=lost.person_id, words="Hello"
    )

    assert rows_of(house, "suppressions") == before


def test_what_they_asked_for_themselves_is_lifted_only_with_their_words(sqlite_book):
    house = make_workspace()
    lost = lose_a_deal(house)
    verbs.respect_no(acting(house), new_key(), person_id=lost.person_id, said_how="form")
    before = rows_of(house, "suppressions")

    with pytest.raises(RefusedError, match="Write down their words"):
        verbs.record_inbound(
            acting(house),
            new_key(),
            deal_id=lost.deal_id,
            channel=Channel.CALL,
            person_id=lost.person_id,
            wants_contact=True,
        )

    assert rows_of(house, "suppressions") == before
    assert rows_of(house, "touches") == []


def test_nobody_in_particular_cannot_ask_to_be_contacted(sqlite_book):
    house = make_workspace()
    lost = lose_a_deal(house)

    with pytest.raises(RefusedError, match="Who asked to be contacted"):
        verbs.record_inbound(
            acting(house), new_key(), deal_id=lost.deal_id, channel=Channel.CALL, wants_contact=True, words="call us"
        )


def test_one_person_does_not_lift_it_for_a_whole_account(sqlite_book):
    house = make_workspace()
    lost = lose_a_deal(house)
    verbs.respect_no(acting(house), new_key(), deal_id=lost.deal_id, whole_account=True)

    done = verbs.record_inbound(
        acting(house),
        new_key(),
        deal_id=lost.deal_id,
        channel=Channel.VISIT,
        person_id=lost.person_id,
        words="Call me",
        wants_contact=True,
    )

    assert done.result is not None
    assert done.result["left_alone"] == "Tamarack Regional as a whole is still left alone."
    assert pick(rows_of(house, "suppressions"), "account_id") == [(lost.account_id.hex,)]
    assert pick(rows_of(house, "permissions"), "channel") == [(None,)]


def test_who_writes_only_to_be_left_alone_brings_nothing_back_and_is_left_alone(sqlite_book):
    house = make_workspace()
    lost = lose_a_deal(house)
    words = "No thanks, please stop emailing me."

    done = verbs.record_inbound(
        acting(house), new_key(), deal_id=lost.deal_id, channel=Channel.MAIL, person_id=lost.person_id, words=words
    )

    assert done.result is not None
    assert (done.result["reopened"], done.result["left_alone"].startswith("They asked not to be")) == (False, True)
    assert status_of(house, lost.deal_id) == "lost"
    assert pick(rows_of(house, "touches"), "direction") == [("in",)]
    assert set(pick(rows_of(house, "suppressions"), "origin", "words")) == {("machine", words)}


def test_a_bare_no_brings_nothing_back_and_respecting_it_is_proposed(sqlite_book):
    house = make_workspace()
    lost = lose_a_deal(house)

    done = verbs.record_inbound(
        acting(house), new_key(), deal_id=lost.deal_id, channel=Channel.MAIL, words="Hi Tom, no thanks. Best, Lena"
    )

    assert done.result is not None
    assert (done.result["reopened"], done.result["proposes"]) == (False, "respect_no")
    assert status_of(house, lost.deal_id) == "lost"
    assert rows_of(house, "returns") == rows_of(house, "suppressions") == []


def test_who_asks_to_be_left_alone_without_a_name_brings_nothing_back_and_is_asked_for(sqlite_book):
    house = make_workspace()
    lost = lose_a_deal(house)

    done = verbs.record_inbound(
        acting(house), new_key(), deal_id=lost.deal_id, channel=Channel.MAIL, words="Unsubscribe me."
    )

    assert done.result is not None
    assert (done.result["reopened"], "Say who it is" in done.result["left_alone"]) == (False, True)
    assert rows_of(house, "suppressions") == []
