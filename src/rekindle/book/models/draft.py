"""What a member means to say next time, before it is said."""

from django.db import models

from rekindle.book.models.base import Fact, key_field, words_field


class Draft(Fact):
    """One's own words, or another thing of value, for one proposed contact; the latest that is not void counts.

    It holds for that person, channel and play only, and until the next contact. Empty `words` are the playbook's.
    """

    deal = models.ForeignKey("book.Deal", on_delete=models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey("book.Person", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    channel = key_field(10)
    play = key_field(20)
    asset_key = key_field(80)
    subject = key_field(300)
    words = words_field()

    class Meta:
        db_table = "draft"
        indexes = [models.Index(fields=["workspace", "by", "deal"], name="draft_by_deal")]
