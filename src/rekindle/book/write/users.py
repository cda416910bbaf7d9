"""Who may sign in, and to which workspaces. Everything that is found by a user spans workspaces on purpose."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.password_validation import validate_password
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce

from rekindle.book.built import ask
from rekindle.book.models import Deal, Member, Morning, MorningItem, User
from rekindle.book.read.once import once
from rekindle.book.write.writing import Writing, alive
from rekindle.terms.advice import AdviceKind
from rekindle.terms.days import zone_for
from rekindle.terms.people import MemberRole


@dataclass(frozen=True, slots=True)
class Door:
    """A workspace that a user may enter, as which member, and in which zone.

    `planned_on` is the day of the member's latest morning, None before the first, `left` how many of it are to get back
    to still, and `lost` how many deals are lost. `keymap` says which letters act, `has_team` that others work
    there, too.
    """

    workspace_id: UUID
    slug: str
    name: str
    is_sample: bool
    member_id: UUID
    role: MemberRole
    zone: ZoneInfo
    planned_on: date | None
    left: int
    lost: int
    member: str
    keymap: dict[str, Any]
    has_team: bool


@dataclass(frozen=True, slots=True)
class FoundUser:
    """`lock` changes with the password, and with every door that is shut."""

    user_id: UUID
    mail: str
    last_login: datetime | None
    is_active: bool
    lock: str


@once
def list_doors(user_id: UUID) -> list[Door]:
    """Return the workspaces a user may enter, own books first, the oldest first: none for who may not sign in."""
    rows = ask(_doors, user_id)
    return [
        Door(
            workspace_id,
            slug,
            name,
            is_sample,
            member_id,
            MemberRole(role),
            zone_for(own, zone),
            on,
            left,
            int(lost or 0),
            *told,
        )
        for workspace_id, slug, name, is_sample, zone, member_id, role, own, on, left, lost, *told in rows
    ]


def _doors(user_id: UUID) -> "QuerySet[Any, Any]":
    """The one question about members that no single workspace can answer, so it is not asked through `within`."""
    members: QuerySet[Member] = QuerySet(Member).filter(user_id=user_id, user__is_active=True)
    members = members.order_by("workspace__is_sample", "workspace__created_at", "workspace_id")
    others: QuerySet[Member] = QuerySet(Member).filter(workspace_id=OuterRef("workspace_id")).exclude(pk=OuterRef("pk"))
    members = members.annotate(has_team=Exists(others))
    return _with_mornings(members).values_list(
        *("workspace_id", "workspace__slug", "workspace__name", "workspace__is_sample", "workspace__zone"),
        *("id", "role", "zone", "planned_on", "left", "lost", "name", "keymap", "has_team"),
    )


def _with_mornings(members: "QuerySet[Member]") -> "QuerySet[Member]":
    """Add what is told of the latest morning of each: every page asks this question anyway, and shows the answer."""
    mornings: QuerySet[Morning] = QuerySet(Morning).filter(
        workspace_id=OuterRef("workspace_id"), member_id=OuterRef("pk")
    )
    latest = mornings.order_by("-day")
    items: QuerySet[MorningItem] = QuerySet(MorningItem).filter(workspace_id=OuterRef("workspace_id"))
    stopped = Q(deal__advice__kind__in=[kind for kind in AdviceKind if kind != AdviceKind.GET_BACK])
    is_open = items.filter(morning_id=OuterRef("morning_id"), finished_by=None).exclude(stopped).order_by()
    return members.annotate(
        morning_id=Subquery(latest.values("id")[:1]),
        planned_on=Subquery(latest.values("day")[:1]),
        lost=Subquery(latest.values(deals=KT("summary__deals"))[:1]),
        left=Coalesce(Subquery(is_open.values("morning_id").annotate(open=Count("pk")).values("open")), 0),
    )


def list_waiting(workspace_id: UUID) -> set[UUID]:
    """Return the members who may sign in to a workspace and never did, here or in another: only their link may be in
    somebody else's hands."""
    return {member_id for (member_id,) in ask(_waiting, workspace_id)}


def _waiting(workspace_id: UUID) -> "QuerySet[Any, Any]":
    new = Member.objects.within(workspace_id).filter(user__is_active=True, user__last_login=None)
    return new.exclude(_is_elsewhere(workspace_id)).values_list("id")


def _is_elsewhere(workspace_id: UUID) -> Exists:
    """Say of a member whether their user has another book."""
    others: QuerySet[Member] = QuerySet(Member).filter(user_id=OuterRef("user_id"))
    return Exists(others.exclude(workspace_id=workspace_id))


def list_locked_out(workspace_id: UUID) -> set[UUID]:
    """Return the members who came in without ever setting a password, and have no book but this one: without the
    browser they came in with they have no way back."""
    here = Member.objects.within(workspace_id).filter(
        user__is_active=True, user__last_login__isnull=False, user__password__startswith=UNUSABLE_PASSWORD_PREFIX
    )
    return set(here.exclude(_is_elsewhere(workspace_id)).values_list("id", flat=True))


def shut_out(user_id: UUID) -> None:
    """Sign a user out of every browser, as if they had never come in: links made before are void, and so
    are sessions: both hold a hash of the password, usable or not."""
    user = User.objects.get(pk=user_id)
    user.set_unusable_password()
    user.last_login = None
    user.save(update_fields=["password", "last_login"])


def find_user(*, user_id: UUID | None = None, mail: str = "") -> FoundUser | None:
    """Return a user by id, or by mail address."""
    rows = User.objects.filter(pk=user_id) if user_id else User.objects.filter(email__iexact=mail)
    user = rows.first()
    return FoundUser(user.pk, user.email, user.last_login, user.is_active, _lock_of(user)) if user else None


def _lock_of(user: User) -> str:
    return user.get_session_auth_hash()[:16]


def user_of_member(workspace_id: UUID, member_id: UUID) -> UUID | None:
    """Return the user behind a member, if they can sign in."""
    found: UUID | None = (
        Member.objects.within(workspace_id).filter(pk=member_id).values_list("user_id", flat=True).first()
    )
    return found


def use_login(user_id: UUID, before: datetime | None, lock: str, at: datetime) -> bool:
    """Move a user's last sign-in from one instant to another; False when it was moved since, their lock is another
    now, or they may not."""
    rows = User.objects.filter(pk=user_id, last_login=before, is_active=True)
    user = rows.first()
    if user is None or _lock_of(user) != lock:
        return False
    return rows.filter(password=user.password).update(last_login=at) == 1


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
