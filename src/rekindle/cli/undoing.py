"""`rekindle undo`: take back the last thing."""

import typer

from rekindle.cli.common import JsonOption, MemberOption, WorkspaceOption, find_actor, print_json, refuse
from rekindle.desk.actor import RefusedError
from rekindle.desk.verbs import undo as undo_last
from rekindle.terms.ids import new_id


def undo(workspace: WorkspaceOption = None, member: MemberOption = None, as_json: JsonOption = False) -> None:
    """Take back the last thing you did. Again takes back the one before, fifty deep."""
    actor = find_actor(workspace, member)
    try:
        done = undo_last(actor, f"cli-{new_id()}")
    except RefusedError as refusal:
        refuse(str(refusal))
    stays = (done.result or {}).get("stays", [])
    if as_json:
        print_json({"label": done.label, "stays": stays} if stays else {"label": done.label})
        return
    typer.echo(done.label)
    for line in stays:
        typer.echo(f"  {line}")
