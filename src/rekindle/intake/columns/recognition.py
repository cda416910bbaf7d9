"""What is known of a table's columns, and what is asked."""

from dataclasses import dataclass, field

from rekindle.intake.columns.dictionary import Kind
from rekindle.intake.columns.settle import ColumnReading
from rekindle.terms.losses import Status


@dataclass(frozen=True, slots=True)
class Question:
    """Something the file does not settle. `{column: choice}` is the mapping that answers it."""

    column: str
    words: str
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Recognition:
    """`mapping` is the field per column; columns in `unmapped` are kept on the record as they are.

    `words_tell`: some value of the status or stage column says lost or won, so the others are stages on the way.
    `is_history`: a row is one change of a deal, and several rows are one deal.
    `by_chance`: only its chance tells how a deal stands, in "percent" or as a share of "one".
    `no_is_lost`: only a column of who won tells how deals stand, and says nothing of those that are open.
    `answers` is what a person said about single statuses: {(column, folded text): lost, won, open or skip}.
    """

    system: str
    kind: Kind
    mapping: dict[str, str]
    unmapped: tuple[str, ...]
    questions: tuple[Question, ...]
    warnings: tuple[str, ...]
    readings: tuple[ColumnReading, ...]
    answers: dict[tuple[str, str], str] = field(default_factory=dict)
    default_status: Status = Status.OPEN
    words_tell: bool = False
    deal_kind: str = ""
    channel: str = ""
    is_history: bool = False
    by_chance: str = ""
    no_is_lost: bool = False

    @property
    def is_ours(self) -> bool:
        """Say whether the file is a book of our own that was taken along."""
        return self.system == "rekindle"
