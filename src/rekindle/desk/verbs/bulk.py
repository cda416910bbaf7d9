"""Many deals at once, as one command that is undone at once. Nothing is sent from here."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from rekindle.book.write.amending import give_deals
from rekindle.book.write.commands import find_member
from rekindle.book.write.lookups import FoundDeal, find_deals
from rekindle.book.write.saved import drop_saved_view, write_saved_view
from rekindle.book.write.touches import write_rest
from rekindle.book.write.writing import Writing, in_bulk
from rekindle.desk.actor import Actor, Done, RefusedError
from rekindle.desk.perform import Result, arguments_of, perform
from rekindle.desk.show.book_kept import AT_ONCE
from rekindle.desk.show.book_questions import list_asked
from rekindle.desk.show.book_views import BookAsk
from rekindle.desk.show.phrases import say_count, say_until
from rekindle.desk.verbs.claims import claim
from rekindle.desk.verbs.finding import check_line, check_words, need_loss, today_of
from rekindle.desk.verbs.reading import heed_wish
from rekindle.desk.verbs.rests import check_until
from rekindle.terms.losses import Source, Status, Verdict

MOST = AT_ONCE
LONGEST_QUERY = 1000


def rest_deals(
    actor: Actor,
    key: str,
    *,
    deal_ids: Sequence[UUID] = (),
    asked: BookAsk | None = None,
    until_on: date,
    words: str = "",
) -> Done:
    """Let several deals be until a day: those named, or all the book lists for what is asked.

    Words that hold a wish for silence ask who it is. Raises RefusedError for none, too many, a won one, or a day
    that has come.
    """
    request = arguments_of(locals())

    def act(writing: Writing) -> Result:
        today = today_of(writing)
        check_until(until_on, today)
        said = check_words(words)
        deals = _get_deals(actor, writing, deal_ids, asked)
        won = next((deal for deal in deals if deal.status == Status.WON), None)
        if won:
            raise RefusedError(f"{won.account} is won; there is nothing to let rest. Take it out of the selection.")
        with in_bulk(writing) as holding:
            for deal in deals:
                write_rest(holding, deal.deal_id, until_on, words=said)
        return replace(
            _done(deals, f"Resting until {say_until(until_on, today)}"), result=heed_wish(writing, said, None)
        )

    return perform(actor, "rest_deals", key, request, act)


def hand_over(
    actor: Actor, key: str, *, deal_ids: Sequence[UUID] = (), asked: BookAsk | None = None, member_id: UUID
) -> Done:
    """Give several deals to a colleague: those named, or all the book lists for what is asked.

    Raises RefusedError for none, too many, or nobody known.
    """
    request = arguments_of(locals())

    def act(writing: Writing) -> Result:
        member = find_member(writing.workspace_id, member_id)
        if member is None:
            raise RefusedError("There is no such member in this workspace.")
        deals = _get_deals(actor, writing, deal_ids, asked)
        give_deals(writing, [deal.deal_id for deal in deals], member_id)
        return _done(deals, f"Handed to {member.name}")

    return perform(actor, "hand_over", key, request, act)


def leave_alone(
    actor: Actor, key: str, *, deal_ids: Sequence[UUID] = (), asked: BookAsk | None = None, words: str = ""
) -> Done:
    """Leave several lost deals alone: the rep's verdict on each is no. People keep what they said themselves.

    Raises RefusedError for none, too many, or one that is not lost.
    """
    request = arguments_of(locals())

    def act(writing: Writing) -> Result:
        said = check_words(words)
        deals = _get_deals(actor, writing, deal_ids, asked)
        live = next((deal for deal in deals if deal.status != Status.LOST), None)
        if live:
            raise RefusedError(f"{live.account} is not lost. Take it out of the selection, or mark it lost first.")
        with in_bulk(writing) as holding:
            for deal in deals:
                claim(holding, deal, need_loss(deal), Source.REP, Verdict.NO, None, said)
        return _done(deals, "Left alone")

    return perform(actor, "leave_alone", key, request, act)


def save_view(actor: Actor, key: str, *, name: str, query: str) -> Done:
    """Keep a way of looking at the book for oneself; the same name again replaces it. Raises RefusedError."""
    request = arguments_of(locals())

    def act(writing: Writing) -> Result:
        called = check_line(name, "The name", 80, needed="Give it a name.")
        if len(query) > LONGEST_QUERY:
            raise RefusedError("That is too much to keep. Leave out a filter or two.")
        write_saved_view(writing, actor.member_id, called, query)
        return Result(f"Kept as “{called}”")

    return perform(actor, "save_view", key, request, act)


def drop_view(actor: Actor, key: str, *, name: str) -> Done:
    """Let go of one of one's own views. Raises RefusedError when there is none of that name."""
    request = arguments_of(locals())

    def act(writing: Writing) -> Result:
        if not drop_saved_view(writing, actor.member_id, name):
            raise RefusedError(f"There is no view “{name}” of yours.")
        return Result(f"Let go: “{name}”", undoable=False)

    return perform(actor, "drop_view", key, request, act)


def _get_deals(actor: Actor, writing: Writing, deal_ids: Sequence[UUID], asked: BookAsk | None) -> list[FoundDeal]:
    ids = list(dict.fromkeys(list_asked(actor, asked, today_of(writing)) if asked else deal_ids))
    if not ids:
        raise RefusedError("Nothing is listed there any more." if asked else "Tick one or more deals first.")
    if len(ids) > MOST:
        raise RefusedError(f"That is {len(ids):,} deals at once; up to {MOST:,} go together. Do it in parts.")
    found = find_deals(writing, ids)
    if len(found) < len(ids):
        raise RefusedError("There is no such deal in this workspace.")
    return found


def _done(deals: list[FoundDeal], what: str) -> Result:
    accounts = tuple(deal.account_id for deal in deals)
    label = f"{what}: {deals[0].account if len(deals) == 1 else say_count(len(deals), 'deal')}"
    return Result(label, accounts, tuple(deal.deal_id for deal in deals))
