"""Coming in: the first start, who acts in which workspace, and signing in."""

import os
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from rekindle.book.audit import append_entry
from rekindle.book.read.workspace import MemberRecord, WorkspaceRecord, list_workspaces, read_members
from rekindle.book.write.members import make_user, open_workspace, set_owner, write_member
from rekindle.book.write.users import Door, find_user, has_deals, list_doors, user_of_member
from rekindle.book.write.writing import Writing
from rekindle.desk.actor import Actor, RefusedError
from rekindle.desk.sign_in import make_sign_in_link, set_password, use_sign_in_link
from rekindle.terms.days import zone_for
from rekindle.terms.people import MemberRole
from rekindle.terms.voices import VoiceKey

__all__ = [
    "actor_for_cli",
    "actor_for_user",
    "count_left",
    "door_of",
    "ensure_installation",
    "find_workspace",
    "make_owner",
    "make_owner_link",
    "make_sign_in_link",
    "set_password",
    "use_sign_in_link",
    "workspaces_of",
]

OWN_SLUG = "book"
# What one's own book is called until somebody gives it a name, and what in a search for a job.
OWN_NAME = "My lost book"
OWN_NAMES = {VoiceKey.SALES: OWN_NAME, VoiceKey.JOB: "My outreach"}
# Until somebody says otherwise under Settings, every day is a day for this work.
EVERY_DAY = "1234567"
MINUTES_A_DAY = 45
SIGN_IN_PATH = "/sign-in/"
_OWNER = "owner@rekindle.local"


def ensure_installation(at: datetime, zone: str = "UTC") -> UUID:
    """Make the owner and their own empty book on the first start, and return the workspace's id; else change nothing.

    The owner's address is `REKINDLE_OWNER`, or one that stands for nobody until it is changed. Two processes at once
    make one owner and one book.
    """
    found = find_workspace(OWN_SLUG)
    if found is None:
        try:
            return make_owner(os.environ.get("REKINDLE_OWNER", "").strip() or _OWNER, at, zone)
        except IntegrityError:
            found = find_workspace(OWN_SLUG)
            if found is None:
                raise
    return found.workspace_id


def make_owner(mail: str, at: datetime, zone: str = "UTC") -> UUID:
    """Make a user who may sign in, their own book, and their membership as its admin; returns the workspace's id."""
    with transaction.atomic():
        workspace_id = open_workspace(OWN_SLUG, OWN_NAME, at, pack="medical", zone=zone)
        user_id = make_user(mail)
        writing = Writing(workspace_id, None, at)
        member_id = write_member(
            writing,
            "You",
            email=mail,
            role=MemberRole.ADMIN,
            user_id=user_id,
            zone=zone,
            minutes_per_week=7 * MINUTES_A_DAY,
            working_days=EVERY_DAY,
        )
        set_owner(workspace_id, member_id)
        append_entry(writing, "open_workspace", {"workspace": str(workspace_id), "owner": str(member_id)})
    return workspace_id


def make_owner_link(at: datetime) -> str:
    """Make the path of a link that signs in the owner of this installation's own book, once.

    Raises RefusedError before there is an owner.
    """
    workspace = find_workspace(OWN_SLUG)
    owner_id = workspace.owner_id if workspace else None
    user_id = user_of_member(workspace.workspace_id, owner_id) if workspace and owner_id else None
    if user_id is None:
        raise RefusedError("This installation has no owner yet. Start Rekindle once to make one.")
    return f"{SIGN_IN_PATH}{make_sign_in_link(user_id, at)}"


def find_workspace(slug: str) -> WorkspaceRecord | None:
    """Return the workspace with that slug."""
    return next((one for one in list_workspaces() if one.slug == slug), None)


def workspaces_of(user_id: UUID) -> list[tuple[str, str, bool]]:
    """Return (slug, name, whether it is a sample) of the workspaces a user may enter, own books first."""
    return [(door.slug, door.name, door.is_sample) for door in list_doors(user_id)]


