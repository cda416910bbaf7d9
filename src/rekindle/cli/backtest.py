"""`rekindle backtest`: would the desk have been right on your own past?"""

from typing import Any

from rich.console import Console
from rich.table import Table

from rekindle.cli.common import JsonOption, MemberOption, WorkspaceOption, find_actor, print_json, show_progress
from rekindle.desk.judging import is_held_out, try_book
from rekindle.desk.proving import read_proof, say_hold_out
from rekindle.desk.show.judgement import ORDER_ALONE, is_order_alone, shows_own_line

HABITS = {
    "random": "by lot",
    "oldest": "oldest first",
    "newest": "newest first",
    "largest": "largest first",
    "cadence": "30/60/90, then quarterly",
    "rep": "whom you did contact",
}

_FLATTERED = (
    " The contacts you did make may have brought some of these returns about, so the line of whom you did contact is "
    "flattered."
)


def backtest(workspace: WorkspaceOption = None, member: MemberOption = None, as_json: JsonOption = False) -> None:
    """Test the desk on your own past: what it would have said on past days, and what happened then."""
    actor = find_actor(workspace, member)
    with show_progress("Going back in time", quiet=as_json) as tell_progress:
        report = try_book(actor, tell_progress)
    if as_json:
        print_json(report.as_json() | {"hold_out": read_proof(actor)})
    else:
        print_report(report.as_json(), say_hold_out(actor) if is_held_out(actor) else ())


def print_report(report: dict[str, Any], proof: tuple[str, ...] = ()) -> None:
    """Print the verdict, the figures it rests on, and what leaving some to chance has shown."""
    console = Console(highlight=False)
    console.print()
    console.print(f"[bold]{ORDER_ALONE if is_order_alone(report) else report['verdict'].capitalize() + '.'}[/bold]")
    console.print(report["why"])
    if report["baselines"] and report["metrics"]["found_per_100"]["value"] is not None:
        console.print()
        console.print(_habits(report))
        console.print(_calibration(report))
        console.print(
            f"[dim]{report['n']:,} deals on {len(report['origins'])} past days, {report['horizon_days']} days ahead; "
            f"intervals of 95 %.{_FLATTERED if shows_own_line(report) else ''}[/dim]"
        )
    if report["challenger"]:
        console.print(report["challenger"]["why"])
    for words in proof:
        console.print(words)
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
            table.add_row(label, _figure(habit), _figure(habit["gain"], "+d"))
    nobody = report["baselines"]["do_nothing"]
    table.add_row("do nothing (of 100 deals, back by themselves)", _figure(nobody), "")
    return table


def _calibration(report: dict[str, Any]) -> Table:
    table = Table(title="When the desk said so many in 100, so many came")
    for name in ("Said", "Came", "Likely", "Forecasts"):
        table.add_column(name, justify="right")
    for row in report["calibration"]:
        if row["observed"] is None:
            continue
        said, came = f"{100 * row['forecast']:.0f}", f"{100 * row['observed']:.0f}"
        likely = "" if row["low"] is None else f"{100 * row['low']:.0f} to {100 * row['high']:.0f}"
        table.add_row(said, came, likely, f"{row['n']:,}")
    return table


def _figure(figure: dict[str, Any], form: str = "d") -> str:
    if figure["value"] is None:
        return "not known"
    value, low, high = (f"{round(figure[name]):{form}}" for name in ("value", "low", "high"))
    return f"{value}  (likely {low} to {high})"
