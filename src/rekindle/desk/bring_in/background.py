"""Bringing a file in while the page goes on: a thread of this server does it, the journal knows how far it is."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from rekindle.book.write.files import OpenFile
from rekindle.desk.actor import Actor, RefusedError
from rekindle.desk.bring_in.reading import ReadFile
from rekindle.desk.bring_in.verb import ask_of, begin_file, store_file

# So many rows are quicker than a second page.
AT_ONCE = 500

log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Work:
    """A file this server works on, or the words with which it stopped."""

    going: bool = True
    words: str = ""


_works: dict[UUID, _Work] = {}
_alone = threading.Lock()


def start_import(
    actor: Actor,
    key: str,
    *,
    content: bytes,
    name: str,
    kind: str = "auto",
    mapping: dict[str, str] | None = None,
    after: Callable[[], None] | None = None,
) -> UUID:
    """Begin to bring a file in and return its id; a small file is in by then, else the rows follow in the background.

    `after` is called once every row is accounted for. A file that is in already, or is coming in, is not begun twice.
    Raises RefusedError when it cannot be read.
    """
    found, file = begin_file(actor, key, content, name, ask_of(actor, kind, mapping))
    if not file.finished and found.rows <= AT_ONCE:
        store_file(actor, key, found, file, lambda done, total: None)
        _call(after)
        return file.file_id
    with _alone:
        work = _works.get(file.file_id)
        if not file.finished and not (work and work.going):
            _works[file.file_id] = _Work()
            threading.Thread(target=_work, args=(actor, key, found, file, after), name="import", daemon=True).start()
    return file.file_id


def is_going(file_id: UUID) -> bool:
    """Say whether this server works on a file right now."""
    return file_id in _works and _works[file_id].going


def why_stopped(file_id: UUID) -> str:
    """Return the words with which the work on a file ended without finishing it; empty if it did not."""
    return _works[file_id].words if file_id in _works else ""


def _work(actor: Actor, key: str, found: ReadFile, file: OpenFile, after: Callable[[], None] | None) -> None:
    work = _works[file.file_id]
    try:
        store_file(actor, key, found, file, lambda done, total: None)
        _call(after)
    except RefusedError as refusal:
        work.words = str(refusal)
    except Exception:
        log.exception("bringing in %s stopped", file.file_id)
        work.words = "Something went wrong while the rows came in. Nothing is lost: go on, or undo it."
    finally:
        work.going = False
        connection.close()


def _call(after: Callable[[], None] | None) -> None:
    if after:
        after()
