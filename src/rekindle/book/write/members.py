"""The tenant, the people who work in it, and who may sign in."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from rekindle.book.models import AwayDay, Member, User, Workspace
from rekindle.book.write.undo import void_rows
from rekindle.book.write.writing import Writing, change, record
from rekindle.terms.people import MemberRole


def open_workspace(
    slug: str,
    name: str,
    at: datetime,
    *,
    pack: str = "",
    currency: str = "USD",
    zone: str = "UTC",
    jurisdiction: str = "",
    fiscal_month: int = 1,
    is_sample: bool = False,
) -> UUID:
    """Make an empty workspace and return its id; its owner is set once there is a member."""
    workspace = Workspace(
        slug=slug,
        name=name,
        created_at=at,
        pack=pack,
        currency=currency.upper(),
        zone=zone,
        jurisdiction=jurisdiction.upper(),
        fiscal_month=fiscal_month,
        is_sample=is_sample,
    )
    workspace.save(force_insert=True)
    return workspace.pk


def set_owner(workspace_id: UUID, member_id: UUID) -> None:
    """Say which member looks after what nobody else looks after."""
    Workspace.objects.filter(pk=workspace_id).update(owner_id=member_id)


def change_workspace(workspace_id: UUID, **columns: Any) -> None:
    """Change settings of a workspace, such as its currency or time zone."""
    Workspace.objects.filter(pk=workspace_id).update(**columns)


def make_user(email: str) -> UUID:
    """Make somebody who may sign in, without a password yet; the same address gives the same user."""
    found = User.objects.filter(email__iexact=email).first()
    return (found or User.objects.create_owner(email)).pk


def write_member(
    writing: Writing,
    name: str,
    *,
    email: str = "",
    role: MemberRole = MemberRole.REP,
    user_id: UUID | None = None,
    team_id: UUID | None = None,
    zone: str = "UTC",
    minutes_per_week: int = 225,
    touches_per_day: int = 12,
    working_days: str = "12345",
    hour_price_minor: int | None = None,
) -> UUID:
    """Write a person who works here; without a user they cannot sign in. `working_days`: ISO, 1 is Monday."""
    return record(
        writing,
        Member,
        name=name,
        email=email.casefold(),
        role=role,
        user_id=user_id,
        team_id=team_id,
        zone=zone,
        minutes_per_week=minutes_per_week,
        touches_per_day=touches_per_day,
        working_days=working_days,
        hour_price_minor=hour_price_minor,
    )


def change_member(writing: Writing, member_id: UUID, **columns: Any) -> None:
    """Change settings of a member, such as zone, minutes per week or the user who claimed the name."""
    change(writing, Member, member_id, **columns)


def write_away(writing: Writing, member_id: UUID, from_on: date, to_on: date) -> UUID:
    """Write that a member is away from the first to the last day, both included."""
    return record(writing, AwayDay, member_id=member_id, from_on=from_on, to_on=to_on)


def drop_away(writing: Writing, away_id: UUID) -> None:
    """Take days away out of the calendar."""
    void_rows(writing, [(AwayDay._meta.db_table, away_id)], words="here after all")
