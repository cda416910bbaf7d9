"""A loss is talked over: with the buyer, by the form they fill in alone, by a colleague, or for oneself."""

from datetime import date, datetime, timedelta

import pytest

from rekindle.book.models import Advice, Deal, FormLink
from rekindle.book.read.debriefs import read_asks, read_debriefs, read_untold
from rekindle.desk.actor import RefusedError
from rekindle.desk.show.answers import AnswerView
from rekindle.desk.show.buyer_form import show_buyer_form
from rekindle.desk.show.debrief import show_debrief
from rekindle.desk.show.debriefs import show_debriefs
from rekindle.desk.show.today import show_today
from rekindle.desk.verbs import (
    add_deal,
    ask_colleague,
    call_misread,
    change_settings,
    debrief_loss,
    make_form_link,
    record_signal,
    rest,
    revoke_form_link,
    undo,
)
from rekindle.desk.verbs.buyer_form import NoSuchFormError, answer_form
from rekindle.desk.verbs.debriefing.tokens import make_token
from rekindle.terms.debriefs import Again, DebriefHow, Going, MayReturn
from rekindle.terms.losses import Reason, Verdict
from rekindle.terms.touches import SignalKind
from tests.desk.support import acting, new_key, pick, record_of, rows_of
from tests.support.cast import NOW, House, LostDeal, lose_a_deal, make_member


def said_by(house: House, source: str, at: datetime = NOW) -> list[tuple]:
    claims = [row for row in rows_of(house, "claims", at) if row["source"] == source]
    return sorted((row["kind"], row["key"], row["rank"], row["quote"] or "") for row in claims)


def make_link(house: House, lost: LostDeal, **more: object) -> str:
    """Make a link to the form, and return its token."""
    said = {"deal_id": lost.deal_id, "person_id": lost.person_id, "your_name": "Maya Brandt", **more}
    done = make_form_link(acting(house), new_key(), **said)
    link = FormLink.objects.within(house.workspace_id).get(pk=done.result["link"])
    return make_token(house.workspace_id, link.pk)


def test_a_call_becomes_ranked_claims_of_the_buyer_in_their_words(house, lost):
    debrief_loss(
        acting(house),
        new_key(),
        deal_id=lost.deal_id,
        person_id=lost.person_id,
        factors=[Reason.SERVICE, Reason.PRICE],
        words="We could not see who would be in the room.",
    )

    assert said_by(house, "buyer") == [
        ("reason", "price", 2, ""),
        ("reason", "service", 1, "We could not see who would be in the room."),
    ]
    assert pick(rows_of(house, "touches"), "channel", "outcome", "minutes") == [("call", "spoke", 5)]


def test_a_day_they_name_is_their_promise_with_their_leave(house, lost):
    debrief_loss(
        acting(house),
        new_key(),
        deal_id=lost.deal_id,
        person_id=lost.person_id,
        may_return=MayReturn.ON_DATE,
        back_on=date(2027, 1, 11),
    )

    assert pick(rows_of(house, "promises"), "due_on", "source") == [(date(2027, 1, 11), "buyer")]
    assert pick(rows_of(house, "permissions"), "state") == [("granted",)]


def test_only_if_something_changes_is_leave_to_come_back_and_being_left_alone_until_something_does(
    house, lost, with_advice
):
    def advised() -> tuple[str, str, date | None]:
        return Advice.objects.within(house.workspace_id).values_list("kind", "stopped_by", "reconsider_on").get()

    debrief_loss(
        acting(house), new_key(), deal_id=lost.deal_id, person_id=lost.person_id, may_return=MayReturn.IF_CHANGED
    )
    later = [acting(house, NOW + timedelta(days=day)) for day in (400, 401, 402)]

    assert pick(rows_of(house, "permissions"), "state") == [("granted",)]
    assert rows_of(house, "promises") == []
    assert advised() == ("leave_alone", "only_if_changed", None)
    rest(later[0], new_key(), deal_id=lost.deal_id, until_on=date(2027, 12, 1))
    assert advised() == ("leave_alone", "only_if_changed", None)

    record_signal(later[1], new_key(), kind=SignalKind.RECALL, account_id=lost.account_id)
    assert advised() == ("wait", "rest", date(2027, 12, 1))
    undo(later[2], new_key())
    assert advised() == ("leave_alone", "only_if_changed", None)


