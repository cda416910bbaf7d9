"""`rekindle check`: is the book in order, and if not, what to do."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from rekindle.cli.common import JsonOption, print_json, refuse
from rekindle.desk.actor import RefusedError
from rekindle.desk.checking import check_book, put_up_guards


def check(
    workspace: Annotated[
        str | None, typer.Option("--workspace", "-w", help="Look at this workspace alone. Default: at all of them.")
    ] = None,
    as_json: JsonOption = False,
    put_up: Annotated[
        bool, typer.Option("--put-up-guards", help="Put missing guards up again, after you compared with a backup.")
    ] = False,
) -> None:
    """Check guards, database settings, tables and the audit chain. Ends with 1 when something is wrong."""
    if put_up:
        for name in put_up_guards():
            typer.echo(f"put up {name}", err=as_json)
    try:
        findings = check_book(datetime.now(UTC), workspace)
    except RefusedError as refusal:
        refuse(str(refusal))
    wrong = [finding for finding in findings if not finding.ok]
    if as_json:
        print_json([{"ok": f.ok, "what": f.what, "what_to_do": f.what_to_do} for f in findings])
    else:
        for finding in findings:
            typer.echo(f"{'ok   ' if finding.ok else 'WRONG'} {finding.what}")
            if not finding.ok:
                typer.echo(f"      {finding.what_to_do}")
        typer.echo("Everything is in order." if not wrong else f"Wrong: {len(wrong)}.")
    if wrong:
        raise typer.Exit(1)
