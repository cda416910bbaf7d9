"""Trying the judgement on a book's own past, when somebody asks and, once a book has many returns, every few weeks.

What the test says of the second model is kept beside it: the next planning uses its trees, or uses them no more.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from rekindle.book.facts import facts
from rekindle.book.keep import keep_report, latest_report, parameters
from rekindle.book.read.workspace import list_workspaces, read_workspace
from rekindle.desk.advise import SECOND
from rekindle.desk.playbooks import playbook_of
from rekindle.learning.backtest import Report, backtest
from rekindle.tables.from_playbook import tables_of
from rekindle.timing.models.boosted import LEAST_RETURNS
from rekindle.timing.second import returns_learned

BACKTEST = "backtest"
EVERY = timedelta(days=28)


def try_past(
    workspace_id: UUID, at: datetime, progress: Callable[[int, int], None] = lambda done, total: None
) -> Report:
    """Test the judgement on the past of a workspace, as far as it was known then, and keep the report.

    Raises LookupError when there is no such workspace."""
    playbook = playbook_of(read_workspace(workspace_id))
    replay = partial(facts, workspace_id)
    known = replay(at)
    report = backtest(known, partial(tables_of, playbook), read=replay, progress=progress)
    size = {"deals": known["deals"].num_rows}
    keep_report(workspace_id, BACKTEST, playbook.version, report.as_json() | size, at)
    keep_report(workspace_id, SECOND, playbook.version, {"trees": report.trees}, at)
    return report


def is_due(workspace_id: UUID, at: datetime) -> bool:
    """Say whether a book has the returns for a second model, and was not tested for four weeks."""
    kept, learned = latest_report(workspace_id, BACKTEST, at), parameters(workspace_id, "timing", at)
    if learned is None or (kept is not None and at - kept[1] < EVERY):
        return False
    return returns_learned(learned) >= LEAST_RETURNS


def try_due(at: datetime) -> int:
    """Test every book that is due; says how many. Grows trees: for a process of its own."""
    due = [one.workspace_id for one in list_workspaces() if is_due(one.workspace_id, at)]
    for workspace_id in due:
        try_past(workspace_id, at)
    return len(due)
