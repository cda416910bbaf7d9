"""`rekindle playbook`: the versions of the playbook, how two of them differ, going back to one, writing one down."""

from pathlib import Path
from typing import Annotated, Any

import typer

from rekindle.cli.common import JsonOption, MemberOption, WorkspaceOption, find_actor, print_json, refuse
from rekindle.desk.actor import Actor, RefusedError
from rekindle.desk.exporting.playbook import write_pack
from rekindle.desk.show.laws import show_law
from rekindle.desk.show.playbook_versions import show_difference, show_versions
from rekindle.desk.verbs import restore_playbook
from rekindle.terms.ids import new_id


def playbook(
    compare: Annotated[int | None, typer.Option(help="Show what this version changed, key by key.")] = None,
    against: Annotated[int | None, typer.Option(help="With --compare: against this version instead.")] = None,
    restore: Annotated[int | None, typer.Option(help="Make this version the one in force again; needs --why.")] = None,
    why: Annotated[str, typer.Option(help="With --restore: why, in a few words.")] = "",
    export: Annotated[
        Path | None, typer.Option(help="Write the version in force into this folder, as the files of a pack.")
    ] = None,
    law: Annotated[
        str | None,
        typer.Option(help="Say what the desk keeps to in a country (US), a part of it (US-VT), or elsewhere (*)."),
    ] = None,
    workspace: WorkspaceOption = None,
    member: MemberOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the versions of the playbook, the newest first; or compare, restore or export one; or say a law."""
    actor = find_actor(workspace, member)
    try:
        if restore is not None:
            typer.echo(f"{restore_playbook(actor, f'cli-{new_id()}', number=restore, why=why).label}.")
        elif export is not None:
            typer.echo(write_pack(actor, export))
        elif law is not None:
            _say_law(actor, law, as_json=as_json)
        elif compare is not None:
            _compare(actor, compare, against, as_json=as_json)
        else:
            _list(actor, as_json=as_json)
    except RefusedError as refusal:
        refuse(str(refusal))


def _list(actor: Actor, *, as_json: bool) -> None:
    found = show_versions(actor)
    if as_json:
        names = ("number", "version", "title", "words", "who", "when", "in_force", "is_void")
        print_json([{name: getattr(line, name) for name in names} for line in found.lines])
        return
    for line in found.lines:
        state = "in force" if line.in_force else "taken back" if line.is_void else ""
        typer.echo(f"{line.number:>4}  {line.version:<22} {line.when:<28} {state:<11} {line.words or line.title}")
    if not found.lines:
        typer.echo(f"Nothing was changed here: {found.about.version_words}.")


def _say_law(actor: Actor, place: str, *, as_json: bool) -> None:
    lines = show_law(actor, place)
    if as_json:
        print_json({"place": place, "says": list(lines)})
        return
    for line in lines:
        typer.echo(line)


def _compare(actor: Actor, number: int, against: int | None, *, as_json: bool) -> None:
    found = show_difference(actor, number, against)
    if as_json:
        changes: list[dict[str, Any]] = [
            {"key": one.key, "name": one.name, "before": one.before, "after": one.after} for one in found.changes
        ]
        print_json({"number": found.number, "against": found.against, "changes": changes})
        return
    typer.echo(f"{found.title}.")
    for one in found.changes:
        typer.echo(f"\n{one.name}  ({one.key})")
        typer.echo(f"  - {one.before or 'nothing'}")
        typer.echo(f"  + {one.after or 'nothing'}")
