"""Why a deal was lost: what somebody says, as claims beside each other."""

from typing import Any
from uuid import UUID

from rekindle.book.write.lookups import FoundDeal
from rekindle.book.write.losses import write_claim
from rekindle.book.write.writing import Writing
from rekindle.desk.actor import Actor, Done, RefusedError
from rekindle.desk.perform import Result, arguments_of, perform
from rekindle.desk.verbs.finding import check_words, get_deal, get_person, need_loss, need_role
from rekindle.desk.verbs.reading import accounts_of, heed_wish
from rekindle.terms.losses import ClaimKind, Reason, Source, Verdict
from rekindle.terms.people import MemberRole

_SPOKEN = {Source.REP, Source.BUYER, Source.MANAGER}
_MANAGERS = frozenset({MemberRole.COACH, MemberRole.ADMIN})
_LOWEST_RANK = 9


def claim_reason(
    actor: Actor,
    key: str,
    *,
    deal_id: UUID,
    source: Source = Source.REP,
    verdict: Verdict | None = None,
    reason: Reason | None = None,
    words: str = "",
    rank: int = 1,
    person_id: UUID | None = None,
) -> Done:
    """Say why a deal was lost, as the rep, as the buyer put it, or as the manager who looked into it.

    Nothing said before is overwritten: the verdict and the reason in force are derived from all claims. Rank 1 is the
    reason that weighed most. Words that hold a wish for silence leave the named person alone, as those of a note do.
    Raises RefusedError for a deal never lost, or when neither verdict nor reason is said.
    """
    request = arguments_of(locals())

    def act(writing: Writing) -> Result:
        deal = get_deal(writing, deal_id)
        _check_source(writing, source, rank)
        if person_id:
            get_person(writing, person_id)
        claims = claim(writing, deal, need_loss(deal), source, verdict, reason, words, rank=rank, person_id=person_id)
        said = " and ".join(say_key(one) for one in (verdict, reason) if one)
        silence = heed_wish(writing, words, person_id)
        accounts = accounts_of(writing, deal, person_id if silence else None)
        return Result(f"Why it was lost: {deal.account}, {said}", accounts, (deal_id,), {"claims": claims} | silence)

    return perform(actor, "claim_reason", key, request, act)


def _check_source(writing: Writing, source: Source, rank: int) -> None:
    if source not in _SPOKEN:
        raise RefusedError("A claim made here is the rep's, the buyer's or the manager's.")
    if source == Source.MANAGER:
        need_role(writing, _MANAGERS, "Only a coach or an admin speaks as the manager. Say it as the rep.")
    if not 1 <= rank <= _LOWEST_RANK:
        raise RefusedError(f"Rank the reasons from 1, which weighed most, to {_LOWEST_RANK}.")


def claim(
    writing: Writing,
    deal: FoundDeal,
    loss_id: UUID,
    source: Source,
    verdict: Verdict | None,
    reason: Reason | None,
    words: str = "",
    *,
    rank: int = 1,
    person_id: UUID | None = None,
) -> list[str]:
    """Write a verdict, a reason or both for a loss, with the words they were put in, and return their ids.

    Raises RefusedError when neither is given.
    """
    quote = check_words(words)
    said = [(ClaimKind.VERDICT, verdict), (ClaimKind.REASON, reason)]
    given = [(kind, key) for kind, key in said if key is not None]
    if not given:
        raise RefusedError("Pick how it went, or why: one of the two is enough.")
    more: dict[str, Any] = {"quote": quote, "person_id": person_id}
    return [
        str(
            write_claim(
                writing, loss_id, deal.deal_id, source, kind, key, rank=rank if kind == ClaimKind.REASON else 1, **more
            )
        )
        for kind, key in given
    ]


def say_key(key: str) -> str:
    """Write a stable key as words: not_now is not now."""
    return key.replace("_", " ")
