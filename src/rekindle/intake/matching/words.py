"""Whether two folded names say the same but for slips of the pen and words that every house has."""

import re

# Words that tell no organisation from another.
GENERIC = frozenset(
    (
        *("hospital", "clinic", "clinics", "medical", "center", "centre", "health", "healthcare", "system", "systems"),
        *("group", "holding", "holdings", "international", "global", "services", "service", "care", "partners"),
        *("klinik", "kliniken", "klinikum", "krankenhaus", "zentrum", "gruppe", "hopital", "clinique", "centro"),
        *("grupo", "groupe", "of", "the", "and", "for", "de", "der", "des", "du", "la", "le", "las", "los", "fur"),
        *("usa", "us", "uk", "emea", "europe", "deutschland", "france", "espana", "solutions", "technologies"),
    )
)
# Two letters of ten may be a slip; below that it is another word.
ALIKE = 82.0
SHORTEST = 5
_VOWELS = re.compile("[aeiouyh]")
_DOUBLED = re.compile(r"(.)\1+")


def telling(key: str) -> list[str]:
    """Return the words of a folded name that tell it from others; all of them if none does."""
    words = key.split()
    return [word for word in words if word not in GENERIC] or words


def bones(word: str) -> str:
    """Return a word without its vowels and doubled letters, which most slips of the pen leave as it was."""
    return _DOUBLED.sub(r"\1", word[:1] + _VOWELS.sub("", word[1:]))


def has_digit(word: str) -> bool:
    """Say whether a word is a number or holds one."""
    return any(mark.isdigit() for mark in word)


def differ(this: str, that: str) -> list[str] | None:
    """Return the words in which two folded names differ, or None when they name different things.

    They name the same when every word that tells them apart has a twin in the other but for a slip of the pen. A number
    is never a slip: Clinic 12 is not Clinic 13.
    """
    from rapidfuzz import fuzz  # noqa: PLC0415 takes its time to import, and a server that brings no file in needs it not

    left, right = _missing(this, that), _missing(that, this)
    if not set(telling(this)) & set(telling(that)) and not (left and right):
        return None
    for one, other in ((left, right), (right, left)):
        for word in one:
            if word in GENERIC:
                continue
            if len(word) < SHORTEST or has_digit(word):
                return None
            if not any(fuzz.ratio(word, twin) >= ALIKE for twin in other if len(twin) >= SHORTEST):
                return None
    return [*left, *right]


def _missing(this: str, that: str) -> list[str]:
    there = set(that.split())
    return [word for word in this.split() if word not in there]
