"""Adding a deal and a person."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from rekindle.desk import verbs
from rekindle.desk.actor import RefusedError
from rekindle.terms.losses import DealKind
from rekindle.terms.people import SeatRole, Stance
from tests.desk.support import acting, new_key, pick, rows_of
from tests.support.cast import NOW, TODAY, lose_a_deal, make_workspace


def test_two_fields_suffice_for_a_lost_deal(sqlite_book):
    house = make_workspace()

    done = verbs.add_deal(acting(house), new_key(), who="Tamarack Regional", why="Budget frozen until July")

    assert done.label == "Added: Tamarack Regional, back about Friday 16 July 2027"
    assert pick(rows_of(house, "accounts"), "name") == [("Tamarack Regional",)]
    [deal] = rows_of(house, "deals")
    assert (deal["name"], deal["status"], deal["owner_id"]) == ("Tamarack Regional", "lost", house.owner_id.hex)
    assert deal["deal_id"] == done.deals[0].hex
    assert pick(rows_of(house, "losses"), "number", "lost_on") == [(1, TODAY)]


def test_the_reason_is_read_out_of_the_reps_words_and_the_words_are_kept(sqlite_book):
    house = make_workspace()

    done = verbs.add_deal(acting(house), new_key(), who="Tamarack Regional", why="Budget frozen until July")

    claims = rows_of(house, "claims")
    assert ("reason", "budget", "rep", "Budget frozen until July") in pick(claims, "kind", "key", "source", "quote")
    assert done.result is not None
    assert done.result["reason"] == "budget"
    assert all(0 < claim["confidence"] < 1 for claim in claims if claim["key"] == "budget")


def test_a_day_named_in_the_words_becomes_a_promise_seen_from_the_day_of_the_loss(sqlite_book):
    house = make_workspace()

    done = verbs.add_deal(
        acting(house), new_key(), who="Tamarack Regional", why="Call back in November", lost_on=date(2025, 3, 3)
    )

    [promise] = rows_of(house, "promises")
    assert (promise["due_on"].year, promise["due_on"].month) == (2025, 11)
    assert (promise["source"], promise["words"], promise["sd_days"] > 0) == ("rep", "Call back in November", True)
    assert done.label == "Added: Tamarack Regional"


def test_words_that_tell_no_reason_are_kept_all_the_same(sqlite_book):
    house = make_workspace()

    verbs.add_deal(acting(house), new_key(), who="Tamarack Regional", why="xyzzy plugh")

    assert pick(rows_of(house, "claims"), "kind", "key", "quote") == [("verdict", "unknown", "xyzzy plugh")]


def test_a_deal_without_a_reason_has_no_claims(sqlite_book):
    house = make_workspace()

    verbs.add_deal(acting(house), new_key(), who="Tamarack Regional")

    assert rows_of(house, "claims") == []


def test_an_account_is_found_by_its_folded_name(sqlite_book):
    house = make_workspace()
    first = verbs.add_deal(acting(house), new_key(), who="Tamarack Regional, Inc.")

    second = verbs.add_deal(acting(house), new_key(), who="  TAMARACK   regional ", name="Towers")

    assert first.result is not None
    assert second.result is not None
    assert first.result["account"] == second.result["account"]
    assert len(rows_of(house, "accounts")) == 1
    assert pick(rows_of(house, "deals"), "name") == [("Tamarack Regional, Inc.",), ("Towers",)]


def test_everything_that_is_known_goes_in(sqlite_book):
    house = make_workspace()

    verbs.add_deal(
        acting(house),
        new_key(),
        who="Tamarack Regional",
        person="Dr. Lena Whitfield",
        title="Chief of Surgery",
        mail="Lena.Whitfield@tamarack.example",
        name="Towers for the new wing",
        amount_minor=62_000_000,
        kind=DealKind.ACCOUNT,
        lost_on=date(2026, 2, 11),
    )

    [deal] = rows_of(house, "deals")
    assert (deal["kind"], deal["amount_minor"], deal["currency"]) == ("account", 62_000_000, "USD")
    [loss] = rows_of(house, "losses")
    assert (loss["lost_on"], loss["amount_minor"], loss["currency"]) == (date(2026, 2, 11), 62_000_000, "USD")
    [person] = rows_of(house, "people")
    assert (person["name"], person["title"], person["has_mail"]) == ("Dr. Lena Whitfield", "Chief of Surgery", True)
    assert pick(rows_of(house, "seats"), "deal_id", "person_id") == [(deal["deal_id"], person["person_id"])]


def test_today_is_today_where_the_member_is(sqlite_book):
    house = make_workspace(zone="Pacific/Auckland")
    late = NOW.replace(hour=20)

    done = verbs.add_deal(acting(house, late), new_key(), who="Tamarack Regional", lost_on=TODAY + timedelta(days=1))

    assert done.label == "Added: Tamarack Regional"


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"who": "  "}, "Whom did you lose it with? The name of the account is enough."),
        (
            {"who": "Tamarack", "lost_on": date(2026, 10, 15)},
            "A deal lost on 2026-10-15 is still to come. Choose today or a day before it.",
        ),
        (
            {"who": "Tamarack", "mail": "l@t.example"},
            "Whose title or address is that? Add their name, or leave both out.",
        ),
        (
            {"who": "Tamarack", "person": "Lena", "mail": "lena"},
            "“lena” is no mail address. Write it as name@hospital.org, or leave it out.",
        ),
        ({"who": "Tamarack", "amount_minor": -1}, "An amount is nothing or more. Leave it out if you do not know it."),
        (
            {"who": "Tamarack", "amount_minor": 1, "currency": "dollars"},
            "“dollars” is no currency. Write its three letters, as in USD or EUR.",
        ),
        ({"who": "T" * 301}, "The name is 301 characters long; up to 300 can be kept. Shorten it a little."),
    ],
)
def test_a_deal_that_cannot_be_is_refused_and_nothing_is_written(sqlite_book, said, refusal):
    house = make_workspace()

    with pytest.raises(RefusedError) as refused:
        verbs.add_deal(acting(house), new_key(), **said)

    assert str(refused.value) == refusal
    assert rows_of(house, "accounts") == []
    with pytest.raises(RefusedError, match="nothing left to undo"):
        verbs.undo(acting(house), new_key())


def test_a_person_who_asks_for_silence_in_the_reps_words_is_left_alone_everywhere(sqlite_book):
    house = make_workspace()

    done = verbs.add_deal(
        acting(house),
        new_key(),
        who="Tamarack Regional",
        person="Lena Whitfield",
        mail="lena@tamarack.example",
        why="Please do not contact me again.",
    )

    assert done.result is not None
    entries = rows_of(house, "suppressions")
    assert {row["person_id"] for row in entries} == {UUID(done.result["person"]).hex}
    assert {(row["origin"], row["channel"]) for row in entries} == {("machine", None)}
    assert ("verdict", "no") in pick(rows_of(house, "claims"), "kind", "key")


def test_a_wish_for_silence_of_nobody_in_particular_makes_the_verdict_no(sqlite_book):
    house = make_workspace()

    verbs.add_deal(acting(house), new_key(), who="Tamarack Regional", why="Please do not contact me again.")

    assert rows_of(house, "suppressions") == []
    assert ("verdict", "no") in pick(rows_of(house, "claims"), "kind", "key")


def test_a_person_is_added_to_a_deal_with_a_seat(sqlite_book):
    house = make_workspace()
    lost = lose_a_deal(house)

    done = verbs.add_person(
        acting(house),
        new_key(),
        deal_id=lost.deal_id,
        name="Priya Nair, RN",
        title="OR Director",
        phone="+1 612 555 0199",
        linkedin="https://www.linkedin.com/in/priya-nair",
        role=SeatRole.CHAMPION,
        stance=Stance.FOR,
    )

    assert done.label == "Added: Priya Nair, RN, Tamarack Regional"
    [added] = [row for row in rows_of(house, "people") if row["name"] == "Priya Nair, RN"]
    assert (added["has_mail"], added["has_phone"], added["has_linkedin"]) == (False, True, True)
    assert (lost.deal_id.hex, added["person_id"], "champion", "for") in pick(
        rows_of(house, "seats"), "deal_id", "person_id", "role", "stance"
    )


def test_the_same_person_is_not_added_twice_but_better_known(sqlite_book):
    house = make_workspace()
    lost = lose_a_deal(house)
    first = verbs.add_person(acting(house), new_key(), deal_id=lost.deal_id, name="Priya Nair")

    by_name = verbs.add_person(
        acting(house),
        new_key(),
        account_id=lost.account_id,
        deal_id=lost.deal_id,
        name="priya nair",
        mail="priya@tamarack.example",
        role=SeatRole.BLOCKER,
    )
    by_address = verbs.add_person(
        acting(house), new_key(), deal_id=lost.deal_id, name="P. Nair", mail="mailto:Priya@Tamarack.example"
    )

    assert first.result is not None
    assert first.result["person"] == by_name.result["person"] == by_address.result["person"]
    assert len(rows_of(house, "people")) == 2
    assert ("blocker", "unknown") in pick(rows_of(house, "seats"), "role", "stance")
    assert len(rows_of(house, "seats")) == 2


def test_a_person_who_is_left_alone_stays_so_when_they_are_added_again(sqlite_book):
    house = make_workspace()
    lost = lose_a_deal(house)
    verbs.respect_no(acting(house), new_key(), person_id=lost.person_id)

    done = verbs.add_person(
        acting(house), new_key(), deal_id=lost.deal_id, name="L. W.", mail="lena.whitfield@tamarack.example"
    )

    assert done.result is not None
    assert done.result["left_alone"] == (
        "Dr. Lena Whitfield is left alone, everywhere. Adding them does not change that."
    )


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"name": "Priya"}, "Where do they work? Name the account, or the deal they belong to."),
        ({"name": " ", "deal": True}, "Who is it? A name is enough."),
        (
            {"name": "Priya", "deal": True, "phone": "call me"},
            "“call me” is no phone number. Write its digits, or leave it out.",
        ),
        (
            {"name": "P", "deal": True, "linkedin": "/"},
            "“/” is no linkedin address. Leave it out, or write it in full.",
        ),
    ],
)
def test_a_person_who_cannot_be_is_refused(sqlite_book, said, refusal):
    house = make_workspace()
    lost = lose_a_deal(house)
    given = {name: value for name, value in said.items() if name != "deal"}

    with pytest.raises(RefusedError) as refused:
        verbs.add_person(acting(house), new_key(), deal_id=lost.deal_id if "deal" in said else None, **given)

    assert str(refused.value) == refusal
