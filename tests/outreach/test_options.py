"""With whom, over which channel and with what a deal could be taken up."""

import pytest

from rekindle import outreach
from tests.mind.pack import pack
from tests.mind.small import at, contact, deal, on, options_of, promise, tell


def plays(told) -> set[str]:
    return {row["play"] for row in options_of(told)}


def test_a_message_of_theirs_is_answered_before_anything_else() -> None:
    back = {"return_id": "r", "deal_id": "d", "loss_id": "l", "kind": "inbound", "happened_at": at(-1)}

    assert plays(tell(returns=[back], promises=[promise(0)])) == {"inbound"}


def test_a_date_they_named_is_kept_when_it_is_due() -> None:
    assert plays(tell(promises=[promise(2)])) == {"promised"}
    assert "promised" not in plays(tell(promises=[promise(10)]))


def test_why_it_was_lost_is_asked_soon_after_and_only_once() -> None:
    def told(debriefed: bool):
        facts, whys = tell(age=5)
        index = whys.column_names.index("debriefed")
        return facts, whys.set_column(index, "debriefed", [[debriefed]])

    assert plays(told(debriefed=False)) == {"debrief_ask"}
    assert "debrief_ask" not in plays(told(debriefed=True))


def test_what_may_be_brought_to_a_deal_that_is_not_there_is_said() -> None:
    facts, _ = tell()

    with pytest.raises(LookupError, match="the facts hold no deal e: read those of its account"):
        outreach.list_permitted(facts, pack(), "e", None, "budget")


def test_a_lost_customer_is_kept_company() -> None:
    assert plays(tell(deals=[deal("d", kind="account")])) == {"presence"}


def test_a_kind_word_comes_with_news_of_a_person() -> None:
    talk = {"signal_id": "s", "person_id": "p", "kind": "panel_talk", "happened_on": on(-4)}

    assert plays(tell(signals=[talk])) == {"hello"}
    assert "hello" not in plays(tell(signals=[talk], touches=[contact(1)]))


def assets(told) -> set[str | None]:
    return {row["asset_key"] for row in options_of(told) if row["play"] == "value_touch"}


def valued(**more):
    """A deal about which permission was spoken, so that the next contact brings something of value."""
    said = {"permission_id": "g", "person_id": "p", "state": "granted", "happened_at": at(-90)}
    return tell(age=200, permissions=[said], **more)


def test_nothing_is_sent_twice_to_one_person_nor_within_one_deal() -> None:
    first = assets(valued())
    (asset,) = first

    assert asset is not None
    assert assets(valued(touches=[contact(150, asset_key=asset)])).isdisjoint(first)
    assert assets(valued(touches=[contact(150, asset_key=asset, person_id=None)])).isdisjoint(first)


def test_what_is_expired_unapproved_or_off_label_never_comes_up() -> None:
    told = [valued(), *(tell(age=200, reason=reason) for reason in ("timing", "silence", "competitor_fit"))]
    shown = {row["asset_key"] for book in told for row in options_of(book)}

    assert shown.isdisjoint({"expired", "unapproved", "old_label"})


@pytest.mark.parametrize(("place", "allowed"), [("US", True), ("DE", False), (None, False)])
def test_a_thing_of_value_stays_where_it_may_be_used(place: str | None, allowed: bool) -> None:
    facts, whys = tell(
        age=200,
        reason="competitor_fit",
        deals=[deal("d", product="sealer")],
        accounts=[{"account_id": "a", "jurisdiction": place}],
        people=[{"person_id": "p", "jurisdiction": None}],
        permissions=[{"permission_id": "g", "person_id": "p", "state": "granted", "happened_at": at(-90)}],
    )
    found = {row["asset_key"] for row in outreach.match(facts, whys, pack()).to_pylist()}

    assert ("sealer_cases" in found) == allowed


def test_only_channels_that_reach_them_are_proposed() -> None:
    told = tell(people=[{"person_id": "p", "has_mail": False, "has_phone": True, "has_linkedin": False}])

    assert {row["channel"] for row in options_of(told)} <= {"call", "message"}


def test_a_deal_without_known_people_can_be_called_through_the_switchboard() -> None:
    facts, whys = tell()
    facts["people"] = facts["people"].slice(0, 0)

    assert {(row["person_id"], row["channel"]) for row in options_of((facts, whys))} == {(None, "call")}


def test_a_deal_that_is_open_or_won_gets_no_options() -> None:
    assert options_of(tell(deals=[deal("d", status="open")])) == []
    assert options_of(tell(deals=[deal("d", status="won")])) == []
