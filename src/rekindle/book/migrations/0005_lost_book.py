from typing import Any

import django.db.models.deletion
import rekindle.terms.ids
from django.db import migrations, models


def link(to: str, *, null: bool = False) -> "models.ForeignKey[Any, Any]":
    return models.ForeignKey(
        db_index=False, null=null, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=f"book.{to}"
    )


class Migration(migrations.Migration):
    dependencies = [("book", "0004_debriefs")]
    operations = [
        migrations.CreateModel(
            name="SavedView",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=rekindle.terms.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("happened_at", models.DateTimeField()),
                ("known_at", models.DateTimeField()),
                ("name", models.CharField(max_length=80)),
                ("query", models.CharField(max_length=1000)),
                ("by", link("member", null=True)),
                ("member", link("member")),
                ("workspace", link("workspace")),
            ],
            options={"db_table": "saved_view"},
        ),
        migrations.AddIndex("savedview", models.Index(fields=["workspace", "member"], name="saved_view_by_member")),
        # Only how the two are named in Python: nothing changes in the database.
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    "advice",
                    "deal",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="advice",
                        serialize=False,
                        to="book.deal",
                    ),
                )
            ]
        ),
        migrations.AddIndex(
            "advice",
            models.Index(
                fields=["workspace", "kind", "window_from", "window_to", "reason", "owner_id", "deal"],
                name="advice_by_standing",
            ),
        ),
        migrations.AddIndex(
            "deal", models.Index(fields=["workspace", "status", "amount_minor", "id"], name="deal_by_amount")
        ),
    ]
