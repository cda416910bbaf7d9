"""What a file of order lines leaves open, as questions that an answer settles."""

from collections.abc import Mapping

from rekindle.intake.cells.blank import CellError
from rekindle.intake.columns.answers import MappingError
from rekindle.intake.columns.recognition import Question


class AskedError(MappingError, CellError):
    """The file cannot be read before somebody answers: its words say how, its questions with which choices.

    `found` are the columns that are known already, by field.
    """

    def __init__(self, words: str, *questions: Question, found: Mapping[str, str] | None = None) -> None:
        super().__init__(words)
        self.questions, self.found = questions, found or {}
