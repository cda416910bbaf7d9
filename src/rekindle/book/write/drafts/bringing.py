"""What became of each row that was brought in."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Any
from uuid import UUID

# Why a row of an older file changed nothing, where it says otherwise than is on record.
OLDER = "it says otherwise than a newer file; what is newer stays"


@dataclass(frozen=True, slots=True)
class NewerFile:
    """A file that is in already and names days up to `until`, where the one that comes in names none after `newest`
    (None if a person said that it is older). Ids of what was there before that one are smaller than `begun`."""

    name: str
    until: date
    newest: date | None
    begun: UUID


@dataclass(slots=True)
class Fate:
    """What became of one row: created, updated, skipped or rejected.

    `made` lists the rows it made, `vouched` those there before that say the same, `changed` those it changed in
    place: [table, id, {column: value before}].
    """

    row: int
    fate: str
    words: str = ""
    made: list[list[str]] = field(default_factory=list)
    cells: dict[str, str] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    changed: list[list[Any]] = field(default_factory=list)
    vouched: list[list[str]] = field(default_factory=list)


def count_losses(tables: Sequence[str]) -> tuple[int, int]:
    """Return how many new losses a row made, and of how many it named the day: of these something goes just before."""
    named = sum(before == "void" and table == "loss" for before, table in pairwise(tables))
    return tables.count("loss") - named, named
