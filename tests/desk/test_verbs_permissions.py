"""Permission to come back, rests, signals and settings."""

from datetime import date, timedelta

import pytest

from rekindle.book.read.workspace import read_members, read_workspace
from rekindle.desk import verbs
from rekindle.desk.actor import RefusedError
from rekindle.terms.people import PermissionState
from rekindle.terms.touches import Channel, SignalKind
from tests.desk.support import acting, new_key, pick, rows_of
from tests.support.cast import NOW, TODAY, lose_a_deal, make_member, make_workspace


def test_asking_for_permission_is_on_the_record(sqlite_book):
    house = make_workspace()
    lost = lose_a_deal(house)

    done = verbs.ask_permission(
        acting(house),
        new_key(),
        person_id=lost.person_id,
        deal_id=lost.deal_id,
        channel=Channel.MAIL,
        words="May I follow up in spring?",
    )

    assert done.label == "Asked whether we may come back: Dr. Lena Whitfield"
    assert pick(rows_of(house, "permissions"), "person_id", "state", "channel") == [
        (lost.person_id.hex, "asked", "mail")
    ]


def test_who_is_left_alone_is_not_asked(sqlite_book):
    house = make_workspace()
    lost = lose_a_deal(house)
    verbs.respect_no(acting(house), new_key(), person_id=lost.person_id)

    with pytest.raises(RefusedError, match="is left alone, so we do not ask"):
        verbs.ask_permission(acting(house), new_key(), person_id=lost.person_id, deal_id=lost.deal_id)


def test_the_day_they_named_becomes_their_promise(sqlite_book):
    house = make_workspace()
    lost = lose_a_deal(house)

    done = verbs.record_permission(
        acting(house),
        new_key(),
        person_id=lost.person_id,
        deal_id=lost.deal_id,
        state=PermissionState.GRANTED,
        words="Call me when the capital list opens.",
        revisit_on=date(2026, 11, 2),
    )

    assert done.label == "May come back, about Monday 2 November: Dr. Lena Whitfield"
    assert pick(rows_of(house, "promises"), "deal_id", "due_on", "sd_days", "source", "words") == [
        (lost.deal_id.hex, date(2026, 11, 2), 14.0, "buyer", "Call me when the capital list opens.")
    ]


def test_a_permission_does_not_lift_what_leaves_somebody_alone(sqlite_book):
    house = make_workspace()
    lost = lose_a_deal(house)
    verbs.respect_no(acting(house), new_key(), person_id=lost.person_id)
    before = rows_of(house, "suppressions")

    done = verbs.record_permission(acting(house), new_key(), person_id=lost.person_id, state=PermissionState.GRANTED)

    assert done.result is not None
    assert done.result["left_alone"].startswith("Dr. Lena Whitfield is still left alone.")
    assert rows_of(house, "suppressions") == before


def test_a_permission_taken_back_proposes_to_leave_them_alone(sqlite_book):
    house = make_workspace()
    lost = lose_a_deal(house)

    done = verbs.record_permission(acting(house), new_key(), person_id=lost.person_id, state=PermissionState.WITHDRAWN)

    assert done.label == "Took back their permission: Dr. Lena Whitfield"
    assert done.result is not None
    assert done.result["proposes"] == "respect_no"


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        (
            {"state": PermissionState.ASKED},
            "Record what they answered. That we asked is noted by asking for permission.",
        ),
        (
            {"state": PermissionState.REFUSED, "revisit_on": date(2026, 12, 1)},
            "They said no, so there is no day to come back. Leave the day out.",
        ),
        (
            {"state": PermissionState.GRANTED, "revisit_on": TODAY},
            "The day they named, 2026-10-14, has come already. Choose a day after today.",
        ),
        (
            {"state": PermissionState.GRANTED, "until_on": date(2026, 10, 13)},
            "A permission until 2026-10-13 has run out already. Choose a later day, or leave it out.",
        ),
        (
            {"state": PermissionState.GRANTED, "revisit_on": date(2026, 12, 1), "deal_id": None},
            "Come back about what? Name the deal together with the day.",
        ),
    ],
)
def test_a_permission_that_contradicts_itself_is_refused(sqlite_book, said, refusal):
    house = make_workspace()
    lost = lose_a_deal(house)

    with pytest.raises(RefusedError) as refused:
        verbs.record_permission(
            acting(house), new_key(), **{"person_id": lost.person_id, "deal_id": lost.deal_id, **said}
        )

    assert str(refused.value) == refusal


