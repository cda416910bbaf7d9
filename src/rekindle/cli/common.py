"""What every command shares: who is asking, how to refuse, how to print JSON."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Annotated, Any, NoReturn

import typer
from rich.console import Console
from rich.progress import Progress

from rekindle.desk.actor import Actor, RefusedError
from rekindle.desk.enter import OWN_SLUG, actor_for_cli

# What is brought in goes to one's own book, never into the sample.
OWN_BOOK = OWN_SLUG

WorkspaceOption = Annotated[
    str | None,
    typer.Option("--workspace", "-w", help="The workspace. Default: your own book, or the sample while that is empty."),
]
MemberOption = Annotated[
    str | None, typer.Option("--member", "-m", help="Mail or name of a member. Default: the owner of the workspace.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for a program to read.")]


def find_actor(workspace: str | None, member: str | None) -> Actor:
    """Say who acts: a member of a workspace, now. Ends the command when there is no such one."""
    try:
        return actor_for_cli(workspace, member, datetime.now(UTC))
    except RefusedError as refusal:
        refuse(str(refusal))


def refuse(sentence: str) -> NoReturn:
    """Print one sentence to standard error and end with 2."""
    typer.echo(f"rekindle: {sentence}", err=True)
    raise typer.Exit(2)


def is_terminal() -> bool:
    """Say whether somebody is there to be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()


@contextmanager
def show_progress(words: str, *, quiet: bool) -> Iterator[Callable[[int, int], None]]:
    """Show how far long work is, beside the answer and only to somebody who looks on; is told done and total."""
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=quiet or not console.is_terminal) as progress:
        task = progress.add_task(words, total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)


def print_json(answer: Any) -> None:
    """Print an answer as JSON, readable and in the order it was made."""
    typer.echo(json.dumps(answer, indent=2, ensure_ascii=False, default=str))
