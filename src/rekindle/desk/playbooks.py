"""Which playbook is in force: what the workspace made of its pack, else the pack, else the pack's last good version."""

from functools import lru_cache
from uuid import UUID

from django.conf import settings

from rekindle.book.keep import kept_playbook
from rekindle.book.read.playbooks import list_edits, read_edit
from rekindle.book.read.workspace import WorkspaceRecord
from rekindle.desk.actor import RefusedError
from rekindle.playbook import Playbook, PlaybookError, load_pack, pack_names, read_content
from rekindle.terms.playbooks import EditKind


def playbook_of(workspace: WorkspaceRecord) -> Playbook:
    """Return the playbook in force in a workspace.

    Raises RefusedError, with file and key, when its pack is broken and no good version of it was ever used.
    """
    if workspace.edit_id is not None:
        try:
            return read_version(workspace, workspace.edit_id)
        except PlaybookError:
            # Written by another Rekindle: the pack is better than nothing, and what is wrong is said.
            return pack_of(workspace)
    return pack_of(workspace)


def pack_of(workspace: WorkspaceRecord) -> Playbook:
    """Return the pack of a workspace as its folder holds it, or its last good version; raises RefusedError for none."""
    try:
        return load_pack(workspace.pack, settings.DATA)
    except PlaybookError as error:
        kept = kept_playbook(workspace.workspace_id, workspace.pack)
        if kept is None:
            raise RefusedError(_say(error)) from error
        return _built(workspace.pack, kept)


def read_version(workspace: WorkspaceRecord, edit_id: UUID) -> Playbook:
    """Return a version that the workspace made; it never changes, so it is read once.

    Raises PlaybookError when it cannot be used any more, RefusedError when there is no such version.
    """
    return _read_edit(workspace.workspace_id, edit_id, workspace.pack)


def base_of(workspace: WorkspaceRecord) -> Playbook | None:
    """Return what the pack held when the workspace last looked at it; None while nothing was changed.

    Raises PlaybookError when that cannot be used any more.
    """
    edits = list_edits(workspace.workspace_id, workspace.pack)
    found = next((one for one in edits if one.kind == EditKind.FOLDER and not one.is_void), None)
    return read_version(workspace, found.edit_id) if found else None


def say_trouble(workspace: WorkspaceRecord) -> str:
    """Say what is wrong with the playbook and what is in force meanwhile; empty when nothing is wrong."""
    if workspace.edit_id is not None:
        try:
            read_version(workspace, workspace.edit_id)
        except PlaybookError as error:
            again = "Until it is changed anew, the pack is in force without your changes."
            return f"Your version of the playbook cannot be read by this Rekindle: {error.problems[0]}. {again}"
        return ""
    try:
        load_pack(workspace.pack, settings.DATA)
    except PlaybookError as error:
        return f"{_say(error)} Until then its last good version is in force."
    return ""


def list_packs() -> dict[str, list[str]]:
    """Return every pack by name with all that is wrong with it, each as file, key and what is allowed."""
    found: dict[str, list[str]] = {}
    for name in sorted(pack_names(settings.DATA)):
        try:
            load_pack(name, settings.DATA)
            found[name] = []
        except PlaybookError as error:
            found[name] = [str(problem) for problem in error.problems]
    return found


def list_choices(workspace: WorkspaceRecord) -> tuple[list[str], list[tuple[str, str]]]:
    """Return the countries the playbook in force has rules for, and every usable pack by name and title."""
    countries = {*playbook_of(workspace).rules, workspace.jurisdiction} - {"*", ""}
    usable = [name for name, problems in list_packs().items() if not problems or name == workspace.pack]
    titles = {name: load_pack(name, settings.DATA).title for name in usable if name != workspace.pack}
    titles[workspace.pack] = playbook_of(workspace).title
    return sorted(countries), sorted(titles.items())


def _say(error: PlaybookError) -> str:
    first, more = error.problems[0], len(error.problems) - 1
    others = f" (and {more} more; `rekindle check` names them)" if more else ""
    return f"The playbook “{error.pack}” cannot be read: {first}{others}. Mend that file."


@lru_cache(maxsize=8)
def _built(pack: str, content: str) -> Playbook:
    return read_content(pack, content)


@lru_cache(maxsize=8)
def _read_edit(workspace_id: UUID, edit_id: UUID, pack: str) -> Playbook:
    content = read_edit(workspace_id, edit_id)
    if content is None:
        raise RefusedError("There is no such version of the playbook in this workspace.")
    return read_content(pack, content)
