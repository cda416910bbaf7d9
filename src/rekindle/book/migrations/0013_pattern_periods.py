"""Patterns are kept for the last months, too."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("book", "0012_narrowing")]
    operations = [
        migrations.RemoveConstraint("pattern", "one_pattern_per_scope"),
        migrations.AddField("pattern", "months", models.PositiveSmallIntegerField(default=0)),
        migrations.AddConstraint(
            "pattern",
            models.UniqueConstraint(fields=("workspace", "scope", "months"), name="one_pattern_per_scope_and_period"),
        ),
    ]
