"""What a pack says of a place: calling hours by their clocks, and what an earlier pack does not say yet."""

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from rekindle.playbook import Playbook, calling_spans, check_tone, content_of, law_at, load_pack, read_content, stem_of
from rekindle.terms.advice import Duty
from rekindle.terms.touches import Channel

WEDNESDAY, SATURDAY = date(2026, 10, 14), date(2026, 10, 17)


def utc(hour: int, minute: int = 0, day: date = WEDNESDAY) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("place", "day", "spans"),
    [
        ("US-TX", WEDNESDAY, [(utc(14), utc(2, day=date(2026, 10, 15)))]),
        ("US-HI", WEDNESDAY, [(utc(18), utc(7, day=date(2026, 10, 15)))]),
        ("US", WEDNESDAY, [(utc(18), utc(1, day=date(2026, 10, 15)))]),
        ("FR", WEDNESDAY, [(utc(8), utc(11)), (utc(12), utc(18))]),
        ("FR", SATURDAY, []),
        ("AU", SATURDAY, [(datetime(2026, 10, 17, 1, tzinfo=UTC), datetime(2026, 10, 17, 6, tzinfo=UTC))]),
        ("BR", WEDNESDAY, []),
        ("*", WEDNESDAY, []),
    ],
)
def test_somebody_is_called_by_the_clock_of_their_place_and_where_it_has_several_by_all_of_them(
    place: str, day: date, spans: list[tuple[datetime, datetime]]
) -> None:
    assert list(calling_spans(load_pack("b2b"), place, day)) == spans


def test_past_its_review_a_place_has_the_hours_of_the_strictest() -> None:
    pack = load_pack("b2b")
    review = pack.places["US"].review_on

    assert law_at(pack, "US-TX", review) == pack.places["US"]
    assert law_at(pack, "US-TX", date(review.year + 1, 1, 1)) == pack.places["*"]
    assert law_at(pack, "BR", review) == pack.places["*"]


def as_earlier(pack: str, **rules: Any) -> dict[str, Any]:
    """A pack's content as it was kept before there were laws of places."""
    content = content_of(load_pack(pack))
    for name in ("places", "regions", "gifts", "gift_currency", "duties", "companies"):
        del content[name]
    for by_channel in content["rules"].values():
        for rule in by_channel.values():
            for name in ("duties", "first", "individual_needs", "individual_days"):
                del rule[name]
    content["rules"] |= rules
    return content


def read_again(content: dict[str, Any], name: str = "ours") -> Playbook:
    return read_content(name, json.dumps(content))


@pytest.mark.parametrize("pack", ["b2b", "job_search", "medical"])
def test_an_earlier_version_of_a_shipped_pack_reads_as_that_pack_does_now(pack: str) -> None:
    assert read_again(as_earlier(pack), pack) == load_pack(pack)
    assert stem_of(load_pack(pack).version)


def test_an_earlier_pack_of_ones_own_gets_the_strictest_where_nothing_ships_for_a_place() -> None:
    danish = {channel: {"needs": "none", "rule": "By hand", "source": "me"} for channel in ("mail", "visit")}
    found = read_again(as_earlier("b2b", DK=danish))

    mail, strictest = found.rules["DK"][Channel.MAIL], found.rules["*"][Channel.MAIL]
    assert (mail.needs, mail.individual_needs) == ("none", "express")
    assert (mail.duties, mail.first) == (strictest.duties, strictest.first)
    assert (found.gifts["*"].item_minor, found.gifts["*"].year_minor) == (0, 0)
    assert found.rules["GB"] == load_pack("b2b").rules["GB"]
    assert law_at(found, "DK", WEDNESDAY) == found.places["*"]


def test_what_a_pack_says_itself_is_never_filled_in() -> None:
    said = {"needs": "none", "duties": [], "rule": "By hand", "source": "me"}
    found = read_again(as_earlier("b2b", DK={"visit": said}))

    assert (found.rules["DK"][Channel.VISIT].duties, found.rules["DK"][Channel.VISIT].first) == ((), ())
    assert found.rules["DK"][Channel.VISIT].individual_needs is None


@pytest.mark.parametrize("pack", ["b2b", "job_search", "medical"])
def test_the_lines_under_a_message_pass_the_tone_check(pack: str) -> None:
    duties = load_pack(pack).duties

    assert list(duties) == list(Duty)
    assert [duty for duty, one in duties.items() if check_tone(load_pack(pack), one.words)] == []
