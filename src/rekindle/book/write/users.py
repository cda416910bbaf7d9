"""Who may sign in, and to which workspaces. Everything that is found by a user spans workspaces on purpose."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib.auth.password_validation import validate_password
from django.db.models import QuerySet

from rekindle.book.models import Deal, Member, User
from rekindle.book.read.once import once
from rekindle.book.write.writing import Writing, alive
from rekindle.terms.days import zone_for
from rekindle.terms.people import MemberRole


@dataclass(frozen=True, slots=True)
class Door:
    """A workspace that a user may enter, as which member, and in which zone."""

    workspace_id: UUID
    slug: str
    name: str
    is_sample: bool
    member_id: UUID
    role: MemberRole
    zone: ZoneInfo


@dataclass(frozen=True, slots=True)
class FoundUser:
    user_id: UUID
    mail: str
    last_login: datetime | None
    is_active: bool


@once
def list_doors(user_id: UUID) -> list[Door]:
    """Return the workspaces a user may enter, own books first, the oldest first: none for who may not sign in."""
    # The one question about members that no single workspace can answer, so it is not asked through `within`.
    members: QuerySet[Member] = QuerySet(Member).filter(user_id=user_id).filter(user__is_active=True)
    rows = members.order_by("workspace__is_sample", "workspace__created_at", "workspace_id").values_list(
        *("workspace_id", "workspace__slug", "workspace__name", "workspace__is_sample", "workspace__zone"),
        *("id", "role", "zone"),
    )
    return [
        Door(workspace_id, slug, name, is_sample, member_id, MemberRole(role), zone_for(own, zone))
        for workspace_id, slug, name, is_sample, zone, member_id, role, own in rows
    ]


def find_user(*, user_id: UUID | None = None, mail: str = "") -> FoundUser | None:
    """Return a user by id, or by mail address."""
    rows = User.objects.filter(pk=user_id) if user_id else User.objects.filter(email__iexact=mail)
    row = rows.values_list("id", "email", "last_login", "is_active").first()
    return FoundUser(*row) if row else None


def user_of_member(workspace_id: UUID, member_id: UUID) -> UUID | None:
    """Return the user behind a member, if they can sign in."""
    found: UUID | None = (
        Member.objects.within(workspace_id).filter(pk=member_id).values_list("user_id", flat=True).first()
    )
    return found


def use_login(user_id: UUID, before: datetime | None, at: datetime) -> bool:
    """Move a user's last sign-in from one instant to another; False when it was moved since, or they may not."""
    return User.objects.filter(pk=user_id, last_login=before, is_active=True).update(last_login=at) == 1


def keep_password(user_id: UUID, password: str) -> None:
    """Keep the hash of a user's password; raises ValidationError when it is too easy to guess for that user."""
    user = User.objects.get(pk=user_id)
    validate_password(password, user)
    user.set_password(password)
    user.save(update_fields=["password"])


def has_deals(workspace_id: UUID, at: datetime) -> bool:
    """Say whether a workspace holds any deal."""
    deals = Deal.objects.within(workspace_id)
    return bool(alive(deals, Writing(workspace_id, None, at)).exists())
