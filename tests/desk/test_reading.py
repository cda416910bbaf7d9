"""A card is read in a breath: at most sixty words at once, nothing of it lost, in every book that ships."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from rekindle.book.read.workspace import read_members, read_workspace
from rekindle.desk.actor import Actor
from rekindle.desk.enter import ensure_installation, find_workspace
from rekindle.desk.sample.load import load_sample
from rekindle.desk.show.reading import MOST, count_words, fit_card
from rekindle.desk.show.today import show_today
from rekindle.desk.show.views import Card
from rekindle.terms.people import MemberRole


def cards_of(slug: str) -> list[Card]:
    now = datetime.now(UTC)
    ensure_installation(now)
    load_sample(slug, now)
    workspace = find_workspace(slug)
    assert workspace is not None
    workspace_id = workspace.workspace_id
    zone = ZoneInfo(read_workspace(workspace_id).zone)
    return [
        card
        for member in read_members(workspace_id)
        for group in show_today(Actor(workspace_id, member.member_id, MemberRole.REP, now, zone)).groups
        for card in group.cards
    ]


@pytest.mark.parametrize("slug", ["sample", "breakout-sample"])
def test_no_card_of_a_book_that_ships_takes_more_than_sixty_words_to_read(sqlite_book, slug):
    cards = cards_of(slug)
    assert len(cards) >= 4
    for card in cards:
        reading = fit_card(card)
        shown = [
            reading.quote,
            reading.why,
            *reading.shown,
            card.opening.subject,
            card.bring.title if card.bring else "",
        ]
        assert reading.words == sum(map(count_words, shown))
        assert (card.person, min(reading.words, MOST)) == (card.person, reading.words)
        whole = " ".join([*card.opening.paragraphs, card.opening.closing]).split()
        assert " ".join([*reading.shown, *reading.folded]).split() == whole
