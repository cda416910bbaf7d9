"""What was worked out about a whole book, for its pages to show at once."""

from django.db import models

from rekindle.book.models.base import WorkspaceRow


class Pattern(WorkspaceRow):
    """The patterns of a scope: the whole book (""), or a member's own deals (their id). Computed, so replaced at will.

    `months`: of what was lost or won in so many, 0 for everything.
    `content` holds the rows of each table of learning.patterns.TABLES, less their scope."""

    scope = models.CharField(max_length=32, blank=True, default="")
    months = models.PositiveSmallIntegerField(default=0)
    as_of = models.DateTimeField()
    content = models.JSONField()

    class Meta:
        db_table = "pattern"
        constraints = [
            models.UniqueConstraint(fields=["workspace", "scope", "months"], name="one_pattern_per_scope_and_period")
        ]
