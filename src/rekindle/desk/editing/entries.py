"""One entry of the playbook kept as it was typed, or taken away: what stands between a form and the verb."""

import re
from collections.abc import Mapping, Sequence

from rekindle.book.read.workspace import read_workspace
from rekindle.desk.actor import Actor, Done, RefusedError
from rekindle.desk.editing.changing import Place, changes_of, entry_at, find_place
from rekindle.desk.editing.shapes import ABOUT, SECTIONS
from rekindle.desk.editing.values import Typed, read_entry
from rekindle.desk.playbooks import playbook_of
from rekindle.desk.show.playbook_entry import list_remarks
from rekindle.desk.verbs.playbooks import NotValidError, change_playbook
from rekindle.playbook import Problem, content_of

_KEY = re.compile(r"[a-z][a-z0-9_]*|\*|[A-Z]{2}(-[A-Z0-9]{1,3})?")
_TONE = "The tone check found something. Change it, or keep it all the same."


class NotTypedError(RefusedError):
    """What was typed cannot be kept yet: `words` say so, `problems` where and why."""

    def __init__(self, words: str, problems: Sequence[Problem] = ()) -> None:
        self.words, self.problems = words, tuple(problems)
        super().__init__(words)


def keep_entry(
    actor: Actor,
    key: str,
    *,
    section: str,
    entry: str,
    typed: Typed,
    why: str,
    seen: str = "",
    is_new: bool = False,
    knowing: bool = False,
) -> Done:
    """Keep an entry as it was typed, as a new version of the playbook.

    Words that hurt the tone are only kept `knowing` it. Raises NotTypedError with what is wrong and where, and
    RefusedError as `change_playbook` does.
    """
    place = _new_place(section, typed) if is_new else find_place(section, entry)
    playbook = playbook_of(read_workspace(actor.workspace_id))
    content = content_of(playbook)
    before = entry_at(content, place)
    if is_new and before is not None:
        raise NotTypedError("There is one of that name already. Choose another, or change that one.")
    if before is None and not is_new:
        raise RefusedError("Somebody took this away since you opened it.")
    now = read_entry(place.section.fields, typed, before or {})
    if list_remarks(playbook, section, now) and not knowing:
        raise NotTypedError(_TONE)
    return _change(actor, key, changes_of(place, now), why, _seen(place, seen))


def remove_entry(actor: Actor, key: str, *, section: str, entry: str, why: str, seen: str = "") -> Done:
    """Take an entry away, as a new version of the playbook; raises as `keep_entry` does."""
    place = find_place(section, entry)
    if not place.section.adds:
        raise RefusedError("Every playbook needs this one: it can be changed, not taken away.")
    return _change(actor, key, changes_of(place, None), why, _seen(place, seen))


def _seen(place: Place, digest: str) -> dict[str, str]:
    return {".".join(place.path): digest} if place.path else {}


def _change(actor: Actor, key: str, changes: Mapping[str, object], why: str, seen: dict[str, str]) -> Done:
    try:
        return change_playbook(actor, key, changes=changes, why=why, seen=seen)
    except NotValidError as refusal:
        raise NotTypedError("This cannot be kept as it is.", refusal.problems) from refusal


def _new_place(section: str, typed: Mapping[str, Sequence[str]]) -> Place:
    shape = SECTIONS.get(section)
    if shape is None or not shape.adds or shape is ABOUT:
        raise RefusedError("Nothing can be added to this part of a playbook.")
    keys = [" ".join((typed.get(f"key{nth}") or [""])[0].split()) for nth in range(shape.depth)]
    if shape.depth > 1 and not all(keys):
        raise NotTypedError("Choose what it is for: every field at the top is needed.")
    if not all(_KEY.fullmatch(one) for one in keys):
        raise NotTypedError("Give it a name: lower-case letters, digits and _, a letter first.")
    return find_place(section, ".".join(keys))
