"""A book of our own that is brought in again, perhaps after somebody worked on it in a spreadsheet."""

from dataclasses import replace

from rekindle.book.write.drafts.known import KnownDeal
from rekindle.intake.drafts import ClaimDraft, DealDraft, PromiseDraft
from rekindle.terms.losses import ClaimKind, Source

# Between the words that several gave for one loss.
BETWEEN = " / "


def leave_told(draft: DealDraft, deal: KnownDeal) -> DealDraft:
    """Return the draft of a row without what is on record of its deal: the words for its losses, and days to come back.

    Words without a name come from files; where nobody gave any, such a row names the reason.
    """
    told = [said[2:] for said in deal.said if said[0] == "claim"]
    known = {(source, kind, key, _tidy(quote)) for source, kind, key, quote in told}
    quotes = {part for *_, quote in told for part in _parts(quote)}
    days = {due_on for what, due_on, *_ in deal.said if what == "promise"}
    losses = tuple(replace(loss, claims=_news(loss.claims, known)) for loss in draft.losses)
    draft = replace(draft, losses=losses, promises=tuple(one for one in draft.promises if not _is_due(one, days)))
    if not _is_told({key for _, kind, key, _ in known if kind == ClaimKind.REASON}, quotes, draft):
        return draft
    read_again = {
        promise
        for promise in draft.promises
        if promise.source == Source.INFERRED and any(_tidy(promise.words) in quote for quote in quotes)
    }
    losses = tuple(replace(loss, claims=tuple(one for one in loss.claims if _is_named(one))) for loss in draft.losses)
    return replace(draft, losses=losses, promises=tuple(one for one in draft.promises if one not in read_again))


def _is_named(claim: ClaimDraft) -> bool:
    """Say whether a row tells who said it: then it is on record, or it is news."""
    return claim.source not in (Source.IMPORT, Source.INFERRED)


def _news(claims: tuple[ClaimDraft, ...], known: set[tuple[str, str, str, str]]) -> tuple[ClaimDraft, ...]:
    said = {one: (str(one.source), str(one.kind), str(one.key), _tidy(one.quote)) for one in claims}
    return tuple(one for one in claims if not (_is_named(one) and said[one] in known))


def _is_due(promise: PromiseDraft, days: set[str]) -> bool:
    return promise.source == Source.IMPORT and promise.due_on.isoformat() in days


def _is_told(reasons: set[str], quotes: set[str], draft: DealDraft) -> bool:
    claims = [claim for loss in draft.losses for claim in loss.claims if not _is_named(claim)]
    if quotes:
        return {part for claim in claims for part in _parts(claim.quote)} <= quotes
    return {str(claim.key) for claim in claims if claim.kind is ClaimKind.REASON} <= reasons


def _parts(text: str) -> list[str]:
    return [found for part in text.split(BETWEEN) if (found := _tidy(part))]


def _tidy(text: str) -> str:
    return " ".join(text.split())
