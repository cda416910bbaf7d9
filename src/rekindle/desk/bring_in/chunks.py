"""Drafts into the book a chunk at a time, each chunk with its part of the journal in one transaction."""

import gc
import hashlib
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar
from uuid import UUID

from django.db import transaction

from rekindle.book.copying import NoRoomError, in_copy
from rekindle.book.write.commands import lock_workspace
from rekindle.book.write.drafts.bringing import OLDER, Fate
from rekindle.book.write.drafts.store import store_drafts
from rekindle.book.write.files import journal, rows_done
from rekindle.book.write.rows import roomy
from rekindle.book.write.writing import Writing, in_bulk
from rekindle.desk.actor import Actor, RefusedError
from rekindle.desk.bring_in.alone import alone
from rekindle.desk.bring_in.reading import Item, ReadFile
from rekindle.intake.drafts import Draft, Rejected, Skipped

Progress = Callable[[int, int], None]

T = TypeVar("T")

CHUNK = 500
# A long file goes in larger steps: less often the disk is waited for, a page of an index that is in no order is written
# for more rows at once, and looked up what is known.
LONG, LONG_CHUNK = 20_000, 2_000
# Others who write wait for a step, and a verb may do so twice: where a step takes longer, the next ones are smaller.
STEP_SECONDS, LEAST = 0.75, 50
NO_ROOM = "The file is tried out in a copy of the book, and there is no room for one ({}). Nothing was changed."
SELDOM = (30_000, 15, 30)


@dataclass(slots=True)
class Pace:
    """How many rows a step takes: at most so many, fewer where it would keep others waiting."""

    most: int
    rows: int = 0

    def __post_init__(self) -> None:
        """Begin carefully: how quick the machine is, the first step tells."""
        self.rows = min(self.most, CHUNK)

    @contextmanager
    def kept(self, rows: int) -> Iterator[None]:
        """Learn from how long others waited for so many rows."""
        began = time.monotonic()
        yield
        took = max(time.monotonic() - began, 0.001)
        self.rows = max(min(LEAST, self.most), min(self.most, 2 * self.rows, int(rows * STEP_SECONDS / took)))


def store_in_chunks(actor: Actor, found: ReadFile, file_id: UUID, progress: Progress) -> list[Fate]:
    """Store every row the journal does not account for yet; returns the fates of those that have something to say.

    The others are in the journal: of a large file they would fill the memory.
    """
    fates: list[Fate] = []
    pace = Pace(_step_of(found))
    with roomy(found.rows > LONG):
        for chunk in _chunks(found, pace):
            stored = _store_chunk(actor, found, file_id, chunk, pace)
            fates += [fate for fate in stored if fate.warnings or fate.fate == "rejected"]
            progress(chunk[-1].row, found.rows)
    return fates


def _store_chunk(actor: Actor, found: ReadFile, file_id: UUID, chunk: Sequence[Item], pace: Pace) -> list[Fate]:
    digests = {item.row: digest_item(item) for item in chunk}
    with alone(), transaction.atomic(), pace.kept(len(chunk)):
        lock_workspace(actor.workspace_id)
        writing = Writing(actor.workspace_id, actor.member_id, actor.at, zone=found.zone)
        done = rows_done(writing, file_id, [item.row for item in chunk])
        left = [item for item in chunk if item.row not in done]
        stored = _store(writing, found, left)
        with in_bulk(writing) as holding:
            journal(holding, file_id, stored, digests)
    return stored


def try_out(
    actor: Actor, found: ReadFile, progress: Progress, look: Callable[[], T] | None = None
) -> tuple[list[Fate], T | None]:
    """Store everything in a copy of the book and look at what became of it: a trial that cannot be wrong, and that
    nobody waits for. Raises RefusedError where there is no room for the copy."""
    fates: list[Fate] = []
    try:
        with in_copy(actor.workspace_id):
            writing = Writing(actor.workspace_id, actor.member_id, actor.at, zone=found.zone)
            for chunk in _chunks(found, Pace(_step_of(found))):
                fates += _store(writing, found, chunk)
                progress(chunk[-1].row, found.rows)
            return fates, look() if look else None
    except NoRoomError as error:
        raise RefusedError(NO_ROOM.format(error)) from error


def _step_of(found: ReadFile) -> int:
    return LONG_CHUNK if found.rows > LONG else CHUNK


def _chunks(found: ReadFile, pace: Pace) -> Iterator[list[Item]]:
    """Yield the rows a chunk at a time. Drafts are many small things that live shortly, so what lives long is left out
    of the look for waste meanwhile, and the rest looked through seldom: it takes a fifth of the time."""
    with swept_seldom():
        items = found.draw(False)
        while chunk := list(islice(items, pace.rows)):
            found.age.note(chunk, found.zone)
            yield chunk


@contextmanager
def swept_seldom() -> Iterator[None]:
    """Leave what is there out of the look for waste, and look through the rest seldom."""
    usual = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
        gc.set_threshold(*usual)


def _store(writing: Writing, found: ReadFile, items: Sequence[Item]) -> list[Fate]:
    """Store the drafts among the items; the others already are what became of their rows."""
    drafts: list[Draft] = [item for item in items if not isinstance(item, Rejected | Skipped)]
    fates = store_drafts(writing, found.system, drafts, found.newer) if drafts else []
    stored = {fate.row: fate for fate in fates}
    return [stored.get(item.row) or _fate_of(item) for item in items]


def _fate_of(item: Item) -> Fate:
    if isinstance(item, Rejected):
        where = f"{item.column}: " if item.column else ""
        return Fate(item.row, "rejected", words=f"{where}{item.words}", cells=item.cells)
    assert isinstance(item, Skipped)
    return Fate(item.row, "skipped", words=item.words)


def count_left_out(fates: Sequence[Fate]) -> tuple[tuple[str, int], ...]:
    """Count the skipped rows by why, the most first; what is said of one row alone counts with its like."""
    said = Counter(say_left_out(fate.words) for fate in fates if fate.fate == "skipped")
    return tuple(said.most_common())


def say_left_out(words: str) -> str:
    """Say why rows were left out, alike for all of a kind: what the journal says of one may name another row."""
    if "bought on" in words:
        return "buy too seldom to have a rhythm"
    if words == OLDER:
        return "a newer file says otherwise; what is newer stays"
    return "an exact repeat of an earlier row" if words.startswith("an exact repeat") else words or "known already"


def digest_item(item: Item) -> str:
    """Return what tells one row from another: SHA-256 over all that was understood of it."""
    return hashlib.sha256(repr(item).encode(errors="surrogatepass")).hexdigest()
