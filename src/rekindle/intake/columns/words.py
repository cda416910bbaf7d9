"""Words of cells: which status, channel, role or consent a text stands for."""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache

from rekindle.intake.cells.blank import LONGEST
from rekindle.intake.cells.flags import is_flag
from rekindle.intake.columns.dictionary import languages, load_data
from rekindle.intake.files.table import Cell, as_text
from rekindle.intake.names import fold

# As many words as tell apart how deals stand; more of them are notes.
_MOST_WORDS = 8
_WORD = re.compile(r"[^\W_]+")
_YES_OR_NO = frozenset({"opt_out", "consent", "done"})
_Lists = dict[str, tuple[frozenset[str], tuple[re.Pattern[str], ...]]]


@cache
def _group(group: str) -> _Lists:
    said = load_data("words.toml")[group]
    lists = {"": said} if "words" in said else said
    return {
        key: (
            frozenset(about["words"]) | {fold(word) for word in _more(group, "status", key)},
            tuple(re.compile(pattern) for pattern in (*about["patterns"], *_more(group, "patterns", key))),
        )
        for key, about in lists.items()
    }


def _more(group: str, part: str, key: str) -> list[str]:
    """Return what further languages add to a list; signs are taken apart as they are in a folded text."""
    if group in _YES_OR_NO and part == "status":
        said = [about.get(key, ()) for about in languages().values()]
    else:
        said = [about.get(part, {}).get(key, ()) if group == "status" else () for about in languages().values()]
    return [unicodedata.normalize("NFKD", word) for words in said for word in words]


def read_word(group: str, text: str) -> str:
    """Return the key of a group's list that a text stands for, empty if none: whole texts first, then patterns."""
    return _read_word(group, text[:LONGEST])


def read_first_word(group: str, text: str) -> str:
    """Return what a text stands for, or else the word it begins with: "No - asked us to stop" is a no."""
    first = next(iter(_WORD.findall(text)), "")
    return read_word(group, text) or read_word(group, first)


@lru_cache(maxsize=8192)
def _read_word(group: str, text: str) -> str:
    folded = fold(text)
    lists = _group(group)
    for key, (words, _) in lists.items():
        if folded in words:
            return key
    found = [key for key, (_, patterns) in lists.items() if any(pattern.search(folded) for pattern in patterns)]
    return found[0] if found else ""


def matches(group: str, text: str) -> frozenset[str]:
    """Return every list of a group whose words or patterns a text holds."""
    return _matches(group, text[:LONGEST])


@lru_cache(maxsize=8192)
def _matches(group: str, text: str) -> frozenset[str]:
    folded = fold(text)
    return frozenset(
        key
        for key, (words, patterns) in _group(group).items()
        if folded in words or any(pattern.search(folded) for pattern in patterns)
    )


def is_in(group: str, text: str) -> bool:
    """Say whether a text is one of a group that has one list only."""
    return "" in matches(group, text)


@cache
def _countries() -> dict[str, str]:
    return {name: code for code, names in load_data("countries.toml").items() for name in names}


def country_code(text: str) -> str:
    """Return the ISO 3166 code of a country by its name or code, empty if unknown."""
    return _countries().get(fold(text), "")


def status_key(text: str) -> str:
    """Return what a status is remembered by: its folded text, or its signs where it has no letters."""
    return fold(text) or text.strip()


def classify_status(text: str) -> str:
    """Return lost, won, open, skip or unclear for a status or stage; empty for a word that tells of no end.

    An end in doubt ("Likely lost", "Not won", "Won?") is unclear.
    """
    found = matches("status", text)
    for clear in ("skip", "open"):
        if clear in found:
            return clear
    if {"lost", "won"} <= found or (found & {"lost", "won"} and ("doubt" in found or "?" in text)):
        return "unclear"
    for ending in ("lost", "won"):
        if ending in found:
            return ending
    return "unclear" if found & {"unclear", "pause"} else ""


def is_pause(text: str) -> bool:
    """Say whether a status tells of a pause, as "On hold" does."""
    return "pause" in matches("status", text)


def are_flags(cells: Sequence[Cell]) -> bool:
    """Say whether cells are all yes or no: which of them is an end only the name of their column tells."""
    return bool(cells) and all(map(is_flag, cells))


def has_both_ends(cells: Sequence[Cell]) -> bool:
    """Say whether cells are a few words that recur, one for a loss and one for a win among them."""
    texts = [as_text(cell).strip() for cell in cells]
    said = {classify_status(text) for text in texts}
    return {"lost", "won"} <= said and _are_short(texts) and not are_flags(cells)


def _are_short(texts: Sequence[str]) -> bool:
    return len({text.casefold() for text in texts if text}) <= min(_MOST_WORDS, len(texts) / 2)


def tells_ends(cells: Sequence[Cell]) -> bool:
    """Say whether half of some cells are words for how a deal stands, an end among them."""
    said = [classify_status(as_text(cell)) for cell in cells]
    return bool({"lost", "won"} & set(said)) and sum(map(bool, said)) >= len(said) / 2


def may_tell_ends(cells: Sequence[Cell]) -> bool:
    """Say whether cells tell ends, or hold among a few words that recur one for a win, or one for a loss and others."""
    texts = [as_text(cell).strip() for cell in cells]
    said = {classify_status(text) for text in texts if text}
    is_told = "won" in said or ("lost" in said and said != {"lost"})
    return not are_flags(cells) and (tells_ends(cells) or (is_told and _are_short(texts)))


def says_won(cells: Sequence[Cell]) -> bool:
    """Say whether some cells are words for how a deal stands, a win among them."""
    return tells_ends(cells) and any(classify_status(as_text(cell)) == "won" for cell in cells)
