"""On SQLite a new row could take the place of a guarded one by sharing its rowid or another unique value."""

from django.apps.registry import Apps as StateApps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from rekindle.book.guards import put_up_guards

# Frozen here, as in 0002.
TABLES = [
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


def put_up(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    put_up_guards(schema_editor.connection, TABLES)


class Migration(migrations.Migration):
    dependencies = [("book", "0017_duties")]
    operations = [migrations.RunPython(put_up, migrations.RunPython.noop)]
