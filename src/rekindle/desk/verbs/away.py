"""Days one is away: nobody is proposed then, and nothing waits in a heap afterwards."""

from datetime import date, timedelta
from uuid import UUID

from rekindle.book.read.away import read_away
from rekindle.book.write.members import drop_away, write_away
from rekindle.book.write.writing import Writing
from rekindle.desk.actor import Actor, Done, RefusedError
from rekindle.desk.perform import Result, arguments_of, perform
from rekindle.desk.show.phrases import say_until
from rekindle.desk.verbs.finding import today_of

_LONGEST = timedelta(days=366)


def set_away(actor: Actor, key: str, *, from_on: date, to_on: date) -> Done:
    """Say that one is away from the first to the last day, both included; a day of today counts at once.

    Raises RefusedError for a last day that is over or before the first, and for more than a year.
    """
    request = arguments_of(locals())

    def act(writing: Writing) -> Result:
        today = today_of(writing)
        if to_on < from_on:
            raise RefusedError("The last day comes before the first. Turn the two around.")
        if to_on < today:
            raise RefusedError("Those days are over. Choose a last day that is still to come.")
        if to_on - from_on > _LONGEST:
            raise RefusedError("That is more than a year. Hand your deals to a colleague instead.")
        write_away(writing, actor.member_id, from_on, to_on)
        is_now = from_on <= today
        return Result(f"Away {_say(from_on, to_on, today)}", whole_book=is_now)

    return perform(actor, "set_away", key, request, act)


def end_away(actor: Actor, key: str, *, away_id: UUID) -> Done:
    """Take days away out of one's own calendar. Raises RefusedError when there are no such days of one's own."""
    request = arguments_of(locals())

    def act(writing: Writing) -> Result:
        today = today_of(writing)
        mine = {one.away_id: one for one in read_away(writing.workspace_id, actor.member_id, today)}
        if away_id not in mine:
            raise RefusedError("There are no such days in your calendar any more.")
        drop_away(writing, away_id)
        gone = mine[away_id]
        words = f"Here again: {_say(gone.from_on, gone.to_on, today)}"
        return Result(words, undoable=False, whole_book=gone.from_on <= today)

    return perform(actor, "end_away", key, request, act)


def _say(from_on: date, to_on: date, today: date) -> str:
    first = say_until(from_on, today)
    return first if from_on == to_on else f"{first} to {say_until(to_on, today)}"