def test_a_no_on_the_call_is_their_own_act_and_stays_when_the_debrief_is_undone(house, lost):
    debrief_loss(
        acting(house),
        new_key(),
        deal_id=lost.deal_id,
        person_id=lost.person_id,
        factors=[Reason.PRICE],
        may_return=MayReturn.NO,
    )
    assert ("verdict", "no", 1, "") in said_by(house, "buyer")

    done = undo(acting(house, NOW + timedelta(minutes=1)), new_key())

    assert done.label == "Undone: Debriefed: Dr. Lena Whitfield. One person stays left alone, by their own word"
    assert said_by(house, "buyer", NOW + timedelta(hours=1)) == []
    assert {row["origin"] for row in rows_of(house, "suppressions", NOW + timedelta(hours=1))} == {"person"}


def test_everything_of_a_debrief_is_undone_at_once(house, lost):
    before = record_of(house)
    debrief_loss(
        acting(house),
        new_key(),
        deal_id=lost.deal_id,
        person_id=lost.person_id,
        factors=[Reason.PRICE],
        better="Show the training plan.",
        others=[("Gordon Moss", "Chief Financial Officer")],
        again=Again.PERHAPS,
        may_return=MayReturn.YEAR,
    )
    assert [row["name"] for row in rows_of(house, "people")][-1] == "Gordon Moss"

    undo(acting(house, NOW + timedelta(minutes=1)), new_key())

    assert record_of(house, NOW + timedelta(hours=1)) == before
    assert read_debriefs(house.workspace_id, [lost.deal_id]) == []


