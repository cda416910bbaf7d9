"""What a rep types about a loss, read and kept: the words themselves, what they say, and the day they name."""

from datetime import date
from typing import Any
from uuid import UUID

from rekindle.book.write.consent import write_suppression
from rekindle.book.write.ledger import find_no_wishes
from rekindle.book.write.lookups import FoundDeal, find_fiscal_month, list_accounts_touching
from rekindle.book.write.losses import write_claim
from rekindle.book.write.touches import write_promise
from rekindle.book.write.writing import Writing
from rekindle.debrief import propose_claims, read_reason, read_revisit, sentence_of
from rekindle.desk.show.phrases import say_until, say_ways
from rekindle.desk.verbs.finding import check_words
from rekindle.terms.losses import ClaimKind, Source, Verdict
from rekindle.terms.people import SuppressionOrigin
from rekindle.terms.touches import Channel

_WHO = "They ask not to be contacted. Say who it is, and they are left alone, everywhere."
_PERHAPS_WHO = "Perhaps they ask not to be contacted. If they do, say who it is, and they are left alone, everywhere."
_LEFT_ALONE = "They asked not to be contacted, so they are left alone, everywhere."
_HELD = "Perhaps they ask to be left alone: nobody gets in touch until you have said so, here or under Today."
# What everybody may read of a private note that left somebody alone.
PRIVATE = "A private note says so."
# A day is not another one for being off by so little.
_SAME_DAYS = 7
_NOT_TOLD = (ClaimKind.VERDICT, Verdict.UNKNOWN, 1, 1.0)


def keep_why(
    writing: Writing, deal: FoundDeal, loss_id: UUID, why: str, said_on: date, person_id: UUID | None = None
) -> dict[str, Any]:
    """Write what the rep's words say about a loss as the rep's claims, with the confidence of the reading.

    The words are the quote of every claim, and are kept even where they tell nothing. A day to come back becomes a
    promise in the rep's words, seen from `said_on`. A wish for silence leaves the person alone everywhere; without a
    person the verdict is no. Returns what the answer says about it.
    """
    words = check_words(why)
    if not words:
        return {}
    drafts = propose_claims(words, Source.INFERRED)
    said = [(draft.kind, draft.key, draft.rank, draft.confidence) for draft in drafts] or [_NOT_TOLD]
    for kind, key, rank, sure in said:
        more: dict[str, Any] = {"rank": rank, "confidence": sure, "quote": words, "person_id": person_id}
        write_claim(writing, loss_id, deal.deal_id, Source.REP, kind, key, **more)
    answer = {str(kind): str(key) for kind, key, rank, _ in said if rank == 1}
    if asks_for_silence(words):
        return answer | (heed_wish(writing, words, person_id) if person_id else {})
    return answer | _promise(writing, deal, words, said_on, person_id) | heed_wish(writing, words, person_id)


def asks_for_silence(words: str) -> bool:
    """Say whether words hold somebody's wish not to be contacted again."""
    return read_reason(words).opt_out


def sounds_like_silence(writing: Writing, words: str) -> bool:
    """Say whether words hold a wish for no contact at all, be it in doubt and nobody has answered that."""
    wish = read_reason(words).wish
    return wish is not None and not wish.channels and (wish.is_sure or not find_no_wishes(writing, [words]))


def heed_wish(writing: Writing, words: str, person_id: UUID | None, *, is_private: bool = False) -> dict[str, Any]:
    """Leave the named person alone where words ask for it; where nobody is named, ask who it is. Returns the answer.

    A wish about some channels binds those. What only sounds like a wish holds the person as well, until somebody has
    said what it is, unless somebody did before. Of private words everybody reads only that there are some.
    """
    wish = read_reason(words).wish
    if wish is None or (not wish.is_sure and not is_private and find_no_wishes(writing, [words])):
        return {}
    if person_id is None:
        return {"left_alone": _WHO if wish.is_sure else _PERHAPS_WHO}
    origin = SuppressionOrigin.MACHINE if wish.is_sure else SuppressionOrigin.DOUBT
    for channel in wish.bound:
        quote = PRIVATE if is_private else words
        write_suppression(writing, origin, person_id=person_id, channel=channel, words=quote)
    if not wish.is_sure:
        return {"left_alone": _HELD}
    return {"left_alone": _say_bound(wish.channels) if wish.channels else _LEFT_ALONE}


def _say_bound(channels: frozenset[Channel]) -> str:
    return f"They asked for no contact {say_ways(channels)}, so there is none that way."


def ask_which_day(writing: Writing, deal: FoundDeal, words: str, until_on: date, today: date) -> dict[str, Any]:
    """Return the day that words name, and a question, where it is another than the one to rest until by more than the
    words leave open; else nothing. Nobody's choice is changed by words a machine read."""
    day = read_revisit(words, today, find_fiscal_month(writing, deal.account_id)) if words else None
    if day is None or abs((day.due_on - until_on).days) <= max(day.sd_days, _SAME_DAYS):
        return {}
    named = say_until(day.due_on, today)
    return {"named_on": day.due_on.isoformat(), "asks": f"Your words name {named}. Rest until then, if that is meant."}


def accounts_of(writing: Writing, deal: FoundDeal, person_id: UUID | None) -> tuple[UUID, ...]:
    """Return the accounts whose advice changes: of a person who may be contacted again, or no more, all they touch."""
    others = list_accounts_touching(writing, person_id) if person_id else ()
    return tuple(sorted({deal.account_id, *others}))


def _promise(writing: Writing, deal: FoundDeal, words: str, said_on: date, person_id: UUID | None) -> dict[str, Any]:
    day = read_revisit(words, said_on, find_fiscal_month(writing, deal.account_id))
    if day is None:
        return {}
    write_promise(
        writing,
        deal.deal_id,
        day.due_on,
        sd_days=day.sd_days,
        source=Source.REP,
        person_id=person_id,
        words=sentence_of(words, day.words),
    )
    return {"back_on": day.due_on.isoformat()}


def say_back(answer: dict[str, Any], today: date) -> str:
    """Return the end of a label that names the day to come back, when there is one to come."""
    day = date.fromisoformat(answer["back_on"]) if "back_on" in answer else today
    return f", back about {say_until(day, today)}" if day > today else ""
