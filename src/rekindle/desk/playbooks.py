"""Which playbook is in force: the pack as it is now, or its last good version while a pack of one's own is broken."""

from functools import lru_cache

from django.conf import settings

from rekindle.book.keep import kept_playbook
from rekindle.book.read.workspace import WorkspaceRecord
from rekindle.desk.actor import RefusedError
from rekindle.playbook import Playbook, PlaybookError, load_pack, pack_names


def playbook_of(workspace: WorkspaceRecord) -> Playbook:
    """Return the playbook in force in a workspace.

    Raises RefusedError, with file and key, when its pack is broken and no good version of it was ever used.
    """
    try:
        return load_pack(workspace.pack, settings.DATA)
    except PlaybookError as error:
        kept = kept_playbook(workspace.workspace_id, workspace.pack)
        if kept is None:
            raise RefusedError(_say(error)) from error
        return _built(kept)


def say_trouble(workspace: WorkspaceRecord) -> str:
    """Say what is wrong with the pack of a workspace and what is in force meanwhile; empty when nothing is wrong."""
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
def _built(content: str) -> Playbook:
    return Playbook.model_validate_json(content)
