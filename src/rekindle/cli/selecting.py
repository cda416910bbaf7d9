"""`rekindle select HISTORY CANDIDATES`: whom a contact helps, from any log of past contacts."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from rekindle.cli.common import JsonOption, MemberOption, WorkspaceOption, refuse, show_progress
from rekindle.cli.learned import KeepOption, keep, tell
from rekindle.cli.names import split_names
from rekindle.desk.actor import RefusedError
from rekindle.desk.learn_from import select_from_files
from rekindle.desk.learned import Ask, Selection

SHOWN = 10


# The options of `select`, in the order of its help.
History = Annotated[
    Path, typer.Argument(help="Past contacts, one row each: CSV (also ; or tab, .gz, .zip) or Parquet.")
]
Candidates = Annotated[Path, typer.Argument(help="Whom you could contact: the same columns, without what came of it.")]
IdColumn = Annotated[str, typer.Option("--id", help="The column that names each row's person or account.")]
Outcome = Annotated[str, typer.Option(help="The column with what came of it: 0/1, yes/no or a number.")]
Value = Annotated[str | None, typer.Option(help="The column with what it earned. Default: the outcome itself.")]
Treated = Annotated[
    str | None, typer.Option(help="The column that says who was contacted and who was left alone, if some were.")
]
Cost = Annotated[float, typer.Option(help="What one contact costs, in the unit of --value (else of --outcome).")]
Time = Annotated[
    str | None, typer.Option(help="The column with the day of the contact: then it is tried from past to future.")
]
Positive = Annotated[str | None, typer.Option(help="The level of --outcome that means yes.")]
Control = Annotated[str | None, typer.Option(help="The level of --treated that was left alone.")]
Arm = Annotated[
    str | None,
    typer.Option(help="Look at this one level of --treated. Default: each candidate gets the best for them."),
]
Strata = Annotated[str, typer.Option(help="COL[,COL]: who was contacted was drawn by lot within these groups.")]
LeaveOut = Annotated[str, typer.Option(help="COL[,COL]: columns not to learn from.")]
Trust = Annotated[str, typer.Option(help="COL[,COL]: columns that look like the future, but were known before.")]
AtMost = Annotated[float, typer.Option(help="The share of candidates you can contact at most, 0 to 1.")]


def select(
    history: History,
    candidates: Candidates,
    id_column: IdColumn,
    outcome: Outcome,
    value: Value = None,
    treated: Treated = None,
    cost: Cost = 0.0,
    time: Time = None,
    positive: Positive = None,
    control: Control = None,
    arm: Arm = None,
    strata: Strata = "",
    leave_out: LeaveOut = "",
    trust: Trust = "",
    at_most: AtMost = 1.0,
    keep_as: KeepOption = None,
    workspace: WorkspaceOption = None,
    member: MemberOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say whom of CANDIDATES to contact and whom to leave alone, from what came of the contacts in HISTORY.

    With --treated it learns what a contact changes, after checking that it was left to chance who got one. Without, it
    ranks by what contacts were followed by, and says that it cannot know who would have come anyway.
    """
    ask = Ask(
        id_column,
        outcome,
        value,
        treated,
        cost,
        time,
        positive,
        control,
        arm,
        strata=split_names(strata),
        leave_out=split_names(leave_out),
        trust=split_names(trust),
        at_most=at_most,
    )
    try:
        found = _learn(history, candidates, ask, quiet=as_json)
    except RefusedError as refusal:
        refuse(str(refusal))
    kept = keep(found, keep_as, workspace, member)
    tell(found, print_selection, kept, as_json=as_json)


def _learn(history: Path, candidates: Path, ask: Ask, *, quiet: bool) -> Selection:
    with show_progress("Learning", quiet=quiet) as tell_progress:
        return select_from_files(history, candidates, ask, tell_progress)


def print_selection(found: Selection) -> None:
    """Print what was found as a page of text: the advice, what it would earn, and the first candidates."""
    console = Console(highlight=False)
    console.print()
    console.print(Text(found.why[0], style="bold"))
    for sentence in found.why[1:]:
        console.print(Text(sentence))
    console.print()
    console.print(_estimates(found))
    for words in found.warnings:
        console.print(Text(f"Note: {words}", style="dark_orange3"))
    console.print()
    _print_candidates(console, found)
    console.print()


def _print_candidates(console: Console, found: Selection) -> None:
    answers = found.list_candidates()
    chosen = sum(one["decision"] == "contact" for one in answers)
    left = len(answers) - chosen
    console.print(Text(f"Contact {chosen:,} of {len(answers):,}; leave alone {left:,}.", style="bold"))
    for one in sorted(answers, key=lambda one: -one["value"])[:SHOWN]:
        said = "contact" if one["decision"] == "contact" else "leave alone"
        said += f" by {one['arm']}" if one.get("arm") else ""
        console.print(Text(f"  {one['id']}: {said}, {one['value']:.4g} ({one['low']:.4g} to {one['high']:.4g})"))
        console.print(Text(f"      {one['because'][0]}", style="dim"))
    if len(answers) > SHOWN:
        console.print(Text(f"  These have the highest value; --json prints all {len(answers):,}.", style="dim"))


def _estimates(found: Selection) -> Table:
    table = Table(
        title=f"{found.unit} per person, net of {found.cost:g} for each contact", title_justify="left", box=None
    )
    for name in ("if you contact", "mean", "95 % interval"):
        table.add_column(name, justify="left" if name == "if you contact" else "right")
    valued = found.valued
    everyone = "everyone, in the best one way" if found.arm else "everyone"
    picked = f"the selected ({valued.share * 100:.0f} in 100)"
    for words, one in ((everyone, valued.all), ("nobody", valued.none), (picked, valued.selected)):
        table.add_row(words, f"{one.value:,.4f}", f"{one.low:,.4f} to {one.high:,.4f}")
    return table
