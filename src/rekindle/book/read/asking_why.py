"""Deals lost lately that nobody talked about: somebody has to ask why."""

from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from rekindle.book.built import ask
from rekindle.book.models import Advice, Claim, Deal, Debrief
from rekindle.book.read.around import counting
from rekindle.book.read.debriefs import SPEAKERS
from rekindle.terms.advice import StoppedBy
from rekindle.terms.losses import Status

# Deals nobody talked about are looked for among so many, those lost last: people remember weeks, not years. The older
# ones rest.
NEWEST = 300


def asks_why(workspace_id: UUID) -> Q:
    """Return the condition that a deal is among those lost last, and nobody talked about it, or let it rest."""
    lost = counting(Deal, workspace_id).filter(status=Status.LOST).order_by("-status_since", "-id")
    spoken = counting(Claim, workspace_id).filter(deal_id=OuterRef("pk"), source__in=SPEAKERS)
    talked = counting(Debrief, workspace_id).filter(deal_id=OuterRef("pk"))
    rests = Advice.objects.within(workspace_id).filter(deal_id=OuterRef("pk"), stopped_by=StoppedBy.REST)
    return Q(pk__in=lost.values("pk")[:NEWEST]) & ~Q(Exists(spoken)) & ~Q(Exists(talked)) & ~Q(Exists(rests))


def find_asking(workspace_id: UUID, ids: list[UUID]) -> set[UUID]:
    """Return which of some deals were lost lately without anybody having talked about them; no question for none."""
    return {deal_id for (deal_id,) in ask(_asking_among, workspace_id, ids)}


def _asking_among(workspace_id: UUID, ids: list[UUID]) -> "QuerySet[Any]":
    return Deal.objects.within(workspace_id).filter(asks_why(workspace_id), pk__in=ids).values_list("pk")
