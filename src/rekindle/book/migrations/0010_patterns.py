import django.db.models.deletion
import rekindle.terms.ids
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("book", "0009_search")]
    operations = [
        migrations.CreateModel(
            name="Pattern",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=rekindle.terms.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("scope", models.CharField(blank=True, default="", max_length=32)),
                ("as_of", models.DateTimeField()),
                ("content", models.JSONField()),
                (
                    "workspace",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="book.workspace",
                    ),
                ),
            ],
            options={"db_table": "pattern"},
        ),
        migrations.AddConstraint(
            "pattern", models.UniqueConstraint(fields=("workspace", "scope"), name="one_pattern_per_scope")
        ),
    ]
