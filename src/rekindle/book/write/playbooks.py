"""Versions of a playbook that a workspace makes."""

from uuid import UUID

from django.db.models import Max

from rekindle.book.models import PlaybookEdit
from rekindle.book.write.writing import Writing, record
from rekindle.terms.playbooks import EditKind


def next_number(writing: Writing, pack: str) -> int:
    """Return the number of the next version of a pack; one that was taken back keeps its number."""
    rows = PlaybookEdit.objects.within(writing.workspace_id).filter(pack=pack)
    last: int | None = rows.aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def write_playbook_edit(
    writing: Writing,
    pack: str,
    number: int,
    kind: EditKind,
    version: str,
    content: str,
    *,
    words: str = "",
    parent_id: UUID | None = None,
) -> UUID:
    """Write one version of a pack, whole and as JSON, with the version it was made from."""
    return record(
        writing,
        PlaybookEdit,
        pack=pack,
        number=number,
        kind=kind,
        version=version,
        content=content,
        words=words,
        parent_id=parent_id,
    )
