"""A no that a machine read out of a note, and that a person says is none."""

from uuid import UUID

from rekindle.book.write.consent import MISREAD, LedgerError, answer_suppression
from rekindle.book.write.ledger import Entry, list_account_entries, list_entries_on
from rekindle.book.write.lookups import list_accounts_touching
from rekindle.book.write.writing import Writing
from rekindle.desk.actor import Actor, Done, RefusedError
from rekindle.desk.perform import Result, arguments_of, perform
from rekindle.desk.verbs.finding import get_deal, get_person
from rekindle.terms.people import SuppressionOrigin, SuppressionState


def call_misread(actor: Actor, key: str, *, deal_id: UUID, person_id: UUID | None = None) -> Done:
    """Say that nobody asked to be left alone: a note was misread, about a person or, without one, a whole account.

    Only what a machine read goes; any other no stays, and the same sentence in a newer file is not taken for one
    again. Undone like anything else. Raises RefusedError when no machine read a no there, or after thirty days.
    """
    request = arguments_of(locals())

    def act(writing: Writing) -> Result:
        deal = get_deal(writing, deal_id)
        who = get_person(writing, person_id) if person_id else deal.account
        entries = _entries(writing, person_id, deal.account_id)
        read = [entry for entry in entries if entry.origin == SuppressionOrigin.MACHINE]
        if not read:
            raise RefusedError(f"No note was read as a no of {who}, so there is nothing to correct.")
        for entry in read:
            _answer(writing, entry)
        answer = {"left_alone": f"{who} is still left alone, by another word."} if len(entries) > len(read) else {}
        accounts = {deal.account_id, *(list_accounts_touching(writing, person_id) if person_id else ())}
        return Result(f"Not a no: {who}", tuple(sorted(accounts)), (deal_id,), answer)

    return perform(actor, "call_misread", key, request, act)


def _entries(writing: Writing, person_id: UUID | None, account_id: UUID) -> list[Entry]:
    return list_entries_on(writing, person_id) if person_id else list_account_entries(writing, account_id)


def _answer(writing: Writing, entry: Entry) -> None:
    try:
        answer_suppression(writing, entry.entry_id, SuppressionState.MISTAKE, words=MISREAD)
    except LedgerError as refusal:
        raise RefusedError(f"That stays: {refusal}.") from refusal
