"""Append-only ledgers: what people allowed, and whom we leave alone."""

from django.db import models

from rekindle.book.models.base import Fact, key_field, words_field


class Permission(Fact):
    """What one person allowed or refused, in their words; append-only, the latest one in force counts."""

    person = models.ForeignKey("book.Person", on_delete=models.PROTECT, related_name="+", db_index=False)
    deal = models.ForeignKey("book.Deal", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    # Empty means every channel.
    channel = key_field(10)
    state = models.CharField(max_length=10)
    until_on = models.DateField(null=True)
    words = words_field()
    evidence = words_field()
    jurisdiction = key_field(2)

    class Meta:
        db_table = "permission"
        indexes = [models.Index(fields=["workspace", "person"], name="permission_by_person")]


class Suppression(Fact):
    """One entry of the ledger. The state of a person is the fold of all entries, the strictest in force wins."""

    # Keyed hash of a normalised address or handle; the key lives outside the database.
    address_key = key_field(64)
    person = models.ForeignKey("book.Person", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    account = models.ForeignKey("book.Account", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    # Empty means every channel.
    channel = key_field(10)
    state = models.CharField(max_length=10)
    origin = models.CharField(max_length=10)
    words = words_field()
    answers = models.ForeignKey(
        "book.Suppression", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        db_table = "suppression"
        indexes = [
            models.Index(fields=["workspace", "address_key"], name="suppression_by_key"),
            models.Index(fields=["workspace", "person"], name="suppression_by_person"),
            models.Index(fields=["workspace", "answers"], name="suppression_by_answer"),
            models.Index(fields=["workspace"], name="suppression_in_doubt", condition=models.Q(origin="doubt")),
        ]
