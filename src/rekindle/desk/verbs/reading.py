"""What a rep types about a loss, read and kept: the words themselves, what they say, and the day they name."""

from datetime import date
from typing import Any
from uuid import UUID

from rekindle.book.write.consent import write_suppression
from rekindle.book.write.lookups import FoundDeal, find_fiscal_month, list_accounts_touching
from rekindle.book.write.losses import write_claim
from rekindle.book.write.touches import write_promise
from rekindle.book.write.writing import Writing
from rekindle.debrief import propose_claims, read_reason, read_revisit, sentence_of
from rekindle.desk.show.phrases import say_until
from rekindle.desk.verbs.finding import check_words
from rekindle.terms.losses import ClaimKind, Source, Verdict
from rekindle.terms.people import SuppressionOrigin

_WHO = "They ask not to be contacted. Say who it is, and they are left alone, everywhere."
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
        return answer | _leave_alone(writing, words, person_id)
    return answer | _promise(writing, deal, words, said_on, person_id)


def asks_for_silence(words: str) -> bool:
    """Say whether words hold somebody's wish not to be contacted again."""
    return read_reason(words).opt_out


def heed_wish(writing: Writing, words: str, person_id: UUID | None, *, quote: str = "") -> dict[str, Any]:
    """Leave the named person alone where words ask for it; where nobody is named, ask who it is. Returns the answer.

    `quote` is what everybody may read of the words, where that is not the words."""
    if not asks_for_silence(words):
        return {}
    return _leave_alone(writing, quote or words, person_id) or {"left_alone": _WHO}


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


def _leave_alone(writing: Writing, words: str, person_id: UUID | None) -> dict[str, Any]:
    """Leave a person alone everywhere, by words a machine read; nobody where no person is named. Returns the answer."""
    if person_id is None:
        return {}
    write_suppression(writing, SuppressionOrigin.MACHINE, person_id=person_id, words=words)
    return {"left_alone": "They asked not to be contacted, so they are left alone, everywhere."}


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
