"""The law of the place: whom it protects how, which days are for calls, what may be given, how long it is relied on."""

from datetime import UTC, date, datetime
from typing import Any

import pyarrow as pa
import pytest

from rekindle import outreach, policy
from rekindle.playbook import load_pack
from rekindle.tables.facts import moment
from rekindle.tables.from_playbook import tables_of
from rekindle.tables.playbooks import PLAYBOOK
from rekindle.tables.schemas import from_rows
from tests.mind.pack import TODAY, pack
from tests.mind.small import advise, at, contact, on, tell

NO_PHONE = [{"person_id": "p", "has_phone": False}]
NO_MAIL = [{"person_id": "p", "has_mail": False}]


def on_day(told: Any, day: date) -> Any:
    """The same book on another day."""
    facts, whys = told
    return {**facts, "moment": moment(datetime(day.year, day.month, day.day, 7, tzinfo=UTC), day, "USD")}, whys


def stop(told: Any, playbook: Any = None, options: pa.Table | None = None) -> tuple[str | None, str, date | None]:
    row = advise(told, playbook, options)["d"]
    return row["stopped_by"], row["kind"], row["reconsider_on"]


def shipped(name: str = "b2b", today: date = TODAY) -> Any:
    return tables_of(load_pack(name), today)


def at_account(**more: Any) -> list[dict[str, Any]]:
    return [{"account_id": "a", **more}]


@pytest.mark.parametrize(
    ("name", "age", "ground"),
    [
        ("Harbour Trading Ltd.", 700, "none_needed"),
        ("Ben Harbour, Joiner", 300, "dealing"),
        ("Ben Harbour, Joiner", 700, None),
        ("Limitedless Ideas", 700, None),
        (None, 700, None),
    ],
)
def test_a_british_sole_trader_is_asked_as_a_person_and_a_company_is_not(name, age, ground) -> None:
    told = tell(
        age,
        people=NO_PHONE,
        accounts=at_account(jurisdiction="GB", name=name),
        deals=[{"deal_id": "d", "opened_on": on(-900)}],
    )
    row = advise(told, shipped())["d"]

    assert (row["channel"], row["ground"]) == ("mail", ground)
    assert (row["stopped_by"] == "permission_needed") is (ground is None)


def test_nobody_is_called_on_a_day_without_calling_hours_and_they_are_called_again_on_the_next() -> None:
    french = tell(people=NO_MAIL, accounts=at_account(jurisdiction="FR"))
    friday, saturday, monday = date(2026, 10, 16), date(2026, 10, 17), date(2026, 10, 19)

    assert stop(on_day(french, friday), shipped(today=friday))[0] is None
    assert stop(on_day(french, saturday), shipped(today=saturday)) == ("calling_hours", "wait", monday)
    american = tell(people=NO_MAIL)
    assert stop(on_day(american, saturday), shipped(today=saturday))[0] is None


def test_somebody_who_has_not_dealt_with_us_for_longer_than_the_law_allows_is_left_alone() -> None:
    old, french = 1096, at_account(jurisdiction="FR", name="Clinique SAS")
    opened = [{"deal_id": "d", "opened_on": on(-1200)}]
    long_ago = tell(old, accounts=french, deals=opened)
    assert stop(long_ago, shipped()) == ("kept_too_long", "leave_alone", None)

    wrote = contact(40, direction="in", outcome=None)
    for more in ({"touches": [wrote]}, {"permissions": [yes("Yes, do")]}):
        assert stop(tell(old, accounts=french, deals=opened, **more), shipped())[0] != "kept_too_long"
    assert stop(tell(old, deals=opened), shipped())[0] != "kept_too_long", "no limit in the United States"


def yes(words: str | None) -> dict[str, Any]:
    return {"permission_id": "y", "person_id": "p", "state": "granted", "words": words, "happened_at": at(-9)}


@pytest.mark.parametrize(("words", "ground"), [("Yes, write to me", "granted"), ("", None), (None, None)])
def test_a_german_yes_counts_with_its_words_on_record_only(words, ground) -> None:
    german = at_account(jurisdiction="DE")

    assert advise(tell(people=NO_PHONE, accounts=german, permissions=[yes(words)]), shipped())["d"]["ground"] == ground


