"""Has mornings and patterns ready: asks every minute which mornings are due, every fifth also which patterns.

Planning reads a whole book; it runs in a process of its own, so that pages stay quick and the server small.
"""

import logging
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count

from django.db import close_old_connections
from django.template.loader import get_template
from django.urls import resolve

from rekindle.desk.morning import warm_up, workspaces_due
from rekindle.desk.patterns import patterns_due
from rekindle.start.aside import patterns_due_aside, plan_due_aside

logger = logging.getLogger(__name__)

EVERY_SECONDS = 60.0
# Patterns are looked at less often: nobody waits for them, and what fails is not tried again at once.
PATTERNS_EVERY = 5


def plan_when_due(stop: threading.Event) -> None:
    """Plan due mornings until told to stop; a failure is logged and tried again at the next turn."""
    _try(ready_pages)
    _try(lambda: warm_up(datetime.now(UTC)))
    for turn in count():
        _try(_plan_if_due)
        if turn % PATTERNS_EVERY == 0:
            _try(_find_patterns_if_due)
        if stop.wait(EVERY_SECONDS):
            return


def ready_pages() -> None:
    """Import what answers requests and read the pages asked for first: a second of work that nobody waits for."""
    resolve("/book")
    for page in ("today", "book", "deal"):
        get_template(f"{page}/page.html")


def _plan_if_due() -> None:
    if workspaces_due(datetime.now(UTC)):
        plan_due_aside()


def _find_patterns_if_due() -> None:
    if patterns_due(datetime.now(UTC)):
        patterns_due_aside()


def _try(act: Callable[[], None]) -> None:
    close_old_connections()
    try:
        act()
    except Exception:
        logger.exception("What is due could not be worked out; trying again at the next turn.")
    finally:
        close_old_connections()
