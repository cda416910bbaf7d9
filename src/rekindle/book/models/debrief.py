"""Conversations about a loss, the links by which a buyer answers alone, and calls asked of a colleague."""

from django.db import models

from rekindle.book.models.base import Fact, key_field, words_field


class FormLink(Fact):
    """A link to the buyer’s form. Of its token only the hash is kept; `shows` is what the rep chose to show."""

    deal = models.ForeignKey("book.Deal", on_delete=models.PROTECT, related_name="+", db_index=False)
    loss = models.ForeignKey("book.Loss", on_delete=models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey("book.Person", on_delete=models.PROTECT, related_name="+", db_index=False)
    token_hash = models.CharField(max_length=64)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    shows = models.JSONField(default=dict)

    class Meta:
        db_table = "form_link"
        constraints = [models.UniqueConstraint(fields=["workspace", "token_hash"], name="one_link_per_token")]
        indexes = [models.Index(fields=["workspace", "deal"], name="form_link_by_deal")]


class Debrief(Fact):
    """Append-only: one conversation about a loss, whole. The claims it gave stand beside it, and are what counts."""

    deal = models.ForeignKey("book.Deal", on_delete=models.PROTECT, related_name="+", db_index=False)
    loss = models.ForeignKey("book.Loss", on_delete=models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey("book.Person", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    link = models.ForeignKey("book.FormLink", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    how = models.CharField(max_length=10)
    # What we could have done, and what would have to change, in their words.
    better = words_field()
    change = words_field()
    again = key_field(10)
    going = key_field(20)
    may_return = key_field(20)

    class Meta:
        db_table = "debrief"
        indexes = [
            models.Index(fields=["workspace", "deal"], name="debrief_by_deal"),
            models.Index(fields=["workspace", "known_at"], name="debrief_latest"),
        ]


class DebriefAsk(Fact):
    """A colleague was asked to make the call. It is done once a debrief of theirs, or an answer, is later."""

    deal = models.ForeignKey("book.Deal", on_delete=models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey("book.Person", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    member = models.ForeignKey("book.Member", on_delete=models.PROTECT, related_name="+", db_index=False)
    words = words_field()

    class Meta:
        db_table = "debrief_ask"
        indexes = [
            models.Index(fields=["workspace", "member", "known_at"], name="debrief_ask_by_member"),
            models.Index(fields=["workspace", "deal"], name="debrief_ask_by_deal"),
        ]
