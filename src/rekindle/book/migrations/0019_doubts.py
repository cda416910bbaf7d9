"""What holds somebody in doubt is found without reading the whole ledger: Today asks about it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("book", "0018_replacing")]
    operations = [
        migrations.AddIndex(
            "suppression",
            models.Index(fields=["workspace"], name="suppression_in_doubt", condition=models.Q(origin="doubt")),
        )
    ]
