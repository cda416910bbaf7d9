"""A reading becomes drafts of claims, never more than it says."""

import pytest

from rekindle.debrief import ClaimDraft, propose_claims, read_reason
from rekindle.terms.losses import ClaimKind, Source


def test_a_text_with_a_verdict_and_two_reasons_makes_three_drafts() -> None:
    text = "Went with Stryker because of price"
    reading = read_reason(text)
    assert propose_claims(text) == (
        ClaimDraft(ClaimKind.VERDICT, "chose_other", 1, round(reading.verdict_confidence, 4), Source.IMPORT, text),
        ClaimDraft(ClaimKind.REASON, "price", 1, round(reading.confidence, 4), Source.IMPORT, text),
    )


def test_a_second_reason_gets_rank_two_where_it_is_sure_enough() -> None:
    drafts = propose_claims("too expensive and no interface to Meditech", Source.INFERRED)
    assert [(draft.kind, draft.rank, draft.source) for draft in drafts] == [
        (ClaimKind.REASON, 1, Source.INFERRED),
        (ClaimKind.REASON, 2, Source.INFERRED),
    ]


@pytest.mark.parametrize("text", ["", "n/a", "the heron landed"])
def test_the_unknown_is_not_drafted(text: str) -> None:
    assert propose_claims(text) == ()


def test_a_careful_reader_drafts_less() -> None:
    assert propose_claims("price?", least=0.99) == ()


@pytest.mark.parametrize("source", [Source.BUYER, Source.REP, Source.MANAGER])
def test_a_reading_never_speaks_for_a_person(source: Source) -> None:
    with pytest.raises(ValueError, match=f"cannot speak as {source}"):
        propose_claims("price", source)
