"""A book of our own that is brought in again, perhaps after somebody worked on it in a spreadsheet."""

from dataclasses import replace

from rekindle.book.write.drafts.known import KnownDeal
from rekindle.intake.drafts import DealDraft
from rekindle.terms.losses import ClaimKind, Source

# Between the words that several gave for one loss.
BETWEEN = " / "


def leave_told(draft: DealDraft, deal: KnownDeal) -> DealDraft:
    """Return the draft of a row without what is on record of its deal: the words for its loss, and days read in them.

    Such a row does not say who gave the words; where nobody gave any it names the reason.
    """
    claims = [said for said in deal.said if said[0] == "claim"]
    quotes = {part for *_, quote in claims for part in _parts(quote)}
    if not _is_told({key for _, _, _, kind, key, _ in claims if kind == ClaimKind.REASON}, quotes, draft):
        return draft
    losses = tuple(replace(loss, claims=()) for loss in draft.losses)
    read_again = (
        promise
        for promise in draft.promises
        if promise.source == Source.INFERRED and any(_tidy(promise.words) in quote for quote in quotes)
    )
    left = set(read_again)
    return replace(draft, losses=losses, promises=tuple(one for one in draft.promises if one not in left))


def _is_told(reasons: set[str], quotes: set[str], draft: DealDraft) -> bool:
    claims = [claim for loss in draft.losses for claim in loss.claims]
    if quotes:
        return {part for claim in claims for part in _parts(claim.quote)} <= quotes
    return {str(claim.key) for claim in claims if claim.kind is ClaimKind.REASON} <= reasons


def _parts(text: str) -> list[str]:
    return [found for part in text.split(BETWEEN) if (found := _tidy(part))]


def _tidy(text: str) -> str:
    return " ".join(text.split())
