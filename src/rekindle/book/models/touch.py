"""Contacts, notes, promises, rests and signals: what happens between a loss and a return."""

from django.db import models

from rekindle.book.models.base import Fact, key_field, words_field
from rekindle.terms.touches import Direction, TouchState


class Touch(Fact):
    """A contact with somebody, ours or theirs. `propensity`: with what probability the desk proposed it, if it did."""

    deal = models.ForeignKey("book.Deal", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    account = models.ForeignKey("book.Account", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey("book.Person", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    member = models.ForeignKey("book.Member", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    channel = models.CharField(max_length=10)
    direction = models.CharField(max_length=3, default=Direction.OUT)
    state = models.CharField(max_length=10, default=TouchState.DONE)
    outcome = key_field(20)
    minutes = models.PositiveIntegerField(default=0)
    play = key_field(20)
    asset_key = key_field(80)
    template_key = key_field(80)
    proposed_by_desk = models.BooleanField(default=False)
    propensity = models.FloatField(null=True)
    subject = key_field(300)
    words = words_field()

    class Meta:
        db_table = "touch"
        indexes = [
            models.Index(fields=["workspace", "deal"], name="touch_by_deal"),
            models.Index(fields=["workspace", "person"], name="touch_by_person"),
            models.Index(fields=["workspace", "account", "happened_at"], name="touch_by_account"),
        ]


class Note(Fact):
    """Words kept about a deal, account or person; a `private` one is shown to its writer alone."""

    deal = models.ForeignKey("book.Deal", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    account = models.ForeignKey("book.Account", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey("book.Person", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    touch = models.ForeignKey("book.Touch", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    words = words_field()
    private = models.BooleanField(default=False)

    class Meta:
        db_table = "note"
        indexes = [models.Index(fields=["workspace", "deal"], name="note_by_deal")]


class Promise(Fact):
    """A date on which somebody may be gone back to, in whose words."""

    deal = models.ForeignKey("book.Deal", on_delete=models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey("book.Person", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    due_on = models.DateField()
    sd_days = models.FloatField()
    source = models.CharField(max_length=10)
    words = words_field()

    class Meta:
        db_table = "promise"
        indexes = [models.Index(fields=["workspace", "deal"], name="promise_by_deal")]


class Rest(Fact):
    """Let the deal be until a date; the latest one is in force. Without a date: until something changes there."""

    deal = models.ForeignKey("book.Deal", on_delete=models.PROTECT, related_name="+", db_index=False)
    until_on = models.DateField(null=True)
    words = words_field()

    class Meta:
        db_table = "rest"
        indexes = [models.Index(fields=["workspace", "deal"], name="rest_by_deal")]


class Signal(Fact):
    """Something that happened to an account, person or product and may open a window, until a day if one is given."""

    account = models.ForeignKey("book.Account", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey("book.Person", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    deal = models.ForeignKey("book.Deal", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    product = models.ForeignKey("book.Product", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=20)
    words = words_field()
    until_on = models.DateField(null=True)

    class Meta:
        db_table = "signal"
        indexes = [
            models.Index(fields=["workspace", "account"], name="signal_by_account"),
            models.Index(fields=["workspace", "person"], name="signal_by_person"),
            models.Index(fields=["workspace", "deal"], name="signal_by_deal"),
        ]
