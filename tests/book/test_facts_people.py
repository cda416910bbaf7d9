"""Who people are, how they can be reached, and who is left alone."""

from datetime import date, timedelta

import pytest

from rekindle.book.facts import facts
from rekindle.book.models import Post, Suppression
from rekindle.book.write.accounts import write_account
from rekindle.book.write.consent import LedgerError, answer_suppression, write_suppression
from rekindle.book.write.people import end_post, write_contact_point, write_person, write_post
from rekindle.book.write.undo import void_rows
from rekindle.book.write.writing import record
from rekindle.terms.people import ContactKind, SuppressionOrigin, SuppressionState
from rekindle.terms.touches import Channel
from tests.support.cast import NOW, TODAY, House, LostDeal, make_person, make_workspace
from tests.support.tables import row, rows

REP, PERSON = SuppressionOrigin.REP, SuppressionOrigin.PERSON


def left_alone(house: House, at=NOW) -> list[tuple[str | None, str | None, str | None, str]]:
    found = facts(house.workspace_id, at)["suppressions"].to_pylist()
    return sorted(((one["person_id"], one["account_id"], one["channel"], one["origin"]) for one in found), key=repr)


def test_a_person_is_at_the_account_of_their_latest_post(house, lost):
    writing = house.writing(NOW - timedelta(days=3))
    other = write_account(writing, "Lakemont", jurisdiction="ca")
    post = write_post(writing, lost.person_id, other, title="Chief of Surgery")
    known = row(facts(house.workspace_id, NOW), "people", person_id=lost.person_id)
    assert (known["account_id"], known["jurisdiction"]) == (other.hex, "CA")
    end_post(house.writing(), post, TODAY)
    known = row(facts(house.workspace_id, NOW), "people", person_id=lost.person_id)
    assert (known["account_id"], known["jurisdiction"]) == (lost.account_id.hex, "US")


def test_somebody_without_a_post_is_nowhere(house):
    write_person(house.writing(), "Jordan Ellis")
    assert row(facts(house.workspace_id, NOW), "people") == {
        "person_id": row(facts(house.workspace_id, NOW), "people")["person_id"],
        "account_id": None,
        "name": "Jordan Ellis",
        "title": None,
        "jurisdiction": "US",
        "has_mail": False,
        "has_phone": False,
        "has_linkedin": False,
    }


def test_an_address_taken_back_reaches_nobody(house, lost):
    writing = house.writing()
    write_contact_point(writing, lost.person_id, ContactKind.LINKEDIN, "in/lena")
    assert row(facts(house.workspace_id, NOW), "people")["has_linkedin"] is True
    void_rows(house.writing(), writing.made)
    assert row(facts(house.workspace_id, NOW), "people")["has_linkedin"] is False


def test_a_suppression_names_the_person_and_each_of_their_addresses(house, lost):
    entries = write_suppression(house.writing(), REP, person_id=lost.person_id)
    keys = set(Suppression.objects.within(house.workspace_id).values_list("address_key", flat=True))
    assert (len(entries), len(keys), "" in keys) == (3, 3, True)
    assert left_alone(house) == [(lost.person_id.hex, None, None, "rep")]


def test_whoever_has_the_address_is_left_alone_too(house, lost):
    write_suppression(house.writing(NOW - timedelta(days=400)), PERSON, person_id=lost.person_id)
    again = make_person(
        house.writing(), lost.account_id, "L. Whitfield", mail="LENA.Whitfield@tamarack.example", phone=""
    )
    assert left_alone(house) == sorted([(lost.person_id.hex, None, None, "person"), (again.hex, None, None, "person")])


def test_nobody_is_left_alone_for_an_empty_address(house, lost):
    nobody_known = write_person(house.writing(), "Dr. Amit Rao")
    write_contact_point(house.writing(), nobody_known, ContactKind.MAIL, "")
    write_suppression(house.writing(), REP, person_id=lost.person_id)
    assert left_alone(house) == [(lost.person_id.hex, None, None, "rep")]


def test_an_entry_for_every_channel_covers_the_others(house, lost):
    write_suppression(house.writing(), PERSON, person_id=lost.person_id, channel=Channel.MAIL)
    assert left_alone(house) == [(lost.person_id.hex, None, "mail", "person")]
    write_suppression(house.writing(), REP, person_id=lost.person_id)
    assert left_alone(house) == [(lost.person_id.hex, None, None, "rep")]


def test_the_persons_own_act_stands_before_anybody_elses(house, lost):
    write_suppression(house.writing(NOW - timedelta(days=9)), REP, person_id=lost.person_id, words="seems annoyed")
    write_suppression(house.writing(NOW - timedelta(days=2)), PERSON, person_id=lost.person_id, words="Please stop.")
    found = row(facts(house.workspace_id, NOW), "suppressions")
    assert (found["origin"], found["words"], found["since_on"]) == ("person", "Please stop.", date(2026, 10, 12))


def test_a_whole_account_is_left_alone_as_an_account(house, lost):
    write_suppression(house.writing(), REP, account_id=lost.account_id)
    assert left_alone(house) == [(None, lost.account_id.hex, None, "rep")]


