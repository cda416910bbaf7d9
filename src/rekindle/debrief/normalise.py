"""Turns any CRM's text into tokens: marks of HTML, addresses, numbers of tickets and spelling no longer matter."""

import html
import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

# A debrief longer than this is a transcript; its reason is said early or in its last words.
_LONGEST = 4000

_BLOCK_TAG = re.compile(r"<\s*(?:br|/?p|/?div|/?li|/?tr|/?h\d)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(
    r"<(?:script|style)\b.*?</(?:script|style)\s*>|<!--.*?-->|</?[a-zA-Z][^<>]*>", re.IGNORECASE | re.DOTALL
)
_NOISE = re.compile(
    r"https?://\S+|www\.\S+"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|\b(?:case|ticket|ref|inc|opp|sr|req|vorgang|dossier|caso)\s?(?:nr|no|n°|id)?[.:#\s-]*\d{3,}\b"
    r"|\b[A-Z]{2,6}-\d+\b|#\d+\b"
    r"|\+?\(?\d[\d\s()/.-]{7,}\d"
    r"|\b\d{1,2}:\d{2}(?::\d{2})?\b",
    re.IGNORECASE,
)
_SHORT = (
    (re.compile(r"\bw/o\b", re.IGNORECASE), "without"),
    (re.compile(r"\bw/(?=\s|\w)", re.IGNORECASE), "with "),
    (re.compile(r"\bb/c\b", re.IGNORECASE), "because"),
    (re.compile(r"\bn\s?[/.]\s?a\b\.?", re.IGNORECASE), "notapplicable"),
    (re.compile(r"\bk\.\s?a\b\.?", re.IGNORECASE), "keineangabe"),
    (re.compile(r"\b(can)not\b", re.IGNORECASE), r"\1 not"),
    (re.compile(r"[$€£]{2,}"), " muchmoney "),
    (re.compile(r"%"), " percent "),
    (re.compile(r"[\"“„«]\s?([^\"“”„«»\n]{2,30})\s?[\"“”»]"), r" scarequote \1 "),
    (
        re.compile("\N{FACE WITH ROLLING EYES}|\N{UPSIDE-DOWN FACE}|\N{FACE WITH TEARS OF JOY}|(?<!\\w)/s\\b"),
        " sarcasmmark ",
    ),
)
_WORD = re.compile(r"[^\W_]+(?:['’`´][^\W_]+)*|[.;!?\n|•>,:/()\-–—…]")
_CAMEL = re.compile(r"(?<=[a-zß-ÿ])(?=[A-Z][a-z])")
_NOT = re.compile(r"^(\w+?)n['’`´]?t$")
_NOT_STEMS = {
    "do",
    "does",
    "did",
    "is",
    "was",
    "are",
    "were",
    "has",
    "have",
    "had",
    "could",
    "would",
    "should",
    "ca",
    "wo",
}
_SENTENCE_END = frozenset(".;!?\n|•>…")


@dataclass(frozen=True, slots=True)
class Token:
    """One word: its normal form, where it stands in the cleaned text, and which sentence and clause it belongs to."""

    word: str
    start: int
    end: int
    sentence: int
    clause: int
    asked: bool = False


def clean(text: str) -> str:
    """Return the words of a text without HTML, addresses, telephone and ticket numbers, at most 4,000 characters."""
    text = _NOISE.sub(" ", plain(text))
    for pattern, spelt_out in _SHORT:
        text = pattern.sub(spelt_out, text)
    return text[:_LONGEST]


def plain(text: str) -> str:
    """Return a text without marks of HTML, numbers and addresses left in."""
    text = unicodedata.normalize("NFKC", html.unescape(text[: 4 * _LONGEST]))
    return html.unescape(_TAG.sub(" ", _BLOCK_TAG.sub("\n", text)))[:_LONGEST]


def tokens_of(cleaned: str) -> list[Token]:
    """Split a cleaned text into tokens; sentence and clause numbers grow at punctuation."""
    tokens: list[Token] = []
    sentence = clause = 0
    for found in _WORD.finditer(cleaned):
        piece = found.group()
        if piece[0].isalnum():
            tokens += [Token(word, found.start(), found.end(), sentence, clause) for word in split_word(piece)]
        elif not _is_inside_number(cleaned, found.start()) and not _is_inside_word(cleaned, found.start()):
            clause += 1
            sentence += piece in _SENTENCE_END
            if piece == "?" and tokens:
                last = tokens[-1]
                tokens[-1] = Token(last.word, last.start, last.end, last.sentence, last.clause, asked=True)
    return tokens


@lru_cache(maxsize=50_000)
def split_word(piece: str) -> tuple[str, ...]:
    """Return the normal forms of one written word: `don't` is two, `LostToCompetitor` is three."""
    parts = _CAMEL.split(piece)
    return tuple(spelling().get(form, form) for part in parts for form in _forms(fold(part)))


@cache
def spelling() -> dict[str, str]:
    """Return what people write short or wrong, and the word they mean."""
    text = (resources.files("rekindle.debrief") / "spelling.toml").read_text(encoding="utf-8")
    return {short: word for word, shorts in tomllib.loads(text)["means"].items() for short in shorts}


def fold(word: str) -> str:
    """Fold case and accents away: `Später` and `spater` are one word."""
    marks = unicodedata.normalize("NFD", word.casefold())
    return "".join(letter for letter in marks if not unicodedata.combining(letter))


def _forms(word: str) -> list[str]:
    negated = _NOT.match(word)
    if negated and negated.group(1) in _NOT_STEMS:
        return [{"ca": "can", "wo": "will"}.get(negated.group(1), negated.group(1)), "not"]
    return [form for form in re.split(r"['’`´]", word) if form]


def _is_inside_number(text: str, at: int) -> bool:
    return text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit() and text[at] in ".,:/-"


def _is_inside_word(text: str, at: int) -> bool:
    return text[at] in "-–" and text[at - 1 : at].isalnum() and text[at + 1 : at + 2].isalnum()
