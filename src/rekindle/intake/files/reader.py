"""The process that reads aside: `python -m rekindle.intake.files.reader KIND NAME LIMITS... < FILE`.

KIND names the module beside this one that reads the file. On the output stand pickled pairs: ("rows", some rows) again
and again, then ("sheet", the rest of the Sheet); or ("refused", the sentence).
"""

import contextlib
import pickle
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

from rekindle.intake.files.table import Cell, Sheet, UnreadableError

_BLOCK, _LETTERS = 2_000, 4_000_000


def main(kind: str, name: str, own: int, per_byte: int, most: int, seconds: int) -> None:
    """Read what comes in and write what it holds."""
    content = sys.stdin.buffer.read()
    module = import_module(f"rekindle.intake.files.{kind}")
    start = _size()
    _limit(start + most, start + most, seconds)
    try:
        _limit(start + min(most, own + per_byte * module.weigh(content, name)), start + most, seconds)
        sheet: Sheet = module.read(content, name)
        for block in _blocks(sheet.rows):
            _say("rows", block)
        _say("sheet", replace(sheet, rows=()))
    except UnreadableError as refusal:
        _say("refused", str(refusal))
    except MemoryError:
        # The other end says what it means that nothing more comes.
        return
    except Exception:  # a broken file breaks its parser in more ways than can be listed
        _say("refused", f"{name}: the file is damaged; open it in the program it comes from and save it as CSV")


def _blocks(rows: Iterable[tuple[Cell, ...]]) -> Iterator[list[tuple[Cell, ...]]]:
    """Cut rows into blocks of at most 2,000, fewer where their texts are long."""
    block, letters = [], 0
    for row in rows:
        block.append(row)
        letters += sum(len(cell) for cell in row if isinstance(cell, str))
        if len(block) == _BLOCK or letters > _LETTERS:
            yield block
            block, letters = [], 0
    yield block


def _say(word: str, said: Any) -> None:
    pickle.dump((word, said), sys.stdout.buffer, protocol=5)
    sys.stdout.buffer.flush()


def _size() -> int:
    """Return the bytes of address space this process has now; 0 where a system does not tell."""
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * 4096
    except OSError:
        return 0


def _limit(memory: int, most: int, seconds: int) -> None:
    """Take away what the rest must not use. Where a system has no such limits the checks of each reader remain."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415 - not on every system

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_AS, (memory, most))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], *map(int, sys.argv[3:]))
