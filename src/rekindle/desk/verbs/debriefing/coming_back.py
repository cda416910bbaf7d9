"""May we get back to you: the answer written as permission, promise, rest, or as being left alone."""

from datetime import date, timedelta
from uuid import UUID

from rekindle.book.write.consent import answer_suppression, write_permission, write_suppression
from rekindle.book.write.ledger import list_entries_on
from rekindle.book.write.lookups import FoundDeal
from rekindle.book.write.touches import write_promise, write_rest
from rekindle.book.write.writing import Writing
from rekindle.desk.verbs.debriefing.answers import Answers
from rekindle.terms.debriefs import MayReturn
from rekindle.terms.losses import Source
from rekindle.terms.people import PermissionState, SuppressionOrigin, SuppressionState

# How many days away, and how exactly it was meant (days, one standard deviation).
_MEANT = {MayReturn.THREE_MONTHS: (91, 21.0), MayReturn.YEAR: (365, 45.0)}
_ON_DATE_SD = 14.0
_WORDS = {
    MayReturn.ON_DATE: "Yes, on a day they named.",
    MayReturn.THREE_MONTHS: "Yes, in about three months.",
    MayReturn.YEAR: "Yes, in about a year.",
    MayReturn.IF_CHANGED: "Only if something relevant changes.",
    MayReturn.NO: "No, please don’t.",
}


def keep_may_return(
    writing: Writing, deal: FoundDeal, person_id: UUID, given: Answers, today: date, evidence: str, *, lifts: bool
) -> None:
    """Write what a person said about our coming back. `lifts`: their yes also ends what left them alone so far.

    “Only if something changes” gives permission and leaves the deal alone until something does, or they write.
    A later answer with a time ends that. A no leaves them alone everywhere, as their own act.
    """
    may = given.may_return
    if may is None:
        return
    words = _WORDS[may]
    if may == MayReturn.NO:
        write_permission(
            writing, person_id, PermissionState.REFUSED, deal_id=deal.deal_id, words=words, evidence=evidence
        )
        write_suppression(writing, SuppressionOrigin.PERSON, person_id=person_id, words=words)
        return
    if lifts:
        _lift(writing, person_id, words)
    write_permission(writing, person_id, PermissionState.GRANTED, deal_id=deal.deal_id, words=words, evidence=evidence)
    if may == MayReturn.IF_CHANGED:
        write_rest(writing, deal.deal_id, None, words=words)
        return
    days, sd_days = _MEANT.get(may, (0, _ON_DATE_SD))
    due_on = given.back_on or today + timedelta(days=days)
    write_promise(writing, deal.deal_id, due_on, sd_days=sd_days, source=Source.BUYER, person_id=person_id, words=words)


def _lift(writing: Writing, person_id: UUID, words: str) -> None:
    for entry in list_entries_on(writing, person_id):
        answer_suppression(
            writing, entry.entry_id, SuppressionState.LIFTED, origin=SuppressionOrigin.PERSON, words=words
        )
