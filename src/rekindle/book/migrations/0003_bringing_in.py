import django.db.models.deletion
import rekindle.terms.ids
from django.apps.registry import Apps as StateApps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from rekindle.book.guards import put_up_guards


def put_up(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """A table that was remade has lost its triggers without a word."""
    put_up_guards(schema_editor.connection, ["journal_row"])


class Migration(migrations.Migration):

    dependencies = [
        ('book', '0002_guards'),
    ]

    operations = [
        migrations.CreateModel(
            name='Proposal',
            fields=[
                ('id', models.UUIDField(default=rekindle.terms.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('table', models.CharField(max_length=40)),
                ('this_id', models.UUIDField()),
                ('that_id', models.UUIDField()),
                ('score', models.FloatField()),
                ('evidence', models.TextField(blank=True, default='')),
                ('state', models.CharField(default='open', max_length=10)),
                ('at', models.DateTimeField()),
            ],
            options={
                'db_table': 'proposal',
            },
        ),
        migrations.AddField(
            model_name='journalrow',
            name='changed',
            field=models.JSONField(null=True),
        ),
        migrations.AddIndex(
            model_name='sameas',
            index=models.Index(fields=['workspace', 'table'], name='same_as_by_table'),
        ),
        migrations.AddField(
            model_name='proposal',
            name='workspace',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='book.workspace'),
        ),
        migrations.AddIndex(
            model_name='proposal',
            index=models.Index(fields=['workspace', 'state', 'table', '-score'], name='proposal_by_state'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.UniqueConstraint(fields=('workspace', 'table', 'this_id', 'that_id'), name='one_proposal_per_pair'),
        ),
        migrations.RunPython(put_up, migrations.RunPython.noop),
    ]
