"""Organisations, what they buy, and whom they buy it from."""

from django.db import models

from rekindle.book.models.base import Fact, WorkspaceRow, key_field


class Account(Fact):
    """An organisation. `custom` holds the columns of a file that stand for nothing here, by their own names."""

    name = models.CharField(max_length=300)
    # Folded name for matching: see intake.names.
    name_key = models.CharField(max_length=300)
    domain = key_field(200)
    jurisdiction = key_field(2)
    fiscal_month = models.PositiveSmallIntegerField(null=True)
    segment = key_field(80)
    region = key_field(120)
    custom = models.JSONField(default=dict)

    class Meta:
        db_table = "account"
        indexes = [
            models.Index(fields=["workspace", "name_key"], name="account_by_name"),
            models.Index(fields=["workspace", "domain"], name="account_by_domain"),
            models.Index(fields=["workspace", "segment", "id"], name="account_by_segment"),
        ]


class Product(WorkspaceRow):
    """Something this workspace sells, by the one name it is known by."""

    name = models.CharField(max_length=300)

    class Meta:
        db_table = "product"
        constraints = [models.UniqueConstraint(fields=["workspace", "name"], name="one_product_per_name")]


class Competitor(WorkspaceRow):
    """Somebody else who sells it, by the one name they are known by."""

    name = models.CharField(max_length=300)

    class Meta:
        db_table = "competitor"
        constraints = [models.UniqueConstraint(fields=["workspace", "name"], name="one_competitor_per_name")]


class Contract(Fact):
    """Until when an account is bound to whoever it buys from now."""

    account = models.ForeignKey("book.Account", on_delete=models.PROTECT, related_name="+", db_index=False)
    incumbent = models.ForeignKey(
        "book.Competitor", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    product = models.ForeignKey("book.Product", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    ends_on = models.DateField()

    class Meta:
        db_table = "contract"
        indexes = [models.Index(fields=["workspace", "account"], name="contract_by_account")]
