"""Ways of looking at the lost book that a member keeps."""

from uuid import UUID

from rekindle.book.models import SavedView
from rekindle.book.write.undo import void_rows
from rekindle.book.write.writing import Writing, alive, record


def write_saved_view(writing: Writing, member_id: UUID, name: str, query: str) -> UUID:
    """Keep a way of looking at the book under a name; one of the same name is replaced."""
    drop_saved_view(writing, member_id, name)
    return record(writing, SavedView, member_id=member_id, name=name, query=query)


def drop_saved_view(writing: Writing, member_id: UUID, name: str) -> int:
    """Let go of the views of that name, and return how many there were."""
    rows = alive(SavedView.objects.within(writing.workspace_id).filter(member_id=member_id, name=name), writing)
    return void_rows(writing, [(SavedView._meta.db_table, row) for row in rows.values_list("pk", flat=True)])
