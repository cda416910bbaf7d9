"""What is known of a table's columns, and what is asked."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from rekindle.intake.columns.dictionary import Kind
from rekindle.intake.columns.settle import ColumnReading
from rekindle.intake.standing.telling import Telling


@dataclass(frozen=True, slots=True)
class Question:
    """Something the file does not settle. `{column: choice}` is the mapping that answers it. Nothing is brought in
    before one that `comes_first` is answered."""

    column: str
    words: str
    choices: tuple[str, ...]
    comes_first: bool = False


@dataclass(frozen=True, slots=True)
class Recognition:
    """`mapping` is the field per column; columns in `unmapped` are kept on the record as they are.

    `telling` says how its rows stand. `is_history`: a row is one change of a deal, and several rows are one deal.
    Whoever has an answer in a column that is `held` is left alone, whichever it is, until somebody says what it means.
    `reasons` says of every column of the file, read or not, why it is: one sentence each.
    `remembered` are the answers of earlier files it was read by: lost, won, open or skip by (column, status).
    """

    system: str
    kind: Kind
    mapping: dict[str, str]
    unmapped: tuple[str, ...]
    questions: tuple[Question, ...]
    warnings: tuple[str, ...]
    readings: tuple[ColumnReading, ...]
    telling: Telling = field(default_factory=Telling)
    deal_kind: str = ""
    channel: str = ""
    is_history: bool = False
    held: frozenset[str] = frozenset()
    reasons: Mapping[str, str] = field(default_factory=dict)
    remembered: Mapping[tuple[str, str], str] = field(default_factory=dict)

    @property
    def is_ours(self) -> bool:
        """Say whether the file is a book of our own that was taken along."""
        return self.system == "rekindle"
