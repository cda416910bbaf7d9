"""Writing says what it made and changed, so that it can be taken back; in bulk it says the same."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction

from rekindle.book.facts import facts
from rekindle.book.models import Account, Command, Deal, Loss, Member, Note, Post, Touch, Void
from rekindle.book.write.accounts import find_or_make_competitor, find_or_make_product, write_account
from rekindle.book.write.deals import settle_deals, turn_status, write_deal
from rekindle.book.write.losses import write_loss
from rekindle.book.write.members import change_member, make_user
from rekindle.book.write.people import end_post, write_person, write_post
from rekindle.book.write.records import mark_undone, write_command
from rekindle.book.write.touches import write_note, write_touch
from rekindle.book.write.undo import restore_values, void_rows
from rekindle.book.write.writing import change, in_bulk
from rekindle.terms.losses import Status
from rekindle.terms.touches import Channel
from tests.support.cast import NOW, TODAY, lose_a_deal, make_member, make_workspace
from tests.support.tables import plain


def test_a_fact_is_of_the_writers_instant_unless_it_says_another(house):
    writing = house.writing()
    account_id = write_account(writing, "Tamarack Regional", happened_at=NOW - timedelta(days=3))
    row = Account.objects.within(house.workspace_id).get(pk=account_id)
    assert (row.happened_at, row.known_at, row.by_id) == (NOW - timedelta(days=3), NOW, house.owner_id)


def test_a_writing_collects_what_it_made_in_order(house):
    writing = house.writing()
    account_id = write_account(writing, "Tamarack Regional")
    deal_id = write_deal(writing, account_id, "Towers")
    assert writing.made == [("account", str(account_id)), ("deal", str(deal_id))]
    assert writing.changed == []


def test_a_change_keeps_what_was_there_and_is_restored(house):
    writing = house.writing()
    person_id, account_id = write_person(writing, "Lena"), write_account(writing, "Tamarack")
    post_id = write_post(writing, person_id, account_id)
    end_post(writing, post_id, TODAY)
    end_post(writing, post_id, TODAY + timedelta(days=1))
    assert writing.changed == [
        ("post", str(post_id), {"until_on": None}),
        ("post", str(post_id), {"until_on": "2026-10-14"}),
    ]
    restore_values(house.writing(), writing.changed)
    assert Post.objects.within(house.workspace_id).get().until_on is None


def test_ids_days_and_texts_are_restored_as_they_were(house):
    lost, writing = lose_a_deal(house), house.writing()
    priya = make_member(house)
    change(writing, Deal, lost.deal_id, owner_id=priya, opened_on=TODAY, amount_minor=1, name="x", custom={"a": 1})
    restore_values(house.writing(), [list(one) for one in writing.changed])
    row = Deal.objects.within(house.workspace_id).get()
    assert (row.owner_id, row.opened_on, row.amount_minor) == (house.owner_id, date(2025, 8, 15), 62_000_000)
    assert (row.name, row.custom) == ("Tamarack Regional, Vantage 4K", {})


def test_a_change_that_changes_nothing_is_none(house):
    writing = house.writing()
    change_member(writing, house.owner_id, name="Maya Brandt")
    assert writing.changed == []


def test_a_row_of_another_workspace_cannot_be_changed(house):
    other = make_workspace("jordan")
    with pytest.raises(LookupError, match="this workspace has no member"):
        change_member(other.writing(), house.owner_id, name="x")
    assert Member.objects.within(house.workspace_id).get().name == "Maya Brandt"


def test_taking_back_what_was_made_leaves_the_facts_of_before(house):
    lost = lose_a_deal(house)
    later = NOW + timedelta(hours=1)
    before = plain(facts(house.workspace_id, later))
    writing = house.writing()
    write_touch(writing, Channel.CALL, deal_id=lost.deal_id)
    write_note(writing, "She was kind.", deal_id=lost.deal_id)
    write_loss(writing, lost.deal_id, TODAY)
    turn_status(writing, lost.deal_id, Status.WON)
    assert void_rows(house.writing(later), writing.made) == 4
    settle_deals(house.writing(later), [lost.deal_id])
    assert plain(facts(house.workspace_id, later)) == before
    assert Deal.objects.within(house.workspace_id).get().status == "lost"


def test_taking_back_twice_is_taking_back_once(house):
    writing = house.writing()
    write_note(writing, "x")
    assert [void_rows(house.writing(), writing.made) for _ in range(2)] == [1, 0]
    assert Void.objects.within(house.workspace_id).count() == 1


def test_what_is_no_fact_is_not_taken_back(house):
    writing = house.writing()
    find_or_make_product(writing, "Vantage 4K")
    assert void_rows(house.writing(), writing.made) == 0


def test_a_deal_without_a_turn_is_open(house):
    writing = house.writing()
    deal_id = write_deal(writing, write_account(writing, "Tamarack"), "Towers")
    turned = house.writing()
    turn_status(turned, deal_id, Status.WON)
    row = Deal.objects.within(house.workspace_id).get()
    assert (row.status, row.status_since) == ("won", NOW)
    void_rows(house.writing(), turned.made)
    settle_deals(house.writing(), [deal_id])
    row = Deal.objects.within(house.workspace_id).get()
    assert (row.status, row.status_since) == ("open", None)


def test_the_later_of_two_turns_at_one_instant_counts(house):
    lost = lose_a_deal(house)
    for status in (Status.WON, Status.OPEN):
        turn_status(house.writing(), lost.deal_id, status)
    assert Deal.objects.within(house.workspace_id).get().status == "open"


def test_rows_held_back_are_written_together_with_good_ids(house):
    with transaction.atomic(), in_bulk(house.writing()) as writing:
        account_id = write_account(writing, "Tamarack Regional")
        deal_id = write_deal(writing, account_id, "Towers", owner_id=house.owner_id, custom={"Region": "Midwest"})
        turn_status(writing, deal_id, Status.LOST)
        assert not Account.objects.within(house.workspace_id).exists()
    settle_deals(house.writing(), [deal_id])
    row = Deal.objects.within(house.workspace_id).get()
    assert (row.pk, row.account_id, row.status, row.custom) == (deal_id, account_id, "lost", {"Region": "Midwest"})
    assert [table for table, _ in writing.made] == ["account", "deal", "status_change"]


def test_rows_held_back_are_found_when_they_are_needed(house):
    with transaction.atomic(), in_bulk(house.writing()) as writing:
        deal_id = write_deal(writing, write_account(writing, "Tamarack"), "Towers")
        numbers = [write_loss(writing, deal_id, TODAY) for _ in range(3)]
        corvex = {find_or_make_competitor(writing, name) for name in ("Corvex", "corvex ", "CORVEX")}
    assert len(corvex) == 1
    assert list(Loss.objects.within(house.workspace_id).order_by("number").values_list("pk", "number")) == [
        (loss_id, number) for number, loss_id in enumerate(numbers, start=1)
    ]


def test_a_row_that_hangs_on_nothing_is_refused(house):
    with pytest.raises(IntegrityError), transaction.atomic(), in_bulk(house.writing()) as writing:
        write_deal(writing, uuid4(), "Towers")
    assert not Deal.objects.within(house.workspace_id).exists()


def test_thousands_of_rows_go_in_at_once(house):
    lost = lose_a_deal(house)
    with transaction.atomic(), in_bulk(house.writing()) as writing:
        for number in range(2500):
            write_touch(writing, Channel.MAIL, deal_id=lost.deal_id, minutes=number, words="%s ’ \\N")
    assert Touch.objects.within(house.workspace_id).filter(words="%s ’ \\N").count() == 2500


def test_names_are_made_once_however_they_are_spelt(house):
    writing = house.writing()
    assert find_or_make_product(writing, " Vantage  4K ") == find_or_make_product(writing, "VANTAGE 4K")
    assert find_or_make_product(make_workspace("jordan").writing(), "Vantage 4K") not in {
        row_id for _, row_id in writing.made
    }


def test_one_address_is_one_user(book):
    assert make_user("Maya@brandt.example") == make_user("maya@brandt.example")


def test_a_command_remembers_what_it_made_and_is_undone_once(house):
    writing = house.writing()
    note_id = write_note(writing, "x")
    command_id = write_command(writing, "add_note", "key", request_digest="d", label="Noted", undoable=True)
    assert Command.objects.within(house.workspace_id).get().made == [["note", str(note_id)]]
    assert [mark_undone(house.workspace_id, command_id, NOW) for _ in range(2)] == [True, False]


def test_a_key_is_used_once_per_workspace(house):
    write_command(house.writing(), "win", "key", request_digest="d", label="Won")
    write_command((other := make_workspace("jordan")).writing(), "win", "key", request_digest="d", label="Won")
    with pytest.raises(IntegrityError), transaction.atomic():
        write_command(other.writing(), "win", "key", request_digest="d", label="Won")


def test_ids_sort_in_the_order_they_were_made(house):
    ids = [write_note(house.writing(), str(number)) for number in range(20)]
    assert list(Note.objects.within(house.workspace_id).order_by("pk").values_list("pk", flat=True)) == ids
    assert all(isinstance(one, UUID) for one in ids)
