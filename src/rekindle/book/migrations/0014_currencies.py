"""Which currencies a book holds is read out of an index: amounts of most are hundredths, of some they are not."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("book", "0013_pattern_periods")]
    operations = [
        migrations.AddIndex("deal", models.Index(fields=["workspace", "currency"], name="deal_by_currency")),
    ]
