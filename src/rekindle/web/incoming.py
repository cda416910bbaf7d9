"""A file between its first look and the yes: kept outside the book, under its digest, for one day."""

import hashlib
import time
from pathlib import Path

from django.conf import settings
from django.core import signing

from rekindle.desk.actor import Actor

LARGEST = 64 * 1024 * 1024
SECONDS = 24 * 60 * 60
SALT = "rekindle.incoming"


class NotKeptError(Exception):
    """The file is not here any more; its text says what to do."""


def keep_file(actor: Actor, name: str, content: bytes) -> str:
    """Keep a file and return a signed handle that only this member in this workspace can use."""
    folder = _folder()
    _tidy(folder)
    digest = hashlib.sha256(content).hexdigest()
    (folder / digest).write_bytes(content)
    return handle_of(actor, name, digest)


def handle_of(actor: Actor, name: str, digest: str) -> str:
    """Return the handle of a file of that digest for this member."""
    return signing.dumps([str(actor.workspace_id), str(actor.member_id), name, digest], salt=SALT)


def read_file(actor: Actor, handle: str) -> tuple[str, bytes]:
    """Return the name and content behind a handle; raises NotKeptError for a strange, an old or a foreign one."""
    gone = NotKeptError("That file is not waiting here any more. Choose it once more.")
    try:
        workspace_id, member_id, name, digest = signing.loads(handle, salt=SALT, max_age=SECONDS)
    except (signing.BadSignature, ValueError) as error:
        raise gone from error
    path = _folder() / digest
    if (workspace_id, member_id) != (str(actor.workspace_id), str(actor.member_id)) or not path.is_file():
        raise gone
    return name, path.read_bytes()


def is_kept(digest: str) -> bool:
    """Say whether a file of that digest waits here."""
    return (_folder() / digest).is_file()


def forget_file(handle: str) -> None:
    """Remove a file that was brought in."""
    digest = signing.loads(handle, salt=SALT)[3]
    (_folder() / digest).unlink(missing_ok=True)


def _folder() -> Path:
    folder = Path(settings.DATA) / "incoming"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _tidy(folder: Path) -> None:
    for path in folder.iterdir():
        if path.stat().st_mtime < time.time() - SECONDS:
            path.unlink(missing_ok=True)
