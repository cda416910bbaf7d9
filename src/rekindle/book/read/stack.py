"""What a member did last, as far as it can be taken back."""

from datetime import datetime
from uuid import UUID

from rekindle.book.models import Command

DEPTH = 50


def read_stack(workspace_id: UUID, member_id: UUID, most: int = DEPTH) -> list[tuple[UUID, str, datetime]]:
    """Return (command, label, when) of the latest things a member could undo, the newest first."""
    rows = Command.objects.within(workspace_id).filter(member_id=member_id, undoable=True)
    latest = rows.order_by("-at", "-id").values_list("id", "label", "at", "undone_at")[:DEPTH]
    return [(command_id, label, at) for command_id, label, at, undone_at in latest if undone_at is None][:most]
