"""The versions of the playbook: who made each, when and why, and what two of them do not agree on."""

from collections.abc import Mapping
from uuid import UUID

from rekindle.book.read.playbooks import EditRecord, list_edits
from rekindle.book.read.workspace import WorkspaceRecord, read_workspace
from rekindle.desk.actor import Actor, RefusedError
from rekindle.desk.editing.changing import MAY_CHANGE, name_path, say_value
from rekindle.desk.playbooks import playbook_of, read_version
from rekindle.desk.show.phrases import say_count
from rekindle.desk.show.playbook_about import say_about, say_when
from rekindle.desk.show.playbook_views import Change, Compared, VersionLine, Versions
from rekindle.playbook import Content, PlaybookError, compare, content_of
from rekindle.terms.playbooks import EditKind

_TITLES = {
    EditKind.FOLDER: "The pack as it came",
    EditKind.CHANGE: "Changed here",
    EditKind.RESTORE: "An earlier version again",
    EditKind.TAKE_OVER: "What is new in the pack",
}


def show_versions(actor: Actor) -> Versions:
    """Show every version of the playbook, the newest first, with those that were taken back."""
    workspace = read_workspace(actor.workspace_id)
    edits = list_edits(actor.workspace_id, workspace.pack)
    numbers = {one.edit_id: one.number for one in edits}
    lines = tuple(
        VersionLine(
            number=one.number,
            version=one.version,
            title=_TITLES[one.kind],
            words=one.words,
            who=one.by,
            when=say_when(actor, one),
            in_force=one.edit_id == workspace.edit_id,
            is_void=one.is_void,
            against=_before(one, edits, numbers),
        )
        for one in edits
    )
    return Versions(say_about(actor, workspace, playbook_of(workspace), looks=True), lines)


def _before(one: EditRecord, edits: list[EditRecord], numbers: Mapping[UUID, int]) -> int | None:
    """Return the version to compare with: the one it was made from, else the pack kept just before it."""
    if one.kind == EditKind.FOLDER:
        return None
    if one.parent_id is not None:
        return numbers.get(one.parent_id)
    return next((other.number for other in edits if other.number < one.number and other.kind == EditKind.FOLDER), None)


def show_difference(actor: Actor, number: int, against: int | None = None) -> Compared:
    """Show key by key what a version has that another has not; by default against the one it was made from, and of what
    was made from none, against the one in force.

    Raises RefusedError when there is no such version, or it cannot be read any more.
    """
    workspace = read_workspace(actor.workspace_id)
    edits = list_edits(actor.workspace_id, workspace.pack)
    by_number = {one.number: one for one in edits}
    one = by_number.get(number)
    numbers = {edit.edit_id: edit.number for edit in edits}
    other_number = against if against is not None else (_before(one, edits, numbers) if one else None)
    if other_number is None and workspace.edit_id is not None:
        other_number = numbers.get(workspace.edit_id)
    other = by_number.get(other_number if other_number is not None else number)
    if one is None or other is None:
        raise RefusedError(f"There is no version {number if one is None else other_number} of this playbook.")
    playbook = playbook_of(workspace)
    found = compare(_content(workspace, other), _content(workspace, one))
    changes = tuple(
        Change(name_path(each.path, playbook), ".".join(each.path), say_value(each.before), say_value(each.after))
        for each in found
    )
    title = f"{say_count(len(changes), 'thing').capitalize()} between version {other.number} and version {one.number}"
    return Compared(
        about=say_about(actor, workspace, playbook),
        number=one.number,
        against=other.number,
        title=title if changes else f"Version {one.number} says what version {other.number} says",
        words=f"{_TITLES[one.kind]}, {say_when(actor, one)}{f': {one.words}' if one.words else ''}",
        changes=changes,
        numbers=tuple(sorted(by_number)),
        can_restore=actor.role in MAY_CHANGE and one.edit_id != workspace.edit_id,
    )


def _content(workspace: WorkspaceRecord, edit: EditRecord) -> Content:
    try:
        return content_of(read_version(workspace, edit.edit_id))
    except PlaybookError as error:
        raise RefusedError(f"Version {edit.number} cannot be read by this Rekindle: {error.problems[0]}.") from error
