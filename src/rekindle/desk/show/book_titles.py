"""What stands above the lost book, in the voice of the workspace."""

from rekindle.book.read.finding import MOST
from rekindle.book.read.lost_book import Counts
from rekindle.desk.show.book_views import BookAsk
from rekindle.desk.show.voices import Voice
from rekindle.terms.losses import Standing


def say_title(voice: Voice, ask: BookAsk, lost: int, counts: Counts, found: int) -> str:
    """Say how many there are, or what bears the words that were asked for: `found` deals."""
    if ask.query and ask.view != "board":
        more = "+" if found >= MOST else ""
        return f"{found}{more} {'deal holds' if found == 1 else 'deals hold'} “{ask.query}”."
    if not lost:
        return "Nothing stands here." if ask.whose or ask.reason or ask.standing else voice.nothing_yet
    opened = counts.by_standing.get(Standing.WINDOW_OPEN, 0)
    window = f" {opened:,} {voice.opened_one if opened == 1 else voice.opened}." if opened else ""
    return f"{voice.count(lost)}.{window}"


def say_words(voice: Voice, ask: BookAsk, lost: int, counts: Counts) -> str:
    """Say how many are left alone, or how to begin."""
    alone = counts.by_standing.get(Standing.LEFT_ALONE, 0)
    if not counts.lost:
        return "" if ask.query or lost else voice.drop
    return f"{alone:,} {'is' if alone == 1 else 'are'} left alone, and {'stays' if alone == 1 else 'stay'} that way."
