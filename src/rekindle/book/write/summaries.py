"""What a morning carries beside its list, so that a page need not look through a hundred thousand rows."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pyarrow as pa
import pyarrow.compute as pc

from rekindle.book.models import Advice, Morning
from rekindle.terms.advice import GUARDS, SAID_NO
from rekindle.terms.losses import Verdict

# Of how many contacts a day is thought at least, when asking whom the guards kept from the list.
PLACES = 12
# For how long a no is told as left alone today.
NEWS = timedelta(days=30)

_COLUMNS = ["deal_id", "owner_id", "listed", "verdict", "stopped_by", "stop_since", "stop_person_id", "index_minor"]


def summarise(advice: pa.Table, member_id: UUID, day: date) -> dict[str, Any]:
    """Sum up a workspace's advice for one member: how many deals, when the next comes up, whom guards stopped today.

    Stopped today are those who said no within thirty days, and those who would have had a place in today's list, by
    what their hour is worth, had no guard spoken.
    """
    mine = advice.filter(pc.equal(advice["owner_id"], member_id.hex))
    next_on: date | None = pc.min(mine["reconsider_on"]).as_py()
    rows = mine.select(_COLUMNS).filter(pc.or_(mine["listed"], _is_guarded(mine))).to_pylist()
    rows.sort(key=lambda row: (-(row["index_minor"] or 0.0), row["deal_id"]))
    places = max(PLACES, sum(row["listed"] for row in rows))
    kept_out = [row for row in rows[:places] if not row["listed"] and (row["index_minor"] or 0.0) > 0]
    told = [*sorted(_fresh_noes(rows, day), key=lambda row: row["stop_since"], reverse=True), *kept_out]
    return {
        "deals": advice.num_rows,
        "next_on": next_on.isoformat() if next_on else None,
        "alone": {row["deal_id"]: row["stopped_by"] for row in told},
    }


def _is_guarded(advice: pa.Table) -> Any:
    return pc.fill_null(pc.is_in(advice["stopped_by"], pa.array(sorted(GUARDS), pa.string())), False)


def _fresh_noes(rows: Iterable[dict[str, Any]], day: date) -> list[dict[str, Any]]:
    """A person who said no for two deals is told once; of a deal that was never a fit nobody said it."""
    said = (row for row in rows if row["stopped_by"] in SAID_NO and row["verdict"] != Verdict.UNQUALIFIED)
    noes = [row for row in said if row["stop_since"] and row["stop_since"] > day - NEWS]
    return list({row["stop_person_id"] or row["deal_id"]: row for row in reversed(noes)}.values())


def deals_kept(workspace_id: UUID, account_ids: Iterable[UUID]) -> dict[str, UUID | None]:
    """Return the deals of some accounts (hex digits) that have advice, and whose it is."""
    rows = Advice.objects.within(workspace_id).filter(account_id__in=list(account_ids))
    return {deal_id.hex: owner_id for deal_id, owner_id in rows.values_list("deal_id", "owner_id")}


def shift_summaries(workspace_id: UUID, day: date, before: dict[str, UUID | None], advice: pa.Table) -> None:
    """Bring the day's mornings in line with an account's new advice: who said no is told at once.

    `before` is what `deals_kept` said. While there are as many deals, only those see a change whose deals they are or
    were: the rest of a large team is not read."""
    rows = advice.select([*_COLUMNS, "reconsider_on"]).to_pylist()
    mornings = Morning.objects.within(workspace_id).filter(day=day)
    if len(rows) == len(before):
        owners = {UUID(row["owner_id"]) for row in rows if row["owner_id"]} | set(before.values()) - {None}
        mornings = mornings.filter(member_id__in=owners)
    for morning in mornings:
        summary = dict(morning.summary)
        told: dict[str, str] = summary.get("alone", {})
        mine = [row for row in rows if row["owner_id"] == morning.member_id.hex]
        stopped = {row["deal_id"]: row["stopped_by"] for row in mine if row["stopped_by"] in GUARDS}
        still = {deal_id: stop for deal_id, stop in stopped.items() if deal_id in told}
        # Who was told for one deal is not told for another one, too.
        told_first = sorted(mine, key=lambda row: row["deal_id"] not in told)
        noes = {row["deal_id"]: row["stopped_by"] for row in _fresh_noes(told_first, day)}
        others = {deal_id: stop for deal_id, stop in told.items() if deal_id not in before}
        summary["alone"] = {**noes, **others, **still}
        summary["deals"] = summary.get("deals", 0) + len(rows) - len(before)
        summary |= _sooner(summary, mine)
        if summary != morning.summary:
            Morning.objects.within(workspace_id).filter(pk=morning.pk).update(summary=summary)


def _sooner(summary: Mapping[str, Any], mine: Iterable[dict[str, Any]]) -> dict[str, str]:
    """Say when the next of a member comes up, where one that rests now comes up before all the others."""
    days = [row["reconsider_on"].isoformat() for row in mine if row["reconsider_on"]]
    known = summary.get("next_on")
    return {"next_on": min([*days, known] if known else days)} if days else {}
