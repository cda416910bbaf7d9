"""What was learned from a log of contacts: dated parameter sets that stand beside those of the engine."""

from typing import Any
from uuid import UUID

from rekindle.book.models import ParameterSet
from rekindle.book.write.undo import void_rows
from rekindle.book.write.writing import Writing, record


def write_learned(writing: Writing, room: str, content: dict[str, Any]) -> UUID:
    """Write what was learned as one parameter set of a room; `content` is plain JSON."""
    return record(writing, ParameterSet, room=room, table=[content])


def void_learned(writing: Writing, set_id: UUID) -> None:
    """Write a void row for a parameter set: it does not count any more, and stays on the record."""
    void_rows(writing, [(ParameterSet._meta.db_table, str(set_id))], words="removed")
