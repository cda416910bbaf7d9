"""`rekindle import FILE`: an export of deals, people or contacts into the book."""

import stat
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer

from rekindle.cli.asking import answer_questions, refuse_open
from rekindle.cli.common import (
    OWN_BOOK,
    JsonOption,
    MemberOption,
    WorkspaceOption,
    find_actor,
    is_terminal,
    print_json,
    refuse,
    show_progress,
)
from rekindle.desk.actor import Actor, RefusedError
from rekindle.desk.bring_in import ImportReport, check_size, import_deals, list_questions
from rekindle.desk.bring_in.report import QuestionSeen
from rekindle.terms.ids import new_id

_FileArgument = Annotated[
    Path, typer.Argument(help="A CSV or XLSX export of Salesforce, HubSpot, Pipedrive or your own.")
]
_KindOption = Annotated[str, typer.Option(help="auto, deals, people, accounts, touches or orders.")]
_MapOption = Annotated[
    list[str] | None, typer.Option("--map", help='What a column means: --map "COLUMN=field"; again for another.')
]
_DryRunOption = Annotated[
    bool, typer.Option("--dry-run", help="Say what would happen and what is asked, and keep nothing.")
]
_AskOption = Annotated[
    bool | None,
    typer.Option(
        "--ask/--no-ask",
        help="Ask what the file leaves open before anything comes in, as on a terminal anyway. Where nobody "
        "can answer, --ask brings nothing in while a question is open. --no-ask leaves all open and brings it in.",
    ),
]


def import_file(
    file: _FileArgument,
    workspace: WorkspaceOption = None,
    member: MemberOption = None,
    kind: _KindOption = "auto",
    column: _MapOption = None,
    dry_run: _DryRunOption = False,
    ask: _AskOption = None,
    as_json: JsonOption = False,
) -> None:
    """Bring a file in. Lost, won and open deals all come in; the same file twice changes nothing.

    What the file leaves open (which column, day or month first, what a status means) is asked on a terminal, and
    answered beforehand with --map; --dry-run lists the questions with their answers.
    """
    actor = find_actor(workspace or OWN_BOOK, member)
    mapping = dict(_split(pair) for pair in column or [])
    content = _read(file)
    try:
        if ask or (ask is None and not (dry_run or as_json) and is_terminal()):
            mapping = _settle(actor, content, file.name, kind, mapping)
        report = _bring_in(actor, content, file.name, kind, mapping, dry_run=dry_run, is_quiet=as_json)
    except RefusedError as refusal:
        refuse(str(refusal))
    print_json(report.as_json()) if as_json else print_report(report, dry_run=dry_run)


def _bring_in(
    actor: Actor, content: bytes, name: str, kind: str, mapping: dict[str, str], *, dry_run: bool, is_quiet: bool
) -> ImportReport:
    """Bring a file in under a key of its own, with a bar of progress unless it should be quiet."""
    with show_progress("Bringing in", quiet=is_quiet) as tell_progress:
        return import_deals(
            actor,
            f"cli-{new_id()}",
            content=content,
            name=name,
            kind=kind,
            mapping=mapping or None,
            dry_run=dry_run,
            progress=tell_progress,
        )


def _settle(actor: Actor, content: bytes, name: str, kind: str, said: dict[str, str]) -> dict[str, str]:
    """Have the questions of a file answered; ends the command where one is open and nobody can answer."""

    def list_open(answers: Mapping[str, str]) -> Sequence[QuestionSeen]:
        return list_questions(actor, content=content, name=name, kind=kind, mapping=answers)

    if is_terminal():
        return answer_questions(list_open, said)
    refuse_open(list_open(said))
    return said


def _read(file: Path) -> bytes:
    """Read a whole file: one that has an end, and is not too large for it."""
    try:
        about = file.stat()
        if not stat.S_ISREG(about.st_mode):
            refuse(f"{file}: this is no file; save the list into one")
        check_size(file.name, about.st_size)
        return file.read_bytes()
    except OSError as error:
        refuse(f"{file}: {error.strerror or error}")
    except RefusedError as error:
        refuse(str(error))


def _split(pair: str) -> tuple[str, str]:
    column, equals, field = pair.rpartition("=")
    if not equals or not column.strip():
        refuse(f'--map {pair!r}: write it as "COLUMN=field"')
    return column.strip(), field.strip()


def print_report(report: ImportReport, *, dry_run: bool) -> None:
    """Print what became of every row."""
    would = "would be " if dry_run else ""
    what = (
        "customers, from their orders"
        if report.kind == "orders"
        else f"rows of {report.kind}"
        if report.kind
        else "rows"
    )
    typer.echo(f"{report.file}: {report.rows:,} {what}.")
    typer.echo(
        f"{would}created {report.created:,}, {would}updated {report.updated:,}, "
        f"skipped {report.skipped:,}, rejected {report.rejected:,}."
    )
    typer.echo(
        f"{report.losses:,} losses, {report.returns:,} came back, {report.suppressed:,} left alone at their word."
    )
    if report.corrected:
        typer.echo(f"{report.corrected:,} days of loss that had been guessed are known now.")
    whys = {seen.column: f"  ({seen.why})" for seen in report.columns if seen.why}
    for column, field in report.mapping.items():
        typer.echo(f"  {column}  ->  {field}{whys.get(column, '')}")
    if report.unmapped:
        where = {"orders": "Left out", "deals": "Kept as they are, shown on the deal"}
        typer.echo(f"{where.get(report.kind, 'Kept as they are')}: {', '.join(report.unmapped)}")
    for words in (*report.questions, *report.warnings):
        typer.echo(f"  {words}")
