"""The command line: which commands there are, and how a refusal looks."""

import sys
from collections.abc import Callable
from typing import Annotated

import typer

from rekindle.cli.add import add
from rekindle.cli.backtest import backtest
from rekindle.cli.bring_in import import_file
from rekindle.cli.cadence import cadence
from rekindle.cli.checking import check
from rekindle.cli.exporting import export
from rekindle.cli.learned import learned
from rekindle.cli.morning import morning
from rekindle.cli.playbook import playbook
from rekindle.cli.selecting import select
from rekindle.cli.setting import settings
from rekindle.cli.undoing import undo
from rekindle.cli.version import print_version
from rekindle.cli.wishes import wishes


def _print_version(wanted: bool) -> None:
    if wanted:
        print_version()
        raise typer.Exit


def build_app(prepare: Callable[[str, list[str]], None]) -> typer.Typer:
    """Build the command line; `prepare` is told each command and its arguments before it runs, but no help text."""
    app = typer.Typer(
        name="rekindle",
        help="The closed-lost desk: whom to get back to, when, with what - and whom to leave alone, and why.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
    )

    @app.callback()
    def before(
        context: typer.Context,
        version: Annotated[
            bool, typer.Option("--version", help="Print the version and stop.", callback=_print_version, is_eager=True)
        ] = False,
    ) -> None:
        if not {"--help", "-h"} & set(sys.argv):
            prepare(context.invoked_subcommand or "", sys.argv[1:])

    app.command("morning")(morning)
    app.command("import")(import_file)
    app.command("export")(export)
    app.command("add")(add)
    app.command("undo")(undo)
    app.command("wishes")(wishes)
    app.command("settings")(settings)
    app.command("playbook")(playbook)
    app.command("backtest")(backtest)
    app.command("select")(select)
    app.command("cadence")(cadence)
    app.command("learned")(learned)
    app.command("check")(check)
    return app
