"""Changing the playbook of a workspace: each change is a new version, whole, with who made it, when, and why."""

from collections.abc import Callable, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from rekindle.book.read.playbooks import list_edits
from rekindle.book.read.workspace import WorkspaceRecord, read_workspace
from rekindle.book.write.playbooks import next_number, write_playbook_edit
from rekindle.book.write.writing import Writing
from rekindle.desk.actor import Actor, Done, RefusedError
from rekindle.desk.editing.changing import MAY_CHANGE, content_with, digest_entry, name_changes
from rekindle.desk.perform import Result, arguments_of, perform
from rekindle.desk.playbooks import base_of, pack_of, playbook_of, read_version
from rekindle.desk.verbs.finding import check_line
from rekindle.playbook import (
    Content,
    Playbook,
    PlaybookError,
    Problem,
    compare,
    content_of,
    find_at,
    put_together,
    seal,
    split_path,
)
from rekindle.tables.from_playbook import tables_of
from rekindle.terms.days import day_in
from rekindle.terms.playbooks import EditKind

_WHY = "Say in a few words why: whoever reads this in a year will want to know."


class NotValidError(RefusedError):
    """A change that no playbook can hold; `problems` says of each thing in which file, at which key, and what is."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__(" ".join(f"{problem}." for problem in problems))


def change_playbook(
    actor: Actor, key: str, *, changes: Mapping[str, Any], why: str, seen: Mapping[str, str] | None = None
) -> Done:
    """Change the playbook by dotted key (`reasons.budget`: the whole entry; None takes it away), as a new version.

    `seen` holds, per key, the digest of what was there when the change was begun. For admins and coaches; can be
    undone. Raises NotValidError, with file and key, for what no playbook can hold, and RefusedError when somebody
    changed the same meanwhile, when nothing differs, or when it is not said why.
    """
    request = arguments_of(locals())

    def make(writing: Writing, workspace: WorkspaceRecord, now: Playbook) -> tuple[Content, str]:
        content = content_of(now)
        for path, digest in (seen or {}).items():
            if digest_entry(_entry(content, path)) != digest:
                raise RefusedError("Somebody changed this since you opened it. Look at theirs first, then change it.")
        return content_with(content, changes), ""

    return _perform(actor, "change_playbook", key, request, EditKind.CHANGE, why, make)


def restore_playbook(actor: Actor, key: str, *, number: int, why: str) -> Done:
    """Make an earlier version the one in force again, as a new version; the ones between stay on the record.

    For admins and coaches; can be undone. Raises RefusedError when there is no such version, or it is in force.
    """
    request = arguments_of(locals())

    def make(writing: Writing, workspace: WorkspaceRecord, now: Playbook) -> tuple[Content, str]:
        found = next((one for one in list_edits(writing.workspace_id, workspace.pack) if one.number == number), None)
        if found is None:
            raise RefusedError(f"There is no version {number} of this playbook.")
        try:
            return content_of(read_version(workspace, found.edit_id)), f"Back to version {number}"
        except PlaybookError as error:
            raise NotValidError(error.problems) from error

    return _perform(actor, "restore_playbook", key, request, EditKind.RESTORE, why, make)


def take_over_pack(actor: Actor, key: str, *, why: str) -> Done:
    """Bring what changed in the pack's folder since into the version in force; what was changed here stays.

    For admins and coaches; can be undone. Raises RefusedError when nothing was changed here, or nothing there.
    """
    request = arguments_of(locals())

    def make(writing: Writing, workspace: WorkspaceRecord, now: Playbook) -> tuple[Content, str]:
        base, pack = base_of(workspace), pack_of(workspace)
        if base is None:
            raise RefusedError("Nothing was changed here, so the pack is in force as it is.")
        if base.version == pack.version:
            raise RefusedError("The pack holds nothing new.")
        content, clashes = put_together(content_of(base), content_of(pack), content_of(now))
        kept = f"; {len(clashes)} that you changed, too, stayed as you have them" if clashes else ""
        _write_base(writing, workspace, pack)
        return {**content, "version": pack.version}, f"What is new in the pack{kept}"

    return _perform(actor, "take_over_pack", key, request, EditKind.TAKE_OVER, why, make)


_Make = Callable[[Writing, WorkspaceRecord, Playbook], tuple[Content, str]]


def _perform(
    actor: Actor, verb: str, key: str, request: Mapping[str, Any], kind: EditKind, why: str, make: _Make
) -> Done:
    def act(writing: Writing) -> Result:
        words = check_line(why, "Why", 500, needed=_WHY)
        workspace = read_workspace(writing.workspace_id)
        now = playbook_of(workspace)
        content, called = make(writing, workspace, now)
        found = compare(content_of(now), content)
        if not found and kind != EditKind.TAKE_OVER:
            raise RefusedError("That is what is in force already: nothing was changed.")
        number, new = _write_version(writing, workspace, now, content, kind, words)
        label = f"Playbook changed: {called or name_changes(found, new)}"
        return Result(label, result={"number": number, "version": new.version}, whole_book=True)

    return perform(actor, verb, key, request, act, needs=MAY_CHANGE)


def _write_version(
    writing: Writing, workspace: WorkspaceRecord, now: Playbook, content: Content, kind: EditKind, words: str
) -> tuple[int, Playbook]:
    """Write the next version, and before the first one what the pack held; return its number and what it holds."""
    if workspace.edit_id is None:
        _write_base(writing, workspace, now)
    number = next_number(writing, workspace.pack)
    new = _check(writing, workspace, content, number)
    text, parent_id = new.model_dump_json(), workspace.edit_id
    write_playbook_edit(writing, workspace.pack, number, kind, new.version, text, words=words, parent_id=parent_id)
    return number, new


def _check(writing: Writing, workspace: WorkspaceRecord, content: Content, number: int) -> Playbook:
    """Check content as a pack is checked, and that the engine can be fed with it."""
    try:
        new = seal(content, number)
        tables_of(new, day_in(writing.at, ZoneInfo(workspace.zone)))
    except PlaybookError as error:
        raise NotValidError(error.problems) from error
    return new


def _write_base(writing: Writing, workspace: WorkspaceRecord, pack: Playbook) -> None:
    """Keep what the pack held when it was first changed: it can be compared with and restored."""
    number = next_number(writing, workspace.pack)
    write_playbook_edit(writing, workspace.pack, number, EditKind.FOLDER, pack.version, pack.model_dump_json())


def _entry(content: Content, path: str) -> dict[str, Any] | None:
    found = find_at(content, split_path(path))
    return dict(found) if isinstance(found, Mapping) else None
