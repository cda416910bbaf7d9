"""`rekindle import FILE`: an export of deals, people or contacts into the book."""

from pathlib import Path
from typing import Annotated

import typer

from rekindle.cli.common import (
    OWN_BOOK,
    JsonOption,
    MemberOption,
    WorkspaceOption,
    find_actor,
    print_json,
    refuse,
    show_progress,
)
from rekindle.desk.actor import RefusedError
from rekindle.desk.bring_in import ImportReport, import_deals
from rekindle.terms.ids import new_id


def import_file(
    file: Annotated[Path, typer.Argument(help="A CSV or XLSX export of Salesforce, HubSpot, Pipedrive or your own.")],
    workspace: WorkspaceOption = None,
    member: MemberOption = None,
    kind: Annotated[str, typer.Option(help="auto, deals, people, accounts, touches or orders.")] = "auto",
    column: Annotated[
        list[str] | None, typer.Option("--map", help='What a column means: --map "COLUMN=field"; again for another.')
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would happen and keep nothing.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Bring a file in. Lost, won and open deals all come in; the same file twice changes nothing."""
    actor = find_actor(workspace or OWN_BOOK, member)
    mapping = dict(_split(pair) for pair in column or [])
    content = _read(file)
    try:
        with show_progress("Bringing in", quiet=as_json) as tell_progress:
            report = import_deals(
                actor,
                f"cli-{new_id()}",
                content=content,
                name=file.name,
                kind=kind,
                mapping=mapping or None,
                dry_run=dry_run,
                progress=tell_progress,
            )
    except RefusedError as refusal:
        refuse(str(refusal))
    if as_json:
        print_json(report.as_json())
    else:
        print_report(report, dry_run=dry_run)


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        refuse(f"{file}: {error.strerror or error}")


def _split(pair: str) -> tuple[str, str]:
    column, equals, field = pair.rpartition("=")
    if not equals or not column.strip():
        refuse(f'--map {pair!r}: write it as "COLUMN=field"')
    return column.strip(), field.strip()


def print_report(report: ImportReport, *, dry_run: bool) -> None:
    """Print what became of every row."""
    would = "would be " if dry_run else ""
    typer.echo(f"{report.file}: {report.rows:,} rows of {report.kind}.")
    typer.echo(
        f"{would}created {report.created:,}, {would}updated {report.updated:,}, "
        f"skipped {report.skipped:,}, rejected {report.rejected:,}."
    )
    typer.echo(
        f"{report.losses:,} losses, {report.returns:,} came back, {report.suppressed:,} left alone at their word."
    )
    if report.corrected:
        typer.echo(f"{report.corrected:,} days of loss that had been guessed are known now.")
    for column, field in report.mapping.items():
        typer.echo(f"  {column}  ->  {field}")
    if report.unmapped:
        typer.echo(f"Kept as they are, shown on the deal: {', '.join(report.unmapped)}")
    for words in (*report.questions, *report.warnings):
        typer.echo(f"  {words}")
