"""The fields a column can mean and the headers of known systems, read from the data beside this file."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from rekindle.intake.columns.headers import fold_header, variants


class Kind(StrEnum):
    """What one row of a file is."""

    DEALS = "deals"
    PEOPLE = "people"
    ACCOUNTS = "accounts"
    TOUCHES = "touches"


class Many(StrEnum):
    """How many columns may mean a field: one; the first filled of several; or all of them."""

    ONE = "one"
    FIRST = "first"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Field:
    """`otherwise` are fields to try when the header fits and the values do not; `slot` is a role told by the header."""

    key: str
    type: str
    means: str
    kinds: frozenset[Kind]
    many: Many = Many.ONE
    words: frozenset[str] = frozenset()
    patterns: tuple[re.Pattern[str], ...] = ()
    otherwise: tuple[str, ...] = ()
    slot: str = ""
    in_short: str = ""

    @property
    def short(self) -> str:
        """Return what the field means, in few words: without what is said besides."""
        return self.in_short or re.split("[;,:]", self.means)[0]


@dataclass(frozen=True, slots=True)
class Profile:
    """One layout of one system: which headers must or must not be there, and what each header means there.

    Words that some status `says` stand in for the last of the headers that must be there. Headers in `cents` hold
    whole cents. Some value of the field `must_say` has to say lost or won. `channel` is that of contacts which name
    none. `is_history`: a row is one change of a deal; with `must_repeat` only if some deal really has several rows
    with different stages.
    """

    system: str
    kind: Kind
    headers: dict[str, str]
    keep: frozenset[str] = frozenset()
    must: tuple[frozenset[str], ...] = ()
    never: frozenset[str] = frozenset()
    says: re.Pattern[str] | None = None
    must_match: re.Pattern[str] | None = None
    never_match: re.Pattern[str] | None = None
    needs: tuple[frozenset[str], ...] = ()
    never_words: frozenset[str] = frozenset()
    ambiguous: dict[str, tuple[str, ...]] = field(default_factory=dict)
    deal_kind: str = ""
    channel: str = ""
    cents: frozenset[str] = frozenset()
    must_say: str = ""
    is_history: bool = False
    must_repeat: bool = False


_LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl")
KEEP = "keep"
LEAVE = "leave"
# Days that people know by the month or quarter; of a day to come back such words are read as a text.
MAY_BE_ABOUT = frozenset({"deal.lost_on", "deal.closed_on", "deal.won_on", "deal.created_on", "deal.modified_on"})
_SHORTEST_COMPOUND = 5
_WHICH = {2: "second", 3: "third", 4: "fourth"}


def _data() -> Traversable:
    return files("rekindle.intake.columns") / "data"


def load_data(name: str) -> dict[str, Any]:
    """Read one file of the data folder."""
    return tomllib.loads((_data() / name).read_text(encoding="utf-8"))


def _folder(name: str) -> list[dict[str, Any]]:
    found = sorted((_data() / name).iterdir(), key=lambda file: file.name)
    return [tomllib.loads(file.read_text(encoding="utf-8")) for file in found if file.name.endswith(".toml")]


@cache
def fields() -> dict[str, Field]:
    """Return every field by its key, `account.name` to `keep`, with the roles of people after them."""
    found = {key: _field(key, said) for part in _folder("fields") for key, said in part.items()}
    return {**found, **_slots()}


def _field(key: str, said: dict[str, Any]) -> Field:
    return Field(
        key=key,
        type=said["type"],
        means=said["means"],
        in_short=said.get("short", ""),
        kinds=frozenset(Kind(kind) for kind in said.get("kinds", Kind)),
        many=Many(said.get("many", "one")),
        words=_with_compounds(word for language in _LANGUAGES for word in said.get(language, ())) | _named(key),
        patterns=tuple(re.compile(pattern) for pattern in said.get("patterns", ())),
        otherwise=tuple(said.get("otherwise", ())),
    )


@cache
def languages() -> dict[str, dict[str, Any]]:
    """Return what is known of each further language by its code: `currency`, `fields`, `status` and `patterns`."""
    return {said.pop("code"): said for said in _folder("languages")}


def languages_of(columns: Iterable[str]) -> list[str]:
    """Return the further languages, by their codes, that know most of some names of columns; none where few know any.

    Two that are alike, such as Danish and Norwegian, may both know as many.
    """
    forms = {fold_header(column) for column in columns}
    known = {
        code: len(forms & {fold_header(word) for words in said["fields"].values() for word in words})
        for code, said in languages().items()
    }
    most = max(known.values())
    return [code for code, count in known.items() if count == most] if most > 1 else []


def _named(key: str) -> frozenset[str]:
    return frozenset(fold_header(word) for said in languages().values() for word in said["fields"].get(key, ()))


def _with_compounds(words: Iterable[str]) -> frozenset[str]:
    """Add each name as one word, as interfaces write it: "closedate"."""
    known = frozenset(words)
    return known | {word.replace(" ", "") for word in known if len(word) >= _SHORTEST_COMPOUND}


def _slots() -> dict[str, Field]:
    said = load_data("slots.toml")
    parts, nth = {"name": ("", "name"), **said.pop("parts")}, said.pop("nth")
    found: dict[str, Field] = {}
    for slot, about in said.items():
        for number in about.get("numbers", (0,)):
            named = f"{slot}_{number}" if number else slot
            heads = {form for word in about["words"] for form in _numbered(word, number, nth)}
            for part, ends in parts.items():
                words = frozenset(f"{head} {end}".strip() for head in heads for end in ends)
                means = f"the {_WHICH.get(number, '')} {slot.replace('_', ' ')}'s {part}".replace("  ", " ")
                kind = "name" if part == "name" else {"title": "text"}.get(part, part)
                key = f"{named}.{part}"
                otherwise = (f"{named}.title",) if part == "name" and "title" in parts else ()
                found[key] = Field(
                    key, kind, means, frozenset({Kind.DEALS}), words=words, otherwise=otherwise, slot=about["role"]
                )
    return found


def _numbered(word: str, number: int, nth: dict[str, list[str]]) -> list[str]:
    """Return the forms of a word in which a number may stand, as a digit or written out."""
    if not number:
        return [word]
    return [word.replace("{n}", str(number)).replace("{nth}", one) for one in nth[str(number)]]


@cache
def profiles() -> tuple[Profile, ...]:
    """Return every known layout; plain ones, which no system wrote, have `needs` and come last."""
    found = [_profile(said) for said in _folder("profiles")]
    return tuple(sorted(found, key=lambda profile: bool(profile.needs)))


def _profile(said: dict[str, Any]) -> Profile:
    headers = said["headers"]
    glued = {word.replace(" ", ""): field for word, field in headers.items() if len(word) >= _SHORTEST_COMPOUND}
    return Profile(
        system=said["system"],
        kind=Kind(said["kind"]),
        headers={**glued, **headers},
        keep=frozenset(said.get("keep", ())),
        must=tuple(_with_compounds(group) for group in said.get("must", ())),
        never=frozenset(said.get("never", ())),
        says=re.compile(said["says"]) if "says" in said else None,
        must_match=re.compile(said["must_match"]) if "must_match" in said else None,
        never_match=re.compile(said["never_match"]) if "never_match" in said else None,
        needs=tuple(frozenset(group) for group in said.get("needs", ())),
        never_words=frozenset(said.get("never_words", ())),
        ambiguous={fold_header(header): tuple(choices) for header, choices in said.get("ambiguous", {}).items()},
        deal_kind=said.get("deal_kind", ""),
        channel=said.get("channel", ""),
        cents=frozenset(said.get("cents", ())),
        must_say=said.get("must_say", ""),
        is_history=said.get("is_history", False),
        must_repeat=said.get("must_repeat", False),
    )


@cache
def _vocabulary() -> frozenset[str]:
    words = {word for found in fields().values() for word in found.words}
    for profile in profiles():
        words |= {*profile.headers, *profile.keep, *profile.ambiguous}
    return frozenset(words)


def is_known_header(text: str) -> bool:
    """Say whether a text is the name of a column in some system or language."""
    return len(text) <= 80 and any(form in _vocabulary() for form in variants(text))
