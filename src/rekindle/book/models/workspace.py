"""The tenant and the people who work in it."""

from django.contrib.auth.models import AbstractUser
from django.contrib.auth.models import UserManager as DjangoUserManager
from django.db import models

from rekindle.book.models.base import Fact, Row, WorkspaceRow, key_field
from rekindle.terms.ids import new_id
from rekindle.terms.people import MemberRole


class UserManager(DjangoUserManager["User"]):
    """Makes users who sign in with their mail address."""

    def create_owner(self, email: str) -> "User":
        """Make the first user of this installation; the password is set later, if at all."""
        user = self.model(email=self.normalize_email(email), is_staff=False)
        user.set_unusable_password()
        user.save(using=self._db)
        return user


class User(AbstractUser):
    """Who signs in. What they may do is on their membership."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    username = None  # type: ignore[assignment]
    email = models.EmailField(unique=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []

    objects = UserManager()  # type: ignore[misc]


class Workspace(Row):
    """The tenant: every other row belongs to one. `hour_price_minor` is what an hour is worth, in its `currency`."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=200)
    is_sample = models.BooleanField(default=False)
    pack = key_field(80)
    currency = models.CharField(max_length=3, default="USD")
    zone = models.CharField(max_length=64, default="UTC")
    # ISO country used where an account says none; empty means unknown, which is the strictest.
    jurisdiction = key_field(2)
    fiscal_month = models.PositiveSmallIntegerField(default=1)
    hour_price_minor = models.BigIntegerField(default=15_000)
    owner = models.ForeignKey("book.Member", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    created_at = models.DateTimeField()

    class Meta:
        db_table = "workspace"


class Team(WorkspaceRow):
    """Members who are coached together."""

    name = models.CharField(max_length=200)

    class Meta:
        db_table = "team"


class Member(WorkspaceRow):
    """A person who works here. Without a user they were named in a file and cannot sign in yet."""

    user = models.ForeignKey("book.User", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    name = models.CharField(max_length=200)
    email = models.EmailField(blank=True, default="")
    role = models.CharField(max_length=10, default=MemberRole.REP)
    team = models.ForeignKey("book.Team", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    zone = models.CharField(max_length=64, default="UTC")
    minutes_per_week = models.PositiveIntegerField(default=225)
    touches_per_day = models.PositiveSmallIntegerField(default=12)
    # ISO weekdays worked, 1 is Monday.
    working_days = models.CharField(max_length=7, default="12345")
    hour_price_minor = models.BigIntegerField(null=True)
    # Which letter does what somebody else's does, as the pages read it; `off` with true: no letters at all.
    keymap = models.JSONField(default=dict)

    class Meta:
        db_table = "member"
        constraints = [models.UniqueConstraint(fields=["workspace", "user"], name="one_membership_per_user")]


class AwayDay(Fact):
    """A member is away from the first to the last day, both included."""

    member = models.ForeignKey("book.Member", on_delete=models.PROTECT, related_name="+", db_index=False)
    from_on = models.DateField()
    to_on = models.DateField()

    class Meta:
        db_table = "away_day"
