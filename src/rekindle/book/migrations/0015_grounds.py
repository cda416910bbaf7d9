"""Every advice keeps the law it was held against, and what allowed the contact."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("book", "0014_currencies")]
    operations = [
        migrations.AddField("advice", "rule", models.TextField(blank=True, default="")),
        migrations.AddField("advice", "ground", models.CharField(blank=True, default="", max_length=20)),
    ]