def test_ones_own_view_is_the_reps_and_no_contact(house, lost):
    debrief_loss(
        acting(house),
        new_key(),
        deal_id=lost.deal_id,
        how=DebriefHow.OWN,
        factors=[Reason.NOT_UNDERSTOOD],
        verdict=Verdict.CHOSE_OTHER,
    )

    assert ("reason", "not_understood", 1, "") in said_by(house, "rep")
    assert ("verdict", "chose_other", 1, "") in said_by(house, "rep")
    assert said_by(house, "buyer") == []
    assert rows_of(house, "touches") == []


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({}, "Nothing is answered yet"),
        ({"words": "  "}, "Nothing is answered yet"),
        ({"factors": [Reason.PRICE, Reason.PRICE]}, "Name each factor once"),
        ({"may_return": MayReturn.ON_DATE}, "Which day did they name"),
        ({"may_return": MayReturn.ON_DATE, "back_on": date(2026, 10, 14)}, "has come already"),
        ({"may_return": MayReturn.ON_DATE, "back_on": date(2036, 10, 14)}, "more than five years away"),
        ({"may_return": MayReturn.YEAR, "back_on": date(2027, 10, 14)}, "goes with “On a day they named”"),
        ({"may_return": MayReturn.YEAR, "person_id": None}, "Name the person"),
        ({"how": DebriefHow.FORM, "factors": [Reason.PRICE]}, "answered by the buyer alone"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_the_way_out(house, lost, given, refusal):
    before = record_of(house)
    with pytest.raises(RefusedError, match=refusal):
        debrief_loss(acting(house), new_key(), **{"deal_id": lost.deal_id, "person_id": lost.person_id, **given})
    assert record_of(house) == before


def test_several_people_of_one_deal_are_heard_each_for_themselves(house, lost):
    for name, factor in (("Dr. Lena Whitfield", Reason.SERVICE), ("Gordon Moss", Reason.BUDGET)):
        others = [("Gordon Moss", "CFO")] if factor == Reason.SERVICE else []
        view = show_debrief(acting(house), lost.deal_id)
        who = next(one for one in view.stakeholders if one.name == name)
        debrief_loss(
            acting(house, NOW + timedelta(minutes=len(view.heard))),
            new_key(),
            deal_id=lost.deal_id,
            person_id=who.person_id,
            factors=[factor],
            others=others,
        )

    view = show_debrief(acting(house), lost.deal_id)
    assert [(side.buyer, side.gap) for side in view.sides] == [("Gordon Moss", 0.0), ("Dr. Lena Whitfield", 1.0)]
    assert view.sides[1].words == "You put “Budget froze” first. Dr. Whitfield named “Training and rollout”."
    assert view.sides[1].control_words == "Yours is not ours to change; theirs is ours to change."
    assert {one.name: one.talked for one in view.stakeholders} == {
        "Dr. Lena Whitfield": "Told us on 14 October",
        "Gordon Moss": "Told us on 14 October",
    }


def test_the_form_shows_what_the_rep_chose_and_nothing_else(house, lost):
    token = make_link(house, lost, about="the OR cameras")

    view = show_buyer_form(token, NOW)

    assert (view.name, view.company, view.about) == ("Maya Brandt", "", "the OR cameras")
    assert "Tamarack" not in repr(view)
    assert "Whitfield" not in repr(view)


def test_answers_of_the_form_count_at_once_as_the_buyers(house, lost):
    token = make_link(house, lost)

    answer_form(
        token,
        "a",
        NOW,
        factors=[Reason.SERVICE, Reason.PRICE],
        is_ranked=True,
        better="Week one.",
        going=Going.MIXED,
        may_return=MayReturn.THREE_MONTHS,
    )

    assert said_by(house, "buyer") == [("reason", "price", 2, ""), ("reason", "service", 1, "Week one.")]
    assert pick(rows_of(house, "promises"), "due_on", "source") == [(date(2027, 1, 13), "buyer")]
    assert [one.how for one in read_debriefs(house.workspace_id, [lost.deal_id])] == ["form"]
    assert rows_of(house, "touches") == []


def test_an_answer_of_the_form_is_told_to_whom_it_concerns_and_changes_the_advice_at_once(house, lost, with_advice):
    priya = make_member(house)
    token = make_link(house, lost)
    answer_form(token, "a", NOW, better="Week one.", may_return=MayReturn.IF_CHANGED)

    told = AnswerView(
        lost.deal_id,
        "Dr. Lena Whitfield",
        "Tamarack Regional",
        "Week one.",
        "Only if something relevant changes.",
        "today",
    )
    assert show_debriefs(acting(house)).answers == (told,)
    assert show_today(acting(house)).answers == (told,)
    assert show_today(acting(house, member_id=priya)).answers == ()
    assert show_today(acting(house, NOW + timedelta(days=4))).answers == ()
    assert Advice.objects.within(house.workspace_id).get().stopped_by == "only_if_changed"


@pytest.mark.parametrize("may", [None, MayReturn.IF_CHANGED, MayReturn.THREE_MONTHS])
def test_a_wish_for_silence_in_a_buyers_own_words_holds_beside_their_yes_and_is_told_until_somebody_answers_it(
    house, lost, may
):
    token = make_link(house, lost)
    done = answer_form(token, "a", NOW, better="The demo was fine. Do not contact me again.", may_return=may)

    assert done.result is not None and done.result["silence"]
    assert pick(rows_of(house, "suppressions"), "origin") == [("machine",)]
    assert "a wish not to be contacted" in show_today(acting(house)).answers[0].may

    call_misread(acting(house, NOW + timedelta(hours=1)), new_key(), deal_id=lost.deal_id, person_id=lost.person_id)
    assert "a wish not" not in show_today(acting(house, NOW + timedelta(hours=1))).answers[0].may


def test_a_wish_to_be_left_alone_for_a_while_is_not_one_for_ever(house, lost):
    done = answer_form(make_link(house, lost), "a", NOW, better="Please do not contact me before March.")
    assert done.result is not None and "silence" not in done.result
    assert rows_of(house, "suppressions") == []


def test_only_who_can_see_it_is_offered_as_a_caller(house, lost):
    make_member(house, "Ben Hollis", signs_in=False)
    priya = make_member(house)
    assert show_debrief(acting(house), lost.deal_id).colleagues == ((priya, "Priya Kapoor"),)


def test_a_no_on_the_form_is_nothing_a_rep_can_undo(house, lost):
    token = make_link(house, lost)
    done = answer_form(token, "a", NOW, may_return=MayReturn.NO)

    with pytest.raises(RefusedError, match="cannot be undone"):
        undo(acting(house), new_key(), command_id=done.command_id)
    assert {row["origin"] for row in rows_of(house, "suppressions")} == {"person"}


def test_who_said_no_may_say_yes_by_the_same_link(house, lost):
    token = make_link(house, lost)
    answer_form(token, "a", NOW, may_return=MayReturn.NO)
    assert rows_of(house, "suppressions") != []
    answer_form(token, "b", NOW + timedelta(hours=1), may_return=MayReturn.YEAR)

    assert rows_of(house, "suppressions", NOW + timedelta(hours=2)) == []


def test_the_same_answers_twice_are_kept_once_and_other_ones_from_the_same_page_once_more(house, lost):
    token = make_link(house, lost)
    for key in ("a", "a", "b"):
        answer_form(token, key, NOW, factors=[Reason.PRICE])
    assert len(read_debriefs(house.workspace_id, [lost.deal_id])) == 1

    answer_form(token, "a", NOW, factors=[Reason.BUDGET])
    answer_form(token, "a", NOW + timedelta(hours=1), better="Week one.")
    assert len(read_debriefs(house.workspace_id, [lost.deal_id])) == 3
    assert [one.words for one in show_today(acting(house, NOW + timedelta(hours=1))).answers] == ["Week one."]


def test_a_link_that_is_wrong_old_or_closed_opens_nothing(house, lost):
    token = make_link(house, lost, days=7)
    link = show_debrief(acting(house), lost.deal_id).links[0]

    for wrong in ("", "x", token[:-1], token.swapcase(), make_token(house.workspace_id, lost.deal_id)):
        with pytest.raises(NoSuchFormError):
            show_buyer_form(wrong, NOW)
    with pytest.raises(NoSuchFormError):
        show_buyer_form(token, NOW + timedelta(days=7))
    revoke_form_link(acting(house), new_key(), link_id=link.link_id)
    with pytest.raises(NoSuchFormError):
        answer_form(token, "a", NOW, factors=[Reason.PRICE])
    undo(acting(house, NOW + timedelta(minutes=1)), new_key())
    assert show_buyer_form(token, NOW).name == "Maya Brandt"


def test_the_book_keeps_a_hash_and_no_token(house, lost):
    token = make_link(house, lost)
    row = FormLink.objects.within(house.workspace_id).values().get()

    assert len(row["token_hash"]) == 64
    assert token not in repr(row)


def test_somebody_left_alone_gets_no_form(house, lost):
    debrief_loss(acting(house), new_key(), deal_id=lost.deal_id, person_id=lost.person_id, may_return=MayReturn.NO)
    with pytest.raises(RefusedError, match=r"Dr\. Lena Whitfield is left alone"):
        make_link(house, lost)


def test_a_colleague_who_was_asked_sees_it_until_the_call_was_made(house, lost):
    priya = make_member(house)
    ask_colleague(acting(house), new_key(), deal_id=lost.deal_id, member_id=priya, words="He trusts you")
    assert [(ask.account, ask.words) for ask in read_asks(house.workspace_id, priya)] == [
        ("Tamarack Regional", "He trusts you")
    ]

    later = NOW + timedelta(hours=1)
    debrief_loss(acting(house, later, priya), new_key(), deal_id=lost.deal_id, factors=[Reason.PRICE])
    assert read_asks(house.workspace_id, priya) == []
    with pytest.raises(RefusedError, match="That is you"):
        ask_colleague(acting(house), new_key(), deal_id=lost.deal_id, member_id=house.owner_id)


def test_who_lost_none_of_them_sees_everybodys_until_they_choose_their_own(house):
    seller = make_member(house, "Seller 9", signs_in=False)
    Deal.objects.within(house.workspace_id).filter(pk=_import_one(house)).update(owner=seller)

    shown = [show_debriefs(acting(house), everybody=chosen) for chosen in (None, False)]
    assert [(view.is_everybody, view.count) for view in shown] == [(True, 1), (False, 0)]


def test_a_loss_is_untold_until_somebody_spoke_about_it(house):
    told = lose_a_deal(house)
    since = date(2026, 1, 1)
    assert read_untold(house.workspace_id, since, None, 10) == ([], 0)

    untold = _import_one(house)
    found, count = read_untold(house.workspace_id, since, house.owner_id, 10)
    assert ([one.deal_id for one in found], count) == ([untold], 1)
    assert told.deal_id != untold

    debrief_loss(acting(house), new_key(), deal_id=untold, how=DebriefHow.OWN, better="Ask earlier.")
    assert read_untold(house.workspace_id, since, None, 10) == ([], 0)


def _import_one(house: House):
    """Add a lost deal of which nothing is said."""
    return add_deal(acting(house), new_key(), who="Bellhaven Clinic", lost_on=date(2026, 9, 2)).deals[0]


def test_who_looks_for_a_job_asks_as_one_person(house, lost):
    change_settings(acting(house), new_key(), pack="job_search")
    view = show_buyer_form(make_link(house, lost), NOW)
    assert view.is_one
    assert [one.hint for one in view.may_return][2:] == [
        "Until then you hear nothing from me.",
        "Maya Brandt will not write or call again.",
    ]
