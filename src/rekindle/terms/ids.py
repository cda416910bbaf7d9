"""Ids are UUIDv7: unguessable, and in the order in which they were made."""

from uuid import UUID

from uuid_utils.compat import uuid7


def new_id() -> UUID:
    """Make an id that sorts after every id this process made before."""
    return uuid7()
