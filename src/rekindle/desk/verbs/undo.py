"""Undo: one stack per member, fifty deep, kept on the server. Nothing is deleted by it."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import transaction

from rekindle.book.write.commands import FoundCommand, find_command, list_changes_since, list_stack
from rekindle.book.write.leaning import Leaning, list_leaning, name_members
from rekindle.book.write.records import mark_undone
from rekindle.book.write.writing import Writing
from rekindle.desk.actor import Actor, Done, RefusedError
from rekindle.desk.perform import Result, admit, arguments_of, perform
from rekindle.desk.show.phrases import call_colleague, join_words, say_count
from rekindle.desk.verbs.taking_back import IMPORT, SHARED, rows_made, take_back
from rekindle.desk.verbs.taking_back_files import TakingBack, end_taking_back, take_back_most

DEPTH = 50
VERSIONS = "playbook_edit"
# What the advice of every deal hangs on.
WHOLE_BOOK = frozenset({VERSIONS, "away_day"})

_NOUNS = {
    "touch": "touch",
    "note": "note",
    "claim": "claim",
    "loss": "loss",
    "return": "return",
    "seat": "seat",
    "post": "post",
    "rest": "rest",
    "promise": "promise",
    "permission": "permission",
    "signal": "signal",
    "contract": "contract",
    "deal": "deal",
    "contact_point": "address",
    "status_change": "change of status",
    "draft": "draft",
    "away_day": "time away",
    "suppression": "entry about leaving them alone",
}


def undo(actor: Actor, key: str, *, command_id: UUID | None = None, spares_files: bool = False) -> Done:
    """Take back what the member did last, or one of their last fifty things; again takes back the one before.

    Rows made are void, values changed are restored, people left alone by a slip are answered as a mistake, statuses
    are settled. Of an import, for thirty days after it came in, stays what something later names. The undo itself is on
    the record and is not undone. Raises RefusedError when there is nothing to take back, when a person's own no is in
    it, when a colleague has added to it since, or where a file is not named but to be spared: one press too many
    would take back a whole book.
    """
    request = arguments_of(locals())
    back = _take_back_file(actor, key, command_id, spares_files=spares_files)

    def act(writing: Writing) -> Result:
        command = _choose(writing, actor.member_id, back.command.command_id if back else command_id)
        if back:
            return _undo_import(writing, back)
        if command.verb == IMPORT:
            raise RefusedError(f"A file came in meanwhile: {command.label}. Say it again, or take it back on its page.")
        _check_later_changes(writing, command)
        made = rows_made(writing, command)
        leaning = list_leaning(writing, made)
        _check_built_on(leaning)
        _check_colleagues(writing, actor.member_id, leaning)
        still = take_back(writing, command, made, leaning)
        mark_undone(writing.workspace_id, command.command_id, writing.at)
        answer: dict[str, Any] = {"undone": str(command.command_id)} | _say_hanging(leaning)
        label = ". ".join([f"Undone: {command.label}", *still])
        accounts, deals = map(UUID, command.accounts), map(UUID, command.deals)
        of_all = any(table in WHOLE_BOOK for table, _ in made)
        return Result(label, tuple(accounts), tuple(deals), answer, whole_book=of_all)

    return perform(actor, "undo", key, request, act, undoable=False)


def _take_back_file(actor: Actor, key: str, command_id: UUID | None, *, spares_files: bool) -> TakingBack | None:
    """Take back most of a file, where it is a file that is to be undone and that was not said before."""
    with transaction.atomic():
        admit(actor, key)
        if find_command(actor.workspace_id, key=key):
            return None
        writing = Writing(actor.workspace_id, actor.member_id, actor.at, zone=actor.zone)
        command = _choose(writing, actor.member_id, command_id)
    if command.verb != IMPORT:
        return None
    if spares_files and command_id is None:
        raise RefusedError(f"A whole file is taken back on its page, under Import. Last: {command.label}.")
    return take_back_most(actor, command)


def _undo_import(writing: Writing, back: TakingBack) -> Result:
    """Say that a file is taken back: what nothing later names is gone, the rest stays and is said."""
    command = back.command
    still, stays = end_taking_back(writing, back)
    mark_undone(writing.workspace_id, command.command_id, writing.at)
    label = ". ".join([f"Undone: {command.label}", *still])
    answer: dict[str, Any] = {"undone": str(command.command_id), "file": command.result["file"], "stays": stays}
    return Result(label, result=answer, whole_book=True)


def _choose(writing: Writing, member_id: UUID, command_id: UUID | None) -> FoundCommand:
    """Return the command to take back: the one named, or the latest that was not taken back before."""
    stack = list_stack(writing.workspace_id, member_id, DEPTH)
    if command_id is None:
        latest = next((command for command in stack if command.undone_at is None), None)
        if latest is None:
            raise RefusedError("There is nothing left to undo.")
        return latest
    named = next((command for command in stack if command.command_id == command_id), None)
    named = named or _named_import(writing, member_id, command_id)
    if named is None:
        raise RefusedError(_why_not(writing, member_id, command_id))
    if named.undone_at is not None:
        raise RefusedError("That was undone before.")
    return named


def _named_import(writing: Writing, member_id: UUID, command_id: UUID) -> FoundCommand | None:
    """A file is taken back by name however much was done since."""
    found = find_command(writing.workspace_id, command_id=command_id)
    return found if found and (found.verb, found.member_id, found.undoable) == (IMPORT, member_id, True) else None


def _why_not(writing: Writing, member_id: UUID, command_id: UUID) -> str:
    found = find_command(writing.workspace_id, command_id=command_id)
    if found is None:
        return "There is no such thing to undo in this workspace."
    if found.member_id != member_id:
        return f"{_colleagues(writing, [found.member_id])} did that, and can undo it."
    if found.verb == "respect_no":
        return "They said this themselves, so only they can lift it: by writing again and asking to be contacted."
    if not found.undoable:
        return "That cannot be undone."
    return f"That is more than {DEPTH} things ago. Put it right by hand; what happened stays on the record."


def _check_later_changes(writing: Writing, command: FoundCommand) -> None:
    """Refuse to restore a value that something later has changed, too: it would be lost."""
    mine = {(table, row_id, column) for table, row_id, before in command.changed for column in before}
    if not mine:
        return
    for later in list_changes_since(writing.workspace_id, command):
        if mine & {(table, row_id, column) for table, row_id, before in later.changed for column in before}:
            raise RefusedError(f"Something later changed the same: “{later.label}”. Undo that first.")


def _check_built_on(leaning: Iterable[Leaning]) -> None:
    """A version of the playbook holds all that the one before held: it cannot stay when that goes."""
    if any(found.table == found.on_table == VERSIONS for found in leaning):
        raise RefusedError("The playbook was changed again since. Undo that first, or restore an earlier version.")


def _check_colleagues(writing: Writing, member_id: UUID, leaning: Iterable[Leaning]) -> None:
    others = {found.member_id for found in leaning if found.on_table not in SHARED} - {member_id, None}
    if others:
        names = _colleagues(writing, [one for one in others if one])
        raise RefusedError(f"{names} has added to this since. Talk it over; undoing it would take their work with it.")


def _colleagues(writing: Writing, member_ids: list[UUID]) -> str:
    return join_words([call_colleague(name) for name in name_members(writing, member_ids)])


def _say_hanging(leaning: list[Leaning]) -> dict[str, Any]:
    """Return a sentence about the member's own later facts that are out of sight with what was taken back."""
    hanging = [found for found in leaning if found.on_table not in SHARED]
    rows = {(found.table, found.row_id) for found in hanging}
    tables = sorted({table for table, _ in rows})
    counts = [say_count(sum(table == one for one, _ in rows), _NOUNS.get(table, table)) for table in tables]
    return {"also": f"With it {join_words(counts)} of yours went out of sight."} if counts else {}
