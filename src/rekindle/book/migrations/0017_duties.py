"""Every advice keeps whose law was looked up, and what has to be seen to with the contact."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("book", "0016_tallies")]
    operations = [
        migrations.AddField("advice", "place", models.CharField(blank=True, default="", max_length=8)),
        migrations.AddField("advice", "duties", models.TextField(blank=True, default="")),
    ]
