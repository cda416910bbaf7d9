"""Drafts into the book: what is new is added, what is known is found again, and no loss is overwritten."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction

from rekindle.book.facts import facts
from rekindle.book.write.drafts.bringing import Fate
from rekindle.book.write.drafts.store import store_drafts
from rekindle.intake.drafts import (
    AccountDraft,
    AccountRowDraft,
    ClaimDraft,
    DealDraft,
    Draft,
    LossDraft,
    OptOutDraft,
    OwnerDraft,
    PersonDraft,
    PersonRowDraft,
    TouchDraft,
    TouchRowDraft,
)
from rekindle.terms.losses import ClaimKind, Source, Status
from rekindle.terms.touches import Channel
from tests.support.cast import NOW, House

LOST_ON = date(2026, 2, 11)
BUDGET = ClaimDraft(Source.IMPORT, ClaimKind.REASON, "budget", quote="Budget froze")
LENA = PersonDraft("Dr. Lena Whitfield", title="Chief of Surgery", mail="lena@tamarack.example")
TOWERS = DealDraft(
    row=1,
    account=AccountDraft("Tamarack Regional", external="A1", jurisdiction="US"),
    name="4 towers",
    external="D1",
    status=Status.LOST,
    happened_at=datetime(2026, 3, 1, 9, tzinfo=UTC),
    owner=OwnerDraft("Maya Brandt"),
    amount_minor=62_000_000,
    currency="USD",
    opened_on=date(2025, 8, 1),
    people=(LENA,),
    losses=(LossDraft(LOST_ON, "closed", stage="Closed Lost", competitor="Corvex", claims=(BUDGET,)),),
)


def bring(house: House, *drafts: Draft, at: datetime = NOW, system: str = "salesforce") -> list[Fate]:
    with transaction.atomic():
        return store_drafts(house.writing(at), system, list(drafts))


def count(house: House, at: datetime = NOW + timedelta(days=1)) -> dict[str, int]:
    return {name: table.num_rows for name, table in facts(house.workspace_id, at).items() if table.num_rows}


def test_a_lost_deal_comes_in_with_its_account_person_loss_and_claim(house: House) -> None:
    fates = bring(house, TOWERS)

    assert [(fate.row, fate.fate) for fate in fates] == [(1, "created")]
    found = facts(house.workspace_id, NOW)
    assert found["deals"].to_pylist()[0]["status"] == "lost"
    assert [(loss["lost_on"], loss["competitor"]) for loss in found["losses"].to_pylist()] == [(LOST_ON, "Corvex")]
    assert [claim["quote"] for claim in found["claims"].to_pylist()] == ["Budget froze"]
    assert [person["has_mail"] for person in found["people"].to_pylist()] == [True]


def test_the_same_draft_again_changes_nothing(house: House) -> None:
    bring(house, TOWERS)
    before = count(house)

    fates = bring(house, TOWERS)

    assert [fate.fate for fate in fates] == ["skipped"]
    assert count(house) == before


def test_the_same_deal_twice_in_one_chunk_is_one_deal(house: House) -> None:
    fates = bring(house, TOWERS, replace(TOWERS, row=2))

    assert [fate.fate for fate in fates] == ["created", "skipped"]
    assert count(house)["deals"] == 1


@pytest.mark.parametrize(("status", "kind"), [(Status.OPEN, "reopen"), (Status.WON, "win")])
def test_a_deal_lost_then_and_not_lost_now_has_come_back(house: House, status: Status, kind: str) -> None:
    bring(house, TOWERS)
    newer = replace(TOWERS, status=status, losses=(), happened_at=NOW, won_on=NOW.date() if kind == "win" else None)

    fates = bring(house, newer)

    assert [fate.fate for fate in fates] == ["updated"]
    found = facts(house.workspace_id, NOW + timedelta(days=1))
    assert [back["kind"] for back in found["returns"].to_pylist()] == [kind]
    assert [deal["status"] for deal in found["deals"].to_pylist()] == [str(status)]
    assert [loss["lost_on"] for loss in found["losses"].to_pylist()] == [LOST_ON]


def test_a_deal_won_in_a_newer_export_that_came_in_before_the_older_one_has_come_back_from_its_loss(
    house: House,
) -> None:
    won_on = LOST_ON + timedelta(days=60)
    bring(house, replace(TOWERS, status=Status.WON, losses=(), happened_at=NOW, won_on=won_on))

    bring(house, TOWERS)

    found = facts(house.workspace_id, NOW + timedelta(days=1))
    assert [(back["kind"], back["happened_at"].date()) for back in found["returns"].to_pylist()] == [("win", won_on)]
    assert [deal["status"] for deal in found["deals"].to_pylist()] == ["won"]
    bring(house, TOWERS)
    assert facts(house.workspace_id, NOW + timedelta(days=1))["returns"].num_rows == 1


def test_another_day_of_loss_in_a_newer_file_is_said_and_not_taken_over(house: House) -> None:
    bring(house, TOWERS)
    moved = replace(TOWERS, losses=(replace(TOWERS.losses[0], lost_on=date(2026, 5, 1)),))

    fates = bring(house, moved)

    assert fates[0].warnings == ["row 1: the file says lost on 2026-05-01; the day on record, 2026-02-11, is kept"]
    assert [loss["lost_on"] for loss in facts(house.workspace_id, NOW)["losses"].to_pylist()] == [LOST_ON]


def test_a_deal_that_came_back_and_is_lost_again_has_two_losses(house: House) -> None:
    bring(house, TOWERS)
    bring(house, replace(TOWERS, status=Status.OPEN, losses=(), happened_at=datetime(2026, 6, 1, tzinfo=UTC)))
    again = LossDraft(date(2026, 9, 1), "closed")

    bring(house, replace(TOWERS, losses=(again,)))

    losses = facts(house.workspace_id, NOW)["losses"].sort_by("number").to_pylist()
    assert [(loss["number"], loss["lost_on"]) for loss in losses] == [(1, LOST_ON), (2, date(2026, 9, 1))]


def test_new_words_about_a_known_loss_are_added_as_a_claim(house: House) -> None:
    bring(house, TOWERS)
    more = ClaimDraft(Source.IMPORT, ClaimKind.REASON, "timing", quote="Not before the new wing opens")
    said_now = replace(TOWERS, losses=(replace(TOWERS.losses[0], claims=(BUDGET, more)),))

    bring(house, said_now)

    claims = facts(house.workspace_id, NOW)["claims"].to_pylist()
    assert sorted(claim["key"] for claim in claims) == ["budget", "timing"]


def test_one_person_is_found_again_by_address_under_another_spelling(house: House) -> None:
    bring(house, TOWERS)
    other = replace(TOWERS, row=2, external="D2", name="Light cables", people=(replace(LENA, name="Whitfield, Lena"),))

    bring(house, other)

    assert count(house)["people"] == 1
    assert count(house)["deals"] == 2


def test_accounts_that_differ_only_in_writing_are_one(house: House) -> None:
    spelled = AccountDraft("TAMARACK REGIONAL, Inc.")

    bring(house, TOWERS, replace(TOWERS, row=2, external="D2", account=spelled))

    assert count(house)["accounts"] == 1


def test_two_deals_without_id_or_name_at_one_account_stay_two_when_lost_on_other_days(house: House) -> None:
    bare = replace(TOWERS, external="", name="", people=())
    later = replace(bare, row=2, losses=(LossDraft(date(2026, 4, 1), "closed"),))

    bring(house, bare, later)
    bring(house, bare, later)

    assert count(house)["deals"] == 2


def test_an_owner_named_in_a_file_becomes_a_member_who_cannot_sign_in(house: House) -> None:
    bring(house, replace(TOWERS, owner=OwnerDraft("Ben Hollis", mail="ben@northlight.example")))

    members = facts(house.workspace_id, NOW)["members"].to_pylist()
    assert sorted(member["name"] for member in members) == ["Ben Hollis", "Maya Brandt"]
    # Nobody can sign in for Ben yet, so Maya, the owner of the workspace, looks after the deal.
    assert facts(house.workspace_id, NOW)["deals"].to_pylist()[0]["owner_id"] == house.owner_id.hex


def test_an_opt_out_goes_to_the_ledger_and_a_later_file_does_not_lift_it(house: House) -> None:
    stop = OptOutDraft("HasOptedOutOfEmail is true", happened_at=NOW, channel=Channel.MAIL)
    bring(house, replace(TOWERS, people=(replace(LENA, opt_outs=(stop,)),)))

    bring(house, TOWERS)

    entries = facts(house.workspace_id, NOW)["suppressions"].to_pylist()
    assert [(entry["channel"], entry["origin"], entry["words"]) for entry in entries] == [
        ("mail", "import", "HasOptedOutOfEmail is true")
    ]


def test_an_opt_out_of_a_whole_company_is_about_the_account(house: House) -> None:
    stop = OptOutDraft("Do not contact", happened_at=NOW)

    bring(house, AccountRowDraft(row=1, account=replace(TOWERS.account, opt_outs=(stop,))))

    entries = facts(house.workspace_id, NOW)["suppressions"].to_pylist()
    assert [entry["person_id"] for entry in entries] == [None]
    assert entries[0]["account_id"] is not None


def test_people_come_in_from_a_file_of_their_own_and_are_found_by_the_deals_later(house: House) -> None:
    bring(house, PersonRowDraft(row=1, person=LENA, account=AccountDraft("Tamarack Regional")))

    bring(house, TOWERS)

    assert (count(house)["people"], count(house)["accounts"], count(house)["seats"]) == (1, 1, 1)


def test_a_contact_finds_its_deal_by_id_and_is_not_taken_in_twice(house: House) -> None:
    bring(house, TOWERS)
    call = TouchRowDraft(
        row=1, touch=TouchDraft(Channel.CALL, datetime(2026, 5, 2, 10, tzinfo=UTC)), deal_external="D1"
    )

    first, second = bring(house, call), bring(house, call)

    assert ([fate.fate for fate in first], [fate.fate for fate in second]) == (["created"], ["skipped"])
    assert count(house)["touches"] == 1


@pytest.mark.parametrize("mail", [LENA.mail, ""])
def test_a_no_said_in_a_contact_binds_the_person_or_all_there_and_only_once(house: House, mail: str) -> None:
    bring(house, TOWERS)
    touch = TouchDraft(Channel.CALL, datetime(2026, 5, 2, 10, tzinfo=UTC))
    said = OptOutDraft("Do not call us again", datetime(2026, 5, 2, 12, tzinfo=UTC))
    call = TouchRowDraft(row=1, touch=touch, deal_external="D1", person_mail=mail, opt_outs=(said,))

    bring(house, call)
    bring(house, call)

    (entry,) = facts(house.workspace_id, NOW)["suppressions"].to_pylist()
    assert (entry["words"], entry["person_id"] is not None, entry["account_id"] is not None) == (
        "Do not call us again",
        bool(mail),
        not mail,
    )


def test_a_contact_of_a_deal_nobody_knows_is_rejected_with_the_way_out(house: House) -> None:
    call = TouchRowDraft(row=7, touch=TouchDraft(Channel.CALL, NOW), deal_external="nobody")

    (fate,) = bring(house, call)

    assert (fate.row, fate.fate) == (7, "rejected")
    assert fate.words == "no deal here has that id or name; bring in the deals first, then this file again"


def test_what_a_file_tells_was_known_when_the_source_recorded_it(house: House) -> None:
    bring(house, TOWERS)

    assert facts(house.workspace_id, datetime(2026, 2, 10, tzinfo=UTC))["losses"].num_rows == 0
    assert facts(house.workspace_id, datetime(2026, 2, 12, tzinfo=UTC))["losses"].num_rows == 1
    # The words carry the date of the row's last change.
    assert facts(house.workspace_id, datetime(2026, 2, 12, tzinfo=UTC))["claims"].num_rows == 0
    assert facts(house.workspace_id, datetime(2026, 3, 2, tzinfo=UTC))["claims"].num_rows == 1


def test_an_account_was_known_with_the_earliest_of_its_deals_whichever_row_came_first(house: House) -> None:
    earlier = replace(TOWERS, row=2, name="2 pumps", external="D0", opened_on=date(2024, 1, 9))

    bring(house, TOWERS, earlier)

    then = facts(house.workspace_id, datetime(2024, 2, 1, tzinfo=UTC))
    assert [deal["name"] for deal in then["deals"].to_pylist()] == ["2 pumps"]
    assert [(one["name"], one["jurisdiction"]) for one in then["accounts"].to_pylist()] == [("Tamarack Regional", "US")]
    before = facts(house.workspace_id, datetime(2024, 1, 1, tzinfo=UTC))
    assert (before["deals"].num_rows, before["accounts"].num_rows) == (0, 0)


@pytest.mark.parametrize("in_one_file", [True, False])
def test_people_and_addresses_were_known_with_the_earliest_row_that_tells_of_them(
    house: House, in_one_file: bool
) -> None:
    without_mail = replace(LENA, mail="", phone="+1 612 555 0190")
    middle = replace(TOWERS, row=2, name="2 pumps", external="D1b", opened_on=date(2024, 9, 2))
    first = replace(middle, row=3, name="6 beds", external="D0", opened_on=date(2024, 1, 9), people=(without_mail,))

    for drafts in ((TOWERS, middle, first),) if in_one_file else ((TOWERS,), (middle,), (first,)):
        fates = bring(house, *drafts)

    def known(day: date) -> list[tuple[str, str, bool, bool]]:
        people = facts(house.workspace_id, datetime(day.year, day.month, day.day, tzinfo=UTC))["people"].to_pylist()
        return [(p["name"], p["title"], p["has_mail"], p["has_phone"]) for p in people]

    assert known(date(2024, 1, 9)) == []
    assert known(date(2024, 2, 1)) == [("Dr. Lena Whitfield", "Chief of Surgery", False, True)]
    assert known(date(2024, 9, 3)) == [("Dr. Lena Whitfield", "Chief of Surgery", True, True)]
    # What was on record before keeps its former times with the row that told better.
    before = [table for table, _, _ in fates[-1].changed]
    assert before == ([] if in_one_file else ["person", "post"])
    assert [fate.changed for fate in bring(house, first, middle, TOWERS)] == [[], [], []]


def test_a_row_dated_in_the_future_is_known_now(house: House) -> None:
    bring(house, replace(TOWERS, losses=(LossDraft(NOW.date() + timedelta(days=40), "closed"),)))

    assert facts(house.workspace_id, NOW)["losses"].num_rows == 1
