"""`rekindle settings`: where the customers are, which playbook holds, how much time there is."""

from typing import Annotated, Any

import typer

from rekindle.book.read.workspace import read_members, read_workspace
from rekindle.cli.common import OWN_BOOK, JsonOption, MemberOption, WorkspaceOption, find_actor, print_json, refuse
from rekindle.desk.actor import Actor, RefusedError
from rekindle.desk.verbs import change_settings
from rekindle.terms.ids import new_id


def settings(
    country: Annotated[str | None, typer.Option(help="Where most customers are, as two letters: US, DE.")] = None,
    pack: Annotated[str | None, typer.Option(help="The playbook: medical, b2b, job_search, or your own.")] = None,
    currency: Annotated[str | None, typer.Option(help="Three letters: USD, EUR.")] = None,
    minutes: Annotated[int | None, typer.Option(help="Your minutes a week for this work.")] = None,
    people: Annotated[int | None, typer.Option(help="How many people a day at most.")] = None,
    days: Annotated[str | None, typer.Option(help="Your working days: 12345 is Monday to Friday.")] = None,
    workspace: WorkspaceOption = None,
    member: MemberOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show the settings, or change those that are named. The morning is planned anew when the whole book's change."""
    actor = find_actor(workspace or OWN_BOOK, member)
    ours = {"jurisdiction": country, "pack": pack, "currency": currency}
    mine = {"minutes_per_week": minutes, "touches_per_day": people, "working_days": days}
    said: dict[str, Any] = {name: value for name, value in {**ours, **mine}.items() if value is not None}
    try:
        if said:
            change_settings(actor, f"cli-{new_id()}", **said)
    except RefusedError as refusal:
        refuse(str(refusal))
    found = _read(actor)
    if as_json:
        print_json(found)
        return
    for name, value in found.items():
        typer.echo(f"{name:<10} {'not said' if value == '' else value}")


def _read(actor: Actor) -> dict[str, Any]:
    workspace = read_workspace(actor.workspace_id)
    member = next(one for one in read_members(actor.workspace_id) if one.member_id == actor.member_id)
    return {
        "workspace": workspace.slug,
        "country": workspace.jurisdiction,
        "pack": workspace.pack,
        "currency": workspace.currency,
        "minutes": member.minutes_per_week,
        "people": member.touches_per_day,
        "days": member.working_days,
    }
