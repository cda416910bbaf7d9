"""Letting a deal be until a day."""

from datetime import date, timedelta
from uuid import UUID

from rekindle.book.write.touches import write_rest
from rekindle.book.write.writing import Writing
from rekindle.desk.actor import Actor, Done, RefusedError
from rekindle.desk.perform import Result, arguments_of, perform
from rekindle.desk.show.phrases import say_full_day
from rekindle.desk.verbs.finding import check_words, get_deal, today_of
from rekindle.terms.losses import Status

_LONGEST = timedelta(days=5 * 366)


def rest(actor: Actor, key: str, *, deal_id: UUID, until_on: date, words: str = "") -> Done:
    """Let a deal be until a day, in whose words if known; the latest rest is in force.

    Raises RefusedError for a deal that is won, a day that is not after today, or one more than five years away.
    """
    request = arguments_of(locals())

    def act(writing: Writing) -> Result:
        deal = get_deal(writing, deal_id)
        if deal.status == Status.WON:
            raise RefusedError(f"{deal.account} is won; there is nothing to let rest.")
        today = today_of(writing)
        check_until(until_on, today)
        write_rest(writing, deal_id, until_on, words=check_words(words))
        label = f"Resting until {say_until(until_on, today)}: {deal.account}"
        return Result(label, (deal.account_id,), (deal_id,))

    return perform(actor, "rest", key, request, act)


def check_until(until_on: date, today: date) -> None:
    """Raise RefusedError for a day to rest until that has come, or is more than five years away."""
    if until_on <= today:
        raise RefusedError(f"Choose a day after today to come back to it: {until_on} has come already.")
    if until_on - today > _LONGEST:
        raise RefusedError("That is more than five years away. Choose a nearer day, or leave them alone.")


def say_until(day: date, today: date) -> str:
    """Write a day to come with its weekday, and with its year when that is not this year."""
    return say_full_day(day) if day.year == today.year else f"{say_full_day(day)} {day.year}"
