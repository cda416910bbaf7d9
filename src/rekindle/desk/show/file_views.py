"""What the pages about one file and about pairs of records show."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from rekindle.desk.show.doubts import DoubtView


@dataclass(frozen=True, slots=True)
class FilePage:
    """What became of one file. `state` is coming, stopped, planning, done or taken_back; `numbers` count its rows by
    fate. Planning: every row is in, and the mornings after it are being worked out.

    Until `undo_until` it can be taken back by `command_id`. `noted` is how many deals of the book wait now for a day
    that notes name. `left_out` counts the skipped rows by why, the most first. `doubts` are sentences of the book that
    may ask to be left alone, for somebody to say.
    """

    file_id: UUID
    name: str
    digest: str
    kind: str
    at: datetime
    rows: int
    done: int
    state: str
    words: str
    numbers: dict[str, int]
    warnings: tuple[str, ...]
    rejected: tuple[tuple[int, str], ...]
    command_id: UUID | None
    undo_until: date | None
    proposals: int
    noted: int = 0
    left_out: tuple[tuple[str, int], ...] = ()
    doubts: tuple[DoubtView, ...] = ()

    @property
    def percent(self) -> int:
        """How much of it is in, in whole percent."""
        return 100 * self.done // self.rows if self.rows else 100


@dataclass(frozen=True, slots=True)
class RecordShown:
    """One of two records that may be one."""

    record_id: UUID
    name: str
    about: tuple[str, ...]
    deals: int


@dataclass(frozen=True, slots=True)
class ProposalView:
    """Two records that may be one thing, with what speaks for it."""

    proposal_id: UUID
    noun: str
    this: RecordShown
    that: RecordShown
    evidence: str

    @property
    def both(self) -> tuple[RecordShown, RecordShown]:
        """The one made first, and the other."""
        return self.this, self.that


@dataclass(frozen=True, slots=True)
class MatchesView:
    """The surest proposals, and how many there are."""

    proposals: tuple[ProposalView, ...]
    count: int
