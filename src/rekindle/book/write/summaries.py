"""The counts a morning carries, so that a page need not count a hundred thousand rows."""

from collections import Counter
from datetime import date
from typing import Any
from uuid import UUID

import pyarrow as pa
import pyarrow.compute as pc

from rekindle.book.models import Advice, Morning

# Who looks after a deal (hex digits, or None) and what stopped it (or "").
Stops = Counter[tuple[str | None, str]]


def summarise(advice: pa.Table, member_id: UUID) -> dict[str, Any]:
    """Count a workspace's advice for one member: deals in all, the member's stops, and when the next one comes up."""
    mine = advice.filter(pc.equal(advice["owner_id"], member_id.hex))
    stops = Counter(stop for stop in mine.column("stopped_by").to_pylist() if stop)
    next_on: date | None = pc.min(mine["reconsider_on"]).as_py()
    return {"deals": advice.num_rows, "stopped": dict(stops), "next_on": next_on.isoformat() if next_on else None}


def stops_in(advice: pa.Table) -> Stops:
    """Count the stops of an account's new advice."""
    owners, stops = advice.column("owner_id").to_pylist(), advice.column("stopped_by").to_pylist()
    return Counter((owner, stop or "") for owner, stop in zip(owners, stops, strict=True))


def stops_kept(workspace_id: UUID, account_id: UUID) -> Stops:
    """Count the stops of an account's advice as it is kept."""
    rows = Advice.objects.within(workspace_id).filter(account_id=account_id)
    return Counter((owner.hex if owner else None, stop) for owner, stop in rows.values_list("owner_id", "stopped_by"))


def shift_summaries(workspace_id: UUID, day: date, before: Stops, after: Stops) -> None:
    """Move the counts of the day's mornings by what an account's advice was and is."""
    change = Counter(after)
    change.subtract(before)
    if not any(change.values()):
        return
    for morning in Morning.objects.within(workspace_id).filter(day=day):
        summary = dict(morning.summary)
        stopped: Counter[str] = Counter(summary.get("stopped", {}))
        for (owner, stop), more in change.items():
            if stop and owner == morning.member_id.hex:
                stopped[stop] += more
        summary["stopped"] = {stop: count for stop, count in stopped.items() if count > 0}
        summary["deals"] = summary.get("deals", 0) + sum(change.values())
        Morning.objects.within(workspace_id).filter(pk=morning.pk).update(summary=summary)
