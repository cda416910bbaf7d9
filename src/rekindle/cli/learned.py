"""`rekindle learned`: what was learned from logs and is kept in the workspace, and removing it."""

from collections.abc import Callable, Sequence
from typing import Annotated, TypeVar
from uuid import UUID

import typer

from rekindle.cli.common import (
    OWN_BOOK,
    JsonOption,
    MemberOption,
    WorkspaceOption,
    find_actor,
    print_json,
    refuse,
)
from rekindle.desk.actor import Actor, RefusedError
from rekindle.desk.learned import Cadence, Selection
from rekindle.desk.show.learned import LearnedView, show_learned
from rekindle.desk.verbs.learning import keep_learned, remove_learned, use_learned
from rekindle.terms.ids import new_id

Found = TypeVar("Found", Selection, Cadence)

KeepOption = Annotated[
    str | None,
    typer.Option("--keep", help='Keep what was learned in the workspace under a title: --keep "spring mailing".'),
]


def keep(found: Found, title: str | None, workspace: str | None, member: str | None) -> str:
    """Keep what was learned in the workspace, if it was given a title; return the sentence that says so, else nothing.

    Ends the command when refused.
    """
    if title is None:
        return ""
    actor = find_actor(workspace or OWN_BOOK, member)
    try:
        return keep_learned(actor, f"cli-{new_id()}", title=title, found=found).label
    except RefusedError as refusal:
        refuse(str(refusal))


def tell(found: Found, show: Callable[[Found], None], kept: str, *, as_json: bool) -> None:
    """Print what was learned as JSON, or as `show` prints it, with where it is kept below."""
    if as_json:
        print_json(found.as_json())
        return
    show(found)
    if kept:
        typer.echo(f"Kept. {kept}.")


def learned(
    remove: Annotated[str | None, typer.Option(help="Remove the set with this id; it stays on the record.")] = None,
    use: Annotated[
        str | None,
        typer.Option(help="Let the cadence with this id limit the contacts after a loss; “none”: no log any more."),
    ] = None,
    workspace: WorkspaceOption = None,
    member: MemberOption = None,
    as_json: JsonOption = False,
) -> None:
    """List what was learned from logs of contacts and kept with --keep, the newest first; use or remove one of them."""
    actor = find_actor(workspace or OWN_BOOK, member)
    if remove is not None or use is not None:
        try:
            _change(actor, remove, use)
        except RefusedError as refusal:
            refuse(str(refusal))
        return
    found = show_learned(actor)
    if as_json:
        print_json([_as_json(one) for one in found])
    else:
        _print_learned(found)


def _change(actor: Actor, remove: str | None, use: str | None) -> None:
    if use is not None:
        set_id = None if use.strip().lower() == "none" else _read_id("--use", use)
        typer.echo(use_learned(actor, f"cli-{new_id()}", set_id=set_id).label)
    if remove is not None:
        typer.echo(remove_learned(actor, f"cli-{new_id()}", set_id=_read_id("--remove", remove)).label)


def _print_learned(found: Sequence[LearnedView]) -> None:
    for one in found:
        typer.echo(f"{one.set_id}  {one.on}  {one.learned_from}")
        for sentence in (*one.sentences[:1], one.use_words):
            typer.echo(f"    {sentence}")
    if not found:
        typer.echo("Nothing was kept yet: `rekindle select` and `rekindle cadence` keep what they learn with --keep.")


def _read_id(option: str, text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        refuse(f"{option} {text!r} is not an id; `rekindle learned` lists them")


def _as_json(one: LearnedView) -> dict[str, object]:
    return {name: getattr(one, name) for name in LearnedView.__slots__}
