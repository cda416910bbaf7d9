"""What the desk says of laws: on a card, on the page of a place, after a no, and in the check."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from rekindle.book.models import Account, Advice, MorningItem
from rekindle.desk import verbs
from rekindle.desk.actor import RefusedError
from rekindle.desk.checking import check_book
from rekindle.desk.morning import plan_workspace
from rekindle.desk.show.duties import say_duties, say_lines
from rekindle.desk.show.laws import say_law, show_law
from rekindle.playbook import load_pack
from tests.desk.support import acting, new_key
from tests.support.cast import NOW, lose_a_deal, make_workspace

TODAY, SUNDAY = date(2026, 10, 14), date(2026, 10, 18)
CHICAGO = ZoneInfo("America/Chicago")


def kept_in_mind(duties: str, place: str, day: date = TODAY) -> tuple[str, ...]:
    return say_duties({"duties": duties, "place": place}, load_pack("medical"), day, CHICAGO)


def test_what_has_to_be_said_is_one_sentence() -> None:
    assert kept_in_mind("sender,address,way_out,object,origin,", "FR") == (
        "Say who you are and for whom, your postal address, how they can end it, that they may object and where you "
        "have their address from",
    )


@pytest.mark.parametrize(
    ("place", "day", "words"),
    [
        ("US-NY", TODAY, "When to call: 07:00 to 20:00 by your clock"),
        ("US", TODAY, "When to call: 13:00 to 20:00 by your clock"),
        ("DE", TODAY, "When to call: 02:00 to 11:00 by your clock"),
        ("DE", SUNDAY, "When to call: not today"),
        ("*", TODAY, "When to call: 10:00 to 13:00 and 14:00 to 17:00 by their clock, wherever that is"),
    ],
)
def test_a_call_says_the_hours_by_the_members_own_clock(place: str, day: date, words: str) -> None:
    assert kept_in_mind("hours,", place, day) == (words,)


def test_a_call_whose_hours_are_all_in_the_members_night_says_so() -> None:
    said = {"duties": "hours,", "place": "DE"}
    here = say_duties(said, load_pack("medical"), TODAY, ZoneInfo("Pacific/Honolulu"))
    assert here == ("When to call: 21:00 to 06:00 by your clock, outside your working day: another way is better",)


def test_a_law_past_its_day_is_named_with_that_day() -> None:
    assert kept_in_mind("review,", "US", date(2028, 1, 2)) == (
        "The strictest rules hold: our reading of the law there is past its day (30 November last year)",
    )


@pytest.mark.parametrize(
    ("play", "duties", "words"),
    [
        ("value_touch", "sender,way_out,", ("If you would rather not hear from me, one word is enough.",)),
        (
            "value_touch",
            "way_out,object,",
            ("You may object to hearing from us at any time: one word is enough, and it holds for all of us.",),
        ),
        ("inbound", "sender,way_out,", ()),
        ("value_touch", "", ()),
        ("value_touch", None, ()),
    ],
)
def test_a_message_of_ours_says_how_to_end_it_and_an_answer_to_theirs_does_not(play, duties, words) -> None:
    assert say_lines({"play": play, "duties": duties}, load_pack("b2b")) == words


def test_a_law_is_told_in_plain_words_and_past_its_day_as_the_strictest() -> None:
    british = say_law(load_pack("medical"), "GB", TODAY)
    assert british[0] == "What holds in GB, as read until 30 November 2027:"
    assert british[1].startswith(
        "Email: nobody need be asked first; sole traders and partnerships for 365 days after they last dealt with us; "
    )
    assert "Calls 08:00 to 20:00 on weekdays, by their clock." in british
    past = say_law(load_pack("medical"), "GB", date(2028, 1, 2))
    assert past[0].startswith("The reading of the law there is past its day (30 November last year)")
    assert past[1].startswith("Email: only with a yes on record; ")


def test_a_place_is_told_to_a_member_by_its_letters(sqlite_book) -> None:
    house = make_workspace()
    said = show_law(acting(house), "us-vt")

    assert said[0] == "What holds in US, as read until 30 November 2027:"
    assert said[-1].startswith("Things of value: Vermont: gifts to people in health care are banned")
    with pytest.raises(RefusedError, match="is not a country's two letters"):
        show_law(acting(house), "Vermont")


@pytest.mark.parametrize(
    ("country", "by", "words"), [("US", "2026-10-28", "on 28 October"), ("DE", "2026-10-14", "today")]
)
def test_their_own_no_holds_here_at_once_and_says_by_when_it_has_to_in_other_tools(sqlite_book, country, by, words):
    house = make_workspace()
    lost = lose_a_deal(house)
    Account.objects.within(house.workspace_id).update(jurisdiction=country)

    said = {"deal_id": lost.deal_id, "person_id": lost.person_id}
    theirs = verbs.respect_no(acting(house), new_key(), **said, said_how="wrote", words="Stop, please.")

    assert theirs.result["elsewhere_by"] == by
    assert theirs.result["left_alone"] == f"Here that holds from now on. Tell your other tools {words} at the latest."
    ours = lose_a_deal(house, account="Bellhaven Clinic", person="Ray Ortiz", mail="ray@bellhaven.example")
    assert verbs.respect_no(acting(house), new_key(), person_id=ours.person_id).result == {}


def test_every_advice_keeps_its_version_its_place_and_what_has_to_be_seen_to(book):
    house = make_workspace()
    lost = lose_a_deal(house)
    Account.objects.within(house.workspace_id).update(region="Vermont")
    plan_workspace(house.workspace_id, NOW)

    kept = Advice.objects.within(house.workspace_id).get(deal_id=lost.deal_id)
    item = MorningItem.objects.within(house.workspace_id).get(deal_id=lost.deal_id)
    assert kept.playbook_version == load_pack("medical").version
    assert (kept.place, kept.rule != "") == ("US-VT", True)
    assert kept.duties.startswith("sender,")
    assert (item.advice["place"], item.advice["duties"]) == (kept.place, kept.duties)


def test_the_check_names_the_places_whose_law_is_past_its_day(sqlite_book) -> None:
    make_workspace()
    last = load_pack("medical").places["FR"].review_on

    def wrong(today: date) -> list[str]:
        noon = datetime.combine(today, time(12), UTC)
        return [one.what for one in check_book(noon) if "reading of the law" in one.what]

    assert wrong(last) == []
    found = wrong(last + timedelta(days=1))
    assert f"maya: the reading of the law of FR is past its day ({last})." in found
    assert f"maya: the reading of the law of every place that is not named is past its day ({last})." in found
