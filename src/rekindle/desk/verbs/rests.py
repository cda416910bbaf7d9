"""Letting a deal be until a day."""

from datetime import date, timedelta
from uuid import UUID

from rekindle.book.write.touches import write_rest
from rekindle.book.write.writing import Writing
from rekindle.desk.actor import Actor, Done, RefusedError
from rekindle.desk.perform import Result, arguments_of, perform
from rekindle.desk.show.phrases import say_until
from rekindle.desk.verbs.finding import check_words, get_deal, get_person, today_of
from rekindle.desk.verbs.reading import accounts_of, ask_which_day, heed_wish
from rekindle.terms.losses import Status

_LONGEST = timedelta(days=5 * 366)


def rest(
    actor: Actor, key: str, *, deal_id: UUID, until_on: date, words: str = "", person_id: UUID | None = None
) -> Done:
    """Let a deal be until a day, in whose words if known; the latest rest is in force.

    Words that hold a wish for silence leave the named person alone, as those of a note do. The day is the one given:
    where the words name another, the answer says so (`named_on`), and what it asks (`asks`). Raises RefusedError for a
    deal that is won, a day that is not after today, or one more than five years away.
    """
    request = arguments_of(locals())

    def act(writing: Writing) -> Result:
        deal = get_deal(writing, deal_id)
        if deal.status == Status.WON:
            raise RefusedError(f"{deal.account} is won; there is nothing to let rest.")
        today = today_of(writing)
        check_until(until_on, today)
        if person_id:
            get_person(writing, person_id)
        said = check_words(words)
        write_rest(writing, deal_id, until_on, words=said)
        silence = heed_wish(writing, said, person_id)
        accounts = accounts_of(writing, deal, person_id if silence else None)
        label = f"Resting until {say_until(until_on, today)}: {deal.account}"
        return Result(label, accounts, (deal_id,), silence or ask_which_day(writing, deal, said, until_on, today))

    return perform(actor, "rest", key, request, act)


def check_until(until_on: date, today: date) -> None:
    """Raise RefusedError for a day to rest until that has come, or is more than five years away."""
    if until_on <= today:
        raise RefusedError(f"Choose a day after today to come back to it: {until_on} has come already.")
    if until_on - today > _LONGEST:
        raise RefusedError("That is more than five years away. Choose a nearer day, or leave them alone.")
