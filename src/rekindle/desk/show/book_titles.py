"""What stands above the lost book, in the voice of the workspace."""

from rekindle.book.read.tallies import Counts
from rekindle.desk.show.book_kept import MANY
from rekindle.desk.show.book_views import BookAsk
from rekindle.desk.show.voices import Voice
from rekindle.terms.losses import Standing


def say_title(
    voice: Voice, ask: BookAsk, lost: int, counts: Counts, matching: int, *, is_narrowed: bool = False
) -> str:
    """Say how many there are; of a narrowed table how many of them: `matching` deals."""
    many = say_many(matching)
    if ask.view != "board" and ask.query and not matching:
        return f"No {voice.tried} holds “{ask.query}”."
    if ask.view != "board" and ask.query:
        return f"{many} {f'{voice.tried} holds' if matching == 1 else f'{voice.tried}s hold'} “{ask.query}”."
    if ask.standing in {Standing.TALKING_AGAIN, Standing.WON_BACK} and matching:
        return f"{many} {'stands' if matching == 1 else 'stand'} here."
    if ask.view != "board" and is_narrowed and matching:
        return f"{many} of {voice.count(lost)}." if lost > matching else f"{voice.count(matching)}."
    if not lost or (is_narrowed and ask.view != "board"):
        return "Nothing stands here." if is_narrowed else voice.nothing_yet
    opened = counts.by_standing.get(Standing.WINDOW_OPEN, 0)
    window = f" {opened:,} {voice.opened_one if opened == 1 else voice.opened}." if opened else ""
    return f"{voice.count(lost)}.{window}"


def say_many(matching: int) -> str:
    """Write how many match, as far as they were counted."""
    return f"{matching:,}" if matching <= MANY else f"More than {MANY:,}"


def say_words(voice: Voice, ask: BookAsk, lost: int, counts: Counts) -> str:
    """Say how many are left alone, or how to begin."""
    alone = counts.by_standing.get(Standing.LEFT_ALONE, 0)
    if not counts.lost:
        return "" if ask.query or lost else voice.drop
    if not alone:
        return "Nobody here is left alone so far."
    return "1 is left alone, for its reason." if alone == 1 else f"{alone:,} are left alone, each for its reason."
