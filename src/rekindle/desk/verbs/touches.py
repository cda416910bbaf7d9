"""Logging what happened with people: a contact of ours, or a note."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from rekindle.book.read.words import read_draft_now
from rekindle.book.write.ledger import list_entries_on
from rekindle.book.write.lookups import FoundDeal, find_contact_after, find_proposal, has_contact
from rekindle.book.write.touches import write_note, write_touch
from rekindle.book.write.writing import Writing
from rekindle.desk.actor import Actor, Done, RefusedError
from rekindle.desk.perform import Result, arguments_of, perform
from rekindle.desk.verbs.finding import check_instant, check_words, get_deal, get_person, name_of
from rekindle.desk.verbs.reading import accounts_of, heed_wish
from rekindle.desk.verbs.turning import come_back, is_back
from rekindle.terms.losses import ReturnKind
from rekindle.terms.touches import Channel, Outcome

_LABELS = {
    Outcome.SPOKE: "Spoke",
    Outcome.VOICEMAIL: "Left a voicemail",
    Outcome.NO_ANSWER: "No answer",
    Outcome.MEETING: "Meeting set",
    Outcome.SENT: "Sent",
    Outcome.POSITIVE_REPLY: "They want to talk",
    Outcome.NOT_YET: "Not yet",
    Outcome.NO: "They said no",
    Outcome.NONE: "Logged",
}
_RETURNS = {Outcome.POSITIVE_REPLY: ReturnKind.POSITIVE_REPLY, Outcome.MEETING: ReturnKind.MEETING}
_OUTCOME_MINUTES = {Outcome.VOICEMAIL: 2, Outcome.NO_ANSWER: 1}
_CHANNEL_MINUTES = {Channel.VISIT: 30, Channel.EVENT: 30}
_USUAL_MINUTES = 5
_LONGEST_DAY = 24 * 60
# A card is logged once; what was logged longer ago than this is another contact.
_LATELY = timedelta(hours=12)


def log_touch(
    actor: Actor,
    key: str,
    *,
    deal_id: UUID,
    outcome: Outcome,
    channel: Channel,
    person_id: UUID | None = None,
    minutes: int | None = None,
    words: str = "",
    happened_at: datetime | None = None,
    play: str = "",
    asset_key: str = "",
    seen: UUID | None = None,
) -> Done:
    """Log one contact of ours that took place, now if not said.

    Minutes not given are the usual ones of the outcome and the channel. A positive reply or a meeting on a lost deal
    writes a return of that kind and opens the deal: people are talking again. One's own words for this contact are kept
    with it, unless nobody answered. A "no" is logged, not acted on: the answer carries `proposes: respect_no`. Words
    that tell of a wish for silence leave the named person alone at once, as those of a note do. `seen` is the contact
    that was last known where this is said, all zeros for none: a card that stands open twice is logged once. Raises
    RefusedError for a foreign deal or person, a time to come, or where a contact was logged since what was seen.
    """
    request = arguments_of(locals())

    def act(writing: Writing) -> Result:
        deal = get_deal(writing, deal_id)
        _refuse_second(writing, deal_id, seen)
        who = name_of(writing, person_id, deal)
        contact = _Contact(deal, person_id, channel, outcome, check_words(words), check_instant(happened_at, writing))
        kept = _own_words(actor, contact) | _proposed(writing, contact)
        taken = count_minutes(minutes, outcome, channel)
        touch_id = _write(writing, contact, minutes=taken, play=play, asset_key=asset_key, **kept)
        reopens = _reopen(writing, contact, touch_id)
        answer = {"touch": str(touch_id), "reopened": reopens, **_hint(writing, outcome, person_id)}
        silence = heed_wish(writing, contact.words, person_id)
        # Whoever else would get in touch with them, at another account, too, is to see that we did.
        accounts = accounts_of(writing, deal, person_id)
        return Result(f"{say_outcome(outcome, channel)}: {who}", accounts, (deal_id,), answer | silence)

    return perform(actor, "log_touch", key, request, act)


def _refuse_second(writing: Writing, deal_id: UUID, seen: UUID | None) -> None:
    """Raise RefusedError where somebody logged a contact with this deal that was not seen by who logs one now."""
    if seen is None:
        return
    if seen.int and not has_contact(writing, seen):
        raise RefusedError("There is no such contact in this workspace.")
    found = find_contact_after(writing, deal_id, seen, writing.at - _LATELY)
    if found is None:
        return
    at = f"{found.happened_at.astimezone(writing.zone):%-H:%M}"
    by = f" by {found.member}" if found.member and found.member_id != writing.member_id else ""
    how = say_outcome(Outcome(found.outcome), Channel(found.channel))
    raise RefusedError(f"Already logged at {at}{by}: {how}. Another contact can be logged on their page.")


@dataclass(frozen=True, slots=True)
class _Contact:
    """A contact of ours as it was told: the deal is of this workspace, words and instant are checked."""

    deal: FoundDeal
    person_id: UUID | None
    channel: Channel
    outcome: Outcome
    words: str
    happened_at: datetime


def _write(writing: Writing, contact: _Contact, **columns: Any) -> UUID:
    return write_touch(
        writing,
        contact.channel,
        deal_id=contact.deal.deal_id,
        account_id=contact.deal.account_id,
        person_id=contact.person_id,
        member_id=writing.member_id,
        outcome=contact.outcome,
        happened_at=contact.happened_at,
        **columns,
    )


def _reopen(writing: Writing, contact: _Contact, touch_id: UUID) -> bool:
    """Open a lost deal again where people are talking; say whether that was so."""
    kind = _RETURNS.get(contact.outcome)
    if kind is None or not is_back(writing, contact.deal, contact.happened_at):
        return False
    come_back(writing, contact.deal, kind, words=contact.words, touch_id=touch_id, happened_at=contact.happened_at)
    return True


def _own_words(actor: Actor, contact: _Contact) -> dict[str, Any]:
    """Return what is kept of a contact in words: what was said about it, and below it the member's own draft for it."""
    draft = read_draft_now(actor.workspace_id, actor.member_id, contact.deal.deal_id)
    if draft is None or contact.outcome == Outcome.NO_ANSWER:
        return {"words": contact.words}
    if (draft.person_id, draft.channel) != (contact.person_id, contact.channel):
        return {"words": contact.words}
    return {"words": "\n\n".join(filter(None, (contact.words, draft.words))), "subject": draft.subject}