def test_a_deal_rests_until_a_day(sqlite_book):
    house = make_workspace()
    lost = lose_a_deal(house)

    done = verbs.rest(acting(house), new_key(), deal_id=lost.deal_id, until_on=date(2026, 11, 2))
    next_year = verbs.rest(acting(house), new_key(), deal_id=lost.deal_id, until_on=date(2027, 1, 4))

    assert done.label == "Resting until Monday 2 November: Tamarack Regional"
    assert next_year.label == "Resting until Monday 4 January 2027: Tamarack Regional"
    assert pick(rows_of(house, "rests"), "until_on") == [(date(2027, 1, 4),)]


@pytest.mark.parametrize("words", ["Please, never call.", "Said to wait. Please block us", "do not contact me again"])
def test_a_wish_in_the_words_of_a_rest_leaves_the_person_alone_at_once(sqlite_book, words):
    house = make_workspace()
    lost = lose_a_deal(house)
    said = {"deal_id": lost.deal_id, "until_on": date(2026, 11, 2), "words": words}

    done = verbs.rest(acting(house), new_key(), **said, person_id=lost.person_id)

    assert done.result == {"left_alone": "They asked not to be contacted, so they are left alone, everywhere."}
    assert pick(rows_of(house, "suppressions"), "origin", "person_id") == [("machine", lost.person_id.hex)]
    verbs.undo(acting(house), new_key())
    assert rows_of(house, "suppressions") == []

    unnamed = verbs.rest(acting(house), new_key(), **said)
    both = verbs.rest_deals(
        acting(house), new_key(), deal_ids=[lost.deal_id], until_on=TODAY + timedelta(days=1), words=words
    )
    asks = {"left_alone": "They ask not to be contacted. Say who it is, and they are left alone, everywhere."}
    assert (unnamed.result, both.result) == (asks, asks), "nobody is named: it asks, and leaves nobody alone by a guess"
    assert rows_of(house, "suppressions") == []


@pytest.mark.parametrize(
    ("words", "asks"),
    [
        ("Call again in April.", "Your words name Friday 16 April 2027. Rest until then, if that is meant."),
        ("Call me on 20 October.", "Your words name Tuesday 20 October. Rest until then, if that is meant."),
        ("They said early November.", None),
        ("Not before 2 November, please do not call earlier", None),
        ("No budget yet", None),
        ("", None),
    ],
)
def test_a_rest_is_until_the_day_that_was_picked_and_says_where_its_words_name_another(sqlite_book, words, asks):
    house = make_workspace()
    lost = lose_a_deal(house)

    done = verbs.rest(acting(house), new_key(), deal_id=lost.deal_id, until_on=date(2026, 11, 2), words=words)

    assert (done.result or {}).get("asks") == asks
    assert pick(rows_of(house, "rests"), "until_on") == [(date(2026, 11, 2),)]
    assert rows_of(house, "promises") == [], "what a machine read is nobody's promise"


@pytest.mark.parametrize(
    ("until_on", "refusal"),
    [
        (TODAY, "Choose a day after today to come back to it: 2026-10-14 has come already."),
        (date(2036, 1, 1), "That is more than five years away. Choose a nearer day, or leave them alone."),
    ],
)
def test_a_rest_needs_a_day_to_come(sqlite_book, until_on, refusal):
    house = make_workspace()
    lost = lose_a_deal(house)

    with pytest.raises(RefusedError) as refused:
        verbs.rest(acting(house), new_key(), deal_id=lost.deal_id, until_on=until_on)

    assert str(refused.value) == refusal


def test_what_was_won_is_not_put_to_rest(sqlite_book):
    house = make_workspace()
    lost = lose_a_deal(house)
    verbs.win(acting(house), new_key(), deal_id=lost.deal_id)

    with pytest.raises(RefusedError, match="is won; there is nothing to let rest"):
        verbs.rest(acting(house), new_key(), deal_id=lost.deal_id, until_on=date(2026, 11, 2))


def test_a_contract_that_ends_is_a_signal_and_a_contract(sqlite_book):
    house = make_workspace()
    lost = lose_a_deal(house)

    done = verbs.record_signal(
        acting(house),
        new_key(),
        kind=SignalKind.CONTRACT_ENDS,
        deal_id=lost.deal_id,
        incumbent="Corvex",
        product="Vantage 4K",
        ends_on=date(2027, 3, 31),
    )

    assert done.label == "Contract ends: Tamarack Regional"
    assert pick(rows_of(house, "contracts"), "account_id", "incumbent", "product", "ends_on") == [
        (lost.account_id.hex, "Corvex", "Vantage 4K", date(2027, 3, 31))
    ]
    assert pick(rows_of(house, "signals"), "kind", "account_id", "deal_id", "until_on") == [
        ("contract_ends", lost.account_id.hex, lost.deal_id.hex, date(2027, 3, 31))
    ]


