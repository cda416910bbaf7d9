"""Files of other programs' formats are read aside: in a process of their own with little memory and little time.

A workbook of half a megabyte can unpack to more than a machine has, and a parser written in another language ends the
whole process when it does. Here it ends a process that holds nothing but this file.
"""

import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import IO, Any

from rekindle.intake.files.table import Cell, Sheet, UnreadableError, refuse

# What a reader may take above its start, in bytes: a part for itself, and twice what the file says it unpacks to. An
# honest sheet of 100,000 rows needs 320 MB; of a bomb that says it is small nothing gets far.
OWN_MEMORY, MEMORY_PER_BYTE, MOST_MEMORY = 150_000_000, 2, 340_000_000
CPU_SECONDS = 9
# One arena and one thread: a limit on addresses would otherwise be spent on reserves.
_THRIFTY = {"MALLOC_ARENA_MAX": "1", "ARROW_DEFAULT_MEMORY_POOL": "system", "OMP_NUM_THREADS": "1"}
_TOO_MUCH = "reading it takes more memory or time than a list of deals does; save the one table you need as CSV"


def read_aside(content: bytes, name: str, kind: str) -> Sheet:
    """Read a file in a process with limits; `kind` is workbook, parquet, vcard or markup.

    Raises UnreadableError with the reader's own words, or when it needed more than these limits.
    """
    limits = map(str, (OWN_MEMORY, MEMORY_PER_BYTE, MOST_MEMORY, CPU_SECONDS))
    command = [sys.executable, "-m", "rekindle.intake.files.reader", kind, name, *limits]
    with subprocess.Popen(  # noqa: S603 - our own interpreter and module
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **_THRIFTY},
    ) as reader:
        assert reader.stdin is not None
        assert reader.stdout is not None
        try:
            _hand_over(reader.stdin, content)
            return _receive(reader.stdout, name)
        finally:
            reader.kill()


def _hand_over(pipe: IO[bytes], content: bytes) -> None:
    try:
        pipe.write(content)
        pipe.close()
    except BrokenPipeError:
        # It died while reading; what it said until then tells why.
        pass


def _receive(pipe: IO[bytes], name: str) -> Sheet:
    rows: list[tuple[Cell, ...]] = []
    same: dict[Cell, Cell] = {}
    sheet: Sheet | None = None
    for word, said in _messages(pipe):
        if word == "refused":
            raise UnreadableError(said)
        if word == "rows":
            rows += [tuple(same.setdefault(c, c) if type(c) is str else c for c in row) for row in said]
        else:
            sheet = said
    if sheet is None:
        refuse(name, _TOO_MUCH)
    return replace(sheet, rows=rows)


def _messages(pipe: IO[bytes]) -> Iterator[tuple[str, Any]]:
    while True:
        try:
            yield pickle.load(pipe)  # noqa: S301 - written by our own module at the other end of the pipe
        except (EOFError, pickle.UnpicklingError):
            return
