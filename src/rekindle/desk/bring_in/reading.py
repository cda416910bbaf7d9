"""A file read: its columns recognised, its rows drafted, reasons and dates read out of the words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rekindle.desk.bring_in.report import ColumnSeen
from rekindle.intake.drafts import Draft, Rejected, Skipped

Item = Draft | Rejected | Skipped

SAMPLES = 3


@dataclass(frozen=True, slots=True)
class ReadFile:
    """What a file says, before anything is matched or written."""

    name: str
    kind: str
    system: str
    mapping: Mapping[str, str]
    unmapped: tuple[str, ...]
    questions: tuple[str, ...]
    warnings: tuple[str, ...]
    columns: tuple[ColumnSeen, ...]
    items: Sequence[Item]
