"""A workspace and its members, as records."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from rekindle.book.built import ask
from rekindle.book.models import Account, Deal, Member, Workspace
from rekindle.book.read.once import once
from rekindle.book.read.playbooks import EditInForce
from rekindle.terms.names import in_order

# So many accounts are asked whether they name a country.
LOOKED_AT = 200


@dataclass(frozen=True, slots=True)
class WorkspaceRecord:
    """`edit_id` is the version in force of its pack; None while nothing in it was changed here."""

    workspace_id: UUID
    slug: str
    name: str
    is_sample: bool
    pack: str
    currency: str
    zone: str
    jurisdiction: str
    hour_price_minor: int
    owner_id: UUID | None
    fiscal_month: int
    edit_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class MemberRecord:
    """`minutes_per_day` is what the week leaves for each working day, `keymap` which letters act."""

    member_id: UUID
    name: str
    mail: str
    role: str
    zone: str
    minutes_per_day: int
    minutes_per_week: int
    touches_per_day: int
    working_days: str
    hour_price_minor: int | None
    may_sign_in: bool
    keymap: dict[str, Any] = field(default_factory=dict)


@once
def read_workspace(workspace_id: UUID) -> WorkspaceRecord:
    """Return a workspace; raises LookupError when there is none."""
    rows = ask(_workspace, workspace_id)
    if not rows:
        raise LookupError(f"there is no workspace {workspace_id}")
    return WorkspaceRecord(*rows[0])


def lacks_country(workspace_id: UUID) -> bool:
    """Say whether any of the accounts that came last names no country."""
    last = Account.objects.within(workspace_id).order_by("-id").values_list("jurisdiction", flat=True)
    return "" in set(last[:LOOKED_AT])


def list_workspaces() -> list[WorkspaceRecord]:
    """Return every workspace of this installation, the oldest first."""
    return [WorkspaceRecord(*row) for row in _rows().order_by("created_at", "id")]


def _workspace(workspace_id: UUID) -> "QuerySet[Any]":
    return _rows().filter(pk=workspace_id)


def _rows() -> "QuerySet[Any]":
    """List workspaces in the order of what a record holds."""
    return Workspace.objects.annotate(edit_id=EditInForce()).values_list(
        *("id", "slug", "name", "is_sample", "pack", "currency", "zone", "jurisdiction", "hour_price_minor"),
        *("owner_id", "fiscal_month", "edit_id"),
    )


@once
def read_members(workspace_id: UUID) -> list[MemberRecord]:
    """Return the members of a workspace by name; who has no user cannot sign in yet."""
    return [
        MemberRecord(
            member_id=member_id,
            name=name,
            mail=mail,
            role=role,
            zone=zone,
            minutes_per_day=minutes // max(1, len(days)),
            minutes_per_week=minutes,
            touches_per_day=touches,
            working_days=days,
            hour_price_minor=price,
            may_sign_in=user_id is not None,
            keymap=keymap,
        )
        for member_id, name, mail, role, zone, minutes, touches, days, price, user_id, keymap in sorted(
            ask(_members, workspace_id), key=lambda row: in_order(row[1])
        )
    ]


def _members(workspace_id: UUID) -> "QuerySet[Any]":
    return (
        Member.objects.within(workspace_id)
        .order_by("id")
        .values_list(
            *("id", "name", "email", "role", "zone", "minutes_per_week", "touches_per_day", "working_days"),
            *("hour_price_minor", "user_id", "keymap"),
        )
    )


def count_deals(workspace_id: UUID) -> int:
    """Return how many deals a workspace holds, those taken back included."""
    found: int = Deal.objects.within(workspace_id).count()
    return found


def has_deals(workspace_id: UUID) -> bool:
    """Say whether a workspace holds any deal, those taken back included."""
    return bool(ask(_any_deal, workspace_id))


def _any_deal(workspace_id: UUID) -> "QuerySet[Any]":
    return Deal.objects.within(workspace_id).values_list("id")[:1]


def some_account(workspace_id: UUID) -> UUID | None:
    """Return any account of a workspace, or None while it has none."""
    found: UUID | None = Account.objects.within(workspace_id).values_list("id", flat=True).first()
    return found
