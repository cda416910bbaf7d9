"""Append-only: episodes of a loss, what was said about why, and how the deal came back."""

from django.db import models

from rekindle.book.models.base import Fact, key_field, words_field


class Loss(Fact):
    """One episode of a deal being lost: only what was true when it was recorded."""

    deal = models.ForeignKey("book.Deal", on_delete=models.PROTECT, related_name="+", db_index=False)
    number = models.PositiveSmallIntegerField()
    lost_on = models.DateField()
    # How well the day is known: stage_history, said, closed, about, modified, created, rhythm, guessed.
    lost_on_quality = key_field(20)
    stage = key_field(120)
    amount_minor = models.BigIntegerField(null=True)
    currency = key_field(3)
    competitor = models.ForeignKey(
        "book.Competitor", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    supersedes = models.ForeignKey("book.Loss", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        db_table = "loss"
        indexes = [
            models.Index(fields=["workspace", "deal"], name="loss_by_deal"),
            models.Index(fields=["workspace", "-lost_on", "-id"], name="loss_by_day"),
            models.Index(fields=["workspace", "competitor", "deal"], name="loss_by_competitor"),
            models.Index(fields=["workspace", "stage", "deal"], name="loss_by_stage"),
        ]


class Claim(Fact):
    """A verdict or a reason that somebody gave for a loss."""

    loss = models.ForeignKey("book.Loss", on_delete=models.PROTECT, related_name="+", db_index=False)
    deal = models.ForeignKey("book.Deal", on_delete=models.PROTECT, related_name="+", db_index=False)
    source = models.CharField(max_length=10)
    kind = models.CharField(max_length=10)
    key = models.CharField(max_length=40)
    rank = models.PositiveSmallIntegerField(default=1)
    confidence = models.FloatField(default=1.0)
    quote = words_field()
    person = models.ForeignKey("book.Person", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    playbook_version = key_field(80)

    class Meta:
        db_table = "claim"
        indexes = [
            models.Index(fields=["workspace", "deal"], name="claim_by_deal"),
            models.Index(fields=["workspace", "loss"], name="claim_by_loss"),
        ]


class Return(Fact):
    """A lost deal coming back; each kind is kept apart."""

    loss = models.ForeignKey("book.Loss", on_delete=models.PROTECT, related_name="+", db_index=False)
    deal = models.ForeignKey("book.Deal", on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=20)
    words = words_field()
    touch = models.ForeignKey("book.Touch", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        db_table = "return"
        indexes = [models.Index(fields=["workspace", "deal"], name="return_by_deal")]
