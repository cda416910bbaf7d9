"""Mornings: whom a member was told to get back to on a day, as it was proposed, and what finished it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import pyarrow as pa
import pyarrow.compute as pc

from rekindle.book.models import Morning, MorningItem
from rekindle.book.write.summaries import summarise
from rekindle.terms.advice import AdviceKind, Group


@dataclass(frozen=True, slots=True)
class MorningOf:
    """One member's morning of one day; `minutes` is what they have."""

    workspace_id: UUID
    member_id: UUID
    day: date
    planned_at: datetime
    playbook_version: str
    minutes: int


def planned_on(workspace_id: UUID, day: date) -> bool:
    """Say whether any morning of that day is planned."""
    return Morning.objects.within(workspace_id).filter(day=day).exists()


def planned_since(workspace_id: UUID, at: datetime) -> bool:
    """Say whether any morning was planned at or after an instant."""
    return Morning.objects.within(workspace_id).filter(planned_at__gte=at).exists()


def keep_morning(planned: MorningOf, advice: pa.Table) -> None:
    """Keep a member's list of the day; replaces what nobody has touched yet and keeps what was finished."""
    mornings = Morning.objects.within(planned.workspace_id).filter(member_id=planned.member_id, day=planned.day)
    columns = {
        "planned_at": planned.planned_at,
        "playbook_version": planned.playbook_version,
        "minutes": planned.minutes,
        "summary": summarise(advice, planned.member_id, planned.day),
    }
    if not mornings.update(**columns):
        Morning(workspace_id=planned.workspace_id, member_id=planned.member_id, day=planned.day, **columns).save(
            force_insert=True
        )
    morning = mornings.get()
    items = MorningItem.objects.within(planned.workspace_id).filter(morning=morning)
    items.filter(finished_by=None).delete()
    finished = {deal_id.hex for deal_id in items.values_list("deal_id", flat=True)}
    mine = pc.and_(pc.equal(advice["owner_id"], planned.member_id.hex), advice["listed"])
    rows = advice.filter(mine).sort_by("rank").to_pylist()
    items.bulk_create(_item(morning, row, row["rank"]) for row in rows if row["deal_id"] not in finished)


def _item(morning: Morning, row: dict[str, Any], position: int) -> MorningItem:
    proposed = {name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()}
    return MorningItem(
        workspace_id=morning.workspace_id,
        morning=morning,
        deal_id=UUID(row["deal_id"]),
        position=position,
        advice=proposed,
    )


def settle_mornings(
    workspace_id: UUID,
    day: date,
    advice: pa.Table,
    member_id: UUID,
    command_id: UUID,
    deal_ids: Sequence[UUID],
) -> None:
    """Bring the mornings of a day in line with an account's new advice.

    In the member's own list a deal of the verb that need not be got back to any more is finished by the command; one
    that must be again is open again. Whoever wrote to us goes to the top of their owner's list.
    """
    rows = {UUID(row["deal_id"]): row for row in advice.to_pylist()}
    items = MorningItem.objects.within(workspace_id).filter(morning__day=day, deal_id__in=list(rows))
    open_again = [deal_id for deal_id, row in rows.items() if row["kind"] == AdviceKind.GET_BACK]
    items.filter(deal_id__in=open_again).update(finished_by=None)
    over = [deal_id for deal_id in deal_ids if deal_id not in open_again]
    mine = items.filter(morning__member_id=member_id, deal_id__in=over, finished_by=None)
    mine.update(finished_by_id=command_id)
    back = [row for row in rows.values() if row["kind"] == AdviceKind.GET_BACK and row["group"] == Group.CAME_BACK]
    for row in back:
        _put_on_top(workspace_id, day, row)


def _put_on_top(workspace_id: UUID, day: date, row: dict[str, Any]) -> None:
    mornings = Morning.objects.within(workspace_id).filter(day=day, member_id=row["owner_id"] and UUID(row["owner_id"]))
    morning = mornings.first()
    if morning is None:
        return
    items = MorningItem.objects.within(workspace_id).filter(morning=morning)
    if not items.filter(deal_id=UUID(row["deal_id"])).exists():
        first = items.order_by("position").values_list("position", flat=True).first()
        _item(morning, row, min(first or 0, 0) - 1).save(force_insert=True)
