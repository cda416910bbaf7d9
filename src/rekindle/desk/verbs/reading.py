"""What a rep types about a loss, read and kept: the words themselves, and what they say."""

from typing import Any
from uuid import UUID

from rekindle.book.write.consent import write_suppression
from rekindle.book.write.lookups import FoundDeal
from rekindle.book.write.losses import write_claim
from rekindle.book.write.writing import Writing
from rekindle.debrief.reading import Reading, read_reason
from rekindle.desk.verbs.finding import check_words
from rekindle.terms.losses import ClaimKind, Source, Verdict
from rekindle.terms.people import SuppressionOrigin


def keep_why(writing: Writing, deal: FoundDeal, loss_id: UUID, why: str, person_id: UUID | None) -> dict[str, Any]:
    """Write what the rep's words say about a loss as the rep's claims, with the confidence of the reading.

    The words are the quote of every claim, and are kept even where they tell nothing. A wish for silence leaves the
    person alone everywhere; without a person the verdict is no. Returns what the answer says about it.
    """
    words = check_words(why)
    if not words:
        return {}
    read = read_reason(words)
    said: list[tuple[ClaimKind, str, int, float]] = []
    if read.verdict != Verdict.UNKNOWN or read.reason is None:
        said.append((ClaimKind.VERDICT, read.verdict, 1, read.verdict_confidence))
    reasons = [reason for reason in (read.reason, read.second_reason) if reason]
    said += [(ClaimKind.REASON, reason, rank, read.confidence) for rank, reason in enumerate(reasons, start=1)]
    for kind, key, rank, confidence in said:
        write_claim(
            writing,
            loss_id,
            deal.deal_id,
            Source.REP,
            kind,
            key,
            rank=rank,
            confidence=confidence,
            quote=words,
            person_id=person_id,
        )
    return {"reason": read.reason, "verdict": read.verdict, **_respect(writing, read, words, person_id)}


def _respect(writing: Writing, read: Reading, words: str, person_id: UUID | None) -> dict[str, Any]:
    if not (read.opt_out and person_id):
        return {}
    write_suppression(writing, SuppressionOrigin.MACHINE, person_id=person_id, words=words)
    return {"left_alone": "They asked not to be contacted, so they are left alone, everywhere."}
