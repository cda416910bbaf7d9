"""They got in touch."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from rekindle.book.write.consent import answer_suppression, write_permission
from rekindle.book.write.ledger import list_account_entries, list_entries_on
from rekindle.book.write.lookups import FoundDeal
from rekindle.book.write.touches import write_touch
from rekindle.book.write.writing import Writing
from rekindle.debrief import is_refusal
from rekindle.desk.actor import Actor, Done, RefusedError
from rekindle.desk.perform import Result, arguments_of, perform
from rekindle.desk.verbs.finding import check_instant, check_words, get_deal, name_of
from rekindle.desk.verbs.reading import accounts_of, heed_wish, sounds_like_silence
from rekindle.desk.verbs.touches import usual_minutes
from rekindle.desk.verbs.turning import come_back, is_back
from rekindle.terms.losses import ReturnKind
from rekindle.terms.people import PermissionState, SuppressionOrigin, SuppressionState
from rekindle.terms.touches import Channel, Direction, Outcome

# Whoever only says no did not come back, and is not an answer to find a minute for.
_REFUSED = {
    "proposes": "respect_no",
    "left_alone": "That reads as a no, so nothing is opened. Respect it, or take it back.",
}
_IN_PERSON = {Channel.VISIT, Channel.EVENT}


def record_inbound(
    actor: Actor,
    key: str,
    *,
    deal_id: UUID,
    channel: Channel,
    person_id: UUID | None = None,
    words: str = "",
    happened_at: datetime | None = None,
    wants_contact: bool = False,
) -> Done:
    """Record that the people of a deal, whatever its status, got in touch by themselves.

    A lost deal comes back by it (a return of kind inbound) and is open again. `wants_contact` says that the person
    asked to be contacted again: their permission is written for that channel (every channel when they said so in
    person), and what left them alone is lifted by them. Only they can do that, so their own words are needed where
    they had asked to be left alone. A whole account left alone stays so. Words that ask for silence do not bring a deal
    back: who wrote them is left alone, or held where they only sound like it, unless they are said to want contact. Nor
    does a bare no: the answer proposes to respect it. Raises RefusedError.
    """
    request = arguments_of(locals())

    def act(writing: Writing) -> Result:
        deal = get_deal(writing, deal_id)
        who = name_of(writing, person_id, deal)
        heard = _Heard(deal, person_id, channel, check_words(words), check_instant(happened_at, writing))
        silence = not wants_contact and sounds_like_silence(writing, heard.words)
        refused = not (wants_contact or silence) and is_refusal(heard.words)
        is_return = not (silence or refused) and is_back(writing, deal, heard.happened_at)
        answer = _take_down(writing, heard, reopens=is_return) | (_REFUSED if refused else {})
        if wants_contact:
            answer |= _welcome(writing, heard)
        if not wants_contact:
            answer |= heed_wish(writing, heard.words, person_id)
        accounts = accounts_of(writing, deal, person_id)
        return Result(f"They got in touch: {who}", accounts, (deal_id,), answer)

    return perform(actor, "record_inbound", key, request, act)


@dataclass(frozen=True, slots=True)
class _Heard:
    """How they got in touch: the deal is of this workspace, words and instant are checked."""

    deal: FoundDeal
    person_id: UUID | None
    channel: Channel
    words: str
    happened_at: datetime


def _take_down(writing: Writing, heard: _Heard, *, reopens: bool) -> dict[str, Any]:
    """Write the contact, and the return of the deal where it was lost."""
    deal, when = heard.deal, heard.happened_at
    touch_id = write_touch(
        writing,
        heard.channel,
        deal_id=deal.deal_id,
        account_id=deal.account_id,
        person_id=heard.person_id,
        member_id=writing.member_id,
        direction=Direction.IN,
        minutes=usual_minutes(Outcome.NONE, heard.channel),
        words=heard.words,
        happened_at=when,
    )
    if reopens:
        come_back(writing, deal, ReturnKind.INBOUND, words=heard.words, touch_id=touch_id, happened_at=when)
    return {"touch": str(touch_id), "reopened": reopens}


def _welcome(writing: Writing, heard: _Heard) -> dict[str, Any]:
    """Write the permission a person gave by asking to be contacted, and lift what left them alone."""
    if heard.person_id is None:
        raise RefusedError("Who asked to be contacted? Name the person: only they can say so.")
    answer: dict[str, Any] = {"lifted": _lift(writing, heard.person_id, heard)}
    write_permission(
        writing,
        heard.person_id,
        PermissionState.GRANTED,
        deal_id=heard.deal.deal_id,
        channel=None if heard.channel in _IN_PERSON else heard.channel,
        words=heard.words,
        evidence="they got in touch",
        happened_at=heard.happened_at,
    )
    if list_account_entries(writing, heard.deal.account_id):
        answer["left_alone"] = f"{heard.deal.account} as a whole is still left alone."
    return answer


def _lift(writing: Writing, person_id: UUID, heard: _Heard) -> int:
    """Answer every entry that leaves a person alone, as their own act; return how many there were."""
    entries = list_entries_on(writing, person_id)
    if not heard.words and any(entry.origin == SuppressionOrigin.PERSON for entry in entries):
        raise RefusedError(
            "They had asked to be left alone. Write down their words, so that anybody can see why not now."
        )
    for entry in entries:
        answer_suppression(
            writing,
            entry.entry_id,
            SuppressionState.LIFTED,
            origin=SuppressionOrigin.PERSON,
            words=heard.words,
            happened_at=heard.happened_at,
        )
    return len(entries)
