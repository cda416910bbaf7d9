"""The record of verbs: what was said under a key, and the stack a member can undo."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from rekindle.book.models import Command, Member, Workspace
from rekindle.terms.people import MemberRole


@dataclass(frozen=True, slots=True)
class FoundCommand:
    """A verb said before. `made` and `changed` are what its writing collected."""

    command_id: UUID
    member_id: UUID
    verb: str
    label: str
    request_digest: str
    result: dict[str, Any]
    undoable: bool
    made: list[list[Any]]
    changed: list[list[Any]]
    accounts: list[str]
    deals: list[str]
    at: datetime
    undone_at: datetime | None


_COLUMNS = (
    "id",
    "member_id",
    "verb",
    "label",
    "request_digest",
    "result",
    "undoable",
    "made",
    "changed",
    "accounts",
    "deals",
    "at",
    "undone_at",
)


@dataclass(frozen=True, slots=True)
class FoundMember:
    """A colleague. `may_act` is False once their sign-in was closed."""

    member_id: UUID
    name: str
    role: MemberRole
    zone: str
    may_act: bool


def lock_workspace(workspace_id: UUID) -> bool:
    """Let no other verb of this workspace run until this transaction ends; False when there is no such workspace."""
    rows = Workspace.objects.select_for_update(no_key=True).filter(pk=workspace_id)
    return rows.values_list("pk", flat=True).first() is not None


def find_member(workspace_id: UUID, member_id: UUID) -> FoundMember | None:
    """Return a member of the workspace; one who never signed in may act, for the owner of the machine says so."""
    rows = Member.objects.within(workspace_id).filter(pk=member_id)
    row = rows.values_list("pk", "name", "role", "zone", "user__is_active").first()
    if row is None:
        return None
    found_id, name, role, zone, is_active = row
    return FoundMember(found_id, name, MemberRole(role), zone, is_active is not False)


def find_command(workspace_id: UUID, *, key: str = "", command_id: UUID | None = None) -> FoundCommand | None:
    """Return the command said under a key, or the one with that id."""
    wanted = {"key": key} if key else {"pk": command_id}
    row = Command.objects.within(workspace_id).filter(**wanted).values_list(*_COLUMNS).first()
    return FoundCommand(*row) if row else None


def list_said_under(workspace_id: UUID, prefix: str) -> list[tuple[str, str]]:
    """Return (key, request digest) of the commands whose keys begin with some letters, the newest last."""
    rows = Command.objects.within(workspace_id).filter(key__startswith=prefix)
    return list(rows.order_by("at", "id").values_list("key", "request_digest"))


def list_stack(workspace_id: UUID, member_id: UUID, depth: int) -> list[FoundCommand]:
    """Return a member's latest commands that can be undone, or were, the newest first: never more than `depth`."""
    rows = Command.objects.within(workspace_id).filter(member_id=member_id, undoable=True)
    return [FoundCommand(*row) for row in rows.order_by("-at", "-id").values_list(*_COLUMNS)[:depth]]


def list_changes_since(workspace_id: UUID, command: FoundCommand) -> list[FoundCommand]:
    """Return later commands that changed rows in place and were not undone, whoever said them."""
    rows = Command.objects.within(workspace_id).filter(at__gte=command.at, undone_at=None).exclude(changed=[])
    later = [FoundCommand(*row) for row in rows.order_by("at", "id").values_list(*_COLUMNS)]
    return [found for found in later if (found.at, found.command_id) > (command.at, command.command_id)]
