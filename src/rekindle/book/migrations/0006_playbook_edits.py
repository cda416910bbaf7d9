from typing import Any

import django.db.models.deletion
import rekindle.terms.ids
from django.apps.registry import Apps as StateApps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from rekindle.book.guards import put_up_guards


def put_up(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    put_up_guards(schema_editor.connection, ["playbook_edit"])


def link(to: str, *, null: bool = False) -> "models.ForeignKey[Any, Any]":
    return models.ForeignKey(
        db_index=False, null=null, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=f"book.{to}"
    )


class Migration(migrations.Migration):
    dependencies = [("book", "0005_lost_book")]
    operations = [
        migrations.CreateModel(
            name="PlaybookEdit",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=rekindle.terms.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
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
            options={"db_table": "playbook_edit"},
        ),
        migrations.AddConstraint(
            "playbookedit",
            models.UniqueConstraint(fields=("workspace", "pack", "number"), name="one_edit_per_number"),
        ),
        migrations.RunPython(put_up, migrations.RunPython.noop),
    ]
