"""How the record is kept: commands, and the files that were brought in."""

from datetime import datetime
from typing import Any, Unpack
from uuid import UUID

from rekindle.book.models import Command, File
from rekindle.book.write.writing import When, Writing, record


def write_command(
    writing: Writing,
    verb: str,
    key: str,
    *,
    request_digest: str,
    label: str,
    result: dict[str, Any] | None = None,
    undoable: bool = False,
    accounts: list[str] | None = None,
    deals: list[str] | None = None,
) -> UUID:
    """Write one verb said once, with everything the writing made and changed, so that it can be undone."""
    made, changed = list(writing.made), list(writing.changed)
    return record(
        writing,
        Command,
        member_id=writing.member_id,
        at=writing.at,
        verb=verb,
        key=key,
        request_digest=request_digest,
        label=label[:300],
        result=result or {},
        undoable=undoable,
        made=made,
        changed=changed,
        accounts=accounts or [],
        deals=deals or [],
    )


def mark_undone(workspace_id: UUID, command_id: UUID, at: datetime) -> bool:
    """Claim a command for undoing; False when it was undone before."""
    commands = Command.objects.within(workspace_id).filter(pk=command_id, undone_at=None)
    return commands.update(undone_at=at) == 1


def write_file(
    writing: Writing,
    name: str,
    digest: str,
    *,
    take: int = 1,
    kind: str = "",
    system: str = "",
    mapping: dict[str, str] | None = None,
    rows: int = 0,
    summary: dict[str, Any] | None = None,
    **when: Unpack[When],
) -> UUID:
    """Write a file that is being brought in; `take` counts how often, after imports that were undone."""
    return record(
        writing,
        File,
        name=name[:300],
        digest=digest,
        take=take,
        kind=kind,
        system=system,
        mapping=mapping or {},
        rows=rows,
        summary=summary or {},
        **when,
    )


def finish_file(writing: Writing, file_id: UUID, summary: dict[str, Any]) -> None:
    """Say that every row of a file is accounted for, and how."""
    File.objects.within(writing.workspace_id).filter(pk=file_id).update(finished_at=writing.at, summary=summary)
