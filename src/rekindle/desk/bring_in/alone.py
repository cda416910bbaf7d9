"""One step of one file at a time where the database knows one writer: they take turns, and none fails by waiting."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

from django.db import OperationalError, connection

from rekindle.desk.actor import RefusedError

BUSY = "The book is being written to by something else just now. Nothing is lost: try again in a minute."

_writing = threading.RLock()


@contextmanager
def alone() -> Iterator[None]:
    """Wait for the other files of this server, outside a transaction; on a database with many writers for nobody.

    Raises RefusedError where something else has held the database for too long.
    """
    is_one_writer = connection.vendor == "sqlite"
    with _writing if is_one_writer else nullcontext():
        try:
            yield
        except OperationalError as error:
            if is_one_writer and "locked" in str(error):
                raise RefusedError(BUSY) from error
            raise
