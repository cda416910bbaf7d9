"""What was learned from logs of contacts, for the page that shows how good the judgement is."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from rekindle.book.read.learned import LearnedRecord, read_learned
from rekindle.book.read.workspace import read_members, read_workspace
from rekindle.desk.actor import Actor
from rekindle.desk.capping import Cap, cap_in_force, stop_of
from rekindle.desk.keeping import ROOMS, SELECT
from rekindle.desk.show.phrases import say_count
from rekindle.terms.days import day_in


@dataclass(frozen=True, slots=True)
class LearnedView:
    """One parameter set. `learned_from` reads "learned from spring mailing, 64,000 rows, 2 arms"; `steps`: the groups
    of a selection or the numbers of a cadence: who or which, how many rows, the share or change with its interval.
    `stop_after`: a cadence's number of follow-ups after which one more stops paying; `used` says whether it limits the
    contacts after a loss, `use_words` what is done with it."""

    set_id: UUID
    kind: str
    title: str
    learned_from: str
    on: date
    by: str
    sentences: tuple[str, ...]
    warnings: tuple[str, ...]
    steps: tuple[tuple[str, int, float, float, float], ...]
    stop_after: int | None
    used: bool
    use_words: str

    @property
    def table(self) -> tuple[tuple[str, str, str, str], ...]:
        """The steps as words: who or which, what was found, where it likely lies, and of how many rows."""
        return tuple(
            (who, self._say(found), f"{self._say(low)} to {self._say(high)}", f"{rows:,}")
            for who, rows, found, low, high in self.steps
        )

    def _say(self, found: float) -> str:
        return f"{found:+.3g}" if self.kind == SELECT else f"{100 * found:.1f}"


def show_learned(actor: Actor) -> tuple[LearnedView, ...]:
    """Return what was loaded into the workspace and not removed, the newest first."""
    zone = actor.zone
    records = read_learned(actor.workspace_id, ROOMS, actor.at)
    cap = cap_in_force(actor.workspace_id, actor.at) if records else None
    return tuple(_view(record, zone, cap) for record in records)


def zone_of(actor: Actor) -> str:
    """Return the zone a member works in."""
    mine = [one for one in read_members(actor.workspace_id) if one.member_id == actor.member_id]
    return mine[0].zone if mine and mine[0].zone else read_workspace(actor.workspace_id).zone


def _view(record: LearnedRecord, zone: ZoneInfo, cap: Cap | None) -> LearnedView:
    content, stop = record.content, stop_of(record)
    used = cap is not None and cap.set_id == record.set_id
    return LearnedView(
        set_id=record.set_id,
        kind=record.room,
        title=content["title"],
        learned_from=f"learned from {content['learned_from']}",
        on=day_in(record.at, zone),
        by=record.by,
        sentences=tuple(content["why"]),
        warnings=tuple(content["warnings"]),
        steps=tuple(_group(one) for one in content["groups"])
        if record.room == SELECT
        else tuple(_step(one) for one in content["by_number"]),
        stop_after=stop,
        used=used,
        use_words=_say_use(record, stop, used=used),
    )


def _say_use(record: LearnedRecord, stop: int | None, *, used: bool) -> str:
    if record.room == SELECT:
        return "Kept to look up. Its columns are the log’s own, which no deal here has, so it changes no advice."
    if stop is None:
        return "Kept to look up: this log shows no number after which one more stops paying."
    often = say_count(stop, "contact")
    if used:
        return f"In use: at most {often} after a loss, or fewer where the playbook says so."
    return f"Not in use. It could limit the desk to {often} after a loss; its chances, of other cases, are not used."


def _group(one: dict[str, Any]) -> tuple[str, int, float, float, float]:
    change = one["change"]
    return one["who"], one["rows"], change["value"], change["low"], change["high"]


def _step(one: dict[str, Any]) -> tuple[str, int, float, float, float]:
    return one["followups"], one["rows"], one["chance"], one["low"], one["high"]
