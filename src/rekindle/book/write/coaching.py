"""What coaches keep."""

from datetime import date
from uuid import UUID

from rekindle.book.models import Coaching
from rekindle.book.write.undo import void_rows
from rekindle.book.write.writing import Writing, alive, record
from rekindle.terms.coaching import Kept


def write_coaching(
    writing: Writing,
    kind: Kept,
    member_id: UUID,
    *,
    topic: str = "",
    title: str = "",
    words: str = "",
    deal_id: UUID | None = None,
    until_on: date | None = None,
) -> UUID:
    """Keep one thing about or for a member."""
    return record(
        writing,
        Coaching,
        kind=kind,
        member_id=member_id,
        topic=topic,
        title=title[:300],
        words=words,
        deal_id=deal_id,
        until_on=until_on,
    )


def find_kept(writing: Writing, kept_id: UUID) -> tuple[str, UUID, UUID | None, str] | None:
    """Return (kind, member, coach, title) of one thing kept; None when there is none, or it was let go."""
    rows = alive(Coaching.objects.within(writing.workspace_id).filter(pk=kept_id), writing)
    return rows.values_list("kind", "member_id", "by_id", "title").first()


def drop_kept(writing: Writing, kept_id: UUID) -> None:
    """Let go of one thing kept."""
    void_rows(writing, [(Coaching._meta.db_table, kept_id)])


def has_talk(writing: Writing, member_id: UUID, topic: str, deal_id: UUID | None) -> bool:
    """Say whether the coach keeps this conversation already."""
    rows = Coaching.objects.within(writing.workspace_id).filter(
        kind=Kept.TALK, by_id=writing.member_id, member_id=member_id, topic=topic, deal_id=deal_id
    )
    return bool(alive(rows, writing).exists())
