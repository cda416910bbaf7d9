"""What somebody said about a file on its page, from one look at it to the next."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict

from rekindle.desk.bring_in.report import ImportReport, QuestionSeen


@dataclass(frozen=True, slots=True)
class Said:
    """`moved` are columns that were given another meaning, `answers` those to questions; both are column: field.

    `asked` are the questions that were answered, so that an answer can be changed.
    """

    moved: dict[str, str] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)
    asked: tuple[QuestionSeen, ...] = ()

    @property
    def mapping(self) -> dict[str, str]:
        """How the file is to be read."""
        return {**self.answers, **self.moved}

    @property
    def answered(self) -> tuple[tuple[QuestionSeen, str], ...]:
        """Each answered question with its answer."""
        return tuple((ask, self.answers[ask.column]) for ask in self.asked)


def read_said(form: QueryDict) -> Said:
    """Read what the form of a page says. What was changed last counts: a column moved now beats an older answer."""
    shown = zip(_pairs(form, "columns"), form.getlist("field"), strict=False)
    moved = {column: to for (column, was), to in shown if to != was}
    said = zip(form.getlist("asked"), form.getlist("answer"), strict=False)
    # Open questions stand first on the page: what they are answered with goes on from an earlier answer.
    answers = {column: choice for column, choice in reversed([*said]) if choice and _agree(choice, moved.get(column))}
    for column, answer in _pairs(form, "remembered"):
        if answers.get(column) == answer:
            del answers[column]
    earlier = {column: to for column, to in _pairs(form, "moved") if column not in answers}
    asked = tuple(ask for ask in _questions(form) if answers.get(ask.column) in ask.choices)
    return Said({**earlier, **{one: to for one, to in moved.items() if one not in answers}}, answers, asked)


def write_said(said: Said, report: ImportReport, columns: Mapping[str, str]) -> dict[str, str]:
    """Return the hidden fields of a page from which `read_said` reads what stands and what is asked on it."""
    asks = (*report.asks, *said.asked, *(ask for ask, _ in report.remembered))
    fields = {
        "columns": list(columns.items()),
        "moved": list(said.moved.items()),
        "questions": [(ask.column, ask.words, ask.choices) for ask in asks],
        "remembered": [(ask.column, answer) for ask, answer in report.remembered],
    }
    return {name: json.dumps(value) for name, value in fields.items()}


def _agree(choice: str, moved: str | None) -> bool:
    return moved is None or choice.partition("@")[0] == moved


def _questions(form: QueryDict) -> list[QuestionSeen]:
    try:
        found = [(str(column), str(words), choices) for column, words, choices in _load(form, "questions")]
        return [QuestionSeen(column, words, tuple(map(str, choices))) for column, words, choices in found]
    except (ValueError, TypeError):
        return []


def _pairs(form: QueryDict, name: str) -> list[tuple[str, str]]:
    """Read (column, field): one field of the form for all columns, for a file may have hundreds."""
    try:
        return [(str(column), str(to)) for column, to in _load(form, name)]
    except (ValueError, TypeError):
        return []


def _load(form: QueryDict, name: str) -> Any:
    return json.loads(form.get(name, "[]") or "[]")
