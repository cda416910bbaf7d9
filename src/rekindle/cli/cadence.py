"""`rekindle cadence LOG`: when one more follow-up stops paying, from any log of events."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from rekindle.cli.common import OWN_BOOK, JsonOption, MemberOption, WorkspaceOption, find_actor, refuse
from rekindle.cli.learned import KeepOption, keep, tell
from rekindle.cli.names import split_names, split_pair
from rekindle.desk.actor import RefusedError
from rekindle.desk.learn_from import measure_from_file
from rekindle.desk.learned import AskCadence, Cadence, draw_svg, draw_text
from rekindle.desk.show.learned import zone_of

# The options of `cadence`, in the order of its help.
Log = Annotated[Path, typer.Argument(help="A log with one row per event: CSV (also ; or tab, .gz, .zip) or Parquet.")]
Case = Annotated[str, typer.Option(help="The column that names the case: an offer, a deal, a person.")]
Time = Annotated[str, typer.Option(help="The column with the day or instant of the event.")]
Event = Annotated[str, typer.Option(help="The column with the name of the event.")]
Followup = Annotated[str, typer.Option(help="NAME[,NAME]: the events that are your follow-ups.")]
Success = Annotated[str, typer.Option(help="NAME[,NAME]: the events that mean the case came back.")]
End = Annotated[str, typer.Option(help="NAME[,NAME]: the events that close a case for good.")]
Start = Annotated[str, typer.Option(help="NAME[,NAME]: the events with which a case opens. Default: its first event.")]
Within = Annotated[float, typer.Option(help="How many days a follow-up has to bring the case back.")]
Features = Annotated[
    str, typer.Option(help="COL[,COL]: other columns to learn from, as known at the time, such as the amount.")
]
Cost = Annotated[float | None, typer.Option(help="What one follow-up costs; with --worth.")]
Worth = Annotated[float | None, typer.Option(help="What a case that comes back is worth, in the same unit.")]
Where = Annotated[
    list[str] | None, typer.Option(help='Look only at rows of one value: --where "COL=VALUE"; again for another.')
]
Zone = Annotated[
    str, typer.Option(help="The zone of hours and weekdays, such as Europe/Berlin. Default: as the log has them.")
]
Picture = Annotated[Path | None, typer.Option(help="Write the picture of where it stops paying to this SVG file.")]


def cadence(
    log: Log,
    case: Case,
    time: Time,
    event: Event,
    followup: Followup,
    success: Success,
    end: End = "",
    start: Start = "",
    within: Within = 14.0,
    features: Features = "",
    cost: Cost = None,
    worth: Worth = None,
    where: Where = None,
    zone: Zone = "",
    picture: Picture = None,
    keep_as: KeepOption = None,
    workspace: WorkspaceOption = None,
    member: MemberOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say after how many follow-ups, and how long, one more stops paying, and how likely each one was to help.

    Learned on the earlier part of the log, calibrated on its end, and tried on later cases.
    """
    ask = AskCadence(
        case,
        time,
        event,
        split_names(followup),
        split_names(success),
        end=split_names(end),
        start=split_names(start),
        within=within,
        features=split_names(features),
        cost=cost,
        worth=worth,
        where=tuple(split_pair(pair, "--where") for pair in where or []),
        zone=zone,
        home=_home(keep_as, workspace, member),
    )
    try:
        found = measure_from_file(log, ask)
    except RefusedError as refusal:
        refuse(str(refusal))
    if picture is not None:
        _write(picture, draw_svg(found.stop, found.within))
    kept = keep(found, keep_as, workspace, member)
    tell(found, print_cadence, kept, as_json=as_json)


def _home(keep_as: str | None, workspace: str | None, member: str | None) -> str:
    """Return the zone of the member for whom it is kept; without --keep no book is opened."""
    return zone_of(find_actor(workspace or OWN_BOOK, member)) if keep_as is not None else ""


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text)
    except OSError as error:
        refuse(f"--picture {path}: {error.strerror or error}")


def print_cadence(found: Cadence) -> None:
    """Print where it stops paying, the picture, how good the chances proved, and how many were worth it."""
    console = Console(highlight=False)
    console.print()
    console.print(Text(_say_stop(found), style="bold"))
    for sentence in found.why:
        console.print(Text(sentence))
    width = max(min(40, console.width - 58), 10)
    for title, steps in (
        ("By number of follow-ups", found.stop.by_number),
        ("By days since the start", found.stop.by_days),
    ):
        console.print()
        console.print(Text(f"{title}: back within {found.within:g} days; | is break-even", style="bold"))
        for line in draw_text(steps, found.stop.break_even, width):
            console.print(Text(line), no_wrap=True, crop=False)
    console.print()
    _print_scores(console, found)
    for words in found.warnings:
        console.print(Text(f"Note: {words}", style="dark_orange3"))
    console.print()


def _say_stop(found: Cadence) -> str:
    stop = found.stop
    if stop.after_followups is None:
        return "One more follow-up is not shown to stop paying in this log."
    if stop.after_followups == 0:
        return "Not even the first follow-up pays."
    return f"One more follow-up stops paying after number {stop.after_followups}."


def _print_scores(console: Console, found: Cadence) -> None:
    console.print(Text("On later cases                AUC    Brier  log loss", style="bold"))
    rows = {"these chances": found.metrics, "number of follow-ups alone": found.baseline["by_number"]}
    for name, row in {**rows, "one average for all": found.baseline["base_rate"]}.items():
        console.print(Text(f"  {name:<26} {row['auc']:5.3f}   {row['brier']:.4f}   {row['log_loss']:.4f}"))
    worth = int(found.worth_it.sum())
    console.print(
        Text(f"{worth:,} of {len(found.case):,} follow-ups of the later part were worth it; --json lists them.")
    )
