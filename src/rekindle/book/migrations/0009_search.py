from django.apps.registry import Apps as StateApps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from rekindle.book.search import put_up_search


def put_up(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    put_up_search(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("book", "0008_coaching")]
    operations = [
        # A rest without a day lasts until something changes there.
        migrations.AlterField("rest", "until_on", models.DateField(null=True)),
        migrations.RunPython(put_up, migrations.RunPython.noop),
    ]
