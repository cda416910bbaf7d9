"""`rekindle morning`: whom to get back to today, whom to let wait, whom to leave alone."""

from datetime import date
from typing import Annotated

import typer
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from rekindle.cli.common import JsonOption, MemberOption, WorkspaceOption, find_actor, print_json, refuse
from rekindle.desk.actor import RefusedError
from rekindle.desk.listing import list_morning
from rekindle.desk.show.lines import Line, MorningList
from rekindle.desk.show.phrases import say_count, say_full_day, say_greeting

SHOWN = 5
INDENT = 2
DAY = "A day as YYYY-MM-DD, looked at as of 07:00 in the member's zone. Default: today, as of now."


def morning(
    workspace: WorkspaceOption = None,
    member: MemberOption = None,
    as_of: Annotated[str | None, typer.Option(help=DAY)] = None,
    all_rows: Annotated[bool, typer.Option("--all", help="Print every deal that waits or is left alone.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Print this morning's list: whom to get back to, on which channel, with what, and why."""
    actor = find_actor(workspace, member)
    try:
        found = list_morning(actor, day=_read_day(as_of))
    except RefusedError as refusal:
        refuse(str(refusal))
    if as_json:
        print_json(found.as_json())
    else:
        print_list(found, all_rows=all_rows)


def _read_day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        refuse(f"--as-of: {text!r} is not a day; write it as 2026-10-14")


def print_list(found: MorningList, *, all_rows: bool = False) -> None:
    """Print three lists as a page of text, as wide as the terminal."""
    console = Console(highlight=False)
    minutes = sum(line.minutes or 0 for line in found.get_back)
    console.print()
    console.print(Text(f"{say_full_day(found.day)}. {say_greeting('Good morning', found.member)}", style="bold"))
    if found.get_back:
        people = say_count(len(found.get_back), "person", "people")
        console.print(f"{people.capitalize()} to get back to, about {minutes} minutes.")
    else:
        console.print(f"Nobody needs you today. {found.quiet or 'A quiet day is a kept promise.'}")
    for note in found.notes:
        console.print(Text(note, style="dim"))
    for group, label in found.groups:
        lines = [line for line in found.get_back if line.group == group]
        if lines:
            console.print()
            console.print(Text(label, style="bold dark_orange3"))
        for line in lines:
            _print_line(console, line)
    _print_rest(console, "Leaving alone", found.leave_alone, all_rows=all_rows)
    _print_rest(console, "Waiting", found.wait, all_rows=all_rows)
    console.print()


def _print_line(console: Console, line: Line) -> None:
    head = Text(f"{line.channel:<9}", style="dim")
    head.append(line.person or line.account, style="bold")
    if line.person:
        head.append(f"  {line.account}")
    chance = Text(_chance(line), style="dim")
    if head.cell_len + chance.cell_len <= console.width - INDENT:
        # Where it would break the line it is left to the sentence below, which says it, too.
        head.append(chance)
    console.print(Padding(head, (0, 0, 0, INDENT)))
    if line.asset:
        console.print(Padding(Text(f"bring: {line.asset}", style="gold3"), (0, 0, 0, 11)))
    for sentence in line.why:
        console.print(Padding(Text(sentence), (0, 0, 0, 11)))


def _chance(line: Line) -> str:
    if line.chance is None or line.chance_low is None or line.chance_high is None:
        return ""
    return f"  {line.chance * 100:.0f} in 100 (likely {line.chance_low * 100:.0f} to {line.chance_high * 100:.0f})"


def _print_rest(console: Console, title: str, lines: tuple[Line, ...], *, all_rows: bool) -> None:
    if not lines:
        return
    console.print()
    console.print(Text(f"{title}: {len(lines):,}", style="bold"))
    for line in lines if all_rows else lines[:SHOWN]:
        who = f"{line.person}, {line.account}" if line.person else line.account
        console.print(Padding(Text(f"{who}: {line.why[0] if line.why else ''}"), (0, 0, 0, 2)))
    if not all_rows and len(lines) > SHOWN:
        console.print(Padding(Text(f"and {len(lines) - SHOWN:,} more; --all prints them", style="dim"), (0, 0, 0, 2)))
