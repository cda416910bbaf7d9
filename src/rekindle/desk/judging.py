"""Testing the desk's judgement on a book's own past, and keeping what came out."""

from collections.abc import Callable
from functools import partial

from rekindle.book.facts import facts
from rekindle.book.keep import keep_report
from rekindle.book.read.workspace import read_workspace
from rekindle.desk.actor import Actor
from rekindle.desk.playbooks import playbook_of
from rekindle.learning.backtest import Report, backtest
from rekindle.tables.from_playbook import tables_of

BACKTEST = "backtest"


def try_book(actor: Actor, progress: Callable[[int, int], None] = lambda done, total: None) -> Report:
    """Test the judgement on the past of the actor's workspace, as far as it was known then, and keep the report.

    Takes seconds for a thousand deals and a minute or two for the largest books; `progress` hears (origins done, in
    all). Raises LookupError when the workspace is gone."""
    workspace = read_workspace(actor.workspace_id)
    playbook = playbook_of(workspace)
    replay = partial(facts, workspace.workspace_id)
    report = backtest(replay(actor.at), partial(tables_of, playbook), read=replay, progress=progress)
    keep_report(workspace.workspace_id, BACKTEST, playbook.version, report.as_json(), actor.at)
    return report
