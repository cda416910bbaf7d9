"""The audit: a hash chain per workspace over salted digests, and its head noted outside the database.

What a digest was taken over lies in another row, which can be erased: the chain holds without it.
"""

import hashlib
import json
import secrets
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from rekindle.book.heads import Head, note_head
from rekindle.book.models import AuditEntry, AuditPayload, Workspace
from rekindle.book.write.writing import Writing

START = Head(0, "0" * 64)


def append_entry(writing: Writing, verb: str, payload: dict[str, Any]) -> AuditEntry:
    """Append one link to the workspace's chain, inside the caller's transaction; its head is noted after commit.

    The workspace's row is locked, so that a chain has one end: on SQLite a transaction is the only writer anyway.
    """
    Workspace.objects.select_for_update(no_key=True).values_list("pk").get(pk=writing.workspace_id)
    before = last_link(writing.workspace_id)
    salt, text = secrets.token_hex(32), canonical(payload)
    digest = digest_of(salt, text)
    number = before.number + 1
    chain = link(before.chain, number, writing.at, writing.member_id, verb, digest)
    entry = AuditEntry(
        workspace_id=writing.workspace_id,
        number=number,
        at=writing.at,
        member_id=writing.member_id,
        verb=verb,
        digest=digest,
        chain=chain,
    )
    entry.save(force_insert=True)
    AuditPayload(workspace_id=writing.workspace_id, entry=entry, salt=salt, payload=text).save(force_insert=True)
    transaction.on_commit(lambda: note_head(writing.workspace_id, before, Head(number, chain)))
    return entry


def last_link(workspace_id: UUID) -> Head:
    """Return number and hash of the end of a workspace's chain."""
    last = AuditEntry.objects.within(workspace_id).order_by("-number").values_list("number", "chain").first()
    return Head(*last) if last else START


def canonical(payload: dict[str, Any]) -> str:
    """Write a payload in its one spelling: sorted keys, no spaces; dates, ids and the like as text."""
    return json.dumps(payload, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str)


def digest_of(salt: str, text: str) -> str:
    """Return SHA-256 over salt and text: nobody can guess an erased payload from it."""
    return hashlib.sha256((salt + text).encode()).hexdigest()


def link(before: str, number: int, at: datetime, member_id: UUID | None, verb: str, digest: str) -> str:
    """Return the hash that ties an entry to the one before it."""
    instant = at.astimezone(UTC).isoformat(timespec="microseconds")
    member = member_id.hex if member_id else ""
    return hashlib.sha256("\n".join([before, str(number), instant, member, verb, digest]).encode()).hexdigest()


def erase_payload(workspace_id: UUID, entry_id: UUID) -> None:
    """Erase what an entry was about; the entry and the chain stay."""
    AuditPayload.objects.within(workspace_id).filter(entry_id=entry_id).update(payload="", salt="")
