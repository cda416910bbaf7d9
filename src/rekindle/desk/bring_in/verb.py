"""The verb `import_deals`: a file into the book, exactly once."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction

from rekindle.book.write.drafts.bringing import OLDER, Fate, count_losses
from rekindle.book.write.files import Journal, OpenFile, find_file, open_file, read_journal
from rekindle.book.write.mornings import planned_since
from rekindle.book.write.records import finish_file
from rekindle.book.write.writing import Writing
from rekindle.desk.actor import Actor, Done, RefusedError
from rekindle.desk.bring_in.ageing import age_of, ask_age, check_age, say_age, with_newer, without_age
from rekindle.desk.bring_in.alone import alone
from rekindle.desk.bring_in.chunks import Progress, count_left_out, say_left_out, store_in_chunks, swept_seldom, try_out
from rekindle.desk.bring_in.kinds import with_kind
from rekindle.desk.bring_in.orders import OpenError
from rekindle.desk.bring_in.previewing import MOST_PREVIEWED, first_today
from rekindle.desk.bring_in.proposing import COMPARED, find_merges, propose_merges
from rekindle.desk.bring_in.reading import ReadFile, put_question, read_file, said_before
from rekindle.desk.bring_in.report import ImportReport, QuestionSeen, RejectedRow
from rekindle.desk.morning import plan_book
from rekindle.desk.perform import Result, admit, perform
from rekindle.desk.show.phrases import say_count
from rekindle.intake.matching import NearMatch
from rekindle.terms.ids import new_id

IMPORT = "import_deals"
SAID_LATE = (
    "This very file was brought in before, without what is said now of {}. Nothing was changed: take that import back "
    "under Import, or with rekindle undo where it was the last thing you did, and bring the file in again."
)
# So many sentences about a file are kept with it.
MOST_WARNINGS = 100
MOST_WHYS = 20
KINDS = ("auto", "deals", "people", "accounts", "touches", "orders")


def import_deals(
    actor: Actor,
    key: str,
    *,
    content: bytes,
    name: str,
    kind: str = "auto",
    mapping: Mapping[str, str] | None = None,
    dry_run: bool = False,
    preview: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> ImportReport:
    """Bring a CSV or XLSX file in, or with `dry_run` say what would become of each row and keep nothing.

    With `preview` a trial also tells whom the morning after would name first.
    Rows are stored in chunks with their journal, so that an import that was cut off goes on where it stopped, and a
    file that was brought in before changes nothing. Raises RefusedError when the file cannot be read.
    """
    if kind not in KINDS:
        raise RefusedError(f"There is no kind {kind!r}; choose one of {', '.join(KINDS)}.")
    asked = ask_of(actor, kind, mapping)
    tell: Progress = progress or (lambda done, total: None)
    if dry_run:
        try:
            found = read_file(actor, content, name, **without_age(asked))
        except OpenError as still:
            if not preview:
                raise
            return _ask_first(name, still)
        found = with_newer(actor, found, age_of(asked), new_id(), actor.at)
        shows = preview and found.rows <= MOST_PREVIEWED
        fates, first = try_out(actor, found, tell, (lambda: first_today(actor)) if shows else None)
        return replace(_report(found, fates), first=first or (), left_out=count_left_out(fates))
    found, file = begin_file(actor, key, content, name, asked)
    if file.finished:
        _plan_if_due(actor, file)
        return _again(found, file, asked)
    return store_file(actor, key, found, file, tell)


def list_questions(
    actor: Actor, *, content: bytes, name: str, kind: str = "auto", mapping: Mapping[str, str] | None = None
) -> tuple[QuestionSeen, ...]:
    """Return what a file leaves open, before anything of it comes in; nothing of one that is in or was begun.

    Raises RefusedError when it cannot be read. Of more than `MOST_PREVIEWED` rows nothing is tried out.
    """
    if find_brought(actor, content):
        return ()
    try:
        found = read_file(actor, content, name, **without_age(ask_of(actor, kind, mapping)))
    except OpenError as still:
        return still.asks
    if found.rows > MOST_PREVIEWED:
        return found.asks
    return import_deals(actor, "", content=content, name=name, kind=kind, mapping=mapping, dry_run=True).asks


def find_brought(actor: Actor, content: bytes) -> OpenFile | None:
    """Return the file of that very content that was brought in or begun before, unless it was taken back."""
    return find_file(_writing(actor), hashlib.sha256(content).hexdigest())


def _ask_first(name: str, still: OpenError) -> ImportReport:
    """Return what can be said of a file that cannot be read before somebody answers: its columns and its questions."""
    mapping = {seen.column: seen.field for seen in still.columns if seen.field}
    questions = tuple(put_question(ask) for ask in still.asks)
    said = ImportReport(file=name, kind=still.kind, rows=still.lines, mapping=mapping)
    return replace(said, columns=still.columns, asks=still.asks, questions=questions)


def ask_of(actor: Actor, kind: str, mapping: Mapping[str, str] | None) -> dict[str, Any]:
    """Return how a file is to be read: by what is said about it, and by what was said about earlier ones.

    It is kept with the file, so that an import that goes on after a crash reads it the same way.
    """
    asked = with_kind({"kind": kind, "mapping": dict(mapping or {})})
    check_age(asked["mapping"])
    before = said_before(actor)
    return {**asked, "said_before": before} if before else asked


def store_file(actor: Actor, key: str, found: ReadFile, file: OpenFile, tell: Progress) -> ImportReport:
    """Store the rows of a file that was begun, account for all of them, and plan the mornings."""
    found = with_newer(actor, found, age_of(file.asked), file.file_id, file.at)
    # What a file tells was learned when it was begun: an import that goes on after a crash says the same.
    fates = store_in_chunks(replace(actor, at=file.at), found, file.file_id, tell)
    request = {"digest": file.digest, "file": str(file.file_id)}
    # A form that is sent again after its file was taken back begins the file anew, under the key it had.
    end = _read_end(actor, file)
    done = perform(
        actor, IMPORT, f"{key[:200]}:{file.file_id}", request, lambda writing: _finish(writing, found, file, end)
    )
    plan_book(actor.workspace_id, actor.at)
    return _report(found, fates, done)


def begin_file(actor: Actor, key: str, content: bytes, name: str, asked: dict[str, Any]) -> tuple[ReadFile, OpenFile]:
    """Read the file and open it in the book; one that was begun before goes on as it was begun."""
    digest = hashlib.sha256(content).hexdigest()
    begun = find_file(_writing(actor), digest)
    at, how = (begun.at, begun.asked or asked) if begun and not begun.finished else (actor.at, asked)
    found = read_file(replace(actor, at=at), content, name, **without_age(how))
    with alone(), transaction.atomic():
        admit(actor, key)
        file = open_file(
            replace(_writing(actor), at=at),
            name,
            digest,
            how,
            kind=found.kind,
            system=found.system,
            mapping=dict(found.mapping),
            rows=found.rows,
        )
    if file.finished or (file.at, file.asked) == (at, how):
        return found, file
    # Somebody else began the same file meanwhile.
    return read_file(replace(actor, at=file.at), content, name, **without_age(file.asked)), file


def _writing(actor: Actor) -> Writing:
    return Writing(actor.workspace_id, actor.member_id, actor.at)


@dataclass(frozen=True, slots=True)
class _End:
    """What a file came to once all its rows are in: its journal, and what it made that is near to something else."""

    journal: Journal
    near: dict[str, list[NearMatch]]


def _read_end(actor: Actor, file: OpenFile) -> _End:
    """Read it outside a transaction, for it takes long: all rows are in, and none can follow."""
    journal = read_journal(_writing(actor), file.file_id, COMPARED, say_left_out)
    with swept_seldom():
        return _End(journal, find_merges(actor.workspace_id, journal.made))


def _finish(writing: Writing, found: ReadFile, file: OpenFile, end: _End) -> Result:
    journal = end.journal
    counts = journal.counts
    summary = {**counts, "journal": journal.digest, "file": str(file.file_id), "asked": file.asked}
    summary["warnings"] = [*say_age(found, counts["older"]), *found.warnings][:MOST_WARNINGS]
    summary["left_out"] = journal.left_out.most_common(MOST_WHYS)
    if found.age.newest:
        summary["newest_on"] = found.age.newest.isoformat()
    losses, rows = say_count(counts["losses"], "loss", "losses"), say_count(found.rows, "row")
    words = f"Brought in {found.name}: {losses} from {rows}"
    now = find_file(writing, file.digest)
    if now is None or now.file_id != file.file_id:
        raise RefusedError("This file was taken back while it came in. Bring it in again.")
    if now.finished:
        # Who brought in the same file at the same time gets the same answer; there is one import to take back.
        return Result(words, result=now.summary, undoable=False)
    # Nobody is merged unasked; and proposals are no facts of the import, to be taken back with it.
    summary["proposed"] = propose_merges(replace(writing, made=[]), end.near)
    finish_file(writing, file.file_id, summary)
    return Result(words, result=summary)


def _plan_if_due(actor: Actor, file: OpenFile) -> None:
    """Plan if the import was cut off between its last row and the planning."""
    if not planned_since(actor.workspace_id, file.finished_at or file.at):
        plan_book(actor.workspace_id, actor.at)


def _again(found: ReadFile, file: OpenFile, asked: Mapping[str, Any]) -> ImportReport:
    """Say that a file is in already; refuse what is said of it now and was not then, for nothing would come of it."""
    then = file.asked.get("mapping", {})
    new = [column for column, field in asked["mapping"].items() if then.get(column) != field]
    if new:
        raise RefusedError(SAID_LATE.format(", ".join(map(repr, new))))
    warning = "This very file was brought in before. Nothing was changed."
    warnings = (warning, *file.summary.get("warnings", found.warnings))
    return _base(found, rows=found.rows, skipped=found.rows, warnings=warnings, file_id=str(file.file_id))


def _report(found: ReadFile, fates: list[Fate], done: Done | None = None) -> ImportReport:
    """Say what became of the rows: of those tried, or of all in the journal once the file is in."""
    summary = (done.result or {}) if done else {}
    counts = summary or _count(fates)
    warnings = [words for fate in fates for words in fate.warnings]
    older = counts.get("older", 0)
    ask = ask_age(found, older)
    rejected = tuple(RejectedRow(f.row, f.words, f.cells) for f in fates if f.fate == "rejected")
    return _base(
        found,
        rows=found.rows,
        created=counts.get("created", 0),
        updated=counts.get("updated", 0),
        skipped=counts.get("skipped", 0),
        rejected=counts.get("rejected", 0),
        losses=counts.get("losses", 0),
        corrected=counts.get("corrected", 0),
        returns=counts.get("returns", 0),
        suppressed=counts.get("suppressed", 0),
        proposed=counts.get("proposed", 0),
        warnings=(*(() if ask else say_age(found, older)), *found.warnings, *warnings),
        asks=(*found.asks, ask) if ask else found.asks,
        questions=(*found.questions, put_question(ask)) if ask else found.questions,
        rejected_rows=rejected,
        command=str(done.command_id) if done else "",
        file_id=str(summary.get("file", "")),
    )


def _count(fates: list[Fate]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for fate in fates:
        tables = [table for table, _ in fate.made]
        losses, corrected = count_losses(tables)
        for name, more in (
            (fate.fate, 1),
            ("losses", losses),
            ("corrected", corrected),
            ("returns", tables.count("return")),
            ("suppressed", int("suppression" in tables)),
            ("older", int(fate.words == OLDER)),
        ):
            counts[name] = counts.get(name, 0) + more
    return counts


def _base(found: ReadFile, **numbers: Any) -> ImportReport:
    return ImportReport(
        file=found.name,
        kind=found.kind,
        system=found.system,
        mapping=dict(found.mapping),
        unmapped=found.unmapped,
        **{"questions": found.questions, "asks": found.asks, "columns": found.columns, **numbers},
        remembered=found.remembered,
    )
