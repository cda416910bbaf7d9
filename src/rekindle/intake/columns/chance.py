"""Files that say only by a chance how deals stand, and words that mean a win beside those that mean a loss."""

import re
from collections.abc import Sequence

from rekindle.intake.columns.answers import Answers
from rekindle.intake.columns.match import Match
from rekindle.intake.columns.words import classify_status, is_in, status_key
from rekindle.intake.files.table import Cell, RawTable, as_text

_NOTHING = re.compile(r"0+([.,]0+)?\s*%?")
_SURE = re.compile(r"100([.,]0+)?\s*%?")
_SURE_SHARE = re.compile(r"1([.,]0+)?")
_STATUS = ("deal.status", "deal.stage")
BY_CHANCE = "no column says which deals were lost; a chance of 0 % counts as lost, one of 100 % as won"


def is_nothing(text: str) -> bool:
    """Say whether a chance is none at all: 0, 0.0 or 0 %."""
    return bool(_NOTHING.fullmatch(text.strip()))


def is_sure(text: str, *, of_one: bool) -> bool:
    """Say whether a chance is 100 %; with `of_one` it is a share, and 1 is all of it."""
    return bool((_SURE_SHARE if of_one else _SURE).fullmatch(text.strip()))


def counts_to_one(cells: Sequence[Cell]) -> bool:
    """Say whether chances are shares of one: none is above it, and none has a sign of percent."""
    texts = [as_text(cell).strip().replace(",", ".") for cell in cells]
    return all(re.fullmatch(r"[01]|[01]?\.\d+", text) for text in texts)


def settle_by_contrast(table: RawTable, match: Match, answers: Answers) -> list[str]:
    """Take "Auftrag" or "Awarded" for won in a column in which others are lost and no word says won, and say so."""
    said = []
    for index in (at for at, one in match.meant.items() if one.field in _STATUS):
        texts = dict.fromkeys(as_text(row[index]).strip() for row in table.rows if index < len(row))
        found = {classify_status(text) for text in texts}
        if "lost" not in found or "won" in found:
            continue
        column = table.columns[index]
        for text in (text for text in texts if is_in("order", text)):
            if (column, status_key(text)) not in answers.statuses:
                answers.statuses[column, status_key(text)] = "won"
                said.append(f"{text!r} in {column!r} counts as won, since other rows are lost and none else is won")
    return said
