"""The words for dates, folded as texts are: what each month, number or unit word stands for, and how dates look."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from rekindle.debrief.lexicon import spellings

_NUMBER = r"(?:\d{1,3}|@number_name)"
# Parts of patterns that several of them share.
_SHARED = {
    "of_year": r"(?:(?:of |de |del |d )?(?P<y>20\d\d))",
    "day_number": r"(?P<d>\d{1,2})(?:st|nd|rd|th|er|\b)",
    "span": rf"(?P<n>{_NUMBER})(?:(?:-| @to | )(?P<n2>{_NUMBER}))?",
}


@dataclass(frozen=True, slots=True)
class Words:
    """Word lists of dates.toml: alternatives for patterns, what a word stands for per table, and the patterns."""

    lists: dict[str, str]
    months: dict[str, int]
    seasons: dict[str, int]
    feasts: dict[str, str]
    numbers: dict[str, float]
    units: dict[str, float]
    parts: dict[str, int]
    ordinals: dict[str, int]
    patterns: list[dict[str, Any]]

    def spell_out(self, pattern: str) -> str:
        """Replace every `@name` in a pattern; raises KeyError for a name no list has."""
        while "@" in pattern:
            pattern = re.sub(r"@(\w+)", lambda found: _SHARED.get(found[1]) or self.lists[found[1]], pattern)
        return pattern


@cache
def words() -> Words:
    """Load the date words, folded, once per process."""
    data = tomllib.loads((resources.files("rekindle.debrief") / "dates.toml").read_text(encoding="utf-8"))
    patterns = data.pop("pattern")
    folded = {
        table: {key: [form for word in some for form in _forms(word)] for key, some in of.items()}
        for table, of in data.items()
    }
    meaning = {table: {form: key for key, forms in of.items() for form in forms} for table, of in folded.items()}
    names = {f"{table}_name": _either([*known]) for table, known in meaning.items()}
    return Words(
        lists={key: _either(forms) for key, forms in folded["word"].items()} | names,
        months={form: int(key) for form, key in meaning["month"].items()},
        seasons={form: int(key) for form, key in meaning["season"].items()},
        feasts=meaning["feast"],
        numbers={form: float(key) for form, key in meaning["number"].items()},
        units={form: float(key) for form, key in meaning["unit"].items()},
        parts={form: int(key) for form, key in meaning["part"].items()},
        ordinals={form: int(key) for form, key in meaning["ordinal"].items()},
        patterns=patterns,
    )


def _forms(phrase: str) -> set[str]:
    both = [sorted(spellings(word), key=len) for word in phrase.split()]
    return {" ".join(short for short, *_ in both), " ".join(long for *_, long in both)}


def _either(forms: list[str]) -> str:
    return "(?:" + "|".join(sorted(map(re.escape, forms), key=len, reverse=True)) + ")"
