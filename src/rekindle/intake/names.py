"""Names and addresses as keys for matching: what differs only in writing becomes the same."""

import re
import tomllib
import unicodedata
from importlib.resources import files

# Longest key the book keeps.
_LONGEST = 300

# Letters that carry no accent Unicode could take off.
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})

_QUOTES = re.compile(r"['’‘`´]")
_INITIALS = re.compile(r"(?<![^\W_])([^\W\d_])\.(?=[^\W\d_](?![^\W_]))")
_NO_LETTER = re.compile(r"[\W_]+")

_SAME = {"saint": "st", "sainte": "ste", "santa": "sta", "und": "and"}
_SP_ZOO = re.compile(r" sp z o ?o$")

_WORDS = tomllib.loads((files("rekindle.intake") / "names.toml").read_text(encoding="utf-8"))
_TITLES = frozenset(_WORDS["titles"])
_ENDS = frozenset((*_WORDS["legal_forms"], *_WORDS["degrees"], "and"))
FREE_MAIL = frozenset(_WORDS["free_mail"])


def fold(text: str) -> str:
    """Return the text in small letters without accents; everything that is no letter or digit becomes one space."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold()).casefold()
    plain = "".join(mark for mark in plain if not unicodedata.combining(mark)).translate(_LETTERS)
    return _NO_LETTER.sub(" ", plain).strip()


def name_key(text: str) -> str:
    """Fold the name of an organisation or a person for matching, at most 300 characters.

    Case, accents, punctuation, legal forms at the end, titles in front, degrees behind, "The" and the spellings of
    "Saint" do not count. Folding a key again changes nothing. A name of signs only is its own key.
    """
    plain = _INITIALS.sub(r"\1", _QUOTES.sub("", text.replace("&", " and ").replace("+", " and ")))
    words = [_SAME.get(word, word) for word in _SP_ZOO.sub("", fold(plain)[:_LONGEST]).split()]
    return " ".join(_trim(words)) or " ".join(text.casefold().split())[:_LONGEST].strip()


def _trim(words: list[str]) -> list[str]:
    while len(words) > 1 and (words[0] in _TITLES or words[0] == "the"):
        words = words[1:]
    while len(words) > 1 and words[-1] in _ENDS:
        words = words[:-1]
    return words


def domain_of(mail: str) -> str:
    """Return the domain of a mail address in small letters; empty for free mail providers and for no address."""
    _, at, domain = mail.strip().casefold().rpartition("@")
    domain = domain.strip(" .>")
    return domain if at and "." in domain and domain not in FREE_MAIL else ""
