"""Ctrl-C is heard wherever it arrives: the server waits in its main thread, and the others compute."""

import signal
import subprocess
import sys

import pytest

ASKED_BY_ANOTHER_THREAD = """
import os, signal, sys, threading, time
from rekindle.start.interrupts import heed_signals

asked_to_stop = heed_signals()

def press() -> None:
    time.sleep(0.2)
    signal.pthread_kill(threading.get_ident(), int(sys.argv[1]))
    time.sleep(20)
    os._exit(3)

threading.Thread(target=press, daemon=True).start()
os.read(asked_to_stop, 1)
os._exit(0)
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_that_another_thread_takes_wakes_the_one_that_waits(number: signal.Signals) -> None:
    asked = subprocess.run([sys.executable, "-c", ASKED_BY_ANOTHER_THREAD, str(int(number))], check=False, timeout=60)

    assert asked.returncode == 0
