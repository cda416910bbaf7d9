"""What every table has in common: a UUIDv7, a workspace, two times."""

from typing import Any, TypeVar
from uuid import UUID

from django.db import models

from rekindle.terms.ids import new_id

M = TypeVar("M", bound=models.Model)


class UnscopedQueryError(RuntimeError):
    """A query on a table of a workspace that does not say which workspace."""


class ScopedManager(models.Manager[M]):
    """The only way to the rows of a workspace: `Model.objects.within(workspace_id)`."""

    def get_queryset(self) -> models.QuerySet[M]:
        """Refuse: raises UnscopedQueryError, so that nobody reads across workspaces by forgetting a filter."""
        raise UnscopedQueryError(f"{self.model.__name__}: say which workspace, with .within(workspace_id)")

    def within(self, workspace_id: UUID) -> models.QuerySet[M]:
        """Return the rows of one workspace."""
        return super().get_queryset().filter(workspace_id=workspace_id)


class Row(models.Model):
    """A row whose UUIDv7 says roughly when it was made: ids sort by time."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)

    class Meta:
        abstract = True


class WorkspaceRow(Row):
    """A row of one workspace. Its manager answers nothing before it is told which."""

    workspace = models.ForeignKey("book.Workspace", on_delete=models.PROTECT, related_name="+", db_index=False)

    objects: ScopedManager[Any] = ScopedManager()

    class Meta:
        abstract = True


class Fact(WorkspaceRow):
    """Something that happened (`happened_at`) and that we learned (`known_at`), by which member if by one."""

    happened_at = models.DateTimeField()
    known_at = models.DateTimeField()
    by = models.ForeignKey("book.Member", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        abstract = True


def key_field(length: int = 40, *, blank: bool = True) -> "models.CharField[str, str]":
    """Make a short text field for a stable key; empty means not known."""
    return models.CharField(max_length=length, blank=blank, default="")


def words_field() -> "models.TextField[str, str]":
    """Make a text field for somebody's words; empty means none."""
    return models.TextField(blank=True, default="")
