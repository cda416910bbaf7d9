"""vCards: an address book of a phone or a mail program as a table of people. Only read aside."""

import quopri
import re
from collections.abc import Iterator, Sequence
from typing import Any

import vobject

from rekindle.intake.files.encoding import decode
from rekindle.intake.files.table import Cell, Sheet, refuse

COLUMNS = (
    "Full name", "First name", "Last name", "Organization", "Department", "Job title", "Email", "Other emails", "Phone",
    "Other phones", "Website", "LinkedIn", "Country", "Address", "Notes", "Birthday", "Categories", "UID", "Card",
)  # fmt: skip

_BEGIN = re.compile(r"^BEGIN:VCARD\s*$", re.IGNORECASE | re.MULTILINE)
_END = re.compile(r"^END:VCARD", re.IGNORECASE | re.MULTILINE)
# Pictures, sounds and keys are lines upon lines of base64 that nobody reads here; PROFILE confuses the library.
_HEAVY = re.compile(
    r"^(?:[\w-]+\.)?(?:PHOTO|LOGO|SOUND|KEY|AGENT|PROFILE)[;:].*\n(?:[ \t].*\n|\s*\n(?=[ \t]))*", re.I | re.M
)
_QUOTED = re.compile(r"^([^:\n]*QUOTED-PRINTABLE[^:\n]*):((?:.*=\n)*.*)$", re.IGNORECASE | re.MULTILINE)
# A line that begins no property belongs to the one before, though its blank is missing.
_BROKEN_LINE = re.compile(r"\n(?![ \t]|[\w.-]+(?:;[^:\n]*)?:)(.)")
_LEFT = "{} cards are of a group, or have neither name nor address, and were passed over"
_MOST = 200_000


def weigh(content: bytes, name: str) -> int:
    """Return about how many bytes cards hold: as many as they are, in three copies."""
    return 3 * len(content)


def read(content: bytes, name: str) -> Sheet:
    """Return one row per card under `COLUMNS`; a card that cannot be read stands as it is under "Card".

    Raises UnreadableError if there is no whole card in the file.
    """
    decoded = decode(content, name)
    cards = list(_cards(decoded.text.replace("\r\n", "\n").replace("\r", "\n")))
    if not cards:
        refuse(name, "no whole vCard is in it; export the address book again")
    if len(cards) > _MOST:
        refuse(name, f"more than {_MOST:,} cards; export the address book in parts")
    rows = [row for row in map(_read_card, cards) if any(row)]
    passed = len(cards) - len(rows)
    warnings = (*decoded.warnings, *((_LEFT.format(passed),) if passed else ()))
    return Sheet((COLUMNS, *rows), warnings=warnings)


def _cards(text: str) -> Iterator[str]:
    """Cut a file into cards; what stands between them, and a card without an end, is none."""
    for part in _BEGIN.split(text)[1:]:
        if end := _END.search(part):
            yield f"BEGIN:VCARD{part[: end.end()]}"


def _read_card(text: str) -> tuple[Cell, ...]:
    light = _QUOTED.sub(_unquote, _HEAVY.sub("", text))
    found = _try(light)
    if found is None:
        found = _try(_BROKEN_LINE.sub(r"\1", light))
    if found is None:
        found = {"Card": text}
    return tuple(found.get(column, "") for column in COLUMNS)


def _unquote(line: re.Match[str]) -> str:
    """Write a quoted-printable line as newer cards do: letters as they are, line breaks as \\n."""
    charset = re.search(r"CHARSET=([\w-]+)", line[1], re.IGNORECASE)
    letters = quopri.decodestring(line[2].encode("utf-8", "replace"))
    try:
        text = letters.decode(charset[1] if charset else "utf-8", "replace")
    except LookupError:
        text = letters.decode("utf-8", "replace")
    name = re.sub(r";(?:ENCODING=)?QUOTED-PRINTABLE|;CHARSET=[\w-]+", "", line[1], flags=re.IGNORECASE)
    return f"{name}:" + "\\n".join(text.splitlines())


def _try(text: str) -> dict[str, str] | None:
    try:
        return _take(vobject.readOne(text, ignoreUnreadable=True, allowQP=True).contents)
    except Exception:
        # The library fails in as many ways as there are broken cards.
        return None


def _take(lines: dict[str, list[Any]]) -> dict[str, str]:
    if _first(lines, "kind").lower() == "group":
        return {}
    mails, phones = _all(lines, "email"), _all(lines, "tel")
    links = [*_all(lines, "url"), *_all(lines, "x-socialprofile")]
    name = lines["n"][0].value if "n" in lines else None
    unit = _parts(lines["org"][0].value) if "org" in lines else []
    places = [line.value for line in lines.get("adr", ())]
    return {
        "Full name": _first(lines, "fn"),
        "First name": _words(name, "given", "additional"),
        "Last name": _words(name, "family"),
        "Organization": next(iter(unit), ""),
        "Department": ", ".join(unit[1:]),
        "Job title": _first(lines, "title") or _first(lines, "role"),
        "Email": mails[0] if mails else "",
        "Other emails": "; ".join(mails[1:]),
        "Phone": phones[0] if phones else "",
        "Other phones": "; ".join(phones[1:]),
        "Website": next((link for link in links if "linkedin.com" not in link.lower()), ""),
        "LinkedIn": next((link for link in links if "linkedin.com" in link.lower()), ""),
        "Country": next((country for place in places if (country := _words(place, "country"))), ""),
        "Address": next((text for place in places if (text := " ".join(str(place).split()))), ""),
        "Notes": "\n\n".join(_all(lines, "note")),
        "Birthday": _first(lines, "bday"),
        "Categories": "; ".join(_all(lines, "categories")),
        "UID": _first(lines, "uid"),
    }


def _all(lines: dict[str, list[Any]], key: str) -> list[str]:
    """Every value of a line, the preferred first, each once."""
    ordered: Sequence[Any] = sorted(lines.get(key, ()), key=_rank)
    texts = [text for line in ordered for text in _parts(line.value)]
    return list(dict.fromkeys(text.removeprefix("tel:").removeprefix("mailto:") for text in texts))


def _rank(line: Any) -> int:
    """Return 1 for a preferred line, 2 for the next: "PREF=2" in newer cards, "PREF" or "TYPE=pref" in older ones."""
    number = next(iter(line.params.get("PREF", ())), "")
    if str(number).isdecimal():
        return int(number)
    said = {str(value).lower() for values in line.params.values() for value in values}
    said |= set(map(str.lower, [*line.params, *line.singletonparams]))
    return 1 if "pref" in said else 100


def _first(lines: dict[str, list[Any]], key: str) -> str:
    return next(iter(_all(lines, key)), "")


def _words(value: Any, *names: str) -> str:
    texts: Iterator[str] = (" ".join(_parts(getattr(value, name, ""))) for name in names)
    return " ".join(text for text in texts if text)


def _parts(value: Any) -> list[str]:
    found = value if isinstance(value, list | tuple) else [value]
    texts = (",".join(one) if isinstance(one, list) else str(one) for one in found)
    return [
        text for one in texts if (text := one.replace("\x00", "").replace("\r\n", "\n").replace("\\:", ":").strip())
    ]
