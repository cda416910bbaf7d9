"""What a process does before anything else: give back memory nobody uses, and end without a word when told to."""

import ctypes
import os
import signal
from typing import Any

# DuckDB's allocator (jemalloc) leaves pages it has no use for with the process until the system asks for them: seventy
# megabytes after one account. A vector of texts is a little larger than what it keeps at hand by itself.
DUCKDB_MEMORY = "muzzy_decay_ms:0,lg_tcache_max:18"

# mallopt(3): how many arenas the C library keeps for threads; each holds on to what it once had.
_M_ARENA_MAX, _ARENAS = -8, 2


def give_memory_back() -> None:
    """Have unused memory go back to the system soon. To be said before DuckDB is loaded and before threads start."""
    os.environ.setdefault("DUCKDB_JE_MALLOC_CONF", DUCKDB_MEMORY)
    set_option = getattr(ctypes.CDLL(None), "mallopt", None)
    if set_option is not None:
        set_option(_M_ARENA_MAX, _ARENAS)


def end_quietly() -> Any:
    """Have Ctrl-C just end the process while there is nothing to clean up, where it is heard at all; return what it did
    before."""
    heard = signal.getsignal(signal.SIGINT)
    if heard is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    return heard
