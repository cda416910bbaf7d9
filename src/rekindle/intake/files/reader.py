"""The process that reads aside: `python -m rekindle.intake.files.reader KIND NAME MEMORY SECONDS < FILE`.

KIND names the module beside this one that reads the file. On the output stand pickled pairs: ("rows", some rows) again
and again, then ("sheet", the rest of the Sheet); or ("refused", the sentence).
"""

import contextlib
import pickle
import sys
from dataclasses import replace
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any

from rekindle.intake.files.table import Sheet, UnreadableError

_BLOCK = 2_000


def main(kind: str, name: str, memory: int, seconds: int) -> None:
    """Read what comes in and write what it holds."""
    content = sys.stdin.buffer.read()
    read = import_module(f"rekindle.intake.files.{kind}").read
    _limit(memory, seconds)
    try:
        sheet: Sheet = read(content, name)
        rows = iter(sheet.rows)
        while block := list(islice(rows, _BLOCK)):
            _say("rows", block)
        _say("sheet", replace(sheet, rows=()))
    except UnreadableError as refusal:
        _say("refused", str(refusal))
    except MemoryError:
        # The other end says what it means that nothing more comes.
        return
    except Exception:  # a broken file breaks its parser in more ways than can be listed
        _say("refused", f"{name}: the file is damaged; open it in the program it comes from and save it as CSV")


def _say(word: str, said: Any) -> None:
    pickle.dump((word, said), sys.stdout.buffer, protocol=5)
    sys.stdout.buffer.flush()


def _limit(memory: int, seconds: int) -> None:
    """Take away what the rest must not use. Where a system has no such limits the checks of each reader remain."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415 - not on every system

        now = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (now + memory, now + memory))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
