"""The pages of the playbook: every word of them."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from rekindle.desk.editing.shapes import Field


@dataclass(frozen=True, slots=True)
class About:
    """What stands over every page of the playbook. `can_change`: for admins and coaches."""

    pack: str
    version_words: str
    can_change: bool
    news: str = ""


@dataclass(frozen=True, slots=True)
class ReasonLink:
    """A reason to choose, with its share of the losses."""

    key: str
    label: str
    icon: str
    words: str
    share: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One thing with what happened when it was used; `section` and `key` say where it is changed."""

    section: str
    key: str
    title: str
    words: str
    icon: str
    used: str
    chips: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step of a run: when, what, and what may hold it up."""

    when: str
    icon: str
    title: str
    words: str
    held: str


@dataclass(frozen=True, slots=True)
class Run:
    """A sequence as it would go under the limits in force."""

    key: str
    title: str
    about: str
    steps: tuple[StepLine, ...]


@dataclass(frozen=True, slots=True)
class Effect:
    """A share is only said from 30 losses on: below, `big` is empty and `words` counts."""

    big: str
    words: str
    likely: str


@dataclass(frozen=True, slots=True)
class ReasonPage:
    """All that the playbook says about losses for one reason, with what happened when it was used."""

    about: About
    reasons: tuple[ReasonLink, ...]
    key: str
    eyebrow: str
    angle: str
    how: str
    control: str
    effect: Effect
    runs: tuple[Run, ...]
    limits: str
    assets: tuple[Line, ...]
    words: tuple[Line, ...]
    plays: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Shelf:
    """The library. `reason` is the filter in force, empty for all."""

    about: About
    title: str
    lines: tuple["ShelfLine", ...]
    reasons: tuple[ReasonLink, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class ShelfLine:
    """A thing of value with where and for whom it may be used."""

    key: str
    title: str
    summary: str
    kind: str
    answers: str
    roles: str
    approved: str
    label: str
    expires: str
    where: str
    used: str
    chips: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One section with its entries; `adds`: another may be added."""

    section: str
    title: str
    one: str
    adds: bool
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Parts:
    """Every section of the playbook, to be read and changed."""

    about: About
    title: str
    words: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class FieldShown:
    """A field with what stands in it. `choices`: (key, words, is chosen)."""

    field: Field
    value: Any
    choices: tuple[tuple[str, str, bool], ...] = ()
    error: str = ""
    minutes: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Remark:
    """A phrase the tone check stumbles over."""

    phrase: str
    why: str


@dataclass(frozen=True, slots=True)
class Tried:
    """Words tried on somebody of the book: `missing` are the fields nobody can fill yet, and what they stand for."""

    who: str
    subject: str
    paragraphs: tuple[str, ...]
    closing: str
    if_no: str
    missing: tuple[tuple[str, str], ...]
    words: int


@dataclass(frozen=True, slots=True)
class EntryPage:
    """One entry, to read or to change. `digest` tells whether somebody else changes it meanwhile."""

    about: About
    section: str
    key: str
    title: str
    part: str
    one: str
    fields: tuple[FieldShown, ...]
    new_keys: tuple[FieldShown, ...]
    is_new: bool
    can_remove: bool
    digest: str
    used: str
    problems: tuple[str, ...] = ()
    why: str = ""
    merge_fields: tuple[tuple[str, str], ...] = ()
    people: tuple[tuple[UUID, str, bool], ...] = ()
    tried: Tried | None = None
    remarks: tuple[Remark, ...] = ()
    tries: bool = False


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version; `against` is the number of the one it was made from, None for the first."""

    number: int
    version: str
    title: str
    words: str
    who: str
    when: str
    in_force: bool
    is_void: bool
    against: int | None


@dataclass(frozen=True, slots=True)
class Versions:
    """Every version there was, the newest first."""

    about: About
    lines: tuple[VersionLine, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One key on which two versions differ, in words, and what each of them has there."""

    name: str
    key: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Compared:
    """Two versions side by side: only what differs."""

    about: About
    number: int
    against: int
    title: str
    words: str
    changes: tuple[Change, ...]
    numbers: tuple[int, ...] = field(default_factory=tuple)
    can_restore: bool = False
