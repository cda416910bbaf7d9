"""Libraries that others load wherever they find them and that Rekindle never uses: not loaded."""

import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from types import ModuleType

# pyarrow asks pandas, if it is there, about every Python list: half a second and fifty megabytes of each process.
UNUSED = frozenset({"pandas"})


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
