"""`rekindle backtest`: would the desk have been right on your own past?"""

from typing import Any

from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from rekindle.cli.common import JsonOption, MemberOption, WorkspaceOption, find_actor, print_json
from rekindle.desk.judging import try_book
from rekindle.desk.show.judgement import ORDER_ALONE, is_order_alone

HABITS = {
    "random": "by lot",
    "oldest": "oldest first",
    "newest": "newest first",
    "largest": "largest first",
    "cadence": "30/60/90, then quarterly",
    "rep": "whom you did contact",
}


def backtest(workspace: WorkspaceOption = None, member: MemberOption = None, as_json: JsonOption = False) -> None:
    """Test the desk on your own past: what it would have said on past days, and what happened then."""
    actor = find_actor(workspace, member)
    with Progress(transient=True, disable=as_json) as progress:
        task = progress.add_task("Going back in time", total=None)
        report = try_book(actor, lambda done, total: progress.update(task, completed=done, total=total))
    if as_json:
        print_json(report.as_json())
    else:
        print_report(report.as_json())


def print_report(report: dict[str, Any]) -> None:
    """Print the verdict, and the figures it rests on."""
    console = Console(highlight=False)
    console.print()
    console.print(f"[bold]{ORDER_ALONE if is_order_alone(report) else report['verdict'].capitalize() + '.'}[/bold]")
    console.print(report["why"])
    if report["baselines"]:
        console.print()
        console.print(_habits(report))
        console.print(_calibration(report))
        console.print(
            f"[dim]{report['n']:,} deals on {len(report['origins'])} past days, {report['horizon_days']} days ahead; "
            "intervals of 95 %. The contacts you did make may have brought some of these returns about, so the line of "
            "whom you did contact is flattered.[/dim]"
        )
    if report["challenger"]:
        console.print(report["challenger"]["why"])
    console.print()


def _habits(report: dict[str, Any]) -> Table:
    table = Table(title=f"Of 100 contacts, with people who came back within {report['horizon_days']} days")
    for name in ("Habit", "Found", "The desk found more by"):
        table.add_column(name)
    desk = report["metrics"]["found_per_100"]
    table.add_row("the desk", _figure(desk), "")
    for name, label in HABITS.items():
        if name in report["baselines"]:
            habit = report["baselines"][name]
            table.add_row(label, _figure(habit), _figure(habit["gain"], "+.0f"))
    nobody = report["baselines"]["do_nothing"]
    table.add_row("do nothing (of 100 deals, back by themselves)", _figure(nobody), "")
    return table


def _calibration(report: dict[str, Any]) -> Table:
    table = Table(title="When the desk said so many in 100, so many came")
    for name in ("Said", "Came", "Likely", "Forecasts"):
        table.add_column(name, justify="right")
    for row in report["calibration"]:
        said, came = f"{100 * row['forecast']:.0f}", f"{100 * (row['observed'] or 0):.0f}"
        likely = "" if row["low"] is None else f"{100 * row['low']:.0f} to {100 * row['high']:.0f}"
        table.add_row(said, came, likely, f"{row['n']:,}")
    return table


def _figure(figure: dict[str, Any], form: str = ".0f") -> str:
    if figure["value"] is None:
        return "not known"
    return f"{figure['value']:{form}}  (likely {figure['low']:{form}} to {figure['high']:{form}})"
