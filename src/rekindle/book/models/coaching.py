"""What coaches keep: conversations for a 1:1, what they put off, what they handed out, what a review came to."""

from django.db import models

from rekindle.book.models.base import Fact, key_field, words_field


class Coaching(Fact):
    """One thing kept by a coach (`by`) about or for a member; `kind` is of terms.coaching.Kept.

    `topic` is a topic, the key of what was handed out, or the month of a review. A talk and what was put off are the
    coach's alone; a handout is also the member's, and so is a review.
    """

    member = models.ForeignKey("book.Member", on_delete=models.PROTECT, related_name="+", db_index=False)
    deal = models.ForeignKey("book.Deal", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=10)
    topic = key_field(120)
    title = key_field(300)
    words = words_field()
    until_on = models.DateField(null=True)

    class Meta:
        db_table = "coaching"
        indexes = [
            models.Index(fields=["workspace", "member", "kind"], name="coaching_by_member"),
            models.Index(fields=["workspace", "by", "kind"], name="coaching_by_coach"),
        ]
