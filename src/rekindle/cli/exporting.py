"""`rekindle export`: the lost book as a CSV or XLSX file."""

from pathlib import Path
from typing import Annotated

import typer

from rekindle.cli.common import MemberOption, WorkspaceOption, find_actor, refuse
from rekindle.desk.actor import RefusedError
from rekindle.desk.exporting import export_book
from rekindle.desk.show.book_views import BookAsk


def export(
    file: Annotated[Path, typer.Argument(help="Where to write it; .csv or .xlsx. A folder gets a name of its own.")],
    workspace: WorkspaceOption = None,
    member: MemberOption = None,
    query: Annotated[str, typer.Option("--query", "-q", help="Only deals that hold these words.")] = "",
) -> None:
    """Write every lost deal into a file that spreadsheets take for texts, and our own import takes back as it was."""
    form = file.suffix.casefold().lstrip(".") if not file.is_dir() else "csv"
    try:
        exported = export_book(find_actor(workspace, member), form, BookAsk(query=query))
        target = file / exported.name if file.is_dir() else file
        target.write_bytes(exported.content)
    except RefusedError as refusal:
        refuse(str(refusal))
    except OSError as error:
        refuse(f"{file}: {error.strerror or error}")
    typer.echo(f"{target}: {len(exported.content):,} bytes.")
