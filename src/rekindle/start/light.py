"""What keeps a process small: libraries nobody here uses are not loaded, memory nobody uses is given back."""

import ctypes
import os
import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from types import ModuleType

# pyarrow asks pandas, if it is there, about every Python list: half a second and fifty megabytes of each process.
UNUSED = frozenset({"pandas"})

# DuckDB's allocator (jemalloc) leaves pages it has no use for with the process until the system asks for them: seventy
# megabytes after one account. A vector of texts is a little larger than what it keeps at hand by itself.
DUCKDB_MEMORY = "muzzy_decay_ms:0,lg_tcache_max:18"

# mallopt(3): how many arenas the C library keeps for threads; each holds on to what it once had.
_M_ARENA_MAX, _ARENAS = -8, 2


class _Without:
    """A finder that finds nothing and ends the search."""

    @staticmethod
    def find_spec(name: str, path: Sequence[str] | None = None, target: ModuleType | None = None) -> ModuleSpec | None:
        if name in UNUSED:
            raise ModuleNotFoundError(f"{name} is not used here", name=name)
        return None


def go_without_unused() -> None:
    """Have this process load none of the unused libraries, whoever asks for them. Said twice is said once."""
    if _Without not in sys.meta_path:
        sys.meta_path.insert(0, _Without)


def give_memory_back() -> None:
    """Have unused memory go back to the system soon. To be said before DuckDB is loaded and before threads start."""
    os.environ.setdefault("DUCKDB_JE_MALLOC_CONF", DUCKDB_MEMORY)
    set_option = getattr(ctypes.CDLL(None), "mallopt", None)
    if set_option is not None:
        set_option(_M_ARENA_MAX, _ARENAS)
