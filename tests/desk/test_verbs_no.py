"""Respecting a no, and walking away with thanks."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from rekindle.book.models import Advice
from rekindle.book.write.accounts import write_account
from rekindle.book.write.deals import turn_status, write_deal
from rekindle.book.write.losses import write_claim, write_loss
from rekindle.book.write.people import write_post, write_seat
from rekindle.desk import verbs
from rekindle.desk.actor import RefusedError
from rekindle.desk.morning import plan_workspace
from rekindle.terms.losses import ClaimKind, Source, Status
from rekindle.terms.people import SeatRole, Stance
from rekindle.terms.touches import Channel, Outcome
from tests.desk.support import acting, new_key, pick, rows_of
from tests.support.cast import NOW, lose_a_deal, make_member, make_person, make_workspace, noon


def test_a_person_is_left_alone_everywhere_and_the_verdict_is_no(sqlite_book):
    house = make_workspace()
    lost = lose_a_deal(house)

    done = verbs.respect_no(acting(house), new_key(), deal_id=lost.deal_id, person_id=lost.person_id)

    assert done.label == "Left alone, everywhere: Dr. Lena Whitfield"
    assert done.undoable is True
    entries = rows_of(house, "suppressions")
    assert {(row["person_id"], row["channel"], row["origin"]) for row in entries} == {(lost.person_id.hex, None, "rep")}
    assert ("rep", "verdict", "no") in pick(rows_of(house, "claims"), "source", "kind", "key")


def test_a_no_touches_every_account_the_person_sits_with(sqlite_book):
    house = make_workspace()
    lost = lose_a_deal(house)
    other = lose_a_deal(house, account="Bellhaven Clinic", person="Ray Ortiz", mail="ray@bellhaven.example")
    verbs.add_person(
        acting(house),
        new_key(),
        deal_id=other.deal_id,
        name="Dr. Lena Whitfield",
        mail="lena.whitfield@tamarack.example",
    )
    touched = []

    def listen(_actor, accounts, _command, _deals):
        touched.extend(accounts)

    from rekindle.desk import after

    after.after_commit.append(listen)
    try:
        verbs.respect_no(acting(house), new_key(), person_id=lost.person_id)
    finally:
        after.after_commit.remove(listen)

    assert set(touched) == {lost.account_id, other.account_id}


@pytest.mark.parametrize("said_how", ["call", "wrote", "form"])
def test_what_a_person_said_themselves_is_only_theirs_to_lift(sqlite_book, said_how):
    house = make_workspace()
    lost = lose_a_deal(house)

    done = verbs.respect_no(
        acting(house),
        new_key(),
        deal_id=lost.deal_id,
        person_id=lost.person_id,
        said_how=said_how,
        words="Please stop writing to me.",
    )

    assert done.undoable is False
    assert ("buyer", "verdict", "no", "Please stop writing to me.") in pick(
        rows_of(house, "claims"), "source", "kind", "key", "quote"
    )
    with pytest.raises(RefusedError) as refused:
        verbs.undo(acting(house), new_key(), command_id=done.command_id)
    assert str(refused.value) == (
        "They said this themselves, so only they can lift it: by writing again and asking to be contacted."
    )
    assert {row["origin"] for row in rows_of(house, "suppressions")} == {"person"}


def test_after_their_own_word_undoing_the_key_before_still_leaves_them_alone_and_says_so(sqlite_book):
    house = make_workspace()
    lost = lose_a_deal(house)
    verbs.respect_no(acting(house), new_key(), deal_id=lost.deal_id, person_id=lost.person_id)
    verbs.respect_no(acting(house), new_key(), person_id=lost.person_id, said_how="wrote")

    done = verbs.undo(acting(house), new_key())

    assert done.label == (
        "Undone: Left alone, everywhere: Dr. Lena Whitfield. Dr. Lena Whitfield is still left alone, by another word"
    )
    assert {row["origin"] for row in rows_of(house, "suppressions")} == {"person"}


def test_a_whole_account_is_left_alone_with_a_flag(sqlite_book):
    house = make_workspace()
    lost = lose_a_deal(house)

    done = verbs.respect_no(acting(house), new_key(), deal_id=lost.deal_id, whole_account=True)

    assert done.label == "Left alone, everyone there: Tamarack Regional"
    assert pick(rows_of(house, "suppressions"), "account_id", "person_id") == [(lost.account_id.hex, None)]


def sit_at(house, person_id, name):
    """A deal of a colleague's at another account, on which nobody sits but somebody who works at both."""
    writing = house.writing(noon(date(2026, 2, 11)))
    account_id = write_account(writing, name, jurisdiction="US", segment="hospital")
    deal_id = write_deal(writing, account_id, name, owner_id=make_member(house), amount_minor=50_000_000)
    write_post(writing, person_id, account_id, title="Consultant")
    write_seat(writing, deal_id, person_id, role=SeatRole.CHAMPION, stance=Stance.FOR)
    loss_id = write_loss(writing, deal_id, date(2026, 2, 11), amount_minor=50_000_000, currency="USD")
    turn_status(writing, deal_id, Status.LOST)
    write_claim(writing, loss_id, deal_id, Source.REP, ClaimKind.REASON, "budget")
    return deal_id


