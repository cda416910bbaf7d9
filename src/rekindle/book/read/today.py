"""A member's morning as it is kept: the items with the advice in force, and what is left alone today."""

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from rekindle.book.built import Question, ask
from rekindle.book.models import Advice, Command, Deal, Morning, MorningItem, Person
from rekindle.book.read.around import Around, read_around
from rekindle.book.read.words import DraftRecord, read_drafts

# Ids in an advice row, written as in the seam: 32 hex digits.
_IDS = ("account_id", "owner_id", "person_id", "promise_id", "signal_id", "loss_id", "stop_person_id", "stop_member_id")
# A file is taken back by its name, on its page.
FILES = ("import_deals",)
# What sets a book up: who has done no more than that has not begun to work.
_SETTING_UP = ("import_deals", "add_deal", "change_settings", "set_away")


@dataclass(frozen=True, slots=True)
class DealLine:
    """What a card says of the deal itself."""

    deal_id: UUID
    account_id: UUID
    account: str
    name: str
    amount_minor: int | None
    currency: str
    owner_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class ItemRecord:
    """`advice` is the row in force, in the words of the seam. `finished_at` is empty while it is open."""

    deal: DealLine
    position: int
    advice: dict[str, Any]
    finished_by: UUID | None
    finished_at: datetime | None
    finished_words: str


@dataclass(frozen=True, slots=True)
class MorningRecord:
    """`alone` holds the first rows that a guard stopped today, `stops` what stopped each of them all.

    `undo_words` is what was done last, bringing in and settings aside: empty for who begins."""

    is_planned: bool
    playbook_version: str
    items: tuple[ItemRecord, ...]
    alone: tuple[tuple[DealLine, dict[str, Any]], ...]
    stops: tuple[str, ...]
    next_on: date | None
    lost_count: int
    undo_words: str
    around: Around
    drafts: dict[UUID, DraftRecord] = field(default_factory=dict)


def read_morning(workspace_id: UUID, member_id: UUID, day: date, most: int = 12) -> MorningRecord:
    """Read a morning in a fixed number of queries."""
    morning = Morning.objects.within(workspace_id).filter(member_id=member_id, day=day).first()
    rows = _items(workspace_id, morning.id) if morning else []
    summary = morning.summary if morning else {}
    told: dict[str, str] = summary.get("alone", {})
    alone_ids = [UUID(deal_id) for deal_id in list(told)[:most]]
    deal_ids = [row.deal_id for row in rows]
    asked = Advice.objects.within(workspace_id).filter(deal_id__in=[*deal_ids, *alone_ids])
    in_force = {row["deal_id"]: row for row in asked.values()}
    alone = [in_force[deal_id] for deal_id in alone_ids if deal_id in in_force]
    deals = read_deal_lines(workspace_id, deal_ids + [row["deal_id"] for row in alone])
    items = tuple(_item(row, deals[row.deal_id], in_force.get(row.deal_id)) for row in rows if row.deal_id in deals)
    said = [item.advice for item in items] + [to_seam(row) for row in alone]
    return MorningRecord(
        is_planned=morning is not None,
        playbook_version=morning.playbook_version if morning else "",
        items=items,
        alone=tuple((deals[row["deal_id"]], to_seam(row)) for row in alone if row["deal_id"] in deals),
        stops=tuple(told.values()),
        next_on=date.fromisoformat(summary["next_on"]) if summary.get("next_on") else None,
        lost_count=summary.get("deals", 0) if morning else _lost_before(workspace_id, member_id),
        undo_words=latest_undoable(workspace_id, member_id, beside=_SETTING_UP),
        around=read_around(
            workspace_id,
            deal_ids,
            {UUID(row[name]) for row in said for name in ("person_id", "stop_person_id") if row[name]},
            {item.deal.account_id for item in items},
        ),
        drafts=read_drafts(workspace_id, member_id, deal_ids) if deal_ids else {},
    )


