from typing import Any

import django.db.models.deletion
import rekindle.terms.ids
from django.db import migrations, models


def link(to: str, *, null: bool = False) -> "models.ForeignKey[Any, Any]":
    return models.ForeignKey(
        db_index=False, null=null, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=f"book.{to}"
    )


class Migration(migrations.Migration):
    dependencies = [("book", "0007_drafts_and_away")]
    operations = [
        migrations.CreateModel(
            name="Coaching",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=rekindle.terms.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
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
            options={"db_table": "coaching"},
        ),
        migrations.AddIndex(
            "coaching", models.Index(fields=["workspace", "member", "kind"], name="coaching_by_member")
        ),
        migrations.AddIndex("coaching", models.Index(fields=["workspace", "by", "kind"], name="coaching_by_coach")),
    ]
