"""Turns the reading of a text into drafts of claims, which the desk may store after somebody saw them."""

from dataclasses import dataclass

from rekindle.debrief.reading import read_reason
from rekindle.terms.losses import ClaimKind, Source, Verdict

# Below this a reading is wrong about as often as it is right: better to ask than to store it.
_LEAST = 0.4


@dataclass(frozen=True, slots=True)
class ClaimDraft:
    """A claim not yet stored: `rank` 1 is the main one of its kind, `quote` the whole text as it was written."""

    kind: ClaimKind
    key: str
    rank: int
    confidence: float
    source: Source
    quote: str


def propose_claims(text: str, source: Source = Source.IMPORT, least: float = _LEAST) -> tuple[ClaimDraft, ...]:
    """Draft the claims a text makes: its verdict, its reason, and a second reason with rank 2.

    What is unknown, or read with less confidence than `least`, is not drafted. Raises ValueError for a source that
    speaks for itself (buyer, manager, rep): a reading is only ever an import or a guess.
    """
    if source not in {Source.IMPORT, Source.INFERRED}:
        raise ValueError(f"a reading of a text cannot speak as {source}; pass import or inferred")
    reading = read_reason(text)
    found = [
        (ClaimKind.VERDICT, reading.verdict, 1, reading.verdict_confidence),
        (ClaimKind.REASON, reading.reason, 1, reading.confidence),
        (ClaimKind.REASON, reading.second_reason, 2, reading.second_confidence),
    ]
    return tuple(
        ClaimDraft(kind, str(key), rank, round(sure, 4), source, text)
        for kind, key, rank, sure in found
        if key is not None and key != Verdict.UNKNOWN and (sure >= least or (rank == 2 and sure >= least / 2))
    )
