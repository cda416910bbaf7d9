"""What became of each row that was brought in."""

from dataclasses import dataclass, field
from typing import Any


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
