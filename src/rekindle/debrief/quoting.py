"""Tells what somebody wrote themselves from the letter they answer, and a wish from a footer that offers one."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from rekindle.debrief.normalise import fold, plain

# Stand for the mark of a quoted line, for the head of a quoted letter and for a link that was taken out.
_QUOTE, _HEAD, _GONE = "\x02", "\x01", "\x03"
_BARE = (
    r"\b(?:unsubscribe|opt.?out|abmelden|abbestellen|austragen|d[ée]s(?:abonner|inscrire)|disiscriviti|afmelden"
    r"|uitschrijven)\b"
)
_MARKS = (
    (re.compile(rf"<a\b[^>]*>[^<]{{0,30}}{_BARE}[^<]{{0,30}}</a>", re.IGNORECASE), f"\n{_GONE}\n"),
    (
        re.compile(rf"\[?\b{_BARE}\]?\s?[:(<\[]{{1,2}}\s?(?:https?:|www\.|mailto:)[^\s>)\]]*[>)\]]?", re.IGNORECASE),
        f"\n{_GONE}\n",
    ),
    (
        re.compile(
            r"^[>\s*]*(?:from|von|de|da|van)\s?:[^\n]*\n(?:[^\n]*\n){0,2}?"
            r"[>\s*]*(?:sent|date|gesendet|datum|envoy.|enviado|fecha|inviato|data|verzonden)\s?:[^\n]*",
            re.IGNORECASE | re.MULTILINE,
        ),
        f"\n{_HEAD}\n",
    ),
)
_MARKED = re.compile(r"^[ \t]*[>|][> |\t]*", re.MULTILINE)
# What no letter is quoted without.
_QUOTING = re.compile(
    r"^[ \t]*[>|]|[ ]>[ ]|wrote|schrieb|crit|escrib|scritto|escrev|schreef|^\W*(?:from|von|de|da|van)\s?:"
    r"|original|forwarded|weitergeleitet|ursprüngliche|oorspronkelijk|doorgestuurd|inoltrato|transf|reenviad|encaminhad",
    re.IGNORECASE | re.MULTILINE,
)
# A mail program breaks long lines; a sentence goes on where the next one begins with a small letter.
_BROKEN = re.compile(rf"(?<=[^\n.!?:;]{{25}})\n{_QUOTE}?(?=[a-zß-ÿ])")
_SENTENCE_END = re.compile(r"(?<=[.!?;])\s+|\s[>•]\s")


def own_words(text: str) -> str:
    """Return a text without what is no wish of its writer's; as it is where there is nothing of the kind.

    Offers to the reader ("To unsubscribe click here") go wherever they stand. In a quoted letter the bare word of a
    footer goes, too, and what we promised or asked there; other wishes stay, since they may be theirs.
    """
    kept = list(_keep(text))
    return text if all(one.said for one in kept) else "\n".join(one.said for one in kept if one.said)


def unquoted_words(text: str) -> str:
    """Return the part of `own_words` that stands in no quoted letter; the text as it is where none is quoted."""
    kept = list(_keep(text)) if _QUOTING.search(text) else []
    return "\n".join(one.said for one in kept if not one.quoted) if any(one.quoted for one in kept) else text


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence, nothing where it is left out, and whether it stands in a quoted letter."""

    said: str
    quoted: bool


def _keep(text: str) -> Iterator[_Sentence]:
    is_open = is_first = False
    for line in _lines(text):
        marked = line.startswith(_QUOTE)
        # Where quoted lines have marks, those without are one's own again.
        is_open &= not marked
        whole = line.removeprefix(_QUOTE)
        for sentence in [whole] if _matches("opens", _bare(whole)) else _SENTENCE_END.split(whole):
            said = _bare(sentence)
            quoted = is_open or marked
            if said == _HEAD or _matches("opens", said):
                is_open = is_first = True
            elif said == _GONE or _matches("offers", said) or (quoted and not is_first and _matches("quoted", said)):
                yield _Sentence("", quoted)
            elif said:
                is_first = False
                yield _Sentence(sentence.strip(), quoted)


def _bare(sentence: str) -> str:
    return fold(sentence).replace("’", "'").strip(" \t-–_*[]()<>\"'.,!:;|#=")


def _lines(text: str) -> list[str]:
    for pattern, mark in _MARKS:
        text = pattern.sub(mark, text)
    return _BROKEN.sub(" ", _MARKED.sub(_QUOTE, plain(text))).split("\n")


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    text = (resources.files("rekindle.debrief") / "quoting.toml").read_text(encoding="utf-8")
    return {
        heading: re.compile("|".join(f"(?:{one})" for some in languages.values() for one in some))
        for heading, languages in tomllib.loads(text).items()
    }


def _matches(heading: str, said: str) -> bool:
    return _patterns()[heading].fullmatch(said) is not None