def test_who_works_at_two_accounts_is_left_alone_with_all_of_either_until_they_leave_it(house, lost):
    other = write_account(house.writing(NOW - timedelta(days=9)), "Lakemont", jurisdiction="US")
    make_person(house.writing(NOW - timedelta(days=9)), lost.account_id, "Ray Ortiz", mail="ray@tamarack.example")
    post = write_post(house.writing(NOW - timedelta(days=9)), lost.person_id, other, title="Consultant")
    write_suppression(house.writing(NOW - timedelta(days=3)), REP, account_id=lost.account_id)
    whole = (None, lost.account_id.hex, None, "rep")
    assert left_alone(house) == [(lost.person_id.hex, None, None, "rep"), whole], (
        "Ray works there alone: one row holds him"
    )
    end_post(house.writing(NOW - timedelta(days=1)), post, TODAY - timedelta(days=1))
    assert left_alone(house) == [whole]


def test_an_entry_about_a_person_is_not_about_their_account(house, lost):
    entry = {"person_id": lost.person_id, "account_id": lost.account_id, "state": "suppressed", "origin": "import"}
    record(house.writing(), Suppression, **entry)
    assert left_alone(house) == [(lost.person_id.hex, None, None, "import")]


def test_a_mistake_is_answered_and_the_ledger_keeps_both(house, lost):
    for entry in write_suppression(house.writing(), REP, person_id=lost.person_id):
        answer_suppression(house.writing(NOW + timedelta(days=30)), entry, SuppressionState.MISTAKE)
    assert left_alone(house) == [(lost.person_id.hex, None, None, "rep")]
    assert left_alone(house, NOW + timedelta(days=30)) == []
    assert Suppression.objects.within(house.workspace_id).count() == 6


def test_one_entry_not_answered_is_enough(house, lost):
    first, *_ = write_suppression(house.writing(), REP, person_id=lost.person_id)
    answer_suppression(house.writing(), first, SuppressionState.MISTAKE)
    assert left_alone(house) == [(lost.person_id.hex, None, None, "rep")]


def test_a_mistake_of_long_ago_stands(house, lost):
    (entry, *_) = write_suppression(house.writing(), REP, person_id=lost.person_id)
    with pytest.raises(LedgerError, match="within 30 days"):
        answer_suppression(house.writing(NOW + timedelta(days=30, seconds=1)), entry, SuppressionState.MISTAKE)


def test_what_they_asked_for_themselves_is_no_mistake(house, lost):
    (entry, *_) = write_suppression(house.writing(), PERSON, person_id=lost.person_id)
    with pytest.raises(LedgerError, match="only they can lift it"):
        answer_suppression(house.writing(), entry, SuppressionState.MISTAKE)


def test_only_the_person_lifts_it(house, lost):
    entries = write_suppression(house.writing(), PERSON, person_id=lost.person_id)
    with pytest.raises(LedgerError, match="only the person can lift it"):
        answer_suppression(house.writing(), entries[0], SuppressionState.LIFTED)
    for entry in entries:
        answer_suppression(house.writing(), entry, SuppressionState.LIFTED, origin=PERSON)
    assert left_alone(house) == []


def test_an_answer_needs_an_entry_of_this_workspace(house, lost):
    (entry, *_) = write_suppression(house.writing(), REP, person_id=lost.person_id)
    with pytest.raises(LookupError, match="no suppression"):
        answer_suppression(make_workspace("jordan").writing(), entry, SuppressionState.MISTAKE)
    answer = answer_suppression(house.writing(), entry, SuppressionState.MISTAKE)
    with pytest.raises(LookupError, match="no suppression"):
        answer_suppression(house.writing(), answer, SuppressionState.MISTAKE)


@pytest.mark.parametrize("state", [SuppressionState.SUPPRESSED])
def test_an_entry_is_not_answered_by_another_suppression(house, lost, state):
    (entry, *_) = write_suppression(house.writing(), REP, person_id=lost.person_id)
    with pytest.raises(LedgerError, match="not by suppressed"):
        answer_suppression(house.writing(), entry, state)


def test_a_suppression_is_never_void(house, lost):
    writing = house.writing()
    write_suppression(writing, REP, person_id=lost.person_id)
    with pytest.raises(ValueError, match="answer it"):
        void_rows(house.writing(), writing.made)
    assert rows(facts(house.workspace_id, NOW), "suppressions") != []


def test_somebody_has_to_be_named(house):
    with pytest.raises(ValueError, match="name a person, an account or an address"):
        write_suppression(house.writing(), REP)


def test_a_person_and_an_account_are_two_things(house, lost):
    with pytest.raises(ValueError, match="write an entry for each"):
        write_suppression(house.writing(), REP, person_id=lost.person_id, account_id=lost.account_id)


def test_somebody_who_left_the_account_left_their_seat(house: House, lost: LostDeal) -> None:
    writing = house.writing(NOW)
    (post_id,) = Post.objects.within(house.workspace_id).values_list("id", flat=True)

    end_post(writing, post_id, TODAY)

    assert facts(house.workspace_id, NOW + timedelta(days=1))["seats"].num_rows == 0
    write_post(writing, lost.person_id, lost.account_id, title="Chief of Surgery, back again")
    assert facts(house.workspace_id, NOW + timedelta(days=1))["seats"].num_rows == 1
