"""Every table as 0018 left it, made at once: what a new book begins with. Books of before go on by the steps replaced."""

from typing import Any

import django.utils.timezone
from django.apps.registry import Apps as StateApps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from django.db.models import deletion

import rekindle.book.models.workspace
import rekindle.terms.losses
import rekindle.terms.people
import rekindle.terms.touches
from rekindle.book.guards import put_up_guards
from rekindle.book.search import put_up_search
from rekindle.terms.ids import new_id

# Frozen here: a table that comes later is guarded by the migration that makes it.
GUARDED = [
    "loss",
    "claim",
    "permission",
    "suppression",
    "return",
    "status_change",
    "debrief",
    "void",
    "audit_entry",
    "playbook_edit",
    "journal_row",
    "audit_payload",
]


def own_id() -> "models.UUIDField[Any, Any]":
    return models.UUIDField(default=new_id, editable=False, primary_key=True, serialize=False)


def link(to: str, *, null: bool = False) -> "models.ForeignKey[Any, Any]":
    return models.ForeignKey(db_index=False, null=null, on_delete=deletion.PROTECT, related_name="+", to=f"book.{to}")


class CreateTables(Operation):
    """Create tables together. One after the other, all the models before would be built anew for each of them."""

    reversible = False

    def __init__(self, tables: list[migrations.CreateModel]) -> None:
        self.tables = tables

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        # Models that were built would be kept up to date table by table; they are built again when asked for.
        state.__dict__.pop("apps", None)
        for table in self.tables:
            table.state_forwards(app_label, state)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        for table in self.tables:
            table.database_forwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return "Create every table"


