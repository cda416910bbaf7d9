"""One step of one file at a time where the database knows one writer: they take turns, and none fails by waiting."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError, connection

from rekindle.desk.actor import RefusedError

BUSY = "The book is being written to by something else just now. Nothing is lost: try again in a minute."
# Who waits for SQLite looks ten times a second whether it is free: steps without a pause would leave them no chance.
BREATH = 0.12

_writing = threading.RLock()
# When the last step ended, and how many seconds it took.
_last = [0.0, 0.0]


@contextmanager
def alone() -> Iterator[None]:
    """Wait for the other files of this server, and a little for everybody else, outside a transaction; on a database
    with many writers for nobody.

    Raises RefusedError where something else has held the database for too long.
    """
    if connection.vendor != "sqlite":
        yield
        return
    with _writing, _paced():
        try:
            yield
        except OperationalError as error:
            if "locked" in str(error):
                raise RefusedError(BUSY) from error
            raise


@contextmanager
def _paced() -> Iterator[None]:
    """Leave a pause since the last step, no longer than that took."""
    ended, took = _last
    time.sleep(max(0.0, min(took, BREATH, ended + BREATH - time.monotonic())))
    began = time.monotonic()
    try:
        yield
    finally:
        _last[:] = time.monotonic(), time.monotonic() - began
