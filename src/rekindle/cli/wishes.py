"""`rekindle wishes`: sentences that may ask to be left alone, and their answers."""

from typing import Annotated
from uuid import UUID

import typer

from rekindle.cli.common import JsonOption, MemberOption, WorkspaceOption, find_actor, print_json, refuse
from rekindle.desk.actor import Actor, RefusedError
from rekindle.desk.show.doubts import show_doubts
from rekindle.desk.verbs import answer_wish
from rekindle.terms.ids import new_id

_MOST = 50


def wishes(
    yes: Annotated[UUID | None, typer.Option(help="It asks to be left alone: whom it holds stays so.")] = None,
    no: Annotated[UUID | None, typer.Option(help="It does not: whom it holds is released.")] = None,
    workspace: WorkspaceOption = None,
    member: MemberOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the sentences that may ask to be left alone, or answer one: till then nobody gets in touch."""
    actor = find_actor(workspace, member)
    entry_id = yes or no
    if entry_id:
        _answer(actor, entry_id, asks=yes is not None, as_json=as_json)
        return
    asked = show_doubts(actor, _MOST)
    if as_json:
        print_json([{"id": str(one.entry_id), "words": one.words, "asks": one.asks, "whom": one.whom} for one in asked])
        return
    for one in asked:
        typer.echo(f"{one.entry_id}  {one.asks} “{one.words}” {one.whom}")
    typer.echo("Answer with --yes or --no and the id in front." if asked else "Nothing waits for an answer.")


def _answer(actor: Actor, entry_id: UUID, *, asks: bool, as_json: bool) -> None:
    try:
        done = answer_wish(actor, f"cli-{new_id()}", entry_id=entry_id, asks=asks)
    except RefusedError as refusal:
        refuse(str(refusal))
    if as_json:
        print_json({"label": done.label})
        return
    typer.echo(done.label)
