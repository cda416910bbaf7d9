"""Losses, what was said about why, and how a deal came back."""

from datetime import date
from typing import Unpack
from uuid import UUID

from django.db.models import Max

from rekindle.book.models import Claim, Loss, Return
from rekindle.book.write.writing import When, Writing, alive, flush, record
from rekindle.terms.losses import ClaimKind, ReturnKind, Source


def write_loss(
    writing: Writing,
    deal_id: UUID,
    lost_on: date,
    *,
    number: int | None = None,
    lost_on_quality: str = "",
    stage: str = "",
    amount_minor: int | None = None,
    currency: str = "",
    competitor_id: UUID | None = None,
    supersedes_id: UUID | None = None,
    **when: Unpack[When],
) -> UUID:
    """Write one episode of a deal being lost. Its number is the next one, or that of the loss it supersedes."""
    return record(
        writing,
        Loss,
        deal_id=deal_id,
        number=number or _number(writing, deal_id, supersedes_id),
        lost_on=lost_on,
        lost_on_quality=lost_on_quality,
        stage=stage,
        amount_minor=amount_minor,
        currency=currency.upper(),
        competitor_id=competitor_id,
        supersedes_id=supersedes_id,
        **when,
    )


def _number(writing: Writing, deal_id: UUID, supersedes_id: UUID | None) -> int:
    flush(writing, Loss)
    losses = Loss.objects.within(writing.workspace_id).filter(deal_id=deal_id)
    if supersedes_id:
        return int(losses.values_list("number", flat=True).get(pk=supersedes_id))
    return (alive(losses, writing).aggregate(last=Max("number"))["last"] or 0) + 1


def write_claim(
    writing: Writing,
    loss_id: UUID,
    deal_id: UUID,
    source: Source,
    kind: ClaimKind,
    key: str,
    *,
    rank: int = 1,
    confidence: float = 1.0,
    quote: str = "",
    person_id: UUID | None = None,
    playbook_version: str = "",
    **when: Unpack[When],
) -> UUID:
    """Write a verdict or a reason that somebody gave for a loss; `key` is a word of `Verdict` or `Reason`."""
    return record(
        writing,
        Claim,
        loss_id=loss_id,
        deal_id=deal_id,
        source=source,
        kind=kind,
        key=key,
        rank=rank,
        confidence=confidence,
        quote=quote,
        person_id=person_id,
        playbook_version=playbook_version,
        **when,
    )


def write_return(
    writing: Writing,
    loss_id: UUID,
    deal_id: UUID,
    kind: ReturnKind,
    *,
    words: str = "",
    touch_id: UUID | None = None,
    **when: Unpack[When],
) -> UUID:
    """Write that a lost deal came back, and how."""
    return record(writing, Return, loss_id=loss_id, deal_id=deal_id, kind=kind, words=words, touch_id=touch_id, **when)
