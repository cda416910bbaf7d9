"""Mornings: whom a member was told to get back to on a day, as it was proposed, and what finished it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pyarrow as pa
import pyarrow.compute as pc

from rekindle.book.models import Advice, Morning, MorningItem
from rekindle.book.write.summaries import summarise
from rekindle.terms.advice import AdviceKind, Group
from rekindle.terms.days import day_in, zone_for


@dataclass(frozen=True, slots=True)
class MorningOf:
    """One member's morning of one day; `minutes` is what they have."""

    workspace_id: UUID
    member_id: UUID
    day: date
    planned_at: datetime
    playbook_version: str
    minutes: int


def who_has_a_morning(workspace_id: UUID, days: Iterable[date]) -> set[tuple[UUID, date]]:
    """Return (member, day) of the mornings that are planned for some days."""
    return set(Morning.objects.within(workspace_id).filter(day__in=set(days)).values_list("member_id", "day"))


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
    items.bulk_create(
        _item(planned.workspace_id, morning.pk, row, row["rank"]) for row in rows if row["deal_id"] not in finished
    )


def _item(workspace_id: UUID, morning_id: UUID, row: dict[str, Any], position: int) -> MorningItem:
    proposed = {name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()}
    return MorningItem(
        workspace_id=workspace_id,
        morning_id=morning_id,
        deal_id=UUID(row["deal_id"]),
        position=position,
        advice=proposed,
    )


def settle_mornings(
    workspace_id: UUID,
    now: tuple[datetime, str],
    advice: pa.Table,
    member_id: UUID,
    command_id: UUID,
    deal_ids: Sequence[UUID],
) -> None:
    """Bring the mornings of now (an instant, and the workspace's zone) in line with an account's new advice.

    In the member's own list a deal of the verb that need not be got back to any more is finished by the command; one
    that must be again is open again. Whoever wrote to us goes to the top of their owner's list.
    """
    rows = {UUID(row["deal_id"]): row for row in advice.to_pylist()}
    mornings = _mornings_at(workspace_id, *now)
    unjudged = _without_advice(workspace_id, [deal_id for deal_id in deal_ids if deal_id not in rows])
    items = MorningItem.objects.within(workspace_id).filter(
        morning_id__in=list(mornings.values()), deal_id__in=[*rows, *unjudged]
    )
    open_again = [deal_id for deal_id, row in rows.items() if row["kind"] == AdviceKind.GET_BACK]
    items.filter(deal_id__in=open_again).update(finished_by=None)
    over = [deal_id for deal_id in deal_ids if deal_id not in open_again]
    mine = items.filter(morning_id=mornings.get(member_id), deal_id__in=over, finished_by=None)
    mine.update(finished_by_id=command_id)
    back = [row for row in rows.values() if row["kind"] == AdviceKind.GET_BACK and row["group"] == Group.CAME_BACK]
    for row in back:
        morning_id = mornings.get(UUID(row["owner_id"])) if row["owner_id"] else None
        if morning_id:
            _put_on_top(workspace_id, morning_id, row)


def _without_advice(workspace_id: UUID, deal_ids: list[UUID]) -> set[UUID]:
    """Return which of some deals nothing is advised for: they are lost no more. No question for none."""
    if not deal_ids:
        return set()
    judged = Advice.objects.within(workspace_id).filter(deal_id__in=deal_ids)
    return set(deal_ids) - set(judged.values_list("deal_id", flat=True))


def _mornings_at(workspace_id: UUID, at: datetime, zone: str) -> dict[UUID, UUID]:
    """Return each member's morning of the day it is where they are, by member."""
    day = day_in(at, UTC)
    near = Morning.objects.within(workspace_id).filter(day__in=[day + timedelta(days=by) for by in (-1, 0, 1)])
    rows = near.values_list("pk", "member_id", "day", "member__zone")
    return {member_id: pk for pk, member_id, on, said in rows if on == day_in(at, zone_for(said, zone))}


def _put_on_top(workspace_id: UUID, morning_id: UUID, row: dict[str, Any]) -> None:
    items = MorningItem.objects.within(workspace_id).filter(morning_id=morning_id)
    if not items.filter(deal_id=UUID(row["deal_id"])).exists():
        first = items.order_by("position").values_list("position", flat=True).first()
        _item(workspace_id, morning_id, row, min(first or 0, 0) - 1).save(force_insert=True)
