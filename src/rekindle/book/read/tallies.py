"""How many lost deals stand where, and how many there are for each reason: read as it was tallied, or counted."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet, Sum

from rekindle.book.built import ask
from rekindle.book.models import Advice, Tally
from rekindle.book.models.tally import LOST, OLD, REASON, STANDING
from rekindle.book.read.lost_book import in_window
from rekindle.terms.advice import AdviceKind
from rekindle.terms.losses import Standing


@dataclass(frozen=True, slots=True)
class Counts:
    """How many lost deals stand where, and how many there are for each reason."""

    by_standing: dict[str, int] = field(default_factory=dict)
    by_reason: dict[str, int] = field(default_factory=dict)

    @property
    def lost(self) -> int:
        """All lost deals that have been judged."""
        return sum(self.by_standing.values())


def read_counts(workspace_id: UUID, today: date, owner_id: UUID | None = None) -> Counts:
    """Return how many judged deals of an owner, or of all, stand where on a day; one query.

    They were tallied as the advice was kept. A book planned longer ago than its tallies reach is counted.
    """
    rows = ask(_of_owner, workspace_id, today, owner_id) if owner_id else ask(_up_to, workspace_id, today)
    found: dict[str, dict[str, int]] = {STANDING: {}, REASON: {}, OLD: {}}
    for about, name, count in rows:
        found[about][name] = count
    if any(found[OLD].values()):
        return count_deals(workspace_id, today, owner_id)
    standings = found[STANDING]
    opened, alone = standings.get(Standing.WINDOW_OPEN, 0), standings.get(Standing.LEFT_ALONE, 0)
    resting = standings.get(LOST, 0) - opened - alone
    by_standing: dict[str, int] = {Standing.RESTING: resting, Standing.WINDOW_OPEN: opened, Standing.LEFT_ALONE: alone}
    return Counts(_some(by_standing), _some(found[REASON]))


def _up_to(workspace_id: UUID, today: date) -> "QuerySet[Any]":
    return _added(Tally.objects.within(workspace_id).filter(from_on__lte=today))


def _of_owner(workspace_id: UUID, today: date, owner_id: UUID) -> "QuerySet[Any]":
    rows = Tally.objects.within(workspace_id).filter(from_on__lte=today)
    return _added(rows.filter(Q(owner_id=owner_id) | Q(about=OLD)))


def _added(rows: "QuerySet[Any]") -> "QuerySet[Any]":
    added: QuerySet[Any] = rows.order_by().values_list("about", "name").annotate(count=Sum("count"))
    return added


def count_deals(workspace_id: UUID, today: date, owner_id: UUID | None = None) -> Counts:
    """Count what `read_counts` reads: it looks at every judged deal, so only where the tallies end, or to check."""
    rows = Advice.objects.within(workspace_id)
    if owner_id:
        rows = rows.filter(owner_id=owner_id)
    reasons = rows.order_by().values_list("reason").annotate(count=Count("pk"))
    return Counts(_some(_count_standings(rows, today)), _some(dict(reasons)))


def miscounted(workspace_id: UUID) -> bool:
    """Say whether the tallies are others than what is counted on the day the advice was last kept."""
    day = Advice.objects.within(workspace_id).aggregate(last=Max("day"))["last"]
    return day is not None and read_counts(workspace_id, day) != count_deals(workspace_id, day)


def _count_standings(rows: "QuerySet[Any]", today: date) -> dict[str, int]:
    opened = Count("pk", filter=Q(kind=AdviceKind.GET_BACK) | in_window(today))
    counts: dict[str, int] = {}
    for kind, count, now in rows.order_by().values_list("kind").annotate(count=Count("pk"), opened=opened):
        other = Standing.LEFT_ALONE if kind == AdviceKind.LEAVE_ALONE else Standing.RESTING
        for name, some in ((Standing.WINDOW_OPEN, now), (other, count - now)):
            counts[name] = counts.get(name, 0) + some
    return counts


def _some(counts: dict[str, int]) -> dict[str, int]:
    return {name: count for name, count in counts.items() if count}
