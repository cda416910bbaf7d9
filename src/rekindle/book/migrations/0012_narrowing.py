"""The lost book is narrowed by competitor, segment, stage, product and owner; a member's letters go with the member."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("book", "0011_window_open")]
    operations = [
        migrations.AddField("member", "keymap", models.JSONField(default=dict)),
        migrations.AddIndex(
            "deal",
            models.Index(fields=["workspace", "owner", "status", "status_since", "id"], name="deal_by_owner"),
        ),
        migrations.AddIndex(
            "dealline", models.Index(fields=["workspace", "product", "deal"], name="deal_line_by_product")
        ),
        migrations.AddIndex("account", models.Index(fields=["workspace", "segment", "id"], name="account_by_segment")),
        migrations.AddIndex("loss", models.Index(fields=["workspace", "competitor", "deal"], name="loss_by_competitor")),
        migrations.AddIndex("loss", models.Index(fields=["workspace", "stage", "deal"], name="loss_by_stage")),
    ]
