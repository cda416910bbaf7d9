"""Learning from files of contacts: the door through which a face asks, and what it gets back."""

from collections.abc import Callable
from pathlib import Path

import pyarrow as pa

from rekindle.desk.actor import RefusedError
from rekindle.learning.logs.errors import LogError
from rekindle.learning.logs.reading import read_log
from rekindle.learning.select.asking import Ask
from rekindle.learning.select.selecting import select_contacts
from rekindle.learning.select.selection import Selection

Progress = Callable[[int, int], None]


def select_from_files(
    history: Path, candidates: Path, ask: Ask, progress: Progress = lambda done, total: None
) -> Selection:
    """Say whom of the candidates' file to contact, from a file of past contacts; nothing is kept.

    Raises RefusedError for a file or a column that cannot be used, in one sentence that names it.
    """
    try:
        return select_contacts(_read(history), _read(candidates), ask, progress)
    except LogError as error:
        raise RefusedError(str(error)) from error


def _read(path: Path) -> pa.Table:
    return read_log(path)
