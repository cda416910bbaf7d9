"""Learning from files of contacts and events: the door through which a face asks; nothing is kept."""

import os
from collections.abc import Callable
from pathlib import Path

from rekindle.desk.actor import RefusedError
from rekindle.learning.cadence.asking import AskCadence
from rekindle.learning.cadence.finding import Cadence
from rekindle.learning.cadence.measuring import measure_cadence
from rekindle.learning.logs.errors import LogError
from rekindle.learning.logs.reading import read_log
from rekindle.learning.select.asking import Ask
from rekindle.learning.select.selecting import select_contacts
from rekindle.learning.select.selection import Selection

Progress = Callable[[int, int], None]
# Threads that wait for each other sleep: spinning would eat the second core of a busy machine. Read as OpenMP loads.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")


def select_from_files(
    history: Path, candidates: Path, ask: Ask, progress: Progress = lambda done, total: None
) -> Selection:
    """Say whom of the candidates' file to contact, from a file of past contacts; nothing is kept.

    Raises RefusedError for a file or a column that cannot be used, in one sentence that names it.
    """
    try:
        return select_contacts(read_log(history), read_log(candidates), ask, progress)
    except LogError as error:
        raise RefusedError(str(error)) from error


def measure_from_file(log: Path, ask: AskCadence) -> Cadence:
    """Say when one more follow-up stops paying, from a file of events; nothing is kept.

    Raises RefusedError for a file, a column or an event that cannot be used, in one sentence that names it.
    """
    try:
        return measure_cadence(read_log(log), ask)
    except LogError as error:
        raise RefusedError(str(error)) from error
