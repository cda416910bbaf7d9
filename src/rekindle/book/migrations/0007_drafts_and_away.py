from datetime import UTC, datetime
from typing import Any

import django.db.models.deletion
import rekindle.terms.ids
from django.db import migrations, models

# Nobody could say so before: rows that are there were written by hand.
BEFORE = datetime(2000, 1, 1, tzinfo=UTC)


def link(to: str, *, null: bool = False) -> "models.ForeignKey[Any, Any]":
    return models.ForeignKey(
        db_index=False, null=null, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=f"book.{to}"
    )


class Migration(migrations.Migration):
    dependencies = [("book", "0006_playbook_edits")]
    operations = [
        migrations.CreateModel(
            name="Draft",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=rekindle.terms.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
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
            options={"db_table": "draft"},
        ),
        migrations.AddIndex("draft", models.Index(fields=["workspace", "by", "deal"], name="draft_by_deal")),
        migrations.AddField("awayday", "happened_at", models.DateTimeField(default=BEFORE), preserve_default=False),
        migrations.AddField("awayday", "known_at", models.DateTimeField(default=BEFORE), preserve_default=False),
        migrations.AddField("awayday", "by", link("member", null=True)),
    ]
