"""`rekindle add WHO`: a lost deal in two words."""

from typing import Annotated

import typer

from rekindle.cli.common import OWN_BOOK, JsonOption, MemberOption, WorkspaceOption, find_actor, print_json, refuse
from rekindle.desk.actor import RefusedError
from rekindle.desk.verbs import add_deal
from rekindle.terms.ids import new_id


def add(
    who: Annotated[str, typer.Argument(help="The account: a hospital, a company.")],
    why: Annotated[str, typer.Option(help="Why it was lost, in your words, if you know.")] = "",
    person: Annotated[str, typer.Option(help="Whom you spoke with.")] = "",
    workspace: WorkspaceOption = None,
    member: MemberOption = None,
    as_json: JsonOption = False,
) -> None:
    """Add the lost deal you are thinking of."""
    actor = find_actor(workspace or OWN_BOOK, member)
    try:
        done = add_deal(actor, f"cli-{new_id()}", who=who, why=why, person=person)
    except RefusedError as refusal:
        refuse(str(refusal))
    if as_json:
        print_json({"deal": str(done.deals[0]), "label": done.label})
    else:
        typer.echo(done.label)
