"""Which column says in what currency deals are, where no name of a column says so."""

import re

from rekindle.intake.cells.money import CODES
from rekindle.intake.columns.headers import is_of_another
from rekindle.intake.columns.match import Candidate, Match, Samples
from rekindle.intake.columns.surety.rows import by_field_of
from rekindle.intake.files.table import as_text

_CODE = re.compile(r"[A-Z]{3}")
_SCORE = 0.5
# Codes that are words of English as well.
_WORDS = {"ALL", "TOP", "TRY", "MOP", "CUP", "PEN"}
_WHY = "Its values are the codes of currencies."


def take_codes(match: Match, samples: Samples) -> None:
    """A column in which nothing but codes of currencies stand says the currency, whatever it is called: "Ccy"."""
    if "deal.currency" in by_field_of(match):
        return
    free = [at for at in range(len(samples.table.columns)) if at not in match.meant and _holds_codes(samples, at)]
    if len(free) == 1:
        match.meant[free[0]] = Candidate("deal.currency", _SCORE, why=_WHY)


def _holds_codes(samples: Samples, index: int) -> bool:
    said = {as_text(cell).strip() for cell in samples[index]}
    is_code = all(_CODE.fullmatch(text) and text in CODES for text in said) and bool(said - _WORDS)
    return is_code and not is_of_another(samples.table.columns[index])