def put_up(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    put_up_guards(schema_editor.connection, GUARDED)
    put_up_search(schema_editor.connection)


TABLES = [
    migrations.CreateModel(
        name="Workspace",
        fields=[
            ("id", own_id()),
            ("slug", models.SlugField(unique=True)),
            ("name", models.CharField(max_length=200)),
            ("is_sample", models.BooleanField(default=False)),
            ("pack", models.CharField(blank=True, default="", max_length=80)),
            ("currency", models.CharField(default="USD", max_length=3)),
            ("zone", models.CharField(default="UTC", max_length=64)),
            ("jurisdiction", models.CharField(blank=True, default="", max_length=2)),
            ("fiscal_month", models.PositiveSmallIntegerField(default=1)),
            ("hour_price_minor", models.BigIntegerField(default=15000)),
            ("created_at", models.DateTimeField()),
            ("owner", link("member", null=True)),
        ],
        options={
            "db_table": "workspace",
        },
    ),
    migrations.CreateModel(
        name="User",
        fields=[
            ("password", models.CharField(max_length=128, verbose_name="password")),
            ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
            (
                "is_superuser",
                models.BooleanField(
                    default=False,
                    help_text="Designates that this user has all permissions without explicitly assigning them.",
                    verbose_name="superuser status",
                ),
            ),
            ("first_name", models.CharField(blank=True, max_length=150, verbose_name="first name")),
            ("last_name", models.CharField(blank=True, max_length=150, verbose_name="last name")),
            (
                "is_staff",
                models.BooleanField(
                    default=False,
                    help_text="Designates whether the user can log into this admin site.",
                    verbose_name="staff status",
                ),
            ),
            (
                "is_active",
                models.BooleanField(
                    default=True,
                    help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                    verbose_name="active",
                ),
            ),
            ("date_joined", models.DateTimeField(default=django.utils.timezone.now, verbose_name="date joined")),
            ("id", own_id()),
            ("email", models.EmailField(max_length=254, unique=True)),
            (
                "groups",
                models.ManyToManyField(
                    blank=True,
                    help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                    related_name="user_set",
                    related_query_name="user",
                    to="auth.group",
                    verbose_name="groups",
                ),
            ),
            (
                "user_permissions",
                models.ManyToManyField(
                    blank=True,
                    help_text="Specific permissions for this user.",
                    related_name="user_set",
                    related_query_name="user",
                    to="auth.permission",
                    verbose_name="user permissions",
                ),
            ),
        ],
        options={
            "verbose_name": "user",
            "verbose_name_plural": "users",
            "abstract": False,
        },
        managers=[
            ("objects", rekindle.book.models.workspace.UserManager()),
        ],
    ),
    migrations.CreateModel(
        name="Competitor",
        fields=[
            ("id", own_id()),
            ("name", models.CharField(max_length=300)),
            ("workspace", link("workspace")),
        ],
        options={
            "db_table": "competitor",
            "constraints": [models.UniqueConstraint(fields=("workspace", "name"), name="one_competitor_per_name")],
        },
    ),
    migrations.CreateModel(
        name="ExternalId",
        fields=[
            ("id", own_id()),
            ("system", models.CharField(max_length=40)),
            ("table", models.CharField(max_length=40)),
            ("external", models.CharField(max_length=255)),
            ("target_id", models.UUIDField()),
            ("workspace", link("workspace")),
        ],
        options={
            "db_table": "external_id",
            "indexes": [models.Index(fields=["workspace", "target_id"], name="external_id_by_target")],
            "constraints": [
                models.UniqueConstraint(fields=("workspace", "system", "table", "external"), name="one_external_id")
            ],
        },
    ),
    migrations.CreateModel(
        name="Product",
        fields=[
            ("id", own_id()),
            ("name", models.CharField(max_length=300)),
            ("workspace", link("workspace")),
        ],
        options={
            "db_table": "product",
            "constraints": [models.UniqueConstraint(fields=("workspace", "name"), name="one_product_per_name")],
        },
    ),
    migrations.CreateModel(
        name="Team",
        fields=[
            ("id", own_id()),
            ("name", models.CharField(max_length=200)),
            ("workspace", link("workspace")),
        ],
        options={
            "db_table": "team",
        },
    ),
    migrations.CreateModel(
        name="Member",
        fields=[
            ("id", own_id()),
            ("name", models.CharField(max_length=200)),
            ("email", models.EmailField(blank=True, default="", max_length=254)),
            ("role", models.CharField(default=rekindle.terms.people.MemberRole["REP"], max_length=10)),
            ("zone", models.CharField(default="UTC", max_length=64)),
            ("minutes_per_week", models.PositiveIntegerField(default=225)),
            ("touches_per_day", models.PositiveSmallIntegerField(default=12)),
            ("working_days", models.CharField(default="12345", max_length=7)),
            ("hour_price_minor", models.BigIntegerField(null=True)),
            (
                "user",
                models.ForeignKey(
                    db_index=False, null=True, on_delete=deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                ),
            ),
            ("team", link("team", null=True)),
            ("workspace", link("workspace")),
            ("keymap", models.JSONField(default=dict)),
        ],
        options={
            "db_table": "member",
            "constraints": [models.UniqueConstraint(fields=("workspace", "user"), name="one_membership_per_user")],
        },
    ),
    migrations.CreateModel(
        name="Account",
        fields=[
            ("id", own_id()),
            ("happened_at", models.DateTimeField()),
            ("known_at", models.DateTimeField()),
            ("name", models.CharField(max_length=300)),
            ("name_key", models.CharField(max_length=300)),
            ("domain", models.CharField(blank=True, default="", max_length=200)),
            ("jurisdiction", models.CharField(blank=True, default="", max_length=2)),
            ("fiscal_month", models.PositiveSmallIntegerField(null=True)),
            ("segment", models.CharField(blank=True, default="", max_length=80)),
            ("region", models.CharField(blank=True, default="", max_length=120)),
            ("custom", models.JSONField(default=dict)),
            ("by", link("member", null=True)),
            ("workspace", link("workspace")),
        ],
        options={
            "db_table": "account",
            "indexes": [
                models.Index(fields=["workspace", "name_key"], name="account_by_name"),
                models.Index(fields=["workspace", "domain"], name="account_by_domain"),
                models.Index(fields=["workspace", "segment", "id"], name="account_by_segment"),
            ],
        },
    ),
    migrations.CreateModel(
        name="Asset",
        fields=[
            ("id", own_id()),
            ("happened_at", models.DateTimeField()),
            ("known_at", models.DateTimeField()),
            ("key", models.CharField(max_length=80)),
            ("title", models.CharField(max_length=300)),
            ("summary", models.TextField(blank=True, default="")),
            ("kind", models.CharField(blank=True, default="", max_length=40)),
            ("reasons", models.JSONField(default=list)),
            ("roles", models.JSONField(default=list)),
            ("jurisdictions", models.JSONField(default=list)),
            ("product", models.CharField(blank=True, default="", max_length=300)),
            ("approved_by", models.CharField(blank=True, default="", max_length=200)),
            ("expires_on", models.DateField(null=True)),
            ("on_label", models.BooleanField(null=True)),
            ("by", link("member", null=True)),
            ("workspace", link("workspace")),
        ],
        options={
            "db_table": "asset",
            "constraints": [models.UniqueConstraint(fields=("workspace", "key"), name="one_asset_per_key")],
        },
    ),
    migrations.CreateModel(
        name="AuditEntry",
        fields=[
            ("id", own_id()),
            ("number", models.PositiveBigIntegerField()),
            ("at", models.DateTimeField()),
            ("verb", models.CharField(max_length=40)),
            ("digest", models.CharField(max_length=64)),
            ("chain", models.CharField(max_length=64)),
            ("member", link("member", null=True)),
            ("workspace", link("workspace")),
        ],
        options={
            "db_table": "audit_entry",
            "constraints": [models.UniqueConstraint(fields=("workspace", "number"), name="one_link_per_number")],
        },
    ),
    migrations.CreateModel(
        name="AwayDay",
        fields=[
            ("id", own_id()),
            ("from_on", models.DateField()),
            ("to_on", models.DateField()),
            ("member", link("member")),
            ("workspace", link("workspace")),
            ("happened_at", models.DateTimeField()),
            ("known_at", models.DateTimeField()),
            ("by", link("member", null=True)),
        ],
        options={
            "db_table": "away_day",
        },
    ),
    migrations.CreateModel(
        name="Command",
        fields=[
            ("id", own_id()),
            ("verb", models.CharField(max_length=40)),
            ("key", models.CharField(max_length=255)),
            ("request_digest", models.CharField(max_length=64)),
            ("label", models.CharField(max_length=300)),
            ("result", models.JSONField(default=dict)),
            ("at", models.DateTimeField()),
            ("undoable", models.BooleanField(default=False)),
            ("made", models.JSONField(default=list)),
            ("changed", models.JSONField(default=list)),
            ("accounts", models.JSONField(default=list)),
            ("deals", models.JSONField(default=list)),
            ("undone_at", models.DateTimeField(null=True)),
            ("member", link("member")),
            ("workspace", link("workspace")),
        ],
        options={
            "db_table": "command",
            "indexes": [models.Index(fields=["workspace", "member", "-at"], name="command_stack")],
            "constraints": [models.UniqueConstraint(fields=("workspace", "key"), name="one_command_per_key")],
        },
    ),
    migrations.CreateModel(
        name="File",
        fields=[
            ("id", own_id()),
            ("happened_at", models.DateTimeField()),
            ("known_at", models.DateTimeField()),
            ("name", models.CharField(max_length=300)),
            ("digest", models.CharField(max_length=64)),
            ("take", models.PositiveSmallIntegerField(default=1)),
            ("kind", models.CharField(blank=True, default="", max_length=20)),
            ("system", models.CharField(blank=True, default="", max_length=40)),
            ("mapping", models.JSONField(default=dict)),
            ("rows", models.PositiveIntegerField(default=0)),
            ("finished_at", models.DateTimeField(null=True)),
            ("summary", models.JSONField(default=dict)),
            ("by", link("member", null=True)),
            ("workspace", link("workspace")),
        ],
        options={
            "db_table": "file",
            "constraints": [
                models.UniqueConstraint(fields=("workspace", "digest", "take"), name="one_file_per_content")
            ],
        },
    ),
    migrations.CreateModel(
        name="Morning",
        fields=[
            ("id", own_id()),
            ("day", models.DateField()),
            ("planned_at", models.DateTimeField()),
            ("playbook_version", models.CharField(blank=True, default="", max_length=80)),
            ("minutes", models.PositiveIntegerField()),
            ("summary", models.JSONField(default=dict)),
            ("member", link("member")),
            ("workspace", link("workspace")),
        ],
        options={
            "db_table": "morning",
            "constraints": [models.UniqueConstraint(fields=("workspace", "member", "day"), name="one_morning_per_day")],
        },
    ),
    migrations.CreateModel(
        name="ParameterSet",
        fields=[
            ("id", own_id()),
            ("happened_at", models.DateTimeField()),
            ("known_at", models.DateTimeField()),
            ("room", models.CharField(max_length=20)),
            ("playbook_version", models.CharField(blank=True, default="", max_length=80)),
            ("table", models.JSONField()),
            ("by", link("member", null=True)),
            ("workspace", link("workspace")),
        ],
        options={
            "db_table": "parameter_set",
            "indexes": [models.Index(fields=["workspace", "room", "known_at"], name="parameter_set_latest")],
        },
    ),
    migrations.CreateModel(
        name="Person",
        fields=[
            ("id", own_id()),
            ("happened_at", models.DateTimeField()),
            ("known_at", models.DateTimeField()),
            ("name", models.CharField(max_length=300)),
            ("name_key", models.CharField(max_length=300)),
            ("jurisdiction", models.CharField(blank=True, default="", max_length=2)),
            ("custom", models.JSONField(default=dict)),
            ("by", link("member", null=True)),
            ("workspace", link("workspace")),
        ],
        options={
            "db_table": "person",
            "indexes": [models.Index(fields=["workspace", "name_key"], name="person_by_name")],
        },
    ),
    migrations.CreateModel(
        name="PlaybookVersion",
        fields=[
            ("id", own_id()),
            ("happened_at", models.DateTimeField()),
            ("known_at", models.DateTimeField()),
            ("version", models.CharField(max_length=80)),
            ("pack", models.CharField(max_length=80)),
            ("content", models.JSONField()),
            ("by", link("member", null=True)),
            ("workspace", link("workspace")),
        ],
        options={
            "db_table": "playbook_version",
            "constraints": [models.UniqueConstraint(fields=("workspace", "version"), name="one_playbook_per_version")],
        },
    ),
    migrations.CreateModel(
        name="SameAs",
        fields=[
            ("id", own_id()),
            ("happened_at", models.DateTimeField()),
            ("known_at", models.DateTimeField()),
            ("table", models.CharField(max_length=40)),
            ("this_id", models.UUIDField()),
            ("is_id", models.UUIDField()),
            ("evidence", models.TextField(blank=True, default="")),
            ("by", link("member", null=True)),
            ("workspace", link("workspace")),
        ],
        options={
            "db_table": "same_as",
            "indexes": [models.Index(fields=["workspace", "table"], name="same_as_by_table")],
        },
    ),
    migrations.CreateModel(
        name="Sequence",
        fields=[
            ("id", own_id()),
            ("happened_at", models.DateTimeField()),
            ("known_at", models.DateTimeField()),
            ("key", models.CharField(max_length=80)),
            ("name", models.CharField(max_length=200)),
            ("steps", models.JSONField(default=list)),
            ("by", link("member", null=True)),
            ("workspace", link("workspace")),
        ],
        options={
            "db_table": "sequence",
        },
    ),
    migrations.CreateModel(
        name="Template",
        fields=[
            ("id", own_id()),
            ("happened_at", models.DateTimeField()),
            ("known_at", models.DateTimeField()),
            ("key", models.CharField(max_length=80)),
            ("play", models.CharField(blank=True, default="", max_length=20)),
            ("channel", models.CharField(blank=True, default="", max_length=10)),
            ("subject", models.CharField(blank=True, default="", max_length=300)),
            ("words", models.TextField(blank=True, default="")),
            ("by", link("member", null=True)),
            ("workspace", link("workspace")),
        ],
        options={
            "db_table": "template",
        },
    ),
    migrations.CreateModel(
        name="Void",
        fields=[
            ("id", own_id()),
            ("happened_at", models.DateTimeField()),
            ("known_at", models.DateTimeField()),
            ("target_table", models.CharField(max_length=40)),
            ("target_id", models.UUIDField()),
            ("words", models.TextField(blank=True, default="")),
            ("by", link("member", null=True)),
            ("workspace", link("workspace")),
        ],
        options={
            "db_table": "void",
            "constraints": [models.UniqueConstraint(fields=("workspace", "target_id"), name="one_void_per_row")],
        },
    ),
    migrations.CreateModel(
        name="Contract",
        fields=[
            ("id", own_id()),
            ("happened_at", models.DateTimeField()),
            ("known_at", models.DateTimeField()),
            ("ends_on", models.DateField()),
            ("account", link("account")),
            ("incumbent", link("competitor", null=True)),
            ("by", link("member", null=True)),
            ("product", link("product", null=True)),
            ("workspace", link("workspace")),
        ],
        options={
            "db_table": "contract",
            "indexes": [models.Index(fields=["workspace", "account"], name="contract_by_account")],
        },
    ),
    migrations.CreateModel(
        name="Deal",
        fields=[
            ("id", own_id()),
            ("happened_at", models.DateTimeField()),
            ("known_at", models.DateTimeField()),
            ("kind", models.CharField(default=rekindle.terms.losses.DealKind["NEW"], max_length=10)),
            ("name", models.CharField(max_length=300)),
            ("name_key", models.CharField(max_length=300)),
            ("status", models.CharField(default=rekindle.terms.losses.Status["OPEN"], max_length=10)),
            ("status_since", models.DateTimeField(null=True)),
            ("stage", models.CharField(blank=True, default="", max_length=120)),
            ("amount_minor", models.BigIntegerField(null=True)),
            ("currency", models.CharField(blank=True, default="", max_length=3)),
            ("opened_on", models.DateField(null=True)),
            ("custom", models.JSONField(default=dict)),
            ("account", link("account")),
            ("by", link("member", null=True)),
            ("owner", link("member", null=True)),
            ("team", link("team", null=True)),
            ("workspace", link("workspace")),
        ],
        options={
            "db_table": "deal",
            "indexes": [
                models.Index(fields=["workspace", "account"], name="deal_by_account"),
                models.Index(fields=["workspace", "status", "status_since", "id"], name="deal_by_status"),
                models.Index(fields=["workspace", "name_key"], name="deal_by_name"),
                models.Index(fields=["workspace", "status", "amount_minor", "id"], name="deal_by_amount"),
                models.Index(fields=["workspace", "owner", "status", "status_since", "id"], name="deal_by_owner"),
                models.Index(fields=["workspace", "currency"], name="deal_by_currency"),
            ],
        },
    ),
    migrations.CreateModel(
        name="AuditPayload",
        fields=[
            ("id", own_id()),
            ("salt", models.CharField(max_length=64)),
            ("payload", models.TextField()),
            ("entry", link("auditentry")),
            ("workspace", link("workspace")),
        ],
        options={
            "db_table": "audit_payload",
            "indexes": [models.Index(fields=["workspace", "entry"], name="audit_payload_by_entry")],
        },
    ),
    migrations.CreateModel(
        name="JournalRow",
        fields=[
            ("id", own_id()),
            ("number", models.PositiveIntegerField()),
            ("digest", models.CharField(max_length=64)),
            ("fate", models.CharField(max_length=10)),
            ("words", models.TextField(blank=True, default="")),
            ("made", models.JSONField(default=list)),
            ("cells", models.JSONField(default=dict)),
            ("file", link("file")),
            ("workspace", link("workspace")),
            ("changed", models.JSONField(null=True)),
        ],
        options={
            "db_table": "journal_row",
            "constraints": [models.UniqueConstraint(fields=("workspace", "file", "number"), name="one_journal_row")],
        },
    ),
    migrations.CreateModel(
        name="ContactPoint",
        fields=[
            ("id", own_id()),
            ("happened_at", models.DateTimeField()),
            ("known_at", models.DateTimeField()),
            ("kind", models.CharField(blank=True, default="", max_length=10)),
            ("value", models.CharField(max_length=320)),
            ("address_key", models.CharField(max_length=64)),
            ("by", link("member", null=True)),
            ("person", link("person")),
            ("workspace", link("workspace")),
        ],
        options={
            "db_table": "contact_point",
            "indexes": [
                models.Index(fields=["workspace", "person", "kind"], name="contact_point_by_person"),
                models.Index(fields=["workspace", "address_key"], name="contact_point_by_key"),
            ],
        },
    ),
    migrations.CreateModel(
        name="Post",
        fields=[
            ("id", own_id()),
            ("happened_at", models.DateTimeField()),
            ("known_at", models.DateTimeField()),
            ("title", models.CharField(blank=True, default="", max_length=300)),
            ("from_on", models.DateField(null=True)),
            ("until_on", models.DateField(null=True)),
            ("account", link("account")),
            ("by", link("member", null=True)),
            ("person", link("person")),
            ("workspace", link("workspace")),
        ],
        options={
            "db_table": "post",
            "indexes": [
                models.Index(fields=["workspace", "person", "happened_at", "known_at", "id"], name="post_by_person"),
                models.Index(fields=["workspace", "account"], name="post_by_account"),
            ],
        },
    ),
    migrations.CreateModel(
        name="Suppression",
        fields=[
            ("id", own_id()),
            ("happened_at", models.DateTimeField()),
            ("known_at", models.DateTimeField()),
            ("address_key", models.CharField(blank=True, default="", max_length=64)),
            ("channel", models.CharField(blank=True, default="", max_length=10)),
            ("state", models.CharField(max_length=10)),
            ("origin", models.CharField(max_length=10)),
            ("words", models.TextField(blank=True, default="")),
            ("account", link("account", null=True)),
            ("answers", link("suppression", null=True)),
            ("by", link("member", null=True)),
            ("person", link("person", null=True)),
            ("workspace", link("workspace")),
        ],
        options={
            "db_table": "suppression",
            "indexes": [
                models.Index(fields=["workspace", "address_key"], name="suppression_by_key"),
                models.Index(fields=["workspace", "person"], name="suppression_by_person"),
                models.Index(fields=["workspace", "answers"], name="suppression_by_answer"),
            ],
        },
    ),
    migrations.CreateModel(
        name="Advice",
        fields=[
            (
                "deal",
                models.OneToOneField(
                    on_delete=deletion.PROTECT, primary_key=True, related_name="advice", serialize=False, to="book.deal"
                ),
            ),
            ("day", models.DateField()),
            ("playbook_version", models.CharField(blank=True, default="", max_length=80)),
            ("account_id", models.UUIDField(null=True)),
            ("owner_id", models.UUIDField(null=True)),
            ("kind", models.CharField(max_length=12)),
            ("group", models.CharField(blank=True, default="", max_length=12)),
            ("rank", models.IntegerField(null=True)),
            ("listed", models.BooleanField(default=False)),
            ("play", models.CharField(blank=True, default="", max_length=20)),
            ("person_id", models.UUIDField(null=True)),
            ("channel", models.CharField(blank=True, default="", max_length=10)),
            ("asset_key", models.CharField(blank=True, default="", max_length=80)),
            ("minutes", models.IntegerField(null=True)),
            ("promise_id", models.UUIDField(null=True)),
            ("signal_id", models.UUIDField(null=True)),
            ("loss_id", models.UUIDField(null=True)),
            ("verdict", models.CharField(blank=True, default="", max_length=20)),
            ("reason", models.CharField(blank=True, default="", max_length=40)),
            ("reconsider_on", models.DateField(null=True)),
            ("stopped_by", models.CharField(blank=True, default="", max_length=40)),
            ("stop_person_id", models.UUIDField(null=True)),
            ("stop_member_id", models.UUIDField(null=True)),
            ("stop_rule", models.CharField(blank=True, default="", max_length=200)),
            ("stop_words", models.TextField(blank=True, default="")),
            ("stop_since", models.DateField(null=True)),
            ("window_from", models.DateField(null=True)),
            ("window_to", models.DateField(null=True)),
            ("horizon_days", models.IntegerField(null=True)),
            ("chance", models.FloatField(null=True)),
            ("chance_low", models.FloatField(null=True)),
            ("chance_high", models.FloatField(null=True)),
            ("prior_share", models.FloatField(null=True)),
            ("losses_like", models.IntegerField(null=True)),
            ("later_on", models.DateField(null=True)),
            ("now_minor", models.FloatField(null=True)),
            ("later_minor", models.FloatField(null=True)),
            ("opt_out_minor", models.FloatField(null=True)),
            ("message_minor", models.FloatField(null=True)),
            ("hours", models.FloatField(null=True)),
            ("index_minor", models.FloatField(null=True)),
            ("best_index_minor", models.FloatField(null=True)),
            ("hour_price_minor", models.BigIntegerField(null=True)),
            ("amount_minor", models.FloatField(null=True)),
            ("amount_assumed", models.BooleanField(null=True)),
            ("currency", models.CharField(blank=True, default="", max_length=3)),
            ("days_since_touch", models.IntegerField(null=True)),
            ("touches_since_loss", models.IntegerField(null=True)),
            ("touches_per_loss", models.IntegerField(null=True)),
            ("propensity", models.FloatField(null=True)),
            ("workspace", link("workspace")),
            ("rule", models.TextField(blank=True, default="")),
            ("ground", models.CharField(blank=True, default="", max_length=20)),
            ("place", models.CharField(blank=True, default="", max_length=8)),
            ("duties", models.TextField(blank=True, default="")),
        ],
        options={
            "db_table": "advice",
            "indexes": [
                models.Index(fields=["workspace", "owner_id", "kind", "rank", "deal"], name="advice_by_rank"),
                models.Index(fields=["workspace", "account_id"], name="advice_by_account"),
                models.Index(fields=["workspace", "owner_id", "stop_since"], name="advice_by_stop"),
                models.Index(
                    fields=[
                        "workspace",
                        "kind",
                        "window_from",
                        "window_to",
                        "reconsider_on",
                        "reason",
                        "owner_id",
                        "deal",
                    ],
                    name="advice_by_standing",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="DealLine",
        fields=[
            ("id", own_id()),
            ("number", models.PositiveSmallIntegerField(default=1)),
            ("quantity", models.PositiveIntegerField(null=True)),
            ("amount_minor", models.BigIntegerField(null=True)),
            ("deal", link("deal")),
            ("product", link("product")),
            ("workspace", link("workspace")),
        ],
        options={
            "db_table": "deal_line",
            "indexes": [
                models.Index(fields=["workspace", "deal", "number", "id"], name="deal_line_by_deal"),
                models.Index(fields=["workspace", "product", "deal"], name="deal_line_by_product"),
            ],
        },
    ),
    migrations.CreateModel(
        name="Loss",
        fields=[
            ("id", own_id()),
            ("happened_at", models.DateTimeField()),
            ("known_at", models.DateTimeField()),
            ("number", models.PositiveSmallIntegerField()),
            ("lost_on", models.DateField()),
            ("lost_on_quality", models.CharField(blank=True, default="", max_length=20)),
            ("stage", models.CharField(blank=True, default="", max_length=120)),
            ("amount_minor", models.BigIntegerField(null=True)),
            ("currency", models.CharField(blank=True, default="", max_length=3)),
            ("competitor", link("competitor", null=True)),
            ("deal", link("deal")),
            ("supersedes", link("loss", null=True)),
            ("by", link("member", null=True)),
            ("workspace", link("workspace")),
        ],
        options={
            "db_table": "loss",
            "indexes": [
                models.Index(fields=["workspace", "deal"], name="loss_by_deal"),
                models.Index(fields=["workspace", "-lost_on", "-id"], name="loss_by_day"),
                models.Index(fields=["workspace", "competitor", "deal"], name="loss_by_competitor"),
                models.Index(fields=["workspace", "stage", "deal"], name="loss_by_stage"),
            ],
        },
    ),
    migrations.CreateModel(
        name="MorningItem",
        fields=[
            ("id", own_id()),
            ("position", models.IntegerField()),
            ("advice", models.JSONField()),
            ("deal", link("deal")),
            ("finished_by", link("command", null=True)),
            ("morning", link("morning")),
            ("workspace", link("workspace")),
        ],
        options={
            "db_table": "morning_item",
            "constraints": [models.UniqueConstraint(fields=("workspace", "morning", "deal"), name="one_item_per_deal")],
        },
    ),
    migrations.CreateModel(
        name="Permission",
        fields=[
            ("id", own_id()),
            ("happened_at", models.DateTimeField()),
            ("known_at", models.DateTimeField()),
            ("channel", models.CharField(blank=True, default="", max_length=10)),
            ("state", models.CharField(max_length=10)),
            ("until_on", models.DateField(null=True)),
            ("words", models.TextField(blank=True, default="")),
            ("evidence", models.TextField(blank=True, default="")),
            ("jurisdiction", models.CharField(blank=True, default="", max_length=2)),
            ("by", link("member", null=True)),
            ("deal", link("deal", null=True)),
            ("person", link("person")),
            ("workspace", link("workspace")),
        ],
        options={
            "db_table": "permission",
            "indexes": [models.Index(fields=["workspace", "person"], name="permission_by_person")],
        },
    ),
    migrations.CreateModel(
        name="Promise",
        fields=[
            ("id", own_id()),
            ("happened_at", models.DateTimeField()),
            ("known_at", models.DateTimeField()),
            ("due_on", models.DateField()),
            ("sd_days", models.FloatField()),
            ("source", models.CharField(max_length=10)),
            ("words", models.TextField(blank=True, default="")),
            ("by", link("member", null=True)),
            ("deal", link("deal")),
            ("person", link("person", null=True)),
            ("workspace", link("workspace")),
        ],
        options={
            "db_table": "promise",
            "indexes": [models.Index(fields=["workspace", "deal"], name="promise_by_deal")],
        },
    ),
    migrations.CreateModel(
        name="Rest",
        fields=[
            ("id", own_id()),
            ("happened_at", models.DateTimeField()),
            ("known_at", models.DateTimeField()),
            ("until_on", models.DateField(null=True)),
            ("words", models.TextField(blank=True, default="")),
            ("by", link("member", null=True)),
            ("deal", link("deal")),
            ("workspace", link("workspace")),
        ],
        options={
            "db_table": "rest",
            "indexes": [models.Index(fields=["workspace", "deal"], name="rest_by_deal")],
        },
    ),
    migrations.CreateModel(
        name="Seat",
        fields=[
            ("id", own_id()),
            ("happened_at", models.DateTimeField()),
            ("known_at", models.DateTimeField()),
            ("role", models.CharField(default=rekindle.terms.people.SeatRole["UNKNOWN"], max_length=20)),
            ("stance", models.CharField(default=rekindle.terms.people.Stance["UNKNOWN"], max_length=10)),
            ("by", link("member", null=True)),
            ("deal", link("deal")),
            ("person", link("person")),
            ("workspace", link("workspace")),
        ],
        options={
            "db_table": "seat",
            "indexes": [
                models.Index(fields=["workspace", "deal"], name="seat_by_deal"),
                models.Index(fields=["workspace", "person"], name="seat_by_person"),
            ],
        },
    ),
    migrations.CreateModel(
        name="Signal",
        fields=[
            ("id", own_id()),
            ("happened_at", models.DateTimeField()),
            ("known_at", models.DateTimeField()),
            ("kind", models.CharField(max_length=20)),
            ("words", models.TextField(blank=True, default="")),
            ("until_on", models.DateField(null=True)),
            ("account", link("account", null=True)),
            ("by", link("member", null=True)),
            ("deal", link("deal", null=True)),
            ("person", link("person", null=True)),
            ("product", link("product", null=True)),
            ("workspace", link("workspace")),
        ],
        options={
            "db_table": "signal",
            "indexes": [
                models.Index(fields=["workspace", "account"], name="signal_by_account"),
                models.Index(fields=["workspace", "person"], name="signal_by_person"),
                models.Index(fields=["workspace", "deal"], name="signal_by_deal"),
            ],
        },
    ),
    migrations.CreateModel(
        name="StatusChange",
        fields=[
            ("id", own_id()),
            ("happened_at", models.DateTimeField()),
            ("known_at", models.DateTimeField()),
            ("status", models.CharField(max_length=10)),
            ("stage", models.CharField(blank=True, default="", max_length=120)),
            ("by", link("member", null=True)),
            ("deal", link("deal")),
            ("workspace", link("workspace")),
        ],
        options={
            "db_table": "status_change",
            "indexes": [
                models.Index(
                    fields=["workspace", "deal", "happened_at", "known_at", "id"], name="status_change_by_deal"
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="Touch",
        fields=[
            ("id", own_id()),
            ("happened_at", models.DateTimeField()),
            ("known_at", models.DateTimeField()),
            ("channel", models.CharField(max_length=10)),
            ("direction", models.CharField(default=rekindle.terms.touches.Direction["OUT"], max_length=3)),
            ("state", models.CharField(default=rekindle.terms.touches.TouchState["DONE"], max_length=10)),
            ("outcome", models.CharField(blank=True, default="", max_length=20)),
            ("minutes", models.PositiveIntegerField(default=0)),
            ("play", models.CharField(blank=True, default="", max_length=20)),
            ("asset_key", models.CharField(blank=True, default="", max_length=80)),
            ("template_key", models.CharField(blank=True, default="", max_length=80)),
            ("proposed_by_desk", models.BooleanField(default=False)),
            ("propensity", models.FloatField(null=True)),
            ("subject", models.CharField(blank=True, default="", max_length=300)),
            ("words", models.TextField(blank=True, default="")),
            ("account", link("account", null=True)),
            ("by", link("member", null=True)),
            ("deal", link("deal", null=True)),
            ("member", link("member", null=True)),
            ("person", link("person", null=True)),
            ("workspace", link("workspace")),
        ],
        options={
            "db_table": "touch",
            "indexes": [
                models.Index(fields=["workspace", "deal"], name="touch_by_deal"),
                models.Index(fields=["workspace", "person"], name="touch_by_person"),
                models.Index(fields=["workspace", "account", "happened_at"], name="touch_by_account"),
            ],
        },
    ),
    migrations.CreateModel(
        name="Claim",
        fields=[
            ("id", own_id()),
            ("happened_at", models.DateTimeField()),
            ("known_at", models.DateTimeField()),
            ("source", models.CharField(max_length=10)),
            ("kind", models.CharField(max_length=10)),
            ("key", models.CharField(max_length=40)),
            ("rank", models.PositiveSmallIntegerField(default=1)),
            ("confidence", models.FloatField(default=1.0)),
            ("quote", models.TextField(blank=True, default="")),
            ("playbook_version", models.CharField(blank=True, default="", max_length=80)),
            ("deal", link("deal")),
            ("loss", link("loss")),
            ("by", link("member", null=True)),
            ("person", link("person", null=True)),
            ("workspace", link("workspace")),
        ],
        options={
            "db_table": "claim",
            "indexes": [
                models.Index(fields=["workspace", "deal"], name="claim_by_deal"),
                models.Index(fields=["workspace", "loss"], name="claim_by_loss"),
            ],
        },
    ),
    migrations.CreateModel(
        name="Note",
        fields=[
            ("id", own_id()),
            ("happened_at", models.DateTimeField()),
            ("known_at", models.DateTimeField()),
            ("words", models.TextField(blank=True, default="")),
            ("private", models.BooleanField(default=False)),
            ("account", link("account", null=True)),
            ("by", link("member", null=True)),
            ("deal", link("deal", null=True)),
            ("person", link("person", null=True)),
            ("touch", link("touch", null=True)),
            ("workspace", link("workspace")),
        ],
        options={
            "db_table": "note",
            "indexes": [models.Index(fields=["workspace", "deal"], name="note_by_deal")],
        },
    ),
    migrations.CreateModel(
        name="Return",
        fields=[
            ("id", own_id()),
            ("happened_at", models.DateTimeField()),
            ("known_at", models.DateTimeField()),
            ("kind", models.CharField(max_length=20)),
            ("words", models.TextField(blank=True, default="")),
            ("by", link("member", null=True)),
            ("deal", link("deal")),
            ("loss", link("loss")),
            ("touch", link("touch", null=True)),
            ("workspace", link("workspace")),
        ],
        options={
            "db_table": "return",
            "indexes": [models.Index(fields=["workspace", "deal"], name="return_by_deal")],
        },
    ),
    migrations.CreateModel(
        name="Proposal",
        fields=[
            ("id", own_id()),
            ("table", models.CharField(max_length=40)),
            ("this_id", models.UUIDField()),
            ("that_id", models.UUIDField()),
            ("score", models.FloatField()),
            ("evidence", models.TextField(blank=True, default="")),
            ("state", models.CharField(default="open", max_length=10)),
            ("at", models.DateTimeField()),
            ("workspace", link("workspace")),
        ],
        options={
            "db_table": "proposal",
            "indexes": [models.Index(fields=["workspace", "state", "table", "-score"], name="proposal_by_state")],
            "constraints": [
                models.UniqueConstraint(
                    fields=("workspace", "table", "this_id", "that_id"), name="one_proposal_per_pair"
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="FormLink",
        fields=[
            ("id", own_id()),
            ("happened_at", models.DateTimeField()),
            ("known_at", models.DateTimeField()),
            ("by", link("member", null=True)),
            ("workspace", link("workspace")),
            ("deal", link("deal")),
            ("loss", link("loss")),
            ("person", link("person")),
            ("token_hash", models.CharField(max_length=64)),
            ("expires_at", models.DateTimeField()),
            ("revoked_at", models.DateTimeField(null=True)),
            ("shows", models.JSONField(default=dict)),
        ],
        options={
            "db_table": "form_link",
            "indexes": [models.Index(fields=["workspace", "deal"], name="form_link_by_deal")],
            "constraints": [models.UniqueConstraint(fields=("workspace", "token_hash"), name="one_link_per_token")],
        },
    ),
    migrations.CreateModel(
        name="Debrief",
        fields=[
            ("id", own_id()),
            ("happened_at", models.DateTimeField()),
            ("known_at", models.DateTimeField()),
            ("by", link("member", null=True)),
            ("workspace", link("workspace")),
            ("deal", link("deal")),
            ("loss", link("loss")),
            ("person", link("person", null=True)),
            ("link", link("formlink", null=True)),
            ("how", models.CharField(max_length=10)),
            ("better", models.TextField(blank=True, default="")),
            ("change", models.TextField(blank=True, default="")),
            ("again", models.CharField(blank=True, default="", max_length=10)),
            ("going", models.CharField(blank=True, default="", max_length=20)),
            ("may_return", models.CharField(blank=True, default="", max_length=20)),
        ],
        options={
            "db_table": "debrief",
            "indexes": [
                models.Index(fields=["workspace", "deal"], name="debrief_by_deal"),
                models.Index(fields=["workspace", "known_at"], name="debrief_latest"),
            ],
        },
    ),
    migrations.CreateModel(
        name="DebriefAsk",
        fields=[
            ("id", own_id()),
            ("happened_at", models.DateTimeField()),
            ("known_at", models.DateTimeField()),
            ("by", link("member", null=True)),
            ("workspace", link("workspace")),
            ("deal", link("deal")),
            ("person", link("person", null=True)),
            ("member", link("member")),
            ("words", models.TextField(blank=True, default="")),
        ],
        options={
            "db_table": "debrief_ask",
            "indexes": [
                models.Index(fields=["workspace", "member", "known_at"], name="debrief_ask_by_member"),
                models.Index(fields=["workspace", "deal"], name="debrief_ask_by_deal"),
            ],
        },
    ),
    migrations.CreateModel(
        name="SavedView",
        fields=[
            ("id", own_id()),
            ("happened_at", models.DateTimeField()),
            ("known_at", models.DateTimeField()),
            ("name", models.CharField(max_length=80)),
            ("query", models.CharField(max_length=1000)),
            ("by", link("member", null=True)),
            ("member", link("member")),
            ("workspace", link("workspace")),
        ],
        options={
            "db_table": "saved_view",
            "indexes": [models.Index(fields=["workspace", "member"], name="saved_view_by_member")],
        },
    ),
    migrations.CreateModel(
        name="PlaybookEdit",
        fields=[
            ("id", own_id()),
            ("happened_at", models.DateTimeField()),
            ("known_at", models.DateTimeField()),
            ("pack", models.CharField(max_length=80)),
            ("number", models.PositiveIntegerField()),
            ("kind", models.CharField(blank=True, default="", max_length=10)),
            ("version", models.CharField(max_length=80)),
            ("words", models.TextField(blank=True, default="")),
            ("content", models.JSONField()),
            ("by", link("member", null=True)),
            ("parent", link("playbookedit", null=True)),
            ("workspace", link("workspace")),
        ],
        options={
            "db_table": "playbook_edit",
            "constraints": [
                models.UniqueConstraint(fields=("workspace", "pack", "number"), name="one_edit_per_number")
            ],
        },
    ),
    migrations.CreateModel(
        name="Draft",
        fields=[
            ("id", own_id()),
            ("happened_at", models.DateTimeField()),
            ("known_at", models.DateTimeField()),
            ("channel", models.CharField(blank=True, default="", max_length=10)),
            ("play", models.CharField(blank=True, default="", max_length=20)),
            ("asset_key", models.CharField(blank=True, default="", max_length=80)),
            ("subject", models.CharField(blank=True, default="", max_length=300)),
            ("words", models.TextField(blank=True, default="")),
            ("by", link("member", null=True)),
            ("deal", link("deal")),
            ("person", link("person", null=True)),
            ("workspace", link("workspace")),
        ],
        options={
            "db_table": "draft",
            "indexes": [models.Index(fields=["workspace", "by", "deal"], name="draft_by_deal")],
        },
    ),
    migrations.CreateModel(
        name="Coaching",
        fields=[
            ("id", own_id()),
            ("happened_at", models.DateTimeField()),
            ("known_at", models.DateTimeField()),
            ("kind", models.CharField(max_length=10)),
            ("topic", models.CharField(blank=True, default="", max_length=120)),
            ("title", models.CharField(blank=True, default="", max_length=300)),
            ("words", models.TextField(blank=True, default="")),
            ("until_on", models.DateField(null=True)),
            ("by", link("member", null=True)),
            ("deal", link("deal", null=True)),
            ("member", link("member")),
            ("workspace", link("workspace")),
        ],
        options={
            "db_table": "coaching",
            "indexes": [
                models.Index(fields=["workspace", "member", "kind"], name="coaching_by_member"),
                models.Index(fields=["workspace", "by", "kind"], name="coaching_by_coach"),
            ],
        },
    ),
    migrations.CreateModel(
        name="Pattern",
        fields=[
            ("id", own_id()),
            ("scope", models.CharField(blank=True, default="", max_length=32)),
            ("as_of", models.DateTimeField()),
            ("content", models.JSONField()),
            ("workspace", link("workspace")),
            ("months", models.PositiveSmallIntegerField(default=0)),
        ],
        options={
            "db_table": "pattern",
            "constraints": [
                models.UniqueConstraint(
                    fields=("workspace", "scope", "months"), name="one_pattern_per_scope_and_period"
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="Tally",
        fields=[
            ("id", own_id()),
            ("owner_id", models.UUIDField(null=True)),
            ("about", models.CharField(max_length=10)),
            ("name", models.CharField(blank=True, default="", max_length=40)),
            ("from_on", models.DateField()),
            ("count", models.IntegerField()),
            ("workspace", link("workspace")),
        ],
        options={
            "db_table": "tally",
            "indexes": [
                models.Index(fields=["workspace", "from_on", "about", "name", "owner_id", "count"], name="tally_by_day")
            ],
        },
    ),
]


class Migration(migrations.Migration):
    initial = True
    replaces = [
        ("book", "0001_tables"),
        ("book", "0002_guards"),
        ("book", "0003_bringing_in"),
        ("book", "0004_debriefs"),
        ("book", "0005_lost_book"),
        ("book", "0006_playbook_edits"),
        ("book", "0007_drafts_and_away"),
        ("book", "0008_coaching"),
        ("book", "0009_search"),
        ("book", "0010_patterns"),
        ("book", "0011_window_open"),
        ("book", "0012_narrowing"),
        ("book", "0013_pattern_periods"),
        ("book", "0014_currencies"),
        ("book", "0015_grounds"),
        ("book", "0016_tallies"),
        ("book", "0017_duties"),
        ("book", "0018_replacing"),
    ]
    dependencies = [("auth", "0012_alter_user_first_name_max_length")]
    operations = [CreateTables(TABLES), migrations.RunPython(put_up, migrations.RunPython.noop)]
