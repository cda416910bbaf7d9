"""A cadence learned from a log, used as a limit: not more contacts after one loss than the log shows to pay."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import pyarrow as pa
import pyarrow.compute as pc

from rekindle.book.keep import latest_report
from rekindle.book.read.learned import LearnedRecord, read_learned
from rekindle.desk.keeping import CADENCE
from rekindle.tables.schemas import Tables
from rekindle.terms.advice import StoppedBy

# Which set is used is kept with what is learned: dated, and never overwritten.
CAP = "cadence_cap"


@dataclass(frozen=True, slots=True)
class Cap:
    """At most `contacts` after one loss, as `title` showed."""

    set_id: UUID
    title: str
    contacts: int


def stop_of(record: LearnedRecord) -> int | None:
    """Return after how many follow-ups a kept cadence stops paying, at least 1; None where it shows no stop."""
    if record.room != CADENCE or record.content["stop"]["after_followups"] is None:
        return None
    return max(int(record.content["stop"]["after_followups"]), 1)


def cap_in_force(workspace_id: UUID, as_of: datetime) -> Cap | None:
    """Return the limit a workspace took from a kept cadence; None where it took none, or the set was removed."""
    return cap_of(workspace_id, latest_report(workspace_id, CAP, as_of), as_of)


def cap_of(workspace_id: UUID, kept: tuple[dict[str, Any], datetime] | None, as_of: datetime) -> Cap | None:
    """Return the limit that a report of its choice names; None where it names none, or the set was removed."""
    if kept is None or not kept[0].get("set_id"):
        return None
    wanted = UUID(kept[0]["set_id"])
    for record in read_learned(workspace_id, (CADENCE,), as_of):
        contacts = stop_of(record)
        if record.set_id == wanted and contacts is not None:
            return Cap(wanted, record.content["title"], contacts)
    return None


def tighten(data: Tables, cap: Cap | None) -> Tables:
    """Return the tables of a playbook with the limit put in; a playbook that allows less keeps its own."""
    if cap is None:
        return data
    caps = data["caps"]
    place = caps.column_names.index("per_loss")
    fewer = pc.min_element_wise(caps["per_loss"], pa.scalar(cap.contacts, pa.int64()))
    return {**data, "caps": caps.set_column(place, caps.field(place), fewer)}


def name_cap(advice: pa.Table, cap: Cap | None) -> pa.Table:
    """Say in the advice that the limit stopped where it came from."""
    if cap is None:
        return advice
    place = advice.column_names.index("stop_words")
    mine = pc.and_(
        pc.equal(advice["stopped_by"], StoppedBy.PER_LOSS.value), pc.equal(advice["touches_per_loss"], cap.contacts)
    )
    words = pc.if_else(pc.fill_null(mine, False), cap.title, advice["stop_words"])
    return advice.set_column(place, advice.field(place), words)
