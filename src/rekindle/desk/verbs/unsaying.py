"""Taking back entries of the suppression ledger, as far as they may be."""

from collections.abc import Iterable
from uuid import UUID

from rekindle.book.write.consent import LedgerError, answer_suppression
from rekindle.book.write.ledger import (
    Entry,
    is_in_force,
    list_account_entries,
    list_entries_of,
    list_entries_on,
    list_renewed,
    renew_lifted,
)
from rekindle.book.write.writing import Writing
from rekindle.desk.actor import RefusedError
from rekindle.desk.show.phrases import say_count
from rekindle.desk.verbs.finding import get_account, get_person
from rekindle.terms.people import SuppressionOrigin, SuppressionState


def unsay(writing: Writing, made: Iterable[UUID], *, own_acts_stay: bool = False) -> list[str]:
    """Answer the entries a verb made as mistakes, and put in force again what it had lifted.

    Returns sentences, without a full stop, about who is left alone all the same. Raises RefusedError for a person's
    own act, unless told that those stay, and for an entry older than thirty days.
    """
    made = list(made)
    entries = list_entries_of(writing, made)
    own_acts = [entry for entry in entries if entry.origin == SuppressionOrigin.PERSON] if own_acts_stay else []
    for entry in entries:
        if entry not in own_acts:
            _call_mistake(writing, entry)
    for row_id in made:
        renew_lifted(writing, row_id)
    return _count_own_acts(writing, own_acts) if own_acts_stay else _say_still(writing, entries)


def unsay_some(writing: Writing, entries: Iterable[UUID]) -> None:
    """Answer some entries that a file made as `unsay` does, those of people's own acts aside; twice is once."""
    left = set(entries)
    unsay(writing, sorted(left - list_renewed(writing, left)), own_acts_stay=True)


def say_own_acts(writing: Writing, made: Iterable[UUID]) -> list[str]:
    """Say how many stay left alone by their own word, of those whom the entries a file made leave alone."""
    entries = list_entries_of(writing, made)
    return _count_own_acts(writing, [entry for entry in entries if entry.origin == SuppressionOrigin.PERSON])


def _count_own_acts(writing: Writing, own_acts: list[Entry]) -> list[str]:
    people = {entry.person_id for entry in own_acts if is_in_force(writing, entry.entry_id)}
    if not people:
        return []
    count = say_count(len(people), "person stays", "people stay").capitalize()
    return [f"{count} left alone, by their own word"]


def _say_still(writing: Writing, entries: list[Entry]) -> list[str]:
    people = dict.fromkeys(entry.person_id for entry in entries if entry.person_id)
    accounts = dict.fromkeys(entry.account_id for entry in entries if entry.account_id)
    still = [get_person(writing, one) for one in people if list_entries_on(writing, one)]
    still += [get_account(writing, one) for one in accounts if list_account_entries(writing, one)]
    return [f"{name} is still left alone, by another word" for name in still]


def _call_mistake(writing: Writing, entry: Entry) -> None:
    """Answer an entry as a mistake, also one that was lifted: it must not come back when the lifting is undone."""
    try:
        answer_suppression(writing, entry.entry_id, SuppressionState.MISTAKE, words="undone")
    except LedgerError as refusal:
        if is_in_force(writing, entry.entry_id):
            raise RefusedError(f"That stays: {refusal}.") from refusal
