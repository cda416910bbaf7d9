"""`rekindle --version`: apart from all that the commands need."""

from importlib import metadata

import typer


def print_version() -> None:
    """Print the name and the version of this program."""
    typer.echo(f"rekindle {metadata.version('rekindle')}")
