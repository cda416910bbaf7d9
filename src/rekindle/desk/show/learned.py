"""What was learned from logs of contacts, for the page that shows how good the judgement is."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from rekindle.book.read.learned import LearnedRecord, read_learned
from rekindle.book.read.workspace import read_members, read_workspace
from rekindle.desk.actor import Actor
from rekindle.desk.keeping import ROOMS, SELECT


@dataclass(frozen=True, slots=True)
class LearnedView:
    """One parameter set. `learned_from` reads "learned from spring mailing, 64,000 rows, 2 arms"; `steps`: the groups
    of a selection or the numbers of a cadence: who or which, how many rows, the share or change with its interval."""

    set_id: UUID
    kind: str
    title: str
    learned_from: str
    on: date
    by: str
    sentences: tuple[str, ...]
    warnings: tuple[str, ...]
    steps: tuple[tuple[str, int, float, float, float], ...]


def show_learned(actor: Actor) -> tuple[LearnedView, ...]:
    """Return what was loaded into the workspace and not removed, the newest first."""
    zone = ZoneInfo(read_workspace(actor.workspace_id).zone)
    return tuple(_view(record, zone) for record in read_learned(actor.workspace_id, ROOMS, actor.at))


def zone_of(actor: Actor) -> str:
    """Return the zone a member works in."""
    mine = [one for one in read_members(actor.workspace_id) if one.member_id == actor.member_id]
    return mine[0].zone if mine and mine[0].zone else read_workspace(actor.workspace_id).zone


def _view(record: LearnedRecord, zone: ZoneInfo) -> LearnedView:
    content = record.content
    return LearnedView(
        record.set_id,
        record.room,
        content["title"],
        f"learned from {content['learned_from']}",
        record.at.astimezone(zone).date(),
        record.by,
        tuple(content["why"]),
        tuple(content["warnings"]),
        tuple(_group(one) for one in content["groups"])
        if record.room == SELECT
        else tuple(_step(one) for one in content["by_number"]),
    )


def _group(one: dict[str, Any]) -> tuple[str, int, float, float, float]:
    change = one["change"]
    return one["who"], one["rows"], change["value"], change["low"], change["high"]


def _step(one: dict[str, Any]) -> tuple[str, int, float, float, float]:
    return one["followups"], one["rows"], one["chance"], one["low"], one["high"]
