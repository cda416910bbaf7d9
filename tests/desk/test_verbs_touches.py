"""Logging contacts and notes, and what a lost deal does when people talk again."""

from datetime import timedelta
from uuid import UUID

import pytest

from rekindle.book.models import Touch
from rekindle.desk import verbs
from rekindle.desk.actor import RefusedError
from rekindle.terms.losses import Reason, Source
from rekindle.terms.touches import Channel, Outcome
from tests.desk.support import acting, new_key, pick, record_of, rows_of, status_of
from tests.support.cast import NOW, lose_a_deal, make_member, make_workspace


@pytest.mark.parametrize(
    ("outcome", "channel", "minutes", "label"),
    [
        (Outcome.SPOKE, Channel.CALL, 5, "Spoke: Dr. Lena Whitfield"),
        (Outcome.SPOKE, Channel.VISIT, 30, "Visited: Dr. Lena Whitfield"),
        (Outcome.VOICEMAIL, Channel.CALL, 2, "Left a voicemail: Dr. Lena Whitfield"),
        (Outcome.NO_ANSWER, Channel.CALL, 1, "No answer: Dr. Lena Whitfield"),
        (Outcome.SENT, Channel.MAIL, 5, "Sent: Dr. Lena Whitfield"),
        (Outcome.NOT_YET, Channel.EVENT, 30, "Not yet: Dr. Lena Whitfield"),
    ],
)
def test_a_contact_is_logged_now_with_the_usual_minutes(sqlite_book, outcome, channel, minutes, label):
    house = make_workspace()
    lost = lose_a_deal(house)

    done = verbs.log_touch(
        acting(house), new_key(), deal_id=lost.deal_id, person_id=lost.person_id, outcome=outcome, channel=channel
    )

    assert done.label == label
    assert pick(rows_of(house, "touches"), "deal_id", "person_id", "member_id", "outcome", "minutes", "direction") == [
        (lost.deal_id.hex, lost.person_id.hex, house.owner_id.hex, outcome, minutes, "out")
    ]
    assert status_of(house, lost.deal_id) == "lost"


@pytest.mark.parametrize(
    ("outcome", "kind"), [(Outcome.MEETING, "meeting"), (Outcome.POSITIVE_REPLY, "positive_reply")]
)
def test_a_meeting_or_a_positive_reply_brings_a_lost_deal_back(sqlite_book, outcome, kind):
    house = make_workspace()
    lost = lose_a_deal(house)

    done = verbs.log_touch(acting(house), new_key(), deal_id=lost.deal_id, outcome=outcome, channel=Channel.CALL)

    assert done.result is not None
    assert done.result["reopened"] is True
    assert pick(rows_of(house, "returns"), "deal_id", "loss_id", "kind") == [(lost.deal_id.hex, lost.loss_id.hex, kind)]
    assert status_of(house, lost.deal_id) == "open"


def test_a_meeting_before_the_loss_brings_nothing_back(sqlite_book):
    house = make_workspace()
    lost = lose_a_deal(house)

    verbs.log_touch(
        acting(house),
        new_key(),
        deal_id=lost.deal_id,
        outcome=Outcome.MEETING,
        channel=Channel.VISIT,
        happened_at=NOW - timedelta(days=400),
    )

    assert rows_of(house, "returns") == []
    assert status_of(house, lost.deal_id) == "lost"


def test_a_meeting_on_the_day_of_the_loss_brings_it_back_whatever_the_hour(sqlite_book):
    house = make_workspace()
    lost = lose_a_deal(house, lost_on=NOW.date())

    verbs.log_touch(
        acting(house, NOW + timedelta(hours=2)),
        new_key(),
        deal_id=lost.deal_id,
        outcome=Outcome.MEETING,
        channel=Channel.CALL,
        happened_at=NOW - timedelta(hours=3),
    )

    assert status_of(house, lost.deal_id, NOW + timedelta(hours=2)) == "open"


def test_a_second_meeting_is_no_second_return(sqlite_book):
    house = make_workspace()
    lost = lose_a_deal(house)
    for minutes in (0, 5):
        verbs.log_touch(
            acting(house, NOW + timedelta(minutes=minutes)),
            new_key(),
            deal_id=lost.deal_id,
            outcome=Outcome.MEETING,
            channel=Channel.CALL,
        )

    assert len(rows_of(house, "returns", NOW + timedelta(hours=1))) == 1


def test_a_no_is_logged_and_respecting_it_is_proposed(sqlite_book):
    house = make_workspace()
    lost = lose_a_deal(house)

    done = verbs.log_touch(
        acting(house), new_key(), deal_id=lost.deal_id, outcome=Outcome.NO, channel=Channel.CALL, words="No, thank you."
    )

    assert done.label == "They said no: Tamarack Regional"
    assert done.result is not None
    assert done.result["proposes"] == "respect_no"
    assert rows_of(house, "suppressions") == []


def test_a_wish_for_silence_told_with_a_contact_is_heeded_at_once_said_and_undone(sqlite_book):
    house = make_workspace()
    lost = lose_a_deal(house)
    told = {
        "deal_id": lost.deal_id,
        "outcome": Outcome.SPOKE,
        "channel": Channel.CALL,
        "words": "she said never call again",
    }

    nobody = verbs.log_touch(acting(house), new_key(), **told)
    assert nobody.result is not None
    assert nobody.result["left_alone"].endswith("Say who it is, and they are left alone, everywhere.")
    assert rows_of(house, "suppressions") == []

    done = verbs.log_touch(acting(house), new_key(), person_id=lost.person_id, **told)
    assert done.result is not None
    assert done.result["left_alone"] == "They asked not to be contacted, so they are left alone, everywhere."
    assert pick(rows_of(house, "suppressions"), "person_id", "origin") == [(lost.person_id.hex, "machine")]

    verbs.undo(acting(house, NOW + timedelta(minutes=1)), new_key(), command_id=done.command_id)
    assert rows_of(house, "suppressions", NOW + timedelta(hours=1)) == []


