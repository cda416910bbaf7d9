"""What keeps a process small: memory nobody uses is given back."""

import ctypes
import os

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
