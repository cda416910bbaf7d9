from django.apps.registry import Apps as StateApps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from rekindle.book.guards import put_up_guards

# Frozen here: a table that comes later is guarded by the migration that makes it.
TABLES = [
    "loss",
    "claim",
    "permission",
    "suppression",
    "return",
    "status_change",
    "void",
    "audit_entry",
    "journal_row",
    "audit_payload",
]


def put_up(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    put_up_guards(schema_editor.connection, TABLES)


class Migration(migrations.Migration):
    dependencies = [("book", "0001_tables")]
    operations = [migrations.RunPython(put_up, migrations.RunPython.noop)]
