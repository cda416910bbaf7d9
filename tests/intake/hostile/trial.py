"""The process that tries hostile files: `python -m tests.intake.hostile.trial`. Prints one line of JSON per file.

With `some` as its argument it tries one file of each family, so that the suite sees every kind of attack;
`make hostile` tries all of them.

A file has ended well if it was refused in one sentence, or if what came out of the three doors is harmless text. Beside
that stand the processor's seconds it took and the memory beyond what the process had before; `whole` is the most the
process had meanwhile, `readers` the most that a reader had so far, of which the system says no less than what its
parent had when it was started.
"""

import json
import re
import resource
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from itertools import chain
from pathlib import Path

from rekindle.intake.reading import UnreadableError
from tests.intake.hostile.boxes import make_boxes
from tests.intake.hostile.texts import make_texts
from tests.intake.support import bring

# What no database takes and no page should be sent.
_HARMFUL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def main() -> None:
    """Try every file, or some of every family."""
    for name, content in choose(only_some=sys.argv[1:] == ["some"]):
        sys.stdout.write(json.dumps(try_file(name, content)) + "\n")
        sys.stdout.flush()


def choose(only_some: bool) -> Iterator[tuple[str, bytes]]:
    """Yield the files to try. Plain text is read in this process and tried whole; another format starts a reader."""
    seen: Counter[str] = Counter()
    for name, made in chain(make_boxes(), make_texts()):
        first, *rest = re.split("[-.]", re.sub("[0-9]+", "", name))
        family = f"{first}-{rest[0]}.{rest[-1]}" if first in ("bomb", "entity") else f"{first}.{rest[-1]}"
        seen[family] += 1
        if not only_some or rest[-1] == "csv" or seen[family] == 1:
            yield name, made() if callable(made) else made


def try_file(name: str, content: bytes) -> dict[str, object]:
    """Take one file through the doors and say how it ended."""
    before = _resident()
    _forget_peak()
    start = _spent()
    try:
        brought = bring(content, name)
        said = json.dumps([asdict(row) for row in brought.rows[:200]], default=str, ensure_ascii=False)
        ended = "harmful" if _HARMFUL.search(json.loads(json.dumps(said))) else "text"
    except UnreadableError as refusal:
        ended = "refused" if str(refusal).startswith(f"{name}: ") and "\n" not in str(refusal) else "unclear"
    return {
        "name": name,
        "ended": ended,
        "seconds": round(_spent() - start, 2),
        "memory": max(0, _peak() - before),
        "whole": _peak(),
        "readers": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024,
    }


def _spent() -> float:
    """Return the processor's seconds of this process and of the readers it started."""
    own, readers = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + readers.ru_utime + readers.ru_stime


def _resident() -> int:
    return _status("VmRSS")


def _peak() -> int:
    return _status("VmHWM")


def _status(key: str) -> int:
    found = re.search(rf"{key}:\s+(\d+) kB", Path("/proc/self/status").read_text(encoding="ascii"))
    return int(found[1]) * 1024 if found else 0


def _forget_peak() -> None:
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


if __name__ == "__main__":
    main()
