"""Who may coach whom: coaches and admins of a workspace where more than one works."""

from collections.abc import Sequence
from enum import StrEnum

from rekindle.book.read.workspace import MemberRecord, WorkspaceRecord
from rekindle.desk.actor import Actor
from rekindle.terms.people import MemberRole


class Door(StrEnum):
    """What stands behind the page Coach for somebody."""

    OPEN = "open"
    ALONE = "alone"
    SEARCH = "search"
    REP = "rep"


def door_of(actor: Actor, workspace: WorkspaceRecord, members: Sequence[MemberRecord]) -> Door:
    """Say whether a member may coach here: not in a search for a job, not alone, and not as a rep."""
    if workspace.pack == "job_search":
        return Door.SEARCH
    if len(members) < 2:
        return Door.ALONE
    return Door.OPEN if actor.role in {MemberRole.COACH, MemberRole.ADMIN} else Door.REP
