"""A member's own words and choices for what is proposed next."""

from uuid import UUID

from rekindle.book.models import Draft
from rekindle.book.write.writing import Writing, record


def write_draft(
    writing: Writing,
    deal_id: UUID,
    person_id: UUID | None,
    channel: str,
    play: str,
    *,
    asset_key: str = "",
    subject: str = "",
    words: str = "",
) -> UUID:
    """Keep what a member means to say and bring; the latest of a deal is in force."""
    return record(
        writing,
        Draft,
        deal_id=deal_id,
        person_id=person_id,
        channel=channel,
        play=play,
        asset_key=asset_key,
        subject=subject,
        words=words,
    )
