"""A lane of the board also asks when a deal is looked at again."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("book", "0010_patterns")]
    operations = [
        migrations.RemoveIndex("advice", "advice_by_standing"),
        migrations.AddIndex(
            "advice",
            models.Index(
                fields=["workspace", "kind", "window_from", "window_to", "reconsider_on", "reason", "owner_id", "deal"],
                name="advice_by_standing",
            ),
        ),
    ]
