"""The canonical hash is of what a book says, not of when it came to be recorded."""

from datetime import datetime, timedelta

from django.db import transaction

from rekindle.book.canonical import canonical_hash
from rekindle.book.keep import keep_playbook
from tests.support.cast import NOW, House


def hash_with(house: House, version: str, at: datetime) -> str:
    """Return the hash of the book with a version of its playbook written down then, and take it back."""
    with transaction.atomic():
        keep_playbook(house.workspace_id, version, "b2b", {"reasons": []}, at)
        found = canonical_hash(house.workspace_id)
        transaction.set_rollback(True)
    return found


def test_when_a_book_first_wrote_its_playbook_down_is_not_what_it_says(house):
    first = hash_with(house, "v1", NOW)
    assert hash_with(house, "v1", NOW + timedelta(hours=3)) == first
    assert hash_with(house, "v2", NOW) != first
