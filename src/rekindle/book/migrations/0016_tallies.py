"""How many deals stand where is written beside the advice; until the next planning it is counted as before."""

from datetime import date

import django.db.models.deletion
import rekindle.terms.ids
from django.apps.registry import Apps as StateApps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from rekindle.terms.ids import new_id


def call_old(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    tally, workspace = apps.get_model("book", "Tally"), apps.get_model("book", "Workspace")
    ids = workspace._base_manager.values_list("pk", flat=True)
    said = {"about": "old", "from_on": date.min, "count": 1}
    tally._base_manager.bulk_create(tally(id=new_id(), workspace_id=one, **said) for one in ids)


class Migration(migrations.Migration):
    dependencies = [("book", "0015_grounds")]
    operations = [
        migrations.CreateModel(
            name="Tally",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=rekindle.terms.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("owner_id", models.UUIDField(null=True)),
                ("about", models.CharField(max_length=10)),
                ("name", models.CharField(blank=True, default="", max_length=40)),
                ("from_on", models.DateField()),
                ("count", models.IntegerField()),
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
            options={"db_table": "tally"},
        ),
        migrations.AddIndex(
            "tally",
            models.Index(fields=["workspace", "from_on", "about", "name", "owner_id", "count"], name="tally_by_day"),
        ),
        migrations.RunPython(call_old, migrations.RunPython.noop),
    ]
