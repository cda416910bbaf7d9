"""Who looks after a deal."""

from collections.abc import Iterator

from rekindle.intake.columns.dictionary import KEEP
from rekindle.intake.columns.fit import are_colleagues
from rekindle.intake.columns.known import Known
from rekindle.intake.columns.match import example_of
from rekindle.intake.columns.recognition import Question
from rekindle.intake.columns.surety.rows import rivals_of


def ask_owners(known: Known) -> Iterator[Question]:
    """Ask about a few colleagues under a second name for people, where no column says who looks after a deal."""
    if "deal.owner" in known.meant:
        return
    for index in rivals_of(known.match, "person.name"):
        if index not in known.answers.fields and are_colleagues(known.samples[index]):
            column = known.table.columns[index]
            words = f"Does {column!r}, for example {example_of(known.samples[index])!r}, say who looks after a deal?"
            yield Question(column, words, ("deal.owner", KEEP))
