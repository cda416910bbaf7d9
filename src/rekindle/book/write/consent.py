"""The two ledgers: what people allowed, and whom we leave alone. Nothing in them is ever taken out."""

from datetime import date, timedelta
from typing import Unpack
from uuid import UUID

from rekindle.book.models import ContactPoint, Permission, Suppression
from rekindle.book.write.writing import When, Writing, alive, flush, record
from rekindle.terms.people import PermissionState, SuppressionOrigin, SuppressionState
from rekindle.terms.touches import Channel

MISTAKE_DAYS = 30


class LedgerError(ValueError):
    """An entry of the suppression ledger that may not be answered that way."""


def write_permission(
    writing: Writing,
    person_id: UUID,
    state: PermissionState,
    *,
    deal_id: UUID | None = None,
    channel: Channel | None = None,
    until_on: date | None = None,
    words: str = "",
    evidence: str = "",
    jurisdiction: str = "",
    **when: Unpack[When],
) -> UUID:
    """Write what a person allowed or refused; without a channel it is about every channel."""
    return record(
        writing,
        Permission,
        person_id=person_id,
        deal_id=deal_id,
        channel=channel or "",
        state=state,
        until_on=until_on,
        words=words,
        evidence=evidence,
        jurisdiction=jurisdiction.upper(),
        **when,
    )


def write_suppression(
    writing: Writing,
    origin: SuppressionOrigin,
    *,
    person_id: UUID | None = None,
    account_id: UUID | None = None,
    address_key: str = "",
    channel: Channel | None = None,
    words: str = "",
    **when: Unpack[When],
) -> list[UUID]:
    """Write that a person, a whole account or an address is left alone, and return the entries.

    A person gets one entry, and one for each of their addresses: whoever has the address later is left alone too.
    Raises ValueError when nobody is named, or a person and an account at once.
    """
    if not (person_id or account_id or address_key):
        raise ValueError("whom to leave alone? name a person, an account or an address")
    if person_id and account_id:
        raise ValueError("a person or a whole account? write an entry for each")
    keys = [address_key] + (_keys_of(writing, person_id) if person_id else [])
    return [
        record(
            writing,
            Suppression,
            address_key=key,
            person_id=person_id,
            account_id=account_id,
            channel=channel or "",
            state=SuppressionState.SUPPRESSED,
            origin=origin,
            words=words,
            **when,
        )
        for key in keys
    ]


def _keys_of(writing: Writing, person_id: UUID) -> list[str]:
    flush(writing, ContactPoint)
    points = alive(ContactPoint.objects.within(writing.workspace_id).filter(person_id=person_id), writing)
    return sorted(set(points.values_list("address_key", flat=True)))


# What answers an entry that a machine read where nobody said no.
MISREAD = "misread"


def answer_suppression(
    writing: Writing,
    entry_id: UUID,
    state: SuppressionState,
    *,
    origin: SuppressionOrigin = SuppressionOrigin.REP,
    words: str = "",
    **when: Unpack[When],
) -> UUID:
    """Answer an entry: it was a `mistake` (ours, within 30 days), or the person themselves `lifted` it.

    One in doubt waits for its answer as long as that takes.

    Raises LookupError when there is no such entry, LedgerError when it may not be answered that way.
    """
    entries = Suppression.objects.within(writing.workspace_id)
    entry = entries.filter(pk=entry_id, state=SuppressionState.SUPPRESSED).first()
    if entry is None:
        raise LookupError(f"this workspace has no suppression {entry_id}")
    _check_answer(writing, entry, state, origin)
    return write_about_same(writing, entry, state, answers_id=entry.pk, origin=origin, words=words, **when)


def write_about_same(
    writing: Writing,
    entry: Suppression,
    state: SuppressionState,
    *,
    answers_id: UUID,
    origin: str,
    words: str,
    **when: Unpack[When],
) -> UUID:
    """Write an entry about the same address, person, account and channel as another; `answers_id` is the row it ends.

    What may be answered is not checked here: see `answer_suppression`.
    """
    return record(
        writing,
        Suppression,
        address_key=entry.address_key,
        person_id=entry.person_id,
        account_id=entry.account_id,
        channel=entry.channel,
        state=state,
        origin=origin,
        words=words,
        answers_id=answers_id,
        **when,
    )


def _check_answer(writing: Writing, entry: Suppression, state: SuppressionState, origin: SuppressionOrigin) -> None:
    if state == SuppressionState.LIFTED:
        if origin != SuppressionOrigin.PERSON:
            raise LedgerError("only the person can lift it, by writing again and asking to be contacted")
        return
    if state != SuppressionState.MISTAKE:
        raise LedgerError(f"an entry is answered by a mistake or by lifting it, not by {state}")
    if entry.origin == SuppressionOrigin.PERSON:
        raise LedgerError("they asked for this themselves: only they can lift it")
    if entry.origin == SuppressionOrigin.DOUBT:
        return
    if writing.at - entry.known_at > timedelta(days=MISTAKE_DAYS):
        raise LedgerError(f"a mistake can be taken back within {MISTAKE_DAYS} days; after that only they can lift it")
