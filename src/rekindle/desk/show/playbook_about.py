"""What stands over every page of the playbook: which version is in force, who made it, and what to look at."""

from rekindle.book.read.playbooks import EditRecord, list_edits
from rekindle.book.read.workspace import WorkspaceRecord
from rekindle.desk.actor import Actor, RefusedError
from rekindle.desk.editing.changing import MAY_CHANGE
from rekindle.desk.playbooks import base_of, pack_of
from rekindle.desk.show.phrases import say_day
from rekindle.desk.show.playbook_views import About
from rekindle.playbook import Playbook, PlaybookError, stem_of
from rekindle.terms.days import day_in


def say_about(actor: Actor, workspace: WorkspaceRecord, playbook: Playbook, *, looks: bool = False) -> About:
    """Say which version is in force; with `looks` also whether its pack has changed since."""
    may = actor.role in MAY_CHANGE
    if workspace.edit_id is None:
        return About(playbook.title, f"{playbook.title} {stem_of(playbook.version)}, as it came", may)
    edits = list_edits(actor.workspace_id, workspace.pack)
    now = next(one for one in edits if one.edit_id == workspace.edit_id)
    words = f"{playbook.title}, version {now.number}, {say_when(actor, now)}"
    return About(playbook.title, words, may, _say_news(workspace) if looks else "")


def say_when(actor: Actor, edit: EditRecord) -> str:
    """Say who made a version and on which day."""
    day = say_day(day_in(edit.at, actor.zone), actor.today)
    return f"{edit.by}, {day}" if edit.by else day


def _say_news(workspace: WorkspaceRecord) -> str:
    try:
        base, pack = base_of(workspace), pack_of(workspace)
    except (PlaybookError, RefusedError):
        return ""
    if base is None or base.version == pack.version:
        return ""
    return f"The pack “{workspace.pack}” holds something new since your first change."
