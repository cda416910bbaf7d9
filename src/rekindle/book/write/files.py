"""A file on its way into the book: begun once, journalled row by row, finished once."""

import hashlib
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from rekindle.book.models import File, JournalRow
from rekindle.book.write.drafts.bringing import OLDER, Fate, count_losses
from rekindle.book.write.records import write_file
from rekindle.book.write.writing import Writing, alive, record


@dataclass(frozen=True, slots=True)
class OpenFile:
    """A file begun now or earlier, at the instant `at`. `summary` tells what became of it once it is finished.

    `asked` is how it was to be read when it was begun: its kind, and what a person said about its columns.
    """

    file_id: UUID
    digest: str
    finished_at: datetime | None
    summary: dict[str, Any]
    at: datetime
    asked: dict[str, Any]

    @property
    def finished(self) -> bool:
        """Whether every row is accounted for."""
        return self.finished_at is not None


def find_file(writing: Writing, digest: str) -> OpenFile | None:
    """Return the file of that content, unless it never was brought in or that was taken back."""
    files = File.objects.within(writing.workspace_id).filter(digest=digest)
    row = alive(files, writing).order_by("-take").first()
    if row is None:
        return None
    return OpenFile(row.id, digest, row.finished_at, row.summary, row.known_at, row.summary.get("asked", {}))


def open_file(writing: Writing, name: str, digest: str, asked: dict[str, Any], **about: Any) -> OpenFile:
    """Return the file of that content, begun if it is new or if its earlier import was taken back.

    The caller holds the lock of the workspace, so that two who begin the same file at once share it.
    """
    found = find_file(writing, digest)
    if found is not None:
        return found
    takes = File.objects.within(writing.workspace_id).filter(digest=digest).count()
    file_id = write_file(writing, name, digest, take=takes + 1, summary={"asked": asked}, **about)
    return OpenFile(file_id, digest, None, summary={}, at=writing.at, asked=asked)


def rows_done(writing: Writing, file_id: UUID, numbers: Sequence[int]) -> set[int]:
    """Return which of these rows the journal already accounts for."""
    rows = JournalRow.objects.within(writing.workspace_id).filter(file_id=file_id, number__in=numbers)
    return set(rows.values_list("number", flat=True))


def journal(writing: Writing, file_id: UUID, fates: Iterable[Fate], digests: dict[int, str]) -> None:
    """Account for rows in the journal, in the transaction that stores them."""
    for fate in fates:
        record(
            writing,
            JournalRow,
            file_id=file_id,
            number=fate.row,
            digest=digests.get(fate.row, ""),
            fate=fate.fate,
            words=fate.words,
            made=[*fate.made, *fate.vouched],
            cells=fate.cells,
            changed=fate.changed or None,
        )


@dataclass(frozen=True, slots=True)
class Journal:
    """What a whole journal tells: how many rows met which fate and made a loss, return or suppression; why rows were
    left out; its digest; and the records that the file made, by their table."""

    counts: Counter[str]
    left_out: Counter[str]
    digest: str
    made: dict[str, set[UUID]]


_OF_ROW = ("number", "digest", "fate", "words", "made")


def read_journal(writing: Writing, file_id: UUID, tables: Collection[str], say_why: Callable[[str], str]) -> Journal:
    """Read the journal of a file once, with what it made of some tables; `say_why` words why a row was left out, so
    that those of a kind count together.

    A row that only says again what is in the ledger already makes no suppression.
    """
    rows = JournalRow.objects.within(writing.workspace_id).filter(file_id=file_id).order_by("number")
    counts, left_out = Counter[str](), Counter[str]()
    digest = hashlib.sha256()
    ledger: set[str] = set()
    fresh: dict[str, set[UUID]] = {table: set() for table in tables}
    for number, row_digest, fate, words, made in rows.values_list(*_OF_ROW).iterator():
        counts.update({fate: 1, "older": int(words == OLDER)})
        if fate == "skipped":
            left_out[say_why(words)] += 1
        for table, row_id in made:
            if table in fresh:
                fresh[table].add(UUID(row_id))
        named = [table for table, _ in made]
        losses, corrected = count_losses(named)
        counts.update(losses=losses, corrected=corrected, returns=named.count("return"))
        # Ids are in the order in which they were made: what was there before the file has a smaller one.
        entries = {row_id for table, row_id in made if table == "suppression" and row_id > str(file_id)}
        counts.update(suppressed=int(bool(entries - ledger)))
        ledger |= entries
        digest.update(f"{number}:{row_digest}:{fate}\n".encode())
    return Journal(counts, left_out, digest.hexdigest(), fresh)


def made_by(writing: Writing, file_id: UUID) -> Iterator[list[str]]:
    """Yield every row that bringing in a file made, as [table, id]: of a large file they are millions."""
    rows = JournalRow.objects.within(writing.workspace_id).filter(file_id=file_id)
    for found in rows.values_list("made", flat=True).iterator():
        yield from found


def changed_by(writing: Writing, file_id: UUID) -> list[list[Any]]:
    """Return what bringing in a file changed in place, as [table, id, {column: value before}], in the order of rows."""
    rows = JournalRow.objects.within(writing.workspace_id).filter(file_id=file_id, changed__isnull=False)
    return [change for found in rows.order_by("number").values_list("changed", flat=True) for change in found]


def changed_after(writing: Writing, file_id: UUID) -> set[tuple[str, str, str]]:
    """Return (table, id, column) of what files begun later changed in place."""
    begun_at = File.objects.within(writing.workspace_id).filter(pk=file_id).values("known_at")[:1]
    later = alive(File.objects.within(writing.workspace_id).filter(known_at__gt=begun_at), writing)
    rows = JournalRow.objects.within(writing.workspace_id).filter(file_id__in=later.values("pk"), changed__isnull=False)
    found = [change for changes in rows.values_list("changed", flat=True) for change in changes]
    return {(table, row_id, column) for table, row_id, before in found for column in before}


def list_finished(writing: Writing) -> set[UUID]:
    """Return the files of which every row is accounted for: nothing is added to their journals."""
    files = File.objects.within(writing.workspace_id).filter(finished_at__isnull=False)
    return set(files.values_list("pk", flat=True))


def said_elsewhere(writing: Writing, file_id: UUID, entry_ids: Iterable[UUID], but: Collection[UUID] = ()) -> set[UUID]:
    """Return those of some entries of the suppression ledger that another file made, or says as well; `but` some
    files, which are not looked through."""
    wanted = {str(one) for one in entry_ids}
    if not wanted:
        return set()
    others = alive(File.objects.within(writing.workspace_id).exclude(pk__in=[file_id, *but]), writing)
    rows = JournalRow.objects.within(writing.workspace_id).filter(file_id__in=others.values("pk"))
    return {
        UUID(row_id)
        for made in rows.values_list("made", flat=True).iterator()
        for _, row_id in made
        if row_id in wanted
    }
