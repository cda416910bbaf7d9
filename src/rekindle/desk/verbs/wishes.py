"""Words that sound like a wish to be left alone, and what somebody says they are."""

from uuid import UUID

from rekindle.book.write.consent import MISREAD, answer_suppression, write_suppression
from rekindle.book.write.ledger import Entry, find_doubt, list_doubts
from rekindle.book.write.lookups import list_accounts_beside, list_accounts_touching
from rekindle.book.write.writing import Writing
from rekindle.desk.actor import Actor, Done, RefusedError
from rekindle.desk.perform import Result, arguments_of, perform
from rekindle.desk.show.phrases import say_count
from rekindle.desk.verbs.finding import get_account, get_person
from rekindle.desk.verbs.reading import PRIVATE
from rekindle.terms.people import SuppressionOrigin, SuppressionState
from rekindle.terms.touches import Channel

_ANSWERED = "Somebody has answered that already. Nothing was changed."


def answer_wish(actor: Actor, key: str, *, entry_id: UUID, asks: bool) -> Done:
    """Say whether words that hold somebody in doubt ask to be left alone; of all the same words hold, at once.

    `asks`: they are left alone by our word, as they were until now by a doubt. Else they are released, and the same
    sentence holds nobody again. Undone like anything else: then it is asked again. Raises RefusedError where nothing
    waits for an answer.
    """
    request = arguments_of(locals())

    def act(writing: Writing) -> Result:
        entry = find_doubt(writing, entry_id)
        if entry is None:
            raise RefusedError(_ANSWERED)
        held = _held_by(writing, entry)
        if asks:
            _leave_alone(writing, held)
        else:
            for one in held:
                answer_suppression(writing, one.entry_id, SuppressionState.MISTAKE, words=MISREAD)
        label = "Left alone" if asks else "No wish to be left alone"
        return Result(f"{label}: {_name(writing, held)}", _touched(writing, held))

    return perform(actor, "answer_wish", key, request, act)


def _held_by(writing: Writing, entry: Entry) -> list[Entry]:
    """All that the same words hold; what stands for private words holds each of its own."""
    same = list_doubts(writing, entry.words)
    return [one for one in same if _whom(one) == _whom(entry)] if entry.words == PRIVATE else same


def _whom(entry: Entry) -> UUID | None:
    return entry.person_id or entry.account_id


def _leave_alone(writing: Writing, held: list[Entry]) -> None:
    """Write once for each of them what a doubt held; the doubt stays under it, should that be taken back."""
    for entry in {(_whom(one), one.channel): one for one in held}.values():
        write_suppression(
            writing,
            SuppressionOrigin.REP,
            person_id=entry.person_id,
            account_id=None if entry.person_id else entry.account_id,
            channel=Channel(entry.channel) if entry.channel else None,
            words=entry.words,
        )


def _name(writing: Writing, held: list[Entry]) -> str:
    whom = list({_whom(one): one for one in held}.values())
    first = whom[0]
    name = get_person(writing, first.person_id) if first.person_id else ""
    name = name or (get_account(writing, first.account_id) if first.account_id else "")
    return f"{name} and {say_count(len(whom) - 1, 'other')}" if len(whom) > 1 else name


def _touched(writing: Writing, held: list[Entry]) -> tuple[UUID, ...]:
    accounts: set[UUID] = set()
    for entry in held:
        if entry.person_id:
            accounts |= set(list_accounts_touching(writing, entry.person_id))
        elif entry.account_id:
            accounts |= {entry.account_id, *list_accounts_beside(writing, entry.account_id)}
    return tuple(sorted(accounts))
