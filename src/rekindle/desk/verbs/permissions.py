"""Permission to come back: asked for, given, refused."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from rekindle.book.write.consent import write_permission
from rekindle.book.write.ledger import list_entries_on
from rekindle.book.write.lookups import list_accounts_touching
from rekindle.book.write.touches import write_promise
from rekindle.book.write.writing import Writing
from rekindle.desk.actor import Actor, Done, RefusedError
from rekindle.desk.perform import Result, arguments_of, perform
from rekindle.desk.show.phrases import say_until
from rekindle.desk.verbs.finding import check_words, get_deal, get_person, today_of
from rekindle.terms.losses import Source
from rekindle.terms.people import PermissionState
from rekindle.terms.touches import Channel

_LABELS = {
    PermissionState.GRANTED: "May come back",
    PermissionState.IMPLIED: "May come back, as we understood it",
    PermissionState.REFUSED: "Would rather not hear from us",
    PermissionState.WITHDRAWN: "Took back their permission",
}
_YES = {PermissionState.GRANTED, PermissionState.IMPLIED}


def ask_permission(
    actor: Actor, key: str, *, person_id: UUID, deal_id: UUID, channel: Channel | None = None, words: str = ""
) -> Done:
    """Note that we asked somebody whether we may come back, on one channel or at all; `words` is the question.

    Raises RefusedError for a foreign person or deal, or for a person who is left alone: they are not asked.
    """
    request = arguments_of(locals())

    def act(writing: Writing) -> Result:
        deal = get_deal(writing, deal_id)
        who = get_person(writing, person_id)
        if list_entries_on(writing, person_id):
            raise RefusedError(f"{who} is left alone, so we do not ask. If they write again, record that.")
        asked = write_permission(
            writing, person_id, PermissionState.ASKED, deal_id=deal_id, channel=channel, words=check_words(words)
        )
        return Result(
            f"Asked whether we may come back: {who}", (deal.account_id,), (deal_id,), {"permission": str(asked)}
        )

    return perform(actor, "ask_permission", key, request, act)


def record_permission(
    actor: Actor,
    key: str,
    *,
    person_id: UUID,
    deal_id: UUID | None = None,
    state: PermissionState,
    channel: Channel | None = None,
    until_on: date | None = None,
    words: str = "",
    evidence: str = "",
    revisit_on: date | None = None,
    sd_days: float = 14.0,
) -> Done:
    """Record what somebody said about our coming back, in their words, with where that can be seen as `evidence`.

    `revisit_on` is the day they named, meant to within about `sd_days`: it becomes the buyer's promise on the deal.
    Permission does not lift what leaves a person alone. Raises RefusedError for days gone by, or a day with a refusal.
    """
    request = arguments_of(locals())

    def act(writing: Writing) -> Result:
        who = get_person(writing, person_id)
        accounts = set(list_accounts_touching(writing, person_id))
        if deal_id:
            accounts.add(get_deal(writing, deal_id).account_id)
        today = today_of(writing)
        given = _Given(state, deal_id, until_on, revisit_on, sd_days)
        _check(given, today)
        said, proof = check_words(words), check_words(evidence)
        permission_id = write_permission(
            writing, person_id, state, deal_id=deal_id, channel=channel, until_on=until_on, words=said, evidence=proof
        )
        answer = {"permission": str(permission_id), **_hint(writing, who, person_id, state)}
        answer |= _promise(writing, given, person_id, said)
        about = f", about {say_until(revisit_on, today)}" if revisit_on else ""
        deals = (deal_id,) if deal_id else ()
        return Result(f"{_LABELS[state]}{about}: {who}", tuple(sorted(accounts)), deals, answer)

    return perform(actor, "record_permission", key, request, act)


@dataclass(frozen=True, slots=True)
class _Given:
    """The answer of a person: what they said, about which deal, until when, and the day they named."""

    state: PermissionState
    deal_id: UUID | None
    until_on: date | None
    revisit_on: date | None
    sd_days: float


def _check(given: _Given, today: date) -> None:
    if given.state not in _LABELS:
        raise RefusedError("Record what they answered. That we asked is noted by asking for permission.")
    if given.revisit_on:
        _check_revisit(given, given.revisit_on, today)
    if given.until_on and given.until_on < today:
        raise RefusedError(
            f"A permission until {given.until_on} has run out already. Choose a later day, or leave it out."
        )
    if not 0 < given.sd_days <= 366:
        raise RefusedError("How exactly the day was meant is between a part of a day and a year.")


def _check_revisit(given: _Given, revisit_on: date, today: date) -> None:
    if given.state not in _YES:
        raise RefusedError("They said no, so there is no day to come back. Leave the day out.")
    if given.deal_id is None:
        raise RefusedError("Come back about what? Name the deal together with the day.")
    if revisit_on <= today:
        raise RefusedError(f"The day they named, {revisit_on}, has come already. Choose a day after today.")


def _promise(writing: Writing, given: _Given, person_id: UUID, words: str) -> dict[str, str]:
    """Write the day they named as the buyer's promise on the deal."""
    if given.deal_id is None or given.revisit_on is None:
        return {}
    promise_id = write_promise(
        writing,
        given.deal_id,
        given.revisit_on,
        sd_days=given.sd_days,
        source=Source.BUYER,
        person_id=person_id,
        words=words,
    )
    return {"promise": str(promise_id)}


def _hint(writing: Writing, who: str, person_id: UUID, state: PermissionState) -> dict[str, str]:
    if state not in _YES:
        return {"proposes": "respect_no"}
    if list_entries_on(writing, person_id):
        return {"left_alone": f"{who} is still left alone. If they wrote and asked for contact, record that."}
    return {}
