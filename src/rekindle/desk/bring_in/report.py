"""What became of a file, in numbers that always add up."""

from dataclasses import asdict, dataclass, field
from typing import Any

_FOR_PAGES = ("columns", "rejected_rows", "command", "file_id", "first", "asks", "left_out", "remembered")


@dataclass(frozen=True, slots=True)
class ColumnSeen:
    """One column of the file: what it became, a few of its values, and in a sentence `why`, unless its name says so."""

    column: str
    field: str
    samples: tuple[str, ...]
    why: str = ""


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A row that was not taken, in what words, with its cells so that it can be mended; rows count from 1."""

    row: int
    words: str
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class QuestionSeen:
    """Something only a person can say: `column` is what is asked about, an answer is one of `choices`."""

    column: str
    words: str
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FirstName:
    """Somebody the first morning would name: where, whom, and about what."""

    account: str
    person: str
    deal: str
    amount: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """rows = created + updated + skipped + rejected. `columns` and `rejected_rows` serve the page.

    `corrected` counts the losses whose day nobody had named and this file names.
    `left_out` counts, in a trial, the skipped rows by why; those of which nothing more is to be said are known already.
    `remembered` are answers of earlier files that hold for this one, with the questions they answer.
    """

    file: str
    kind: str
    rows: int = 0
    created: int = 0
    updated: int = 0
    skipped: int = 0
    rejected: int = 0
    mapping: dict[str, str] = field(default_factory=dict)
    unmapped: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    losses: int = 0
    returns: int = 0
    suppressed: int = 0
    proposed: int = 0
    corrected: int = 0
    columns: tuple[ColumnSeen, ...] = ()
    rejected_rows: tuple[RejectedRow, ...] = ()
    system: str = ""
    command: str = ""
    file_id: str = ""
    first: tuple[FirstName, ...] = ()
    asks: tuple[QuestionSeen, ...] = ()
    left_out: tuple[tuple[str, int], ...] = ()
    remembered: tuple[tuple[QuestionSeen, str], ...] = ()

    @property
    def brings(self) -> bool:
        """Whether anything in it is new."""
        return bool(self.created or self.updated)

    def as_json(self) -> dict[str, Any]:
        """Return the answer of `rekindle import --json`."""
        found = asdict(self)
        for only_for_pages in _FOR_PAGES:
            del found[only_for_pages]
        return {key: list(value) if isinstance(value, tuple) else value for key, value in found.items()}
