"""The head of each workspace's audit chain, kept in a file: a database cut short or restored does not go unnoticed."""

import json
import os
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import connection

from rekindle.book.models import AuditEntry, Workspace


@dataclass(frozen=True, slots=True)
class Head:
    """Number and hash of one entry of a chain."""

    number: int
    chain: str


def head_path(workspace_id: UUID) -> Path:
    """Return where a workspace's head is noted."""
    return Path(settings.DATA) / "audit" / f"{workspace_id}.json"


def read_head(workspace_id: UUID) -> Head | None:
    """Read the noted head; None when none was noted yet. Raises ValueError when the file cannot be understood."""
    try:
        content = json.loads(head_path(workspace_id).read_text())
        return Head(int(content["number"]), str(content["chain"]))
    except FileNotFoundError:
        return None
    except (KeyError, TypeError, ValueError) as wrong:
        raise ValueError(f"{head_path(workspace_id)} cannot be understood: {wrong}") from wrong


def note_head(workspace_id: UUID, before: Head, head: Head) -> None:
    """Note a new head, if the noted one is a link of this chain: a foreign or later one stays, as evidence."""
    try:
        noted = read_head(workspace_id)
    except ValueError:
        return
    if noted is None or noted == before or _continues(workspace_id, noted, head):
        _write(head_path(workspace_id), json.dumps({**asdict(head), "database": connection.vendor}))


def heads_without_book() -> Iterator[tuple[Path, int]]:
    """Yield the files, with their numbers, that note heads of workspaces which this kind of database does not hold."""
    known = {f"{workspace_id}.json" for workspace_id in Workspace.objects.values_list("pk", flat=True)}
    for path in sorted((Path(settings.DATA) / "audit").glob("*.json")):
        try:
            noted = json.loads(path.read_text())
            if path.name not in known and noted["database"] == connection.vendor:
                yield path, int(noted["number"])
        except (KeyError, TypeError, ValueError):
            # Of a head that cannot be understood nothing is known; that of a workspace is said with its chain.
            continue


def _continues(workspace_id: UUID, noted: Head, head: Head) -> bool:
    """Say whether a head noted earlier than the one before is in the chain: a crash can leave it behind."""
    entries = AuditEntry.objects.within(workspace_id)
    return noted.number < head.number and entries.filter(number=noted.number, chain=noted.chain).exists()


def _write(path: Path, text: str) -> None:
    """Write a file so that there is always a whole one, also after a power cut."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    with os.fdopen(handle, "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    Path(name).replace(path)
