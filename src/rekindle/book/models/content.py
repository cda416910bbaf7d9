"""What a workspace works with: its things of value, words, playbook versions and learned parameters."""

from django.db import models

from rekindle.book.models.base import Fact, key_field, words_field


class Asset(Fact):
    """A thing of value that this workspace added beside those of its playbook."""

    key = models.CharField(max_length=80)
    title = models.CharField(max_length=300)
    summary = words_field()
    kind = key_field(40)
    reasons = models.JSONField(default=list)
    roles = models.JSONField(default=list)
    jurisdictions = models.JSONField(default=list)
    product = key_field(300)
    approved_by = key_field(200)
    expires_on = models.DateField(null=True)
    on_label = models.BooleanField(null=True)

    class Meta:
        db_table = "asset"
        constraints = [models.UniqueConstraint(fields=["workspace", "key"], name="one_asset_per_key")]


class Template(Fact):
    """Words a workspace wrote for a play and a channel."""

    key = models.CharField(max_length=80)
    play = key_field(20)
    channel = key_field(10)
    subject = key_field(300)
    words = words_field()

    class Meta:
        db_table = "template"


class Sequence(Fact):
    """Steps a workspace wrote, as plain JSON."""

    key = models.CharField(max_length=80)
    name = models.CharField(max_length=200)
    steps = models.JSONField(default=list)

    class Meta:
        db_table = "sequence"


class PlaybookVersion(Fact):
    """Immutable: the playbook as it was read; claims, advice and sends store its version."""

    version = models.CharField(max_length=80)
    pack = models.CharField(max_length=80)
    content = models.JSONField()

    class Meta:
        db_table = "playbook_version"
        constraints = [models.UniqueConstraint(fields=["workspace", "version"], name="one_playbook_per_version")]


class ParameterSet(Fact):
    """Dated numbers the mind learned from this book; `table` holds the rows of the named schema."""

    room = models.CharField(max_length=20)
    playbook_version = key_field(80)
    table = models.JSONField()

    class Meta:
        db_table = "parameter_set"
        indexes = [models.Index(fields=["workspace", "room", "known_at"], name="parameter_set_latest")]
