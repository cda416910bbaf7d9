"""Markup parted into tags and texts. Nothing is declared, looked up or loaded: an entity nobody knows stays a text."""

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from rekindle.intake.files.encoding import tidy_text

# A name has an end everywhere: what a hostile file leaves open must not be searched again and again.
_TAG = re.compile(r"<(/?)(?:[a-zA-Z]\w{0,20}:)?([a-zA-Z][\w-]{0,40})([^<>]{0,4000})>")
_ASIDE = (("<!--", "-->"), ("<?", ">"), ("<!", ">"))
_CDATA = "<![CDATA["
# A row all of whose cells are closed and hold nothing but text, as a list of thousands is written. Nothing in it is
# tried twice: what a hostile file leaves open is left to the slower way at once.
_SAID = r"(?:\s[^<>]{0,4000})?+"
_NS = r"(?:[a-zA-Z]\w{0,20}:)?+"
_ROW = re.compile(rf"<tr{_SAID}>\s*+((?:<t[dh]{_SAID}>[^<]*+</t[dh]>\s*+)++)</tr>", re.IGNORECASE)
_CELL = re.compile(r"<t[dh]([^<>]*)>()([^<]*)</t[dh]>", re.IGNORECASE)
_DATA = rf"<{_NS}Data{_SAID}>[^<]*+</{_NS}Data>\s*+"
_ROW_OF_SHEET = re.compile(
    rf"<{_NS}Row{_SAID}>\s*+((?:<{_NS}Cell{_SAID}>\s*+{_DATA}</{_NS}Cell>\s*+)++)</{_NS}Row>", re.IGNORECASE
)
_CELL_OF_SHEET = re.compile(rf"<{_NS}Cell([^<>]*)>\s*<{_NS}Data([^<>]*)>([^<]*)<", re.IGNORECASE)
# What stands between these is for a program, not for people.
_RAW = {name: re.compile(rf"</{name}", re.IGNORECASE) for name in ("script", "style")}


class Tag(NamedTuple):
    """A tag by its name in small letters, without the prefix of a namespace."""

    name: str
    is_end: bool
    attributes: str

    @property
    def is_whole(self) -> bool:
        """Say whether nothing follows that would end it: <Cell/>."""
        return self.attributes.endswith("/")

    def get(self, name: str) -> str:
        """Return an attribute, empty if it has none of that name."""
        found = re.search(
            rf"(?<![\w-])(?:\w{{1,9}}:)?{name}\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", self.attributes, re.I
        )
        return _plain(found[1] or found[2] or found[3] or "") if found else ""

    def number(self, name: str, most: int) -> int:
        """Return an attribute that is a number, 0 if it is none, and never more than `most`."""
        said = self.get(name) if name in self.attributes.casefold() else ""
        return min(int(said), most) if said.isascii() and said.isdigit() and len(said) < 9 else 0


class Row(NamedTuple):
    """A plain row: of each cell the attributes of its tag, in a sheet those of its data, and the text in it."""

    cells: list[tuple[str, str, str]]


def find_parts(text: str, *, is_page: bool) -> Iterator[Tag | Row | str]:
    """Yield the tags and texts of markup in their order; plain rows whole; of a web page, without its scripts
    and styles."""
    at = 0
    rows, cells = (_ROW, _CELL) if is_page else (_ROW_OF_SHEET, _CELL_OF_SHEET)
    while at < len(text):
        start = text.find("<", at)
        if start != at:
            yield _plain(text[at : start if start > 0 else len(text)])
        if start < 0:
            return
        if row := rows.match(text, start):
            at = row.end()
            yield Row([(cell, data, _plain(words)) for cell, data, words in cells.findall(row[1])])
            continue
        at, part = _read_part(text, start)
        yield part
        if is_page and isinstance(part, Tag) and part.name in _RAW and not part.is_end:
            end = _RAW[part.name].search(text, at)
            at = end.start() if end else len(text)


def _plain(text: str) -> str:
    return tidy_text(html.unescape(text)) if "&" in text else text


def _read_part(text: str, start: int) -> tuple[int, Tag | str]:
    """Return what begins at an angle bracket, and where the next part begins."""
    if tag := _TAG.match(text, start):
        return tag.end(), Tag(tag[2].lower(), bool(tag[1]), tag[3].rstrip())
    if text.startswith(_CDATA, start):
        end = text.find("]]>", start)
        return (end + 3, text[start + len(_CDATA) : end]) if end >= 0 else (len(text), "")
    for begins, ends in _ASIDE:
        if text.startswith(begins, start):
            end = text.find(ends, start + len(begins))
            return (end + len(ends) if end >= 0 else len(text)), ""
    return start + 1, "<"
