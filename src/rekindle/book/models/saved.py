"""What a member keeps for themselves about how they look at the book."""

from django.db import models

from rekindle.book.models.base import Fact


class SavedView(Fact):
    """A name for a way of looking at the lost book: `query` is the query of its address."""

    member = models.ForeignKey("book.Member", on_delete=models.PROTECT, related_name="+", db_index=False)
    name = models.CharField(max_length=80)
    query = models.CharField(max_length=1000)

    class Meta:
        db_table = "saved_view"
        indexes = [models.Index(fields=["workspace", "member"], name="saved_view_by_member")]
