"""All that is known of a table's columns when its questions are put, in one record."""

from dataclasses import dataclass

from rekindle.intake.columns.answers import Answers
from rekindle.intake.columns.dictionary import Profile
from rekindle.intake.columns.match import Match, Samples
from rekindle.intake.columns.settle import ColumnReading
from rekindle.intake.files.table import RawTable
from rekindle.intake.standing.telling import Telling


@dataclass(frozen=True, slots=True)
class Known:
    """What its columns mean so far, what a person said of them, how each is read, and what tells how its rows stand.

    `fiscal_month` (1 to 12) is when a fiscal year begins, 0 if nobody knows.
    """

    table: RawTable
    profile: Profile
    match: Match
    answers: Answers
    samples: Samples
    readings: tuple[ColumnReading, ...]
    telling: Telling
    fiscal_month: int = 0

    @property
    def meant(self) -> set[str]:
        """Return the fields that some column means."""
        return {one.field for one in self.match.meant.values()}