def count_left(actor: Actor, user_id: UUID) -> tuple[int | None, int | None]:
    """Count whom the member who acts is to get back to today still, and the lost deals.

    Both are None where today was not planned yet: an earlier morning says nothing of today.
    """
    door = door_of(actor, user_id)
    return (door.left, door.lost) if door.planned_on == actor.today else (None, None)


def door_of(actor: Actor, user_id: UUID) -> Door:
    """Return by which door a user came in; raises LookupError when it is closed to them by now."""
    for door in list_doors(user_id):
        if door.member_id == actor.member_id:
            return door
    raise LookupError("this member is not in the workspace any more")


def actor_for_user(user_id: UUID, slug: str | None, at: datetime) -> Actor:
    """Say who acts: a signed-in user in a workspace, by default their own book, or the sample while that is empty.

    Raises RefusedError when the user is a member of no such workspace, or may not sign in any more.
    """
    doors = list_doors(user_id)
    user = None if doors else find_user(user_id=user_id)
    if not doors and (user is None or not user.is_active):
        raise RefusedError("Your sign-in was closed. Ask the admin to open it again.")
    if slug is not None:
        doors = [door for door in doors if door.slug == slug]
    if not doors:
        raise RefusedError("You are not a member of this workspace. Ask its admin to invite you.")
    door = doors[0] if len(doors) == 1 else _choose(doors, at)
    return Actor(door.workspace_id, door.member_id, door.role, at, door.zone)


def _choose(doors: list[Door], at: datetime) -> Door:
    """Own books come first: the first one that holds a deal, else a sample, else the empty own book."""
    own = [door for door in doors if not door.is_sample]
    samples = [door for door in doors if door.is_sample]
    filled = next((door for door in own if has_deals(door.workspace_id, at)), None)
    return filled or next(iter(samples), None) or own[0]


def actor_for_cli(slug: str | None, member: str | None, at: datetime) -> Actor:
    """Say who acts in the terminal: a member by mail or name, by default the owner of the workspace.

    Without a slug it is the owner's own book, or the sample while that is empty. Raises RefusedError when there is no
    such workspace or member.
    """
    workspace = _workspace_for_cli(slug, at)
    members = read_members(workspace.workspace_id)
    if member is None:
        found = [one for one in members if one.member_id == workspace.owner_id]
    else:
        found = _called(members, member)
    if not found:
        names = ", ".join(one.name for one in members[:12])
        raise RefusedError(f"Nobody in “{workspace.name}” is called {member or '“”'}. Its members are {names}.")
    zone = zone_for(found[0].zone, workspace.zone)
    return Actor(workspace.workspace_id, found[0].member_id, MemberRole(found[0].role), at, zone)


def _called(members: list[MemberRecord], said: str) -> list[MemberRecord]:
    """Return the members with that mail address, else with that whole name, else with that part of a name."""
    wanted = said.strip().casefold()
    if not wanted:
        # Who has no mail address is not meant by an empty one.
        return []
    by_mail = [one for one in members if one.mail.casefold() == wanted]
    by_name = [one for one in members if one.name.casefold() == wanted]
    return by_mail or by_name or [one for one in members if wanted in one.name.casefold().split()]


def _workspace_for_cli(slug: str | None, at: datetime) -> WorkspaceRecord:
    workspaces = list_workspaces()
    if slug is not None:
        found = next((one for one in workspaces if one.slug == slug), None)
        if found is None:
            raise RefusedError(
                f"There is no workspace “{slug}”. There are {', '.join(one.slug for one in workspaces)}."
            )
        return found
    own = [one for one in workspaces if not one.is_sample]
    filled = next((one for one in own if has_deals(one.workspace_id, at)), None)
    chosen = filled or next((one for one in workspaces if one.is_sample), None) or next(iter(own), None)
    if chosen is None:
        raise RefusedError("There is no workspace yet. Start Rekindle once to make one.")
    return chosen
