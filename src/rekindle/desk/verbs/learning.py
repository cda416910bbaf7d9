"""Loading what was learned from a log of contacts into the workspace, and removing it again."""

from typing import Any
from uuid import UUID

from rekindle.book.read.learned import read_learned
from rekindle.book.write.learned import void_learned, write_learned
from rekindle.book.write.writing import Writing
from rekindle.desk.actor import Actor, Done, RefusedError
from rekindle.desk.keeping import ROOMS, summarise
from rekindle.desk.learned import Cadence, Selection
from rekindle.desk.perform import Result, perform

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
        void_learned(writing, set_id)
        return Result(f"Removed: learned from {found.content['learned_from']}", undoable=False)

    return perform(actor, "remove_learned", key, request, act, undoable=False)
