"""What the desk advised: the advice in force for each deal, and each member's morning."""

from typing import Any

from django.db import models

from rekindle.book.models.base import ScopedManager, WorkspaceRow, key_field, words_field


class Advice(models.Model):
    """The engine's row for a deal, of the last day it was computed; columns as in tables.results.ADVICE."""

    deal = models.OneToOneField("book.Deal", primary_key=True, on_delete=models.PROTECT, related_name="advice")
    workspace = models.ForeignKey("book.Workspace", on_delete=models.PROTECT, related_name="+", db_index=False)
    day = models.DateField()
    playbook_version = key_field(80)
    account_id = models.UUIDField(null=True)
    owner_id = models.UUIDField(null=True)
    kind = models.CharField(max_length=12)
    group = key_field(12)
    rank = models.IntegerField(null=True)
    listed = models.BooleanField(default=False)
    play = key_field(20)
    person_id = models.UUIDField(null=True)
    channel = key_field(10)
    asset_key = key_field(80)
    minutes = models.IntegerField(null=True)
    promise_id = models.UUIDField(null=True)
    signal_id = models.UUIDField(null=True)
    loss_id = models.UUIDField(null=True)
    verdict = key_field(20)
    reason = key_field(40)
    reconsider_on = models.DateField(null=True)
    stopped_by = key_field(40)
    stop_person_id = models.UUIDField(null=True)
    stop_member_id = models.UUIDField(null=True)
    stop_rule = key_field(200)
    stop_words = words_field()
    stop_since = models.DateField(null=True)
    rule = words_field()
    ground = key_field(20)
    place = key_field(8)
    duties = words_field()
    window_from = models.DateField(null=True)
    window_to = models.DateField(null=True)
    horizon_days = models.IntegerField(null=True)
    chance = models.FloatField(null=True)
    chance_low = models.FloatField(null=True)
    chance_high = models.FloatField(null=True)
    prior_share = models.FloatField(null=True)
    losses_like = models.IntegerField(null=True)
    later_on = models.DateField(null=True)
    now_minor = models.FloatField(null=True)
    later_minor = models.FloatField(null=True)
    opt_out_minor = models.FloatField(null=True)
    message_minor = models.FloatField(null=True)
    hours = models.FloatField(null=True)
    index_minor = models.FloatField(null=True)
    best_index_minor = models.FloatField(null=True)
    hour_price_minor = models.BigIntegerField(null=True)
    amount_minor = models.FloatField(null=True)
    amount_assumed = models.BooleanField(null=True)
    currency = key_field(3)
    days_since_touch = models.IntegerField(null=True)
    touches_since_loss = models.IntegerField(null=True)
    touches_per_loss = models.IntegerField(null=True)
    propensity = models.FloatField(null=True)

    objects: ScopedManager[Any] = ScopedManager()

    class Meta:
        db_table = "advice"
        indexes = [
            models.Index(fields=["workspace", "owner_id", "kind", "rank", "deal"], name="advice_by_rank"),
            models.Index(fields=["workspace", "account_id"], name="advice_by_account"),
            models.Index(fields=["workspace", "owner_id", "stop_since"], name="advice_by_stop"),
            # Everything a lane of the board and the counts of the lost book ask: read without the wide row.
            models.Index(
                fields=["workspace", "kind", "window_from", "window_to", "reconsider_on", "reason", "owner_id", "deal"],
                name="advice_by_standing",
            ),
        ]


class Morning(WorkspaceRow):
    """The plan of a member for one day of their own zone, and how many `minutes` it was cut to."""

    member = models.ForeignKey("book.Member", on_delete=models.PROTECT, related_name="+", db_index=False)
    day = models.DateField()
    planned_at = models.DateTimeField()
    playbook_version = key_field(80)
    minutes = models.PositiveIntegerField()
    # How many deals there are, and how many of the member's were stopped by what: counted when planned.
    summary = models.JSONField(default=dict)

    class Meta:
        db_table = "morning"
        constraints = [models.UniqueConstraint(fields=["workspace", "member", "day"], name="one_morning_per_day")]


class MorningItem(WorkspaceRow):
    """One person to get back to on that morning; `advice` is the row as it was proposed, with its propensity."""

    morning = models.ForeignKey("book.Morning", on_delete=models.PROTECT, related_name="+", db_index=False)
    deal = models.ForeignKey("book.Deal", on_delete=models.PROTECT, related_name="+", db_index=False)
    position = models.IntegerField()
    advice = models.JSONField()
    finished_by = models.ForeignKey(
        "book.Command", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        db_table = "morning_item"
        constraints = [models.UniqueConstraint(fields=["workspace", "morning", "deal"], name="one_item_per_deal")]