def test_all_of_an_account_are_left_alone_where_they_work_elsewhere_too(sqlite_book, with_advice):
    def kept() -> dict[UUID, tuple[str, str]]:
        return {row.deal_id: (row.kind, row.stopped_by) for row in Advice.objects.within(house.workspace_id)}

    house = make_workspace()
    lost = lose_a_deal(house)
    other = sit_at(house, lost.person_id, "Bellhaven Clinic")
    plan_workspace(house.workspace_id, NOW)
    # One person is spoken to over one deal at a time.
    before = kept()
    assert sorted(before.values()) == [("get_back", ""), ("wait", "one_voice")]

    verbs.respect_no(acting(house), new_key(), deal_id=lost.deal_id, whole_account=True)

    assert {deal_id: kind for deal_id, (kind, _) in kept().items()} == {
        lost.deal_id: "leave_alone",
        other: "leave_alone",
    }
    verbs.undo(acting(house, NOW + timedelta(minutes=2)), new_key())
    assert kept() == before


def test_who_was_met_at_one_account_leaves_the_list_of_who_would_meet_them_at_another(sqlite_book, with_advice):
    house = make_workspace()
    lost = lose_a_deal(house)
    other = sit_at(house, lost.person_id, "Bellhaven Clinic")
    plan_workspace(house.workspace_id, NOW)

    spoke = {"outcome": Outcome.SPOKE, "channel": Channel.CALL}
    verbs.log_touch(acting(house), new_key(), deal_id=lost.deal_id, person_id=lost.person_id, **spoke)

    kept = {row.deal_id: row.stopped_by for row in Advice.objects.within(house.workspace_id)}
    assert kept == {lost.deal_id: "gap", other: "gap"}


def test_a_slip_can_be_taken_back_for_thirty_days(sqlite_book):
    house = make_workspace()
    lost = lose_a_deal(house)
    verbs.respect_no(acting(house), new_key(), person_id=lost.person_id)

    with pytest.raises(RefusedError, match="within 30 days"):
        verbs.undo(acting(house, NOW + timedelta(days=31)), new_key())
    verbs.undo(acting(house, NOW + timedelta(days=30)), new_key())

    assert rows_of(house, "suppressions", NOW + timedelta(days=31)) == []


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({}, "Whom shall we leave alone? Name a person, or a deal."),
        ({"whole_account": True}, "Which account shall we leave alone? Name the deal."),
        ({"said_how": "wrote"}, "Who said it? Name the person, so that they are left alone everywhere."),
        ({"said_how": "maybe"}, "Say how the no was said: call, wrote, form or judgement. Or leave it out."),
    ],
)
def test_a_no_of_nobody_is_refused(sqlite_book, said, refusal):
    house = make_workspace()

    with pytest.raises(RefusedError) as refused:
        verbs.respect_no(acting(house), new_key(), **said)

    assert str(refused.value) == refusal


def test_a_no_on_an_open_deal_leaves_the_person_alone_and_proposes_to_lose_it(sqlite_book):
    house = make_workspace()
    lost = lose_a_deal(house)
    verbs.reopen(acting(house), new_key(), deal_id=lost.deal_id)

    done = verbs.respect_no(acting(house), new_key(), deal_id=lost.deal_id, person_id=lost.person_id)

    assert done.result == {"proposes": "lose_again"}
    assert ("verdict", "no") not in pick(rows_of(house, "claims"), "kind", "key")
    with pytest.raises(RefusedError, match=r"is not lost\. Name the person who said no"):
        verbs.respect_no(acting(house), new_key(), deal_id=lost.deal_id)


def test_a_closing_note_thanks_and_ends_it_and_suppresses_nobody(sqlite_book):
    house = make_workspace()
    lost = lose_a_deal(house)

    done = verbs.closing_note(
        acting(house),
        new_key(),
        deal_id=lost.deal_id,
        person_id=lost.person_id,
        channel=Channel.MAIL,
        words="Thank you for your time.",
    )

    assert done.label == "Thanked, and left alone: Dr. Lena Whitfield, Tamarack Regional"
    assert pick(rows_of(house, "touches"), "play", "outcome") == [("closing_note", "sent")]
    assert ("rep", "no", "We said we would not raise it again.") in pick(
        rows_of(house, "claims"), "source", "key", "quote"
    )
    assert rows_of(house, "suppressions") == []


def test_who_is_left_alone_gets_no_closing_note(sqlite_book):
    house = make_workspace()
    lost = lose_a_deal(house)
    other = make_person(house.writing(), lost.account_id, "P. Nair", mail="lena.whitfield@tamarack.example", phone="")
    verbs.respect_no(acting(house), new_key(), person_id=lost.person_id)

    for person_id in (lost.person_id, other):
        with pytest.raises(RefusedError, match="gets no closing note either"):
            verbs.closing_note(
                acting(house),
                new_key(),
                deal_id=lost.deal_id,
                person_id=person_id,
                channel=Channel.MAIL,
                words="Thank you.",
            )

    assert rows_of(house, "touches") == []
