"""The verb `import_deals`: a file into the book, exactly once."""

import hashlib
from collections.abc import Callable, Mapping
from typing import Any

from django.db import transaction

from rekindle.book.write.drafts.bringing import Fate
from rekindle.book.write.files import OpenFile, open_file, sum_journal
from rekindle.book.write.records import finish_file
from rekindle.book.write.writing import Writing
from rekindle.desk.actor import Actor, RefusedError
from rekindle.desk.bring_in.chunks import Progress, store_in_chunks, try_out
from rekindle.desk.bring_in.reading import ReadFile, read_file
from rekindle.desk.bring_in.report import ImportReport, RejectedRow
from rekindle.desk.morning import plan_workspace
from rekindle.desk.perform import Result, perform

KINDS = ("auto", "deals", "people", "accounts", "touches")


def import_deals(
    actor: Actor,
    key: str,
    *,
    content: bytes,
    name: str,
    kind: str = "auto",
    mapping: Mapping[str, str] | None = None,
    dry_run: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> ImportReport:
    """Bring a CSV or XLSX file in, or with `dry_run` say what would become of each row and keep nothing.

    Rows are stored in chunks with their journal, so that an import that was cut off goes on where it stopped, and a
    file that was brought in before changes nothing. Raises RefusedError when the file cannot be read.
    """
    if kind not in KINDS:
        raise RefusedError(f"There is no kind {kind!r}; choose one of {', '.join(KINDS)}.")
    found = read_file(actor, content, name, kind, mapping)
    tell: Progress = progress or (lambda done, total: None)
    if dry_run:
        return _report(found, try_out(actor, found, tell), (), "")
    digest = hashlib.sha256(content).hexdigest()
    with transaction.atomic():
        file = open_file(
            _writing(actor),
            name,
            digest,
            kind=found.kind,
            system=found.system,
            mapping=dict(found.mapping),
            rows=len(found.items),
        )
    if file.finished:
        return _again(found, file)
    fates = store_in_chunks(actor, found, file.file_id, tell)
    done = perform(actor, "import_deals", key, {"digest": digest}, lambda writing: _finish(writing, found, file))
    plan_workspace(actor.workspace_id, actor.at)
    summary = done.result or {}
    return _report(found, [], tuple(fates), str(done.command_id), summary)


def _writing(actor: Actor) -> Writing:
    return Writing(actor.workspace_id, actor.member_id, actor.at)


def _finish(writing: Writing, found: ReadFile, file: OpenFile) -> Result:
    counts, digest = sum_journal(writing, file.file_id)
    summary = {**counts, "journal": digest, "file": str(file.file_id)}
    finish_file(writing, file.file_id, summary)
    words = f"Brought in {found.name}: {counts['losses']:,} losses from {len(found.items):,} rows"
    return Result(words, result=summary)


def _again(found: ReadFile, file: OpenFile) -> ImportReport:
    rows = len(found.items)
    warning = "This very file was brought in before. Nothing was changed."
    return _base(found, rows=rows, skipped=rows, warnings=(warning, *found.warnings))


def _report(
    found: ReadFile,
    tried: list[Fate],
    stored: tuple[Fate, ...],
    command: str,
    summary: Mapping[str, Any] | None = None,
) -> ImportReport:
    fates = [*tried, *stored]
    counts = summary or _count(fates)
    warnings = [words for fate in fates for words in fate.warnings]
    rejected = tuple(RejectedRow(f.row, f.words, f.cells) for f in fates if f.fate == "rejected")
    return _base(
        found,
        rows=len(found.items),
        created=counts.get("created", 0),
        updated=counts.get("updated", 0),
        skipped=counts.get("skipped", 0),
        rejected=counts.get("rejected", 0),
        losses=counts.get("losses", 0),
        returns=counts.get("returns", 0),
        suppressed=counts.get("suppressed", 0),
        warnings=(*found.warnings, *warnings),
        rejected_rows=rejected,
        command=command,
    )


def _count(fates: list[Fate]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for fate in fates:
        tables = [table for table, _ in fate.made]
        for name, more in (
            (fate.fate, 1),
            ("losses", tables.count("loss")),
            ("returns", tables.count("return")),
            ("suppressed", int("suppression" in tables)),
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
        questions=found.questions,
        columns=found.columns,
        **numbers,
    )
