"""Has each member's morning ready: asks every minute which mornings are due, and plans those."""

import logging
import threading
from datetime import UTC, datetime

from django.db import close_old_connections

from rekindle.desk.morning import plan_due_mornings

logger = logging.getLogger(__name__)

EVERY_SECONDS = 60.0


def plan_when_due(stop: threading.Event) -> None:
    """Plan due mornings until told to stop; a failure is logged and tried again at the next turn."""
    while not stop.wait(EVERY_SECONDS):
        close_old_connections()
        try:
            plan_due_mornings(datetime.now(UTC))
        except Exception:
            logger.exception("The morning could not be planned; trying again in a minute.")
        finally:
            close_old_connections()
