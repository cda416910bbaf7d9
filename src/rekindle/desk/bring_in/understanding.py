"""What the words in a file say: reasons and verdicts as claims, dates to come back, wishes to be left alone."""

import re
from collections.abc import Mapping
from datetime import UTC, date, tzinfo

from rekindle.debrief.reading import may_ask_for_silence, read_reason
from rekindle.debrief.revisit import read_revisit
from rekindle.intake.drafts import ClaimDraft, OptOutDraft, PromiseDraft
from rekindle.terms.days import moment_in
from rekindle.terms.losses import ClaimKind, Reason, Source, Verdict
from rekindle.terms.people import SuppressionOrigin

# After a point, a mark or a line; not after the point of "2.5" or "e.g.x".
_SENTENCE_END = re.compile(r"(?<=[.!?;])\s+|\n+")


def read_claims(text: str) -> tuple[ClaimDraft, ...]:
    """Read a loss text into claims of the import; the words are kept as the quote even where they tell nothing."""
    words = text.strip()
    if not words:
        return ()
    read = read_reason(words)
    claims = []
    if read.verdict != Verdict.UNKNOWN or read.reason is None:
        claims.append(
            ClaimDraft(Source.IMPORT, ClaimKind.VERDICT, read.verdict, confidence=read.verdict_confidence, quote=words)
        )
    for rank, reason in enumerate((read.reason, read.second_reason), start=1):
        if reason:
            claims.append(
                ClaimDraft(Source.IMPORT, ClaimKind.REASON, reason, rank, confidence=read.confidence, quote=words)
            )
    return tuple(claims)


def read_named(text: str, named: Mapping[str, Reason]) -> tuple[ClaimDraft, ...]:
    """Read a loss text that may be nothing but the name our own export gives to a reason, by these names."""
    reason = named.get(text.strip())
    if reason is None:
        return read_claims(text)
    return (ClaimDraft(Source.IMPORT, ClaimKind.REASON, reason, quote=text.strip()),)


def read_no(text: str, said_on: date, zone: tzinfo = UTC) -> tuple[OptOutDraft, ...]:
    """Read from a text whether somebody asked to be left alone, with the sentence that says so: on every channel, or
    once for each that is named. What only sounds like it holds them in doubt."""
    wish = read_reason(text).wish if may_ask_for_silence(text) else None
    if wish is None:
        return ()
    asked = next((one for one in _sentences(text) if read_reason(one).wish == wish), text.strip())
    origin = SuppressionOrigin.MACHINE if wish.is_sure else SuppressionOrigin.DOUBT
    return tuple(OptOutDraft(asked, moment_in(said_on, zone), channel, origin) for channel in wish.bound)


def read_wishes(text: str, said_on: date, zone: tzinfo = UTC) -> tuple[PromiseDraft | OptOutDraft, ...]:
    """Read from a text when to come back, as a proposal, and whether somebody asked to be left alone, as a fact.

    Each with the sentence that says so. A proposed day has the source `inferred`: nobody has named it to us yet. After
    a sure wish for no contact at all there is none.
    """
    noes = read_no(text, said_on, zone)
    found = None if noes and read_reason(text).opt_out else read_revisit(text, said_on)
    if found is None:
        return noes
    words = next((one for one in _sentences(text) if found.words in one), found.words)
    due = PromiseDraft(found.due_on, found.sd_days, Source.INFERRED, words, happened_at=moment_in(said_on, zone))
    return (*noes, due)


def _sentences(text: str) -> list[str]:
    return [one.strip() for one in _SENTENCE_END.split(text) if one.strip()]
