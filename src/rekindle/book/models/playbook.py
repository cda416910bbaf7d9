"""What a workspace made of its playbook, version by version."""

from django.db import models

from rekindle.book.models.base import Fact, key_field, words_field


class PlaybookEdit(Fact):
    """Append-only: one version of a pack, whole; of those not void the highest number is in force.

    `parent` is the version it was made from, `words` says why. A row of kind `folder` is what the pack held then.
    `content` is JSON as one text: a database that takes it apart would lose the order of the pack.
    """

    pack = models.CharField(max_length=80)
    number = models.PositiveIntegerField()
    kind = key_field(10)
    version = models.CharField(max_length=80)
    words = words_field()
    parent = models.ForeignKey(
        "book.PlaybookEdit", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    content = models.JSONField()

    class Meta:
        db_table = "playbook_edit"
        constraints = [models.UniqueConstraint(fields=["workspace", "pack", "number"], name="one_edit_per_number")]
