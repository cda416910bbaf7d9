"""Ctrl-C and a polite kill, heard while other threads compute."""

import os
import signal
from types import FrameType


def heed_signals() -> int:
    """Hear Ctrl-C and a polite kill from now on; return the end of a pipe from which a byte can be read once one came.

    The byte is written where the signal arrives, in whichever thread: a handler in Python runs only once the main
    thread goes on, and the exception that Python makes of Ctrl-C gets lost where it meets a finalizer. A second Ctrl-C
    is one all the same.
    """
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    signal.set_wakeup_fd(writing, warn_on_full_buffer=False)

    def hear(_number: int, _frame: FrameType | None) -> None:
        signal.signal(signal.SIGINT, signal.default_int_handler)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, hear)
    return reading
