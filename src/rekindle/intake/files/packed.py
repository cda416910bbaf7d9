"""Rows of a long table in little memory: packed a block at a time, and unpacked as they are read."""

import pickle
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import overload

from rekindle.intake.files.table import Cell

Row = tuple[Cell, ...]

# A shorter table takes less memory than what reads it.
LONG = 5_000
_BLOCK = 200


class PackedRows(Sequence[Row]):
    """Rows in a quarter of the memory: of each cell its letters and two bytes. Made to be read in their order."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._blocks: list[bytes] = []
        self._count = 0
        self._open: tuple[int, list[Row]] = (-1, [])
        left = iter(rows)
        while block := list(islice(left, _BLOCK)):
            self._blocks.append(pickle.dumps(block, pickle.HIGHEST_PROTOCOL))
            self._count += len(block)

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Row]:
        for number in range(len(self._blocks)):
            yield from self._unpack(number)

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> list[Row]: ...
    def __getitem__(self, at: int | slice) -> Row | list[Row]:
        places = range(self._count)[at]
        if isinstance(places, range):
            return [self._row(place) for place in places]
        return self._row(places)

    def _row(self, place: int) -> Row:
        number, within = divmod(place, _BLOCK)
        if self._open[0] != number:
            self._open = (number, self._unpack(number))
        return self._open[1][within]

    def _unpack(self, number: int) -> list[Row]:
        block: list[Row] = pickle.loads(self._blocks[number])  # noqa: S301 - packed by ourselves, and never stored
        return block


def pack(rows: Sequence[Row]) -> Sequence[Row]:
    """Return the same rows, packed if they are many."""
    return rows if len(rows) <= LONG else PackedRows(rows)
