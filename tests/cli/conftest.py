"""The command line with a book of one's own, as after the first start."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from click.testing import Result
from typer.testing import CliRunner

from rekindle.cli.app import build_app
from rekindle.desk.enter import ensure_installation
from tests.support.databases import Book


@pytest.fixture
def run(sqlite_book: Book) -> Callable[..., Result]:
    """Run a command: `run("morning", "--json")`."""
    ensure_installation(datetime.now(UTC))
    runner = CliRunner()
    app = build_app(lambda command, arguments: None)
    return lambda *words, input="": runner.invoke(app, list(words), input=input)
