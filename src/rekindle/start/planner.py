"""Has each member's morning ready: asks every minute which mornings are due, and has those planned.

Planning reads a whole book; it runs in a process of its own, so that pages stay quick and the server small.
"""

import logging
import threading
from collections.abc import Callable
from datetime import UTC, datetime

from django.db import close_old_connections

from rekindle.desk.morning import warm_up, workspaces_due
from rekindle.start.aside import plan_due_aside

logger = logging.getLogger(__name__)

EVERY_SECONDS = 60.0


def plan_when_due(stop: threading.Event) -> None:
    """Plan due mornings until told to stop; a failure is logged and tried again at the next turn."""
    _try(lambda: warm_up(datetime.now(UTC)))
    while not stop.is_set():
        _try(_plan_if_due)
        stop.wait(EVERY_SECONDS)


def _plan_if_due() -> None:
    if workspaces_due(datetime.now(UTC)):
        plan_due_aside()


def _try(act: Callable[[], None]) -> None:
    close_old_connections()
    try:
        act()
    except Exception:
        logger.exception("The morning could not be planned; trying again in a minute.")
    finally:
        close_old_connections()
