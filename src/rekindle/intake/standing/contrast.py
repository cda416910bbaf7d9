"""Words that mean a win beside those that mean a loss."""

from rekindle.intake.columns.answers import Answers
from rekindle.intake.columns.match import Match
from rekindle.intake.columns.words import classify_status, is_in, status_key
from rekindle.intake.files.table import RawTable, as_text

_STATUS = ("deal.status", "deal.stage")


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