def test_a_signal_about_a_person_belongs_to_where_they_work(sqlite_book):
    house = make_workspace()
    lost = lose_a_deal(house)

    done = verbs.record_signal(
        acting(house),
        new_key(),
        kind=SignalKind.PANEL_TALK,
        person_id=lost.person_id,
        words="Spoke on staffing",
        happened_on=date(2026, 10, 9),
    )

    assert done.label == "Spoke on a panel: Dr. Lena Whitfield"
    assert pick(rows_of(house, "signals"), "account_id", "person_id", "happened_on") == [
        (lost.account_id.hex, lost.person_id.hex, date(2026, 10, 9))
    ]


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        (
            {"kind": SignalKind.RECALL},
            "What is it about? Name an account, a person, a deal or a product.",
        ),
        (
            {"kind": SignalKind.CONTRACT_ENDS, "product": "Vantage 4K"},
            "Whose contract ends, and when? Name the account and the day.",
        ),
        (
            {"kind": SignalKind.RECALL, "product": "Vantage 4K", "happened_on": date(2026, 10, 20)},
            "A signal of 2026-10-20 is still to come. Choose today or a day before it.",
        ),
        (
            {"kind": SignalKind.RECALL, "product": "Vantage 4K", "until_on": date(2026, 10, 1)},
            "It cannot count until 2026-10-01, before it happened. Choose a later day.",
        ),
    ],
)
def test_a_signal_about_nothing_is_refused(sqlite_book, said, refusal):
    house = make_workspace()

    with pytest.raises(RefusedError) as refused:
        verbs.record_signal(acting(house), new_key(), **said)

    assert str(refused.value) == refusal


def test_a_member_changes_their_own_settings_and_can_undo_it(sqlite_book):
    house = make_workspace()
    rep = make_member(house)
    before = read_members(house.workspace_id)

    verbs.change_settings(
        acting(house, member_id=rep), new_key(), zone="Europe/Berlin", minutes_per_week=300, working_days="4321"
    )

    changed = next(one for one in read_members(house.workspace_id) if one.member_id == rep)
    assert (changed.zone, changed.minutes_per_week, changed.working_days) == ("Europe/Berlin", 300, "1234")
    verbs.undo(acting(house, member_id=rep), new_key())
    assert read_members(house.workspace_id) == before


def test_settings_of_the_workspace_are_for_its_admin(sqlite_book):
    house = make_workspace()
    rep = make_member(house)

    with pytest.raises(RefusedError, match="Settings of the workspace are for its admin"):
        verbs.change_settings(acting(house, member_id=rep), new_key(), zone="Europe/Berlin", currency="EUR")
    done = verbs.change_settings(acting(house), new_key(), currency="eur", jurisdiction="de", fiscal_month=7)

    assert done.undoable is False
    workspace = read_workspace(house.workspace_id)
    assert (workspace.currency, workspace.jurisdiction) == ("EUR", "DE")
    assert {one.zone for one in read_members(house.workspace_id) if one.member_id == rep} == {"UTC"}


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({}, "Nothing was said to change."),
        ({"zone": "Mars/Olympus"}, "“Mars/Olympus” is no time zone. Write it as Europe/Berlin or America/Chicago."),
        ({"zone": "../etc/passwd"}, "“../etc/passwd” is no time zone. Write it as Europe/Berlin or America/Chicago."),
        (
            {"working_days": "08"},
            "Working days are the digits 1, Monday, to 7, Sunday: 12345 for Monday to Friday.",
        ),
        ({"minutes_per_week": 10_081}, "Minutes per week lies between 0 and 10,080; 10,081 does not."),
        ({"name": " "}, "A name is needed."),
        ({"fiscal_month": 13}, "The month in which the year begins lies between 1 and 12; 13 does not."),
    ],
)
def test_a_setting_that_cannot_be_is_refused(sqlite_book, said, refusal):
    house = make_workspace()

    with pytest.raises(RefusedError) as refused:
        verbs.change_settings(acting(house), new_key(), **said)

    assert str(refused.value) == refusal


def test_a_rest_counts_days_where_the_member_is(sqlite_book):
    house = make_workspace(zone="Pacific/Auckland")
    lost = lose_a_deal(house)
    late = NOW.replace(hour=20)

    with pytest.raises(RefusedError, match="Choose a day after today"):
        verbs.rest(acting(house, late), new_key(), deal_id=lost.deal_id, until_on=TODAY + timedelta(days=1))
