from typing import Any

import django.db.models.deletion
import rekindle.terms.ids
from django.apps.registry import Apps as StateApps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from rekindle.book.guards import put_up_guards


def put_up(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    put_up_guards(schema_editor.connection, ["debrief"])


def link(to: str, *, null: bool = False) -> "models.ForeignKey[Any, Any]":
    return models.ForeignKey(
        db_index=False, null=null, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=f"book.{to}"
    )


def fact() -> "list[tuple[str, models.Field[Any, Any]]]":
    return [
        ("id", models.UUIDField(default=rekindle.terms.ids.new_id, editable=False, primary_key=True, serialize=False)),
        ("happened_at", models.DateTimeField()),
        ("known_at", models.DateTimeField()),
        ("by", link("member", null=True)),
        ("workspace", link("workspace")),
        ("deal", link("deal")),
    ]


class Migration(migrations.Migration):
    dependencies = [("book", "0003_bringing_in")]
    operations = [
        migrations.CreateModel(
            name="FormLink",
            fields=[
                *fact(),
                ("loss", link("loss")),
                ("person", link("person")),
                ("token_hash", models.CharField(max_length=64)),
                ("expires_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(null=True)),
                ("shows", models.JSONField(default=dict)),
            ],
            options={"db_table": "form_link"},
        ),
        migrations.CreateModel(
            name="Debrief",
            fields=[
                *fact(),
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
            options={"db_table": "debrief"},
        ),
        migrations.CreateModel(
            name="DebriefAsk",
            fields=[
                *fact(),
                ("person", link("person", null=True)),
                ("member", link("member")),
                ("words", models.TextField(blank=True, default="")),
            ],
            options={"db_table": "debrief_ask"},
        ),
        migrations.AddConstraint(
            "formlink", models.UniqueConstraint(fields=("workspace", "token_hash"), name="one_link_per_token")
        ),
        migrations.AddIndex("formlink", models.Index(fields=["workspace", "deal"], name="form_link_by_deal")),
        migrations.AddIndex("debrief", models.Index(fields=["workspace", "deal"], name="debrief_by_deal")),
        migrations.AddIndex("debrief", models.Index(fields=["workspace", "known_at"], name="debrief_latest")),
        migrations.AddIndex(
            "debriefask", models.Index(fields=["workspace", "member", "known_at"], name="debrief_ask_by_member")
        ),
        migrations.AddIndex("debriefask", models.Index(fields=["workspace", "deal"], name="debrief_ask_by_deal")),
        migrations.AddIndex("loss", models.Index(fields=["workspace", "-lost_on", "-id"], name="loss_by_day")),
        migrations.RunPython(put_up, migrations.RunPython.noop),
    ]
