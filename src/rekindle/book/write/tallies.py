"""How many lost deals stand where, kept beside the advice: by planning as a whole, by a verb as what it changed."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pyarrow as pa
import pyarrow.compute as pc
from django.db import transaction

from rekindle.book.models import Advice, Tally, Workspace
from rekindle.book.models.tally import LOST, OLD, REASON, STANDING
from rekindle.book.read.tallies import miscounted
from rekindle.book.write.rows import insert_table
from rekindle.terms.advice import AdviceKind, StoppedBy
from rekindle.terms.ids import new_id
from rekindle.terms.losses import SOON_DAYS, Standing

# What of an advice row decides where its deal stands, and for whom.
JUDGED = ("owner_id", "kind", "reason", "window_from", "window_to", "reconsider_on", "stopped_by")
_KINDS = (pa.string(), pa.string(), pa.string(), pa.date32(), pa.date32(), pa.date32(), pa.string())
# Windows are tallied by day so far ahead; a book that was planned longer ago is counted. When it is two days ago in the
# last zone on earth, it is today in the first.
_AHEAD, _ZONES, _DAY = timedelta(days=14), timedelta(days=2), timedelta(days=1)
_KEYS = ["owner_id", "about", "name", "from_on"]

Judged = tuple[UUID | None, str, str, date | None, date | None, date | None, str]


def keep_tallies(workspace_id: UUID, day: date, advice: pa.Table) -> None:
    """Replace the tallies of a workspace by those of its whole advice, as computed for a day.

    They hold from two days before it to fourteen days after.
    """
    since, until = day - _ZONES, day + _AHEAD
    rows = tally(_counted(advice, 1))
    days = rows["from_on"]
    rows = rows.set_column(
        _KEYS.index("from_on"), "from_on", pc.if_else(pc.less_equal(days, since), pa.scalar(date.min), days)
    )
    rows = _sum(rows.filter(pc.less_equal(days, until)))
    Tally.objects.within(workspace_id).delete()
    _insert(workspace_id, pa.concat_tables([rows, _old({date.min: 1, since: -1, until + _DAY: 1})]))


def shift_tallies(workspace_id: UUID, before: Iterable[Judged], advice: pa.Table) -> None:
    """Bring the tallies in line where rows of advice, given as their `JUDGED`, were replaced by others."""
    changed = tally(pa.concat_tables([_counted(_table(before), -1), _counted(advice, 1)]))
    if changed.num_rows:
        _insert(workspace_id, changed)


def mend_tallies() -> list[str]:
    """Tally anew where counting comes to something else; returns the slugs of those workspaces."""
    wrong = [workspace for workspace in Workspace.objects.order_by("slug") if miscounted(workspace.pk)]
    for workspace in wrong:
        with transaction.atomic():
            Workspace.objects.select_for_update(no_key=True).get(pk=workspace.pk)
            rows = Advice.objects.within(workspace.pk)
            day = max(rows.values_list("day", flat=True))
            keep_tallies(workspace.pk, day, _table(rows.values_list(*JUDGED)))
    return [workspace.slug for workspace in wrong]


def tally(advice: pa.Table) -> pa.Table:
    """Return (owner_id, about, name, from_on, count): by how much each count changes on which day.

    `advice` has `JUDGED` and `count`, 1 for a row that is there and -1 for one that is gone. What is so on every day
    is so from the first of all days on.
    """
    kind, count = advice["kind"], advice["count"]
    opens, closes = _open_days(advice)
    return _sum(
        pa.concat_tables(
            [
                _part(advice, STANDING, LOST, count),
                _part(advice, STANDING, Standing.LEFT_ALONE, count, pc.equal(kind, AdviceKind.LEAVE_ALONE)),
                _part(advice, STANDING, Standing.WINDOW_OPEN, count, pc.equal(kind, AdviceKind.GET_BACK)),
                _part(advice, STANDING, Standing.WINDOW_OPEN, count, pc.is_valid(opens), opens),
                _part(advice, STANDING, Standing.WINDOW_OPEN, pc.negate(count), pc.is_valid(opens), closes),
                _part(advice, REASON, advice["reason"], count),
            ]
        )
    )


def _open_days(advice: pa.Table) -> tuple[Any, Any]:
    """Return from which day on a window is open to somebody who waits, and from which no more; null for none."""
    opens, soon, last = (advice[name].cast(pa.int32()) for name in ("window_from", "reconsider_on", "window_to"))
    opens = pc.max_element_wise(opens, pc.subtract(soon, pa.scalar(SOON_DAYS, pa.int32())), skip_nulls=False)
    waits = pc.and_(pc.equal(advice["kind"], AdviceKind.WAIT), pc.less_equal(opens, last))
    is_open = pc.and_(waits, pc.not_equal(pc.fill_null(advice["stopped_by"], ""), StoppedBy.REST))
    return pc.if_else(is_open, opens, None).cast(pa.date32()), pc.add(last, pa.scalar(1, pa.int32())).cast(pa.date32())


def _part(advice: pa.Table, about: str, name: Any, count: Any, where: Any = None, days: Any = None) -> pa.Table:
    rows = advice.num_rows
    names = pa.repeat(name, rows) if isinstance(name, str) else pc.fill_null(name, "")
    from_on = pa.repeat(pa.scalar(date.min), rows) if days is None else days
    part = pa.table([advice["owner_id"], pa.repeat(about, rows), names, from_on, count], [*_KEYS, "count"])
    return part if where is None else part.filter(where)


def _sum(rows: pa.Table) -> pa.Table:
    summed = rows.group_by(_KEYS, use_threads=False).aggregate([("count", "sum")]).rename_columns([*_KEYS, "count"])
    return summed.filter(pc.not_equal(summed["count"], 0))


def _table(rows: Iterable[Judged]) -> pa.Table:
    cells = [[cell.hex if isinstance(cell, UUID) else cell for cell in row] for row in rows]
    columns = list(zip(*cells, strict=True)) or [()] * len(JUDGED)
    return pa.table([pa.array(column, kind) for column, kind in zip(columns, _KINDS, strict=True)], JUDGED)


def _counted(advice: pa.Table, count: int) -> pa.Table:
    return advice.select(JUDGED).append_column("count", pa.repeat(pa.scalar(count, pa.int64()), advice.num_rows))


def _old(days: dict[date, int]) -> pa.Table:
    """Return rows that say on which days the others are too old, or too new, to be believed."""
    nobody, same = pa.nulls(len(days), pa.string()), pa.repeat("", len(days))
    columns = [nobody, pa.repeat(OLD, len(days)), same, pa.array(days, pa.date32()), pa.array(days.values())]
    return pa.table(columns, [*_KEYS, "count"])


def _insert(workspace_id: UUID, rows: pa.Table) -> None:
    ids = pa.array([new_id().hex for _ in range(rows.num_rows)], pa.string())
    rows = rows.append_column("id", ids).append_column("workspace_id", pa.repeat(workspace_id.hex, rows.num_rows))
    insert_table(Tally, rows)