def _proposed(writing: Writing, contact: _Contact) -> dict[str, Any]:
    """Return whether the desk proposed this contact, and with what probability."""
    proposal = find_proposal(writing, contact.deal.deal_id)
    if proposal is None or contact.person_id is None or proposal.person_id != contact.person_id:
        return {}
    return {"proposed_by_desk": True, "propensity": proposal.propensity}


def _hint(writing: Writing, outcome: Outcome, person_id: UUID | None) -> dict[str, Any]:
    """Return what the member may want to do or know next."""
    hint = {"proposes": "respect_no"} if outcome == Outcome.NO else {}
    if person_id and list_entries_on(writing, person_id):
        hint["left_alone"] = f"{get_person(writing, person_id)} is left alone; this does not change that."
    return hint


def say_outcome(outcome: Outcome, channel: Channel) -> str:
    """Write how a contact went: a visit at which one spoke is a visit."""
    if outcome == Outcome.SPOKE and channel == Channel.VISIT:
        return "Visited"
    return _LABELS[outcome]


def usual_minutes(outcome: Outcome, channel: Channel) -> int:
    """Return the minutes a contact usually takes, when nobody says."""
    return _OUTCOME_MINUTES.get(outcome) or _CHANNEL_MINUTES.get(channel, _USUAL_MINUTES)


def count_minutes(minutes: int | None, outcome: Outcome, channel: Channel) -> int:
    """Return the minutes that were said, else the usual ones; raises RefusedError for what does not fit a day."""
    if minutes is None:
        return usual_minutes(outcome, channel)
    if not 0 <= minutes <= _LONGEST_DAY:
        raise RefusedError(f"A contact takes between 0 and {_LONGEST_DAY} minutes; {minutes} does not fit.")
    return minutes


def add_note(
    actor: Actor, key: str, *, deal_id: UUID, words: str, person_id: UUID | None = None, private: bool = False
) -> Done:
    """Write a note on a deal, about a person if named; a private one is shown to its writer only.

    A wish of the named person for silence leaves them alone at once, everywhere, until somebody says it was misread.
    Raises RefusedError without words, or for a foreign deal or person.
    """
    request = arguments_of(locals())

    def act(writing: Writing) -> Result:
        deal = get_deal(writing, deal_id)
        who = name_of(writing, person_id, deal)
        said = check_words(words, needed="An empty note is not kept. Write a word or two.")
        note_id = write_note(
            writing, said, deal_id=deal_id, account_id=deal.account_id, person_id=person_id, private=private
        )
        silence = heed_wish(writing, said, person_id, is_private=private)
        accounts = accounts_of(writing, deal, person_id if silence else None)
        answer = {"note": str(note_id)} | silence
        return Result(f"Noted: {who}", accounts, (deal_id,), answer)

    return perform(actor, "add_note", key, request, act)