def test_past_the_day_of_its_review_a_law_is_not_relied_on_and_the_advice_says_so() -> None:
    american = tell(people=NO_PHONE)
    reviewed = load_pack("b2b").places["US"].review_on
    last, after = (on_day(american, date.fromordinal(reviewed.toordinal() + days)) for days in (0, 1))

    relied, lapsed = (advise(told, shipped())["d"] for told in (last, after))
    assert (relied["ground"], "review" in relied["duties"]) == ("none_needed", False)
    assert (lapsed["stopped_by"], lapsed["place"]) == ("permission_needed", "US")
    assert lapsed["duties"].split(",")[-2] == "review"
    strictest = {r["channel"]: r["rule"] for r in shipped()["rules"].to_pylist() if r["jurisdiction"] == "*"}
    assert lapsed["stop_rule"] == strictest[lapsed["channel"]]


@pytest.mark.parametrize("place", [None, "BR", "*"])
def test_a_place_nobody_knows_asks_for_whatever_any_place_asks_for(place) -> None:
    row = advise(tell(people=NO_PHONE, accounts=at_account(jurisdiction=place)), shipped())["d"]

    assert (row["place"], row["stopped_by"]) == ("*", "permission_needed")
    assert row["duties"] == "sender,address,way_out,object,origin,"


@pytest.mark.parametrize(
    ("place", "touches", "duties"),
    [
        ("US", [], "sender,address,way_out,"),
        ("FR", [], "sender,address,way_out,object,origin,"),
        ("FR", [contact(70)], "sender,address,way_out,"),
    ],
)
def test_what_has_to_be_said_once_is_said_at_the_first_contact_only(place, touches, duties) -> None:
    row = advise(tell(people=NO_PHONE, accounts=at_account(jurisdiction=place), touches=touches), shipped())["d"]

    assert (row["channel"], row["duties"]) == ("mail", duties)


def gift(worth: int, region: str | None, given: int = 0, today: date = TODAY) -> dict[str, Any]:
    """A book whose option brings a thing that costs so much, where things worth `given` were brought this year."""
    playbook = dict(shipped("medical", today))
    assets = [row | {"value_minor": worth} for row in playbook["assets"].to_pylist()]
    brought = {**assets[0], "asset_key": "book", "value_minor": given, "approved_by": None}
    playbook["assets"] = from_rows(PLAYBOOK["assets"], [*assets, brought])
    before = [contact(100, asset_key="book")] if given else []
    known = {"people": NO_PHONE, "accounts": at_account(region=region), "permissions": [yes("Yes, do")]}
    known["seats"] = [{"deal_id": "d", "person_id": "p", "role": "champion", "stance": "for"}]
    told = on_day(tell(age=200, touches=before, **known), today)
    options = outreach.match(*told, playbook)
    (brings,) = options.column("asset_key").to_pylist()
    assert brings is not None
    row = advise(told, playbook, options)["d"]
    # What a member may choose instead is held to the same limits.
    assert (brings in policy.list_too_much(told[0], playbook, "d", "p")) is (row["stopped_by"] == "gift_limit")
    return row


@pytest.mark.parametrize(
    ("worth", "region", "given", "stopped", "reported"),
    [
        (0, None, 0, False, False),
        (1, None, 0, True, False),
        (1, "Vermont", 0, True, False),
        (9_999, "Texas", 0, False, True),
        (10_000, "Texas", 0, True, True),
        (1_381, "ohio ", 0, False, False),
        (1_382, "OH", 0, False, True),
        (1_000, "Ohio", 12_813, False, False),
        (1_000, "Ohio", 12_814, False, True),
        (2_500, "US-MN", 2_500, False, True),
        (2_501, "US-MN", 2_500, True, True),
    ],
)
def test_a_thing_is_given_within_the_limits_of_the_state_and_reported_from_its_threshold(
    worth, region, given, stopped, reported
) -> None:
    row = gift(worth, region, given)

    assert (row["stopped_by"] == "gift_limit") is stopped
    assert ("report" in (row["duties"] or "")) is (reported or (region is None and worth > 1_381))


def test_what_was_given_last_year_is_not_counted() -> None:
    assert gift(2_500, "Minnesota", 5_000)["stopped_by"] == "gift_limit"
    assert gift(2_500, "Minnesota", 5_000, date(2027, 2, 1))["stopped_by"] != "gift_limit"


def test_another_country_of_the_person_knows_no_part_of_the_accounts() -> None:
    row = advise(
        tell(
            people=[{"person_id": "p", "jurisdiction": "CA", "has_phone": False}], accounts=at_account(region="Texas")
        ),
        pack(),
    )

    assert row["d"]["place"] == "CA"