def _lost_before(workspace_id: UUID, member_id: UUID) -> int:
    """Return how many deals the latest morning counted; without any, 1 where there is a deal at all."""
    mornings = Morning.objects.within(workspace_id).filter(member_id=member_id).order_by("-day")
    summary: dict[str, Any] = mornings.values_list("summary", flat=True).first() or {}
    return int(summary.get("deals", 0)) or int(Deal.objects.within(workspace_id).exists())


def _items(workspace_id: UUID, morning_id: UUID) -> list[MorningItem]:
    rows = MorningItem.objects.within(workspace_id).filter(morning_id=morning_id)
    return list(rows.select_related("finished_by").order_by("position", "id"))


def _item(item: MorningItem, deal: DealLine, in_force: dict[str, Any] | None) -> ItemRecord:
    """A finished item is told as it was proposed, an open one as it stands now."""
    proposed = {name: _day(name, value) for name, value in item.advice.items()}
    return ItemRecord(
        deal,
        item.position,
        proposed if item.finished_by_id or in_force is None else to_seam(in_force) | _examples(proposed),
        item.finished_by_id,
        item.finished_by.at if item.finished_by else None,
        item.finished_by.label if item.finished_by else "",
    )


def _examples(proposed: dict[str, Any]) -> dict[str, Any]:
    """The nearest past deals are looked up when a morning is planned, and kept with the item alone."""
    return {"nearest": proposed.get("nearest") or []}


def _day(name: str, value: Any) -> Any:
    is_day = isinstance(value, str) and (name.endswith("_on") or name in {"window_from", "window_to", "stop_since"})
    return date.fromisoformat(value) if is_day else value


def read_deal_lines(workspace_id: UUID, deal_ids: list[UUID]) -> dict[UUID, DealLine]:
    """Read what a card says of some deals."""
    return {row[0]: DealLine(*row) for row in ask(_lines, workspace_id, deal_ids)}


def _lines(workspace_id: UUID, deal_ids: list[UUID]) -> "QuerySet[Any]":
    rows = Deal.objects.within(workspace_id).filter(id__in=deal_ids)
    return rows.values_list("id", "account_id", "account__name", "name", "amount_minor", "currency", "owner_id")


def name_in_front(workspace_id: UUID, deal_id: UUID) -> str:
    """Return whom the advice of a deal names, else its account; empty for a deal that is not of this workspace."""
    rows = Deal.objects.within(workspace_id).filter(pk=deal_id).values_list("account__name", "advice__person_id")
    account, person_id = rows.first() or ("", None)
    named = Person.objects.within(workspace_id).filter(pk=person_id) if person_id else None
    person = named.values_list("name", flat=True).first() if named is not None else None
    return str(person or account)


def to_seam(row: dict[str, Any]) -> dict[str, Any]:
    """Write an advice row as the mind does: ids as hex digits, nothing as None."""
    said = {name: None if value == "" else value for name, value in row.items()}
    for name in _IDS:
        found: UUID | None = said.get(name)
        said[name] = found.hex if found else None
    said["deal_id"] = row["deal_id"].hex
    return said


def latest_undoable(workspace_id: UUID, member_id: UUID, beside: tuple[str, ...] = ()) -> str:
    """Return what the member's next undo would take back, some verbs aside; empty when there is nothing, or a file."""
    found = ask(_latest_but(beside), workspace_id, member_id)
    return str(found[0][0]) if found and found[0][1] not in FILES else ""


@cache
def _latest_but(beside: tuple[str, ...]) -> Question:
    def latest(workspace_id: UUID, member_id: UUID) -> "QuerySet[Any]":
        stack = Command.objects.within(workspace_id).filter(member_id=member_id, undoable=True, undone_at=None)
        return stack.exclude(verb__in=beside).order_by("-at", "-id").values_list("label", "verb")[:1]

    return latest