def test_a_wish_for_silence_in_the_words_of_a_reason_is_heeded_too(sqlite_book):
    house = make_workspace()
    lost = lose_a_deal(house)
    said = {"reason": Reason.PRICE, "source": Source.BUYER, "words": "Far too dear, and never call me again."}

    done = verbs.claim_reason(acting(house), new_key(), deal_id=lost.deal_id, person_id=lost.person_id, **said)

    assert done.result is not None
    assert done.result["left_alone"] == "They asked not to be contacted, so they are left alone, everywhere."
    assert pick(rows_of(house, "suppressions"), "person_id", "origin") == [(lost.person_id.hex, "machine")]


def test_a_contact_with_somebody_left_alone_is_logged_and_changes_nothing_about_that(sqlite_book):
    house = make_workspace()
    lost = lose_a_deal(house)
    verbs.respect_no(acting(house), new_key(), person_id=lost.person_id)
    before = rows_of(house, "suppressions")

    done = verbs.log_touch(
        acting(house),
        new_key(),
        deal_id=lost.deal_id,
        person_id=lost.person_id,
        outcome=Outcome.POSITIVE_REPLY,
        channel=Channel.CALL,
    )

    assert done.result is not None
    assert done.result["left_alone"] == "Dr. Lena Whitfield is left alone; this does not change that."
    assert rows_of(house, "suppressions") == before


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"happened_at": NOW + timedelta(minutes=1)}, "That time is still to come. Log it once it has happened."),
        (
            {"happened_at": NOW.replace(tzinfo=None)},
            "Say the time with its zone, as in 2026-10-14T09:30:00+02:00.",
        ),
        ({"minutes": -1}, "A contact takes between 0 and 1440 minutes; -1 does not fit."),
        ({"words": "x" * 20_001}, "That is 20,001 characters; up to 20,000 can be kept. Shorten it a little."),
    ],
)
def test_a_contact_that_cannot_have_been_is_refused(sqlite_book, said, refusal):
    house = make_workspace()
    lost = lose_a_deal(house)

    with pytest.raises(RefusedError) as refused:
        verbs.log_touch(
            acting(house), new_key(), deal_id=lost.deal_id, outcome=Outcome.SPOKE, channel=Channel.CALL, **said
        )

    assert str(refused.value) == refusal
    assert rows_of(house, "touches") == []


def test_a_note_is_kept_and_an_empty_one_is_not(sqlite_book):
    house = make_workspace()
    lost = lose_a_deal(house)

    done = verbs.add_note(acting(house), new_key(), deal_id=lost.deal_id, words=" wants loaners in November ")

    assert done.label == "Noted: Tamarack Regional"
    with pytest.raises(RefusedError, match="An empty note is not kept"):
        verbs.add_note(acting(house), new_key(), deal_id=lost.deal_id, words=" \n")


def test_text_with_a_null_character_is_kept_without_it(sqlite_book):
    house = make_workspace()
    lost = lose_a_deal(house)

    verbs.rest(acting(house), new_key(), deal_id=lost.deal_id, until_on=NOW.date() + timedelta(days=9), words="a\x00b")

    assert pick(rows_of(house, "rests"), "words") == [("ab",)]


@pytest.mark.parametrize(
    ("private", "quoted"), [(False, "She said: no thanks, stop."), (True, "A private note says so.")]
)
def test_a_note_of_a_wish_for_silence_leaves_them_alone_until_it_is_undone(sqlite_book, private, quoted):
    house = make_workspace()
    lost = lose_a_deal(house)
    said = {"deal_id": lost.deal_id, "person_id": lost.person_id, "words": "She said: no thanks, stop."}

    done = verbs.add_note(acting(house), new_key(), private=private, **said)
    alone = set(pick(rows_of(house, "suppressions"), "origin", "words"))
    later = NOW + timedelta(minutes=1)
    verbs.undo(acting(house, later), new_key(), command_id=done.command_id)

    assert (alone, rows_of(house, "suppressions", later)) == ({("machine", quoted)}, [])


def test_a_card_that_stands_open_twice_is_logged_once(house, with_advice):
    lost, priya = lose_a_deal(house), make_member(house)
    nothing, how = UUID(int=0), {"outcome": Outcome.SPOKE, "channel": Channel.CALL, "deal_id": lost.deal_id}
    verbs.log_touch(acting(house), new_key(), seen=nothing, **how)
    before, later = record_of(house), NOW + timedelta(minutes=9)

    with pytest.raises(RefusedError, match=r"^Already logged at 7:00: Spoke\. Another contact can be"):
        verbs.log_touch(acting(house, later), new_key(), seen=nothing, **how | {"outcome": Outcome.NO_ANSWER})
    with pytest.raises(RefusedError, match=r"^Already logged at .+ by Maya Brandt: Spoke"):
        verbs.log_touch(acting(house, later, priya), new_key(), seen=nothing, **how)
    assert record_of(house) == before

    # Who saw it may log another; who took it back, the same once more.
    (first,) = Touch.objects.within(house.workspace_id).values_list("pk", flat=True)
    verbs.log_touch(acting(house, later), new_key(), seen=first, **how)
    for _ in range(2):
        verbs.undo(acting(house, later + timedelta(minutes=1)), new_key())
    verbs.log_touch(acting(house, later + timedelta(minutes=2)), new_key(), seen=nothing, **how)
    # Nobody is held up by what was logged the day before.
    verbs.log_touch(acting(house, later + timedelta(days=1)), new_key(), seen=nothing, **how)
