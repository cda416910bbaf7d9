"""Loading what was learned from a log of contacts into the workspace, using it as a limit, and removing it again."""

from typing import Any
from uuid import UUID

from rekindle.book.keep import keep_report
from rekindle.book.read.learned import read_learned
from rekindle.book.read.workspace import read_workspace
from rekindle.book.write.learned import void_learned, write_learned
from rekindle.book.write.writing import Writing
from rekindle.desk.actor import Actor, Done, RefusedError
from rekindle.desk.capping import CAP, cap_in_force, stop_of
from rekindle.desk.keeping import ROOMS, summarise
from rekindle.desk.learned import Cadence, Selection
from rekindle.desk.perform import Result, perform
from rekindle.desk.playbooks import playbook_of
from rekindle.terms.people import MemberRole

_LONGEST = 120


def keep_learned(actor: Actor, key: str, *, title: str, found: Selection | Cadence) -> Done:
    """Load what was learned as a dated parameter set, under a title such as "spring mailing".

    Its answer's `result` holds `set`, the id to remove it by. Candidates are not kept, only what was learned. Raises
    RefusedError for an empty or overlong title.
    """
    name = " ".join(title.split())
    room, content = summarise(found, name)
    request = {"title": name, "room": room, "content": content}

    def act(writing: Writing) -> Result:
        if not 0 < len(name) <= _LONGEST:
            raise RefusedError(
                f"Give what was learned a title of 1 to {_LONGEST} characters, such as “spring mailing”."
            )
        set_id = write_learned(writing, room, content)
        return Result(f"Learned from {content['learned_from']}", result={"set": str(set_id)})

    return perform(actor, "keep_learned", key, request, act)


def remove_learned(actor: Actor, key: str, *, set_id: UUID) -> Done:
    """Remove a parameter set: it counts no more, and stays on the record. Raises RefusedError when there is none."""
    request: dict[str, Any] = {"set_id": set_id}

    def act(writing: Writing) -> Result:
        sets = read_learned(writing.workspace_id, ROOMS, writing.at)
        found = next((one for one in sets if one.set_id == set_id), None)
        if found is None:
            raise RefusedError("There is nothing like that among what was learned, or it was removed before.")
        used = cap_in_force(writing.workspace_id, writing.at)
        void_learned(writing, set_id)
        in_use = used is not None and used.set_id == set_id
        return Result(f"Removed: learned from {found.content['learned_from']}", undoable=False, whole_book=in_use)

    return perform(actor, "remove_learned", key, request, act, undoable=False)


def use_learned(actor: Actor, key: str, *, set_id: UUID | None) -> Done:
    """Let a kept cadence limit the contacts after one loss, or (None) no log any more.

    For admins and coaches. Takes effect with the next planning, and only ever allows less than the playbook. Raises
    RefusedError for a set that is not there or shows no stop.
    """

    def act(writing: Writing) -> Result:
        words = "No log limits the contacts after a loss any more"
        if set_id is not None:
            sets = read_learned(writing.workspace_id, ROOMS, writing.at)
            found = next((one for one in sets if one.set_id == set_id), None)
            contacts = stop_of(found) if found else None
            if found is None or contacts is None:
                raise RefusedError(
                    "Only a kept cadence that stops paying somewhere can limit the contacts after a loss."
                )
            often = "one contact" if contacts == 1 else f"{contacts} contacts"
            words = f"At most {often} after a loss, as “{found.content['title']}” showed"
        version = playbook_of(read_workspace(writing.workspace_id)).version
        keep_report(writing.workspace_id, CAP, version, {"set_id": str(set_id) if set_id else ""}, writing.at)
        return Result(words, undoable=False, whole_book=True)

    allowed = frozenset({MemberRole.ADMIN, MemberRole.COACH})
    return perform(actor, "use_learned", key, {"set_id": set_id}, act, needs=allowed, undoable=False)
