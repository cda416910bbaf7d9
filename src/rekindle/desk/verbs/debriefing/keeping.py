"""One conversation about a loss, written: claims, people, permission, and the conversation itself."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from rekindle.book.write.debriefs import write_debrief
from rekindle.book.write.lookups import FoundDeal, list_accounts_touching
from rekindle.book.write.losses import write_claim
from rekindle.book.write.writing import Writing
from rekindle.debrief import propose_claims
from rekindle.desk.actor import RefusedError
from rekindle.desk.verbs.debriefing.answers import Answers
from rekindle.desk.verbs.debriefing.coming_back import keep_may_return
from rekindle.desk.verbs.people import give_seat, know_person
from rekindle.desk.verbs.reading import asks_for_silence, heed_wish
from rekindle.terms.debriefs import DebriefHow, MayReturn
from rekindle.terms.losses import ClaimKind, Source, Verdict
from rekindle.terms.people import SeatRole, Stance

_EVIDENCE = {DebriefHow.CALL: "said on a call", DebriefHow.FORM: "answered on the form"}


@dataclass(frozen=True, slots=True)
class About:
    """Which loss was spoken about, with whom, how, and on which day."""

    deal: FoundDeal
    loss_id: UUID
    how: DebriefHow
    today: date
    person_id: UUID | None = None
    link_id: UUID | None = None


def keep_debrief(writing: Writing, about: About, given: Answers) -> tuple[dict[str, Any], set[UUID]]:
    """Write everything that was answered; returns what the answer says, and the accounts whose advice it touches.

    Raises RefusedError when whether we may come back is answered by nobody.
    """
    if given.may_return and about.person_id is None:
        raise RefusedError("Who said whether you may come back? Name the person.")
    claims = _keep_reasons(writing, about, given) + _keep_verdict(writing, about, given)
    for name, title in given.others:
        if name:
            person_id = know_person(writing, about.deal.account_id, name, title, [])
            give_seat(writing, about.deal.deal_id, person_id, SeatRole.UNKNOWN, Stance.UNKNOWN)
    is_silenced = about.person_id is not None and _keep_consent(writing, about, about.person_id, given)
    debrief_id = write_debrief(
        writing,
        about.deal.deal_id,
        about.loss_id,
        about.how,
        person_id=about.person_id,
        link_id=about.link_id,
        better=given.better,
        change=given.change,
        again=given.again or "",
        going=given.going or "",
        may_return=given.may_return or "",
    )
    accounts = {about.deal.account_id}
    accounts |= set(list_accounts_touching(writing, about.person_id)) if about.person_id else set()
    silence = {"silence": True} if is_silenced else {}
    return {"debrief": str(debrief_id), "claims": claims, **silence}, accounts


def _keep_reasons(writing: Writing, about: About, given: Answers) -> list[str]:
    """Write the factors as claims of whoever spoke, the words as the quote of the first.

    Words without a factor are read, as sure as the reading is; where they tell nothing, they stay with the debrief.
    """
    source = Source.REP if about.how == DebriefHow.OWN else Source.BUYER
    said: list[tuple[ClaimKind, str, int, float]] = [
        (ClaimKind.REASON, factor, place if given.is_ranked else 1, 1.0)
        for place, factor in enumerate(given.factors, 1)
    ]
    words = given.words or given.better
    if not said and words:
        said = [
            (draft.kind, draft.key, draft.rank, draft.confidence) for draft in propose_claims(words, Source.INFERRED)
        ]
    return [
        str(
            write_claim(
                writing,
                about.loss_id,
                about.deal.deal_id,
                source,
                kind,
                key,
                rank=rank,
                confidence=sure,
                quote=words if place == 0 else "",
                person_id=about.person_id,
            )
        )
        for place, (kind, key, rank, sure) in enumerate(said)
    ]


def _keep_verdict(writing: Writing, about: About, given: Answers) -> list[str]:
    """Write what was decided; somebody who does not want us back has said no."""
    is_no = given.may_return == MayReturn.NO
    verdict = Verdict.NO if is_no else given.verdict
    if verdict is None:
        return []
    source = Source.REP if about.how == DebriefHow.OWN and not is_no else Source.BUYER
    claim = write_claim(
        writing, about.loss_id, about.deal.deal_id, source, ClaimKind.VERDICT, verdict, person_id=about.person_id
    )
    return [str(claim)]


def _keep_consent(writing: Writing, about: About, person_id: UUID, given: Answers) -> bool:
    """Write the permission; a wish for silence in the words is heeded, too. Say whether there was one.

    What a rep heard on a call is one story: a yes they ticked stands. What a buyer wrote alone holds even beside their
    own yes: the strictest counts until somebody has looked.
    """
    is_form = about.how == DebriefHow.FORM
    evidence = _EVIDENCE.get(about.how, "as the rep heard it")
    keep_may_return(writing, about.deal, person_id, given, about.today, evidence, lifts=is_form)
    words = " ".join((given.words, given.better, given.change)).strip()
    is_open = given.may_return is None or (is_form and given.may_return != MayReturn.NO)
    if is_open and words:
        heed_wish(writing, words, person_id)
    return is_open and asks_for_silence(words)
