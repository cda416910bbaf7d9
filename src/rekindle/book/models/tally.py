"""How many lost deals stand where and for which reason, so that no page counts a hundred thousand."""

from typing import Any

from django.db import models

from rekindle.book.models.base import ScopedManager, WorkspaceRow, key_field

# What a tally is about, and the name of all that stand anywhere.
STANDING, REASON, OLD, LOST = "standing", "reason", "old", "lost"


class Tally(WorkspaceRow):
    """So many more of an owner's lost deals are `name` from a day on; the rows up to a day add up to what is so on it.

    `about` is `standing` (`name`: lost, window_open, left_alone), `reason`, or `old`: where rows of this kind add up to
    more than nothing, the others do not reach so far. Computed beside the advice, so replaced at will.
    """

    owner_id = models.UUIDField(null=True)
    about = models.CharField(max_length=10)
    name = key_field(40)
    from_on = models.DateField()
    count = models.IntegerField()

    objects: ScopedManager[Any] = ScopedManager()

    class Meta:
        db_table = "tally"
        indexes = [
            models.Index(fields=["workspace", "from_on", "about", "name", "owner_id", "count"], name="tally_by_day")
        ]
