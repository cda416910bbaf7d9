"""What a column nobody knows by its name may be: a misspelt header, or values that tell. Asked, never taken."""

import re
from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz, process

from rekindle.intake.cells.look import looks_like_date
from rekindle.intake.cells.money import take_currency
from rekindle.intake.columns.dictionary import Kind, Profile, fields
from rekindle.intake.columns.fit import share_of
from rekindle.intake.columns.headers import fold_header
from rekindle.intake.columns.match import all_words
from rekindle.intake.columns.words import classify_status
from rekindle.intake.files.table import Cell, as_text

_NEARLY, _MOSTLY = 90, 0.9
_ENDS = ("deal.lost_on", "deal.closed_on")
_SAYS_STATUS = {"deal.status", "deal.stage", "deal.is_closed", "deal.is_won", "deal.is_lost", "deal.is_active"}
# A date that is about something else than the deal's end is asked only if its name leaves room for it.
_OTHER_DAY = re.compile(r"\b(birth|start|last|next|due|call|meeting|activity|contract|naissance|geburt)\w*\b")
_LONGEST_NAME, _DIFFERENT = 80, 0.5


def guess_fields(profile: Profile, header: str, cells: Sequence[Cell], meant: set[str]) -> tuple[str, ...]:
    """Return the fields an unknown column of a plain file may mean that no other column means, the likeliest first."""
    folded = fold_header(header)
    if profile.kind is not Kind.ACCOUNTS and "person.mail" not in meant and share_of(cells, "mail") >= _MOSTLY:
        return ("person.mail", "deal.owner_mail")
    if profile.system != "plain":
        return ()
    if near := _near(profile, folded, meant):
        return (near,)
    return _by_values(folded, cells, meant) if profile.kind is Kind.DEALS else ()


def _near(profile: Profile, folded: str, meant: set[str]) -> str:
    found = process.extractOne(folded, all_words().keys(), scorer=fuzz.ratio, score_cutoff=_NEARLY)
    name = all_words()[found[0]] if found and len(folded) >= 6 else ""
    return name if name and name not in meant and profile.kind in fields()[name].kinds else ""


def _by_values(folded: str, cells: Sequence[Cell], meant: set[str]) -> tuple[str, ...]:
    if not meant & set(_ENDS) and not _OTHER_DAY.search(folded) and _share(map(looks_like_date, cells), cells):
        return (*_ENDS, "deal.created_on")
    if not meant & _SAYS_STATUS and _tells_ends(cells):
        return ("deal.status",)
    if "deal.amount" not in meant and _share((bool(take_currency(as_text(c))[1]) for c in cells), cells):
        return ("deal.amount",) if share_of(cells, "money") >= _MOSTLY else ()
    if not meant & {"account.name", "account.external"} and _are_names(cells):
        return ("account.name", "deal.name", "person.name")
    return ()


def _share(found: Iterable[bool], cells: Sequence[Cell]) -> bool:
    return bool(cells) and sum(found) >= _MOSTLY * len(cells)


def _tells_ends(cells: Sequence[Cell]) -> bool:
    said = [classify_status(as_text(cell)) for cell in cells]
    return bool({"lost", "won"} & set(said)) and sum(map(bool, said)) >= len(said) / 2


def _are_names(cells: Sequence[Cell]) -> bool:
    texts = {cell for cell in cells if isinstance(cell, str) and any(map(str.isalpha, cell))}
    is_short = all(len(text) <= _LONGEST_NAME for text in texts)
    return is_short and len(texts) >= max(1, _DIFFERENT * len(cells)) and share_of(cells, "name") >= _MOSTLY
