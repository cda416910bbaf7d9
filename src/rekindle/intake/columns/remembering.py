"""What single statuses mean is asked once: the next file of the same system is read as somebody said then."""

from collections.abc import Iterable, Mapping

from rekindle.intake.columns.answers import ENDINGS, Answers
from rekindle.intake.columns.match import Match
from rekindle.intake.columns.words import classify_status, status_key
from rekindle.intake.files.table import RawTable, as_text

SaidBefore = Mapping[str, Mapping[str, str]]
"""Per system the folded text of a status and what it means: lost, won, open or skip."""

_STATUS = ("deal.status", "deal.stage", "history.to")


def statuses_in(mapping: Mapping[str, str], columns: Iterable[str]) -> dict[str, str]:
    """Return what a mapping says about single statuses, by their folded text, whatever their column was called.

    `columns` are those of its file: a column's name may hold a colon, too.
    """
    ordered = sorted(columns, key=len, reverse=True)
    found: dict[str, str] = {}
    for key, ending in mapping.items():
        column = next((one for one in ordered if key.startswith(f"{one}:")), "")
        if column and ending in ENDINGS:
            found[status_key(key[len(column) + 1 :])] = ending
    return found


def remember(table: RawTable, match: Match, answers: Answers, said: Mapping[str, str]) -> dict[tuple[str, str], str]:
    """Answer the statuses of a table as they were answered before, and return those answers by (column, text).

    Only texts whose meaning is not plain by themselves were ever asked; what is answered about this file stays.
    """
    remembered: dict[tuple[str, str], str] = {}
    for index, one in sorted(match.meant.items()):
        if one.field not in _STATUS or not said:
            continue
        column = table.columns[index]
        for text in dict.fromkeys(as_text(row[index]).strip() for row in table.rows if index < len(row)):
            ending, key = said.get(status_key(text), ""), (column, status_key(text))
            if ending and key not in answers.statuses and classify_status(text) != ending:
                answers.statuses[key] = remembered[column, text] = ending
    return remembered


def say_remembered(remembered: Mapping[tuple[str, str], str]) -> list[str]:
    """Say of each answer that was given before what it makes of its rows."""
    means = {ending: "is skipped" if ending == "skip" else f"counts as {ending}" for ending in ENDINGS}
    return [
        f"{text!r} in {column!r} {means[ending]}, as was said about an earlier file of this kind"
        for (column, text), ending in remembered.items()
    ]
