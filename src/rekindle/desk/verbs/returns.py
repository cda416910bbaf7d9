"""A deal that comes back by our doing, is won, or is lost once more."""

from datetime import date
from uuid import UUID

from rekindle.book.write.amending import change_amount
from rekindle.book.write.deals import turn_status
from rekindle.book.write.writing import Writing
from rekindle.desk.actor import Actor, Done, RefusedError
from rekindle.desk.perform import Result, arguments_of, perform
from rekindle.desk.verbs.claims import claim
from rekindle.desk.verbs.deals import check_amount, lose
from rekindle.desk.verbs.finding import check_not_later, check_words, day_of, get_deal, today_of
from rekindle.desk.verbs.reading import keep_why, say_back
from rekindle.desk.verbs.turning import come_back
from rekindle.terms.losses import Reason, ReturnKind, Source, Status, Verdict


def reopen(actor: Actor, key: str, *, deal_id: UUID, words: str = "") -> Done:
    """Open a lost deal again, by hand: a return of kind reopen. Raises RefusedError when it is not lost."""
    request = arguments_of(locals())

    def act(writing: Writing) -> Result:
        deal = get_deal(writing, deal_id)
        if deal.status == Status.OPEN:
            raise RefusedError(f"{deal.account} is open already. Log what happened, or mark it won or lost.")
        if deal.status == Status.WON:
            raise RefusedError(f"{deal.account} is won. For something new with them, add another deal.")
        come_back(writing, deal, ReturnKind.REOPEN, words=check_words(words))
        return Result(f"Open again: {deal.account}", (deal.account_id,), (deal_id,))

    return perform(actor, "reopen", key, request, act)


def win(actor: Actor, key: str, *, deal_id: UUID, amount_minor: int | None = None, words: str = "") -> Done:
    """Mark a deal won; one that had been lost comes back by it (a return of kind win).

    `amount_minor` is what it was won for, in the deal's currency. Raises RefusedError when it is won already.
    """
    request = arguments_of(locals())

    def act(writing: Writing) -> Result:
        deal = get_deal(writing, deal_id)
        if deal.status == Status.WON:
            raise RefusedError(f"{deal.account} is won already. For something new with them, add another deal.")
        amount, currency = check_amount(writing, amount_minor, deal.currency)
        if amount is not None:
            change_amount(writing, deal_id, amount, currency)
        if deal.loss_id is None:
            turn_status(writing, deal_id, Status.WON)
        else:
            come_back(writing, deal, ReturnKind.WIN, words=check_words(words))
        label = f"{'Won' if deal.loss_id is None else 'Won back'}: {deal.account}"
        return Result(label, (deal.account_id,), (deal_id,))

    return perform(actor, "win", key, request, act)


def lose_again(
    actor: Actor,
    key: str,
    *,
    deal_id: UUID,
    lost_on: date | None = None,
    verdict: Verdict | None = None,
    reason: Reason | None = None,
    words: str = "",
) -> Done:
    """Write that an open deal was lost, once more or for the first time: the next loss, with what is said about why.

    Without verdict and reason they are read out of the words. Raises RefusedError when the deal is not open, or for a
    day before its last loss or still to come.
    """
    request = arguments_of(locals())

    def act(writing: Writing) -> Result:
        deal = get_deal(writing, deal_id)
        if deal.status == Status.LOST:
            raise RefusedError(f"{deal.account} is lost already. Say why it was lost, or reopen it first.")
        if deal.status == Status.WON:
            raise RefusedError(f"{deal.account} is won. If you lost them as a customer, add that as a deal of its own.")
        today = today_of(writing)
        day = check_not_later(lost_on or today, today, "A deal lost on")
        back_on = day_of(writing, deal.since)
        if deal.loss_id and day < back_on:
            raise RefusedError(f"It came back on {back_on}. Choose that day or a later one.")
        loss_id = lose(writing, deal_id, day, deal.amount_minor, deal.currency, stage=deal.stage, since=deal.since)
        if verdict or reason:
            answer = {"claims": claim(writing, deal, loss_id, Source.REP, verdict, reason, words)}
        else:
            answer = keep_why(writing, deal, loss_id, words, day)
        label = f"{'Lost again' if deal.loss_id else 'Lost'}: {deal.account}{say_back(answer, today)}"
        return Result(label, (deal.account_id,), (deal_id,), answer)

    return perform(actor, "lose_again", key, request, act)
