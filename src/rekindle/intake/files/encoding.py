"""Which letters the bytes of a text file stand for."""

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from rekindle.intake.files.table import refuse

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 65_536
_NO_TEXT = bytes({*range(32), 127} - {9, 10, 13})
# Beyond the line feed, the tab and the return these are no text, and a database may refuse them.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\ud800-\udfff]")


# No language of the West has these in a word; in Polish, Czech and Hungarian files they are its letters.
_NO_LETTER = re.compile("(?<=[A-Za-z])[³¹¿¶±¼¾¦](?=[a-z])|[³¶£](?=[a-z]{2})|(?<=[a-z]{2})[³¹¿¶±¼¾](?![\\w.,;:])")
_FEWEST_SIGNS = 2


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, and the encoding it was taken for."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def decode(content: bytes, name: str) -> Decoded:
    """Decode text that may have a byte order mark, be UTF-8, UTF-16 without a mark, or an older Western encoding.

    Raises UnreadableError if the bytes are no text.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _lenient(content, encoding)
    if wide := _guess_wide(content):
        return _lenient(content, wide)
    if _is_binary(content[:_SAMPLE]):
        refuse(name, "this is no text and no workbook; export it as CSV (UTF-8) or XLSX")
    try:
        return Decoded(tidy_text(content.decode("utf-8")), "utf-8")
    except UnicodeDecodeError:
        return _damaged(content) or _older(content, name)


def _is_binary(sample: bytes) -> bool:
    """A stray control sign in a note is no reason to refuse a file; a fiftieth of them is no text."""
    return len(sample.translate(None, _NO_TEXT)) < len(sample) - max(2, len(sample) // 50)


def _guess_wide(content: bytes) -> str:
    """Tell UTF-16 without a mark by its zero bytes: every second byte of plain Latin text."""
    sample = content[:_SAMPLE]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if max(even, odd) * 4 < len(sample) or min(even, odd) * 10 > max(even, odd):
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _lenient(content: bytes, encoding: str) -> Decoded:
    text = content.decode(encoding, errors="replace")
    return Decoded(tidy_text(text), encoding, _damage_words(text.count("�"), encoding))


def _damaged(content: bytes) -> Decoded | None:
    """UTF-8 with a few broken letters is still UTF-8: reading it as cp1252 would break all the others."""
    text = content.decode("utf-8", errors="replace")
    broken = text.count("�")
    whole = sum(1 for letter in text if ord(letter) > 127) - broken
    return Decoded(tidy_text(text), "utf-8", _damage_words(broken, "utf-8")) if whole > 9 * broken else None


def _older(content: bytes, name: str) -> Decoded:
    try:
        text = content.decode("cp1252")
        return _eastern(content, text) or Decoded(tidy_text(text), "cp1252")
    except UnicodeDecodeError:
        best = from_bytes(content[:_SAMPLE]).best()
    if best is None:
        refuse(name, "its letters cannot be read; save it again as CSV with UTF-8 encoding")
    text = content.decode(best.encoding, errors="replace")
    return Decoded(
        tidy_text(text), best.encoding, (f"read as {best.encoding}: check that names with accents look right",)
    )


def _eastern(content: bytes, western: str) -> Decoded | None:
    """Signs that stand inside words are letters of Central Europe: "Koz³owska" is "Kozłowska"."""
    found = _NO_LETTER.findall(western)
    if len(found) < _FEWEST_SIGNS:
        return None
    encoding = "iso-8859-2" if any(sign in "¶±¼¦" for sign in found) else "cp1250"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return None
    return Decoded(tidy_text(text), encoding, (f"read as {encoding}: check that names with accents look right",))


def _damage_words(broken: int, encoding: str) -> tuple[str, ...]:
    if not broken:
        return ()
    return (f"{broken:,} letters are damaged in the file itself and were read as � ({encoding})",)


def tidy_text(text: str) -> str:
    """Return a text without what is no text to a database."""
    return _CONTROL.sub("", text)
