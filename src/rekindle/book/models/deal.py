"""Something we tried to win, and each turn of its status."""

from django.db import models

from rekindle.book.models.base import Fact, WorkspaceRow, key_field
from rekindle.terms.losses import DealKind, Status


class Deal(Fact):
    """What we tried to win from an account: what is true of it now. What was true at each loss stands with the loss."""

    account = models.ForeignKey("book.Account", on_delete=models.PROTECT, related_name="+", db_index=False)
    owner = models.ForeignKey("book.Member", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    team = models.ForeignKey("book.Team", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=10, default=DealKind.NEW)
    name = models.CharField(max_length=300)
    name_key = models.CharField(max_length=300)
    # Status and since: the fold of the deal's status changes, kept for lists; `rekindle check` compares the two.
    status = models.CharField(max_length=10, default=Status.OPEN)
    status_since = models.DateTimeField(null=True)
    stage = key_field(120)
    amount_minor = models.BigIntegerField(null=True)
    currency = key_field(3)
    opened_on = models.DateField(null=True)
    custom = models.JSONField(default=dict)

    class Meta:
        db_table = "deal"
        indexes = [
            models.Index(fields=["workspace", "account"], name="deal_by_account"),
            models.Index(fields=["workspace", "status", "status_since", "id"], name="deal_by_status"),
            models.Index(fields=["workspace", "name_key"], name="deal_by_name"),
            models.Index(fields=["workspace", "status", "amount_minor", "id"], name="deal_by_amount"),
            models.Index(fields=["workspace", "owner", "status", "status_since", "id"], name="deal_by_owner"),
            models.Index(fields=["workspace", "currency"], name="deal_by_currency"),
        ]


class DealLine(WorkspaceRow):
    """One product of a deal; `amount_minor` is in the currency of the deal."""

    deal = models.ForeignKey("book.Deal", on_delete=models.PROTECT, related_name="+", db_index=False)
    product = models.ForeignKey("book.Product", on_delete=models.PROTECT, related_name="+", db_index=False)
    number = models.PositiveSmallIntegerField(default=1)
    quantity = models.PositiveIntegerField(null=True)
    amount_minor = models.BigIntegerField(null=True)

    class Meta:
        db_table = "deal_line"
        indexes = [
            models.Index(fields=["workspace", "deal", "number", "id"], name="deal_line_by_deal"),
            models.Index(fields=["workspace", "product", "deal"], name="deal_line_by_product"),
        ]


class StatusChange(Fact):
    """Append-only: the deal was open, lost or won from `happened_at` on."""

    deal = models.ForeignKey("book.Deal", on_delete=models.PROTECT, related_name="+", db_index=False)
    status = models.CharField(max_length=10)
    stage = key_field(120)

    class Meta:
        db_table = "status_change"
        # In the order of the fold, so that the latest change is read without sorting.
        indexes = [
            models.Index(fields=["workspace", "deal", "happened_at", "known_at", "id"], name="status_change_by_deal")
        ]
