"""Handing out what the playbook in force has."""

from uuid import UUID

from rekindle.book.read.coaching import KeptRecord, read_handouts
from rekindle.book.read.workspace import read_workspace
from rekindle.desk.actor import Actor, Done, RefusedError
from rekindle.desk.playbooks import playbook_of
from rekindle.desk.team.handouts import find_handout
from rekindle.desk.verbs.coaching import hand_out


def hand_out_of(actor: Actor, key: str, *, member_id: UUID, what: str, words: str = "") -> Done:
    """Hand something of the playbook to a member, with the coach's own line above it. Raises RefusedError."""
    found = find_handout(playbook_of(read_workspace(actor.workspace_id)), what)
    if found is None:
        raise RefusedError("The playbook in force has no such thing. Choose another one.")
    title, text = found
    said = "\n\n".join(part for part in (words.strip(), text) if part)
    return hand_out(actor, key, member_id=member_id, what=what, title=title, words=said)


def list_handed(actor: Actor) -> list[KeptRecord]:
    """Return what was handed to a member and not taken yet, the newest first; one query."""
    return read_handouts(actor.workspace_id, actor.member_id)
