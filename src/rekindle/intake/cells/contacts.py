"""Mail addresses, telephone numbers, web addresses and names of people as cells hold them."""

import re

from rekindle.intake.cells.blank import LONGEST, CellError
from rekindle.intake.cells.words import WORDS
from rekindle.intake.names import fold

_MAIL = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}@(?:[\w-]{1,63}\.)+[^\W\d_]{2,24}(?![\w-])")
_WHOLE_MAIL = re.compile(rf"(?:mailto:)?({_MAIL.pattern})", re.IGNORECASE)
_PHONE = re.compile(r"(?:tel:)?[+(\d][\d\s().\-/+ ]{4,30}\d\s*(?:(?:x|ext\.?|durchwahl)\s*\d{1,6})?", re.IGNORECASE)
_DOMAIN = re.compile(r"(?:[\w-]{1,63}\.)+[^\W\d_]{2,24}")
_SPLIT = re.compile(r"\s*(?:;|:::|\n)\s*")
_MAIL_BEHIND = re.compile(rf"^(.*?)\s*[<(\[]\s*(?:mailto:)?({_MAIL.pattern})\s*[>)\]]\s*$")
# "Ted Oak, ted@x.org", "Ted Oak - ted@x.org", "Ted Oak ted@x.org".
_MAIL_BESIDE = re.compile(rf"^([^@,]*[^\W\d_.])\s*(?:[,:|/–-]\s*|\s)\s*({_MAIL.pattern})$")
_PHONE_BEHIND = re.compile(r"^(.*[^\W\d_]\.?)[\s,:|/–(-]+(\+?\(?\d[\d\s().\-/]{6,20}\d)\)?$")
_FEWEST_DIGITS = 8
_ID_BEHIND = re.compile(r"^(.*\S)\s*\((\d{4,20}|[0-9a-f]{24})\)$")
# A board writes the page of a record behind its name: "Alder Creek (https://...)".
_LINK_BEHIND = re.compile(r"\s*\(https?://[^\s()]+\)")
_IN_BRACKETS = re.compile(r"\[[^\[\]]+\]")
# What stands behind a comma without being somebody's first name.
_BEHIND = frozenset(WORDS["behind_names"])


def read_mail(text: str) -> str:
    """Return the first mail address of a text, as written but without display name. Raises CellError."""
    found = _WHOLE_MAIL.search(text[:LONGEST])
    if not found or ".." in found[1]:
        raise CellError(f"{text!r} is not a mail address")
    return found[1].strip(".'`") if found[1][0] in ".'`" else found[1]


def other_mails(text: str) -> tuple[str, ...]:
    """Return the addresses of a text behind the first one."""
    return tuple(found[1] for found in _WHOLE_MAIL.finditer(text[: 10 * LONGEST]))[1:]


def read_phone(text: str) -> str:
    """Return a telephone number as it is written. Raises CellError."""
    digits = sum(letter.isdecimal() for letter in text)
    first = _SPLIT.split(text.strip())[0]
    if not 5 <= digits <= 40 or not _PHONE.fullmatch(first):
        raise CellError(f"{text!r} is not a telephone number")
    return first.removeprefix("tel:").strip()


def read_domain(text: str) -> str:
    """Return the domain of a web address or of a mail address, without "www.". Raises CellError."""
    plain = re.sub(r"^[a-z]+://", "", text.strip().lower()).rpartition("@")[2]
    host = re.split(r"[/?#:\s]", plain, maxsplit=1)[0].removeprefix("www.").strip(".")
    if not _DOMAIN.fullmatch(host):
        raise CellError(f"{text!r} is not a web address")
    return host


def read_linkedin(text: str) -> str:
    """Return the address of somebody's LinkedIn page. Raises CellError."""
    plain = text.strip()
    if "linkedin.com/" not in plain.lower() or " " in plain:
        raise CellError(f"{text!r} is not a LinkedIn address")
    return plain


def split_many(text: str) -> tuple[str, ...]:
    """Split a cell that holds several names, addresses or ids: ";", " ::: " or lines."""
    plain = text.strip()
    if ";" not in plain and "\n" not in plain and ":::" not in plain:
        return (plain,) if plain else ()
    return tuple(part for part in _SPLIT.split(plain) if part)


def split_name(text: str) -> tuple[str, str]:
    """Split "Lena Whitfield (lena@x.org)" or "Lena Whitfield, lena@x.org" into name and address; a lone address has no
    name."""
    plain = " ".join(text.split())
    if "@" not in plain:
        return plain.strip(' "'), ""
    if found := _MAIL_BEHIND.match(plain[:LONGEST]) or _MAIL_BESIDE.match(plain[:LONGEST]):
        return found[1].strip(' "'), found[2]
    if _WHOLE_MAIL.fullmatch(plain[:LONGEST]):
        return "", read_mail(plain)
    return plain.strip(' "'), ""


def split_phone(text: str) -> tuple[str, str]:
    """Split "Mr. S. Rao 98220 10001" into name and telephone number; without one the second is empty."""
    found = _PHONE_BEHIND.match(text[:LONGEST].strip())
    if not found or sum(letter.isdecimal() for letter in found[2]) < _FEWEST_DIGITS:
        return text, ""
    return found[1].strip(), found[2].strip()


def without_links(text: str) -> str:
    """Take the addresses of pages out that stand in brackets behind names."""
    return _LINK_BEHIND.sub("", text) if "://" in text else text


def without_brackets(text: str) -> str:
    """Take the brackets off in which a list of people is written: "[Tom Radley]"."""
    return text.strip()[1:-1].strip() if _IN_BRACKETS.fullmatch(text.strip()) else text


def split_id(text: str) -> tuple[str, str]:
    """Split "Tamarack Regional (8123456)" into name and id; without an id the second is empty."""
    if not text.rstrip().endswith(")"):
        return text.strip(), ""
    found = _ID_BEHIND.match(text.strip())
    return (found[1], found[2]) if found else (text.strip(), "")


def turn_name(text: str) -> str:
    """Turn "Whitfield, Lena" into "Lena Whitfield". Degrees behind a comma and lists of names stay as they are."""
    family, comma, given = (part.strip() for part in text.partition(","))
    if not comma or "," in given or not given or not family or set(fold(given).split()) <= _BEHIND:
        return text.strip()
    is_one = len(family.split()) == 1 and len(given.split()) <= 2
    return f"{given} {family}" if is_one or (len(given.split()) == 1 and len(family.split()) <= 3) else text.strip()
