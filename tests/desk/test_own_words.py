"""One's own words and another thing to bring: they stand on the card until the next contact, and are undone."""

from datetime import timedelta
from uuid import UUID

import pytest

from rekindle.book.models import Account
from rekindle.desk.actor import RefusedError
from rekindle.desk.morning import plan_workspace
from rekindle.desk.show.bringing import show_bringing
from rekindle.desk.show.deal import show_deal
from rekindle.desk.show.today import show_today
from rekindle.desk.show.views import Card
from rekindle.desk.verbs import bring_instead, change_playbook, change_words, log_touch, undo
from rekindle.terms.ids import new_id
from rekindle.terms.losses import Verdict
from rekindle.terms.touches import Channel, Outcome
from tests.desk.support import acting, new_key
from tests.support.cast import NOW, House, LostDeal, lose_a_deal, make_member

LATER = NOW + timedelta(minutes=1)


@pytest.fixture
def lost(house: House) -> LostDeal:
    found = lose_a_deal(house, lost_on=NOW.date() - timedelta(days=200), verdict=Verdict.NO_DECISION)
    plan_workspace(house.workspace_id, NOW)
    return found


def card_of(house: House, deal_id: UUID) -> Card:
    view = show_today(acting(house, LATER))
    return next(card for group in view.groups for card in group.cards if card.deal_id == deal_id)


def test_own_words_stand_on_the_card_and_an_undo_brings_the_playbooks_back(house, lost):
    before = card_of(house, lost.deal_id)
    change_words(acting(house), new_key(), deal_id=lost.deal_id, subject="In two lines", words="Hello.\n\nTwo pages.")
    card = card_of(house, lost.deal_id)
    assert (card.opening.subject, card.opening.paragraphs) == ("In two lines", ("Hello.", "Two pages."))
    assert card.opening.is_own
    undo(acting(house, LATER), new_key())
    assert card_of(house, lost.deal_id) == before


def test_own_words_are_kept_with_the_contact_and_told_in_the_history(house, lost):
    card = card_of(house, lost.deal_id)
    change_words(acting(house), new_key(), deal_id=lost.deal_id, subject="In two lines", words="Hello.\n\nTwo pages.")
    said = {"deal_id": lost.deal_id, "person_id": card.person_id, "outcome": Outcome.SENT}
    log_touch(acting(house, LATER), new_key(), **said, channel=card.channel, words="Sent it at noon.")
    log_touch(acting(house, LATER + timedelta(minutes=1)), new_key(), **said, channel=card.channel)
    told = [(one.title, one.words) for one in show_deal(acting(house, LATER), lost.deal_id).history]
    assert ("In two lines", "Sent it at noon.\n\nHello.\n\nTwo pages.") in told
    assert [words for _, words in told if "Two pages." in words] == ["Sent it at noon.\n\nHello.\n\nTwo pages."]


@pytest.mark.parametrize(
    "other",
    [{"outcome": Outcome.NO_ANSWER}, {"channel": Channel.EVENT}, {"person_id": None}],
    ids=["nobody answered", "another way", "somebody else"],
)
def test_own_words_meant_for_another_contact_are_not_put_into_this_one(house, lost, other):
    card = card_of(house, lost.deal_id)
    change_words(acting(house), new_key(), deal_id=lost.deal_id, words="Two pages.")
    said = {"person_id": card.person_id, "outcome": Outcome.SENT, "channel": card.channel, **other}
    log_touch(acting(house, LATER), new_key(), deal_id=lost.deal_id, **said)
    assert "Two pages." not in str(show_deal(acting(house, LATER), lost.deal_id).history)


def test_nothing_said_is_the_playbooks_words_again(house, lost):
    before = card_of(house, lost.deal_id)
    change_words(acting(house), new_key(), deal_id=lost.deal_id, words="Hello.")
    change_words(acting(house, LATER), new_key(), deal_id=lost.deal_id, words=" ")
    assert card_of(house, lost.deal_id) == before


def test_something_else_is_brought_and_said_in_the_words(house, lost):
    choices = show_bringing(acting(house), lost.deal_id).choices
    now = card_of(house, lost.deal_id).bring
    assert now.asset_key in {one.asset_key for one in choices if one.is_chosen}
    other = next(one for one in choices if not one.is_chosen)
    bring_instead(acting(house), new_key(), deal_id=lost.deal_id, asset_key=other.asset_key)
    assert card_of(house, lost.deal_id).bring.title == other.title
    bring_instead(acting(house, LATER), new_key(), deal_id=lost.deal_id)
    assert card_of(house, lost.deal_id).bring == now


def test_something_worth_money_brought_instead_has_to_be_reported_where_the_law_says_so(house, lost):
    Account.objects.within(house.workspace_id).update(region="Ohio")
    other = next(one for one in show_bringing(acting(house), lost.deal_id).choices if not one.is_chosen)
    report = "Note what it is worth and for whom: it has to be reported"
    kept = []
    for worth in (1_300, 1_400):
        changes = {f"assets.{other.asset_key}.value_minor": worth}
        change_playbook(acting(house), new_key(), changes=changes, why="Two of us asked.")
        bring_instead(acting(house), new_key(), deal_id=lost.deal_id, asset_key=other.asset_key)
        kept.append(report in card_of(house, lost.deal_id).kept)
    bring_instead(acting(house, LATER), new_key(), deal_id=lost.deal_id)
    assert [*kept, report in card_of(house, lost.deal_id).kept] == [False, True, False]


def test_what_the_desk_proposes_is_the_first_of_what_answers_the_reason(house, lost):
    choices = show_bringing(acting(house), lost.deal_id).choices
    assert [one.answers for one in choices] == sorted((one.answers for one in choices), reverse=True)
    assert next(one for one in choices if one.is_chosen).answers


def test_what_was_sent_before_is_not_offered_and_not_taken(house, lost):
    key = card_of(house, lost.deal_id).bring.asset_key
    sent_at = acting(house, NOW - timedelta(days=150))
    log_touch(
        sent_at,
        new_key(),
        deal_id=lost.deal_id,
        outcome=Outcome.SENT,
        channel=Channel.MAIL,
        person_id=lost.person_id,
        asset_key=key,
    )
    plan_workspace(house.workspace_id, NOW)
    assert key not in {one.asset_key for one in show_bringing(acting(house), lost.deal_id).choices}
    with pytest.raises(RefusedError, match="may not be brought"):
        bring_instead(acting(house), new_key(), deal_id=lost.deal_id, asset_key=key)


def test_a_contact_uses_the_words_up(house, lost):
    change_words(acting(house), new_key(), deal_id=lost.deal_id, words="Hello.")
    log_touch(
        acting(house, LATER),
        new_key(),
        deal_id=lost.deal_id,
        outcome=Outcome.NO_ANSWER,
        channel=Channel.CALL,
        person_id=lost.person_id,
    )
    plan_workspace(house.workspace_id, NOW + timedelta(days=90))
    view = show_today(acting(house, NOW + timedelta(days=90)))
    assert [card.opening.is_own for group in view.groups for card in group.cards] in ([], [False])


def test_a_colleague_keeps_their_own_words(house, lost):
    priya = make_member(house)
    change_words(acting(house, member_id=priya), new_key(), deal_id=lost.deal_id, words="Hello from Priya.")
    assert not card_of(house, lost.deal_id).opening.is_own


@pytest.mark.parametrize("verb", [change_words, bring_instead])
def test_a_deal_that_is_not_here_is_refused(house, lost, verb):
    with pytest.raises(RefusedError, match="no such deal"):
        verb(acting(house), new_key(), deal_id=new_id())
