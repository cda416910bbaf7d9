"""The buyer's form as a stranger asks for it: not too often from one place, and never more than was asked."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.core.cache import cache
from django.test import Client

from rekindle.book.models import Debrief
from rekindle.desk.verbs import make_form_link
from rekindle.desk.verbs.debriefing.tokens import make_token
from rekindle.web.templatetags.parts import fold
from tests.desk.support import acting, new_key
from tests.support.cast import House, lose_a_deal, make_workspace

ANSWERS, LOOKS = 12, 60


@pytest.fixture
def house(sqlite_book) -> House:
    cache.clear()
    return make_workspace()


def stranger(place: str = "10.0.0.1") -> Client:
    """Return somebody without a session at a place."""
    return Client(SERVER_NAME="127.0.0.1", REMOTE_ADDR=place)


def test_answers_from_one_place_are_limited_and_others_still_get_in(house: House) -> None:
    lost = lose_a_deal(house)
    done = make_form_link(
        acting(house, datetime.now(UTC)), new_key(), deal_id=lost.deal_id, person_id=lost.person_id, your_name="Maya"
    )
    assert done.result is not None
    path = f"/f/{make_token(house.workspace_id, UUID(done.result['link']))}"
    here, there = stranger(), stranger("10.0.0.9")
    answers = [
        here.post(path, {"better": f"Answer {number}", "key": f"k{number}"}).status_code
        for number in range(ANSWERS + 1)
    ]
    assert answers == [200] * ANSWERS + [429]
    assert Debrief.objects.within(house.workspace_id).count() == ANSWERS

    crowded = here.post(path, {"better": "One more", "key": "x"})
    assert b"wait five minutes" in crowded.content
    assert here.get(path).status_code == there.post(path, {"better": "Ours", "key": "y"}).status_code == 200


def test_tokens_cannot_be_tried_one_after_the_other(house: House) -> None:
    tried = [stranger().get(f"/f/guess-{number}").status_code for number in range(LOOKS + 1)]
    assert tried == [404] * LOOKS + [429]


def test_long_words_are_shown_from_their_beginning_and_none_is_lost_or_run() -> None:
    words = "<script>Blunt</script> " + "word " * 2_000
    shown = fold(words)
    assert shown.startswith("&lt;script&gt;Blunt") and "All 2,001 words of it" in shown
    assert shown.count("word ") == 2_000 and len(shown.partition("<details")[0]) < 800
    assert fold("Week one.") == "Week one."
