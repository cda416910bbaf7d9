"""Which field each column means: by its header first, then only if its values agree."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from rekindle.intake.cells.periods import with_century
from rekindle.intake.columns.compounds import compose, is_paper
from rekindle.intake.columns.dictionary import KEEP, MAY_BE_ABOUT, Field, Kind, Many, Profile, fields
from rekindle.intake.columns.fit import ENOUGH, are_colleagues, are_kinds, sample_of, share_of
from rekindle.intake.columns.headers import fold_header, is_of_another, is_prose, says_months, variants
from rekindle.intake.files.table import Cell, RawTable, as_text

_GENERIC, _PATTERN, _COMPOSED, _PAPER = 0.9, 0.7, 0.8, 0.5
_ROWS_OF_A_KIND = 10
# What tells deals of one name apart.
_NAMING = {"account.name", "account.external", "deal.external", "person.name", "person.last_name", "person.mail"}
# What is more than its type.
_LOOKS = {"deal.name": "called", "person.title": "worded"}
_COLLEAGUE = "deal.owner"
_ENDS_OF_IDS = (" id", " ids", " guid")
_OF_NUMBER = "It has the number of a person whom another column names."
_ONLY_FREE = "Such a name can mean several things; of those no other column means its values fit this one."
_NUMBER = re.compile(r"(?<!\d)([1-9])(?!\d)")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A field a header can mean: `score` from 0 to 1, `place` in the system's own order for equal ones.

    Its values are of the type of the field, or of the one in `looks` if that is more. `why` is the sentence that says
    what else than its name makes it the field.
    """

    field: str
    score: float
    place: int = 10_000
    looks: str = ""
    why: str = ""


@dataclass(slots=True)
class Match:
    """`meant` is the field per column index; `lost` the field a column meant as well as a better one; `misfit` the
    field whose header it has without the values; `supposed` are columns that are asked about and read meanwhile, and of
    these `held` those of which every answer counts as a no."""

    meant: dict[int, Candidate] = field(default_factory=dict)
    lost: dict[int, tuple[str, int]] = field(default_factory=dict)
    misfit: dict[int, str] = field(default_factory=dict)
    supposed: set[int] = field(default_factory=set)
    held: set[int] = field(default_factory=set)


class Samples:
    """Filled cells of each column, taken once."""

    def __init__(self, table: RawTable) -> None:
        self.table = table
        self._taken: dict[int, list[Cell]] = {}

    def __getitem__(self, index: int) -> list[Cell]:
        if index not in self._taken:
            self._taken[index] = sample_of(self.table.rows, index)
        return self._taken[index]


def match_columns(table: RawTable, profile: Profile, samples: Samples) -> Match:
    """Match every column of a table against a layout and the dictionary."""
    match = Match()
    for index, column in enumerate(table.columns):
        cells = [with_century(cell) for cell in samples[index]] if says_months(column) else samples[index]
        _match_one(match, index, candidates(column, profile), cells, profile.kind)
    _pair_numbers(table, match)
    _settle_rivals(table, match, samples)
    _settle_ambiguous(table, profile, match, samples)
    _leave_kinds(match, samples)
    return match


def candidates(column: str, profile: Profile) -> list[Candidate]:
    """Return the fields a header can mean in a layout, the best first."""
    forms = variants(column)
    places = {header: place for place, header in enumerate(profile.headers)}
    exact = fold_header(column)
    if exact in profile.keep:
        return [Candidate(KEEP, 1.0)]
    found = [
        Candidate(profile.headers[form], score, places[form])
        for form, score in forms.items()
        if form in profile.headers
    ]
    known = {candidate.field for candidate in found}
    is_plain = not (is_of_another(column) or is_prose(column))
    if exact not in profile.ambiguous:
        for about in fields().values():
            # Who stands beside another in one name, "GC / Owner", is none of ours.
            is_ours = about.key != "deal.owner" or "/" not in column
            is_free = is_ours and profile.kind in about.kinds and about.key not in known
            # The number of a reason is no reason: "Loss Reason Id".
            is_number = exact.endswith(_ENDS_OF_IDS) and about.type not in ("id", "opt_out")
            by_pattern = (is_plain or about.type == "opt_out") and not is_number
            score = _header_score(about, forms, by_pattern=by_pattern) if is_free else 0.0
            if not score and is_free and by_pattern:
                score = _composed(column).get(about.key, 0.0)
            if score:
                found.append(Candidate(about.key, score))
        if profile.kind is Kind.DEALS and is_paper(column):
            found += [Candidate("deal.amount", _PAPER), Candidate("deal.name", _PAPER - 0.01, looks="name")]
    return sorted(found, key=lambda one: (-one.score, one.place, one.field))


def _header_score(about: Field, forms: dict[str, float], *, by_pattern: bool) -> float:
    best = max((score for form, score in forms.items() if form in about.words), default=0.0) * _GENERIC
    if not best and by_pattern and any(pattern.search(form) for pattern in about.patterns for form in forms):
        return _PATTERN
    return best


@lru_cache(maxsize=8192)
def _composed(column: str) -> dict[str, float]:
    """Return the fields a header can mean by what it is made of, each with how much it is still the same name."""
    found: dict[str, float] = {}
    for form in compose(column):
        for key in _by_word().get(form.text, ()):
            if key.startswith(form.begins):
                found[key] = max(found.get(key, 0.0), form.score * _COMPOSED)
    written = [form.text for form in compose(column) if form.begins == ("",)]
    for about in fields().values() if written else ():
        if any(pattern.search(text) for pattern in about.patterns for text in written):
            found.setdefault(about.key, _PATTERN * _COMPOSED)
    return found


@lru_cache(maxsize=1)
def _by_word() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key, about in fields().items():
        for word in about.words:
            found.setdefault(word, []).append(key)
    return found


def _match_one(match: Match, index: int, found: list[Candidate], cells: list[Cell], kind: Kind) -> None:
    for one in found:
        for name in (one.field, *(name for name in fields()[one.field].otherwise if kind in fields()[name].kinds)):
            looks = one.looks or _LOOKS.get(name) or ("about" if name in MAY_BE_ABOUT else fields()[name].type)
            if share_of(cells, looks) >= ENOUGH:
                match.meant[index] = Candidate(name, one.score * (1.0 if name == one.field else 0.95), one.place)
                return
    if found:
        match.misfit[index] = found[0].field


def _pair_numbers(table: RawTable, match: Match) -> None:
    """Give "Email 2" and "Title 2" to whoever "Contact 2" names; without such a person they say more of the first."""
    slots = [one.field.partition(".")[0] for one in match.meant.values() if one.field.endswith(".name")]
    numbered = {slot[-1]: slot for slot in reversed(slots) if slot[-1].isdecimal()}
    for index, column in enumerate(table.columns) if numbered else ():
        found = _NUMBER.search(fold_header(column))
        one = match.meant.get(index)
        if found and one and one.field.startswith("person."):
            part = one.field.removeprefix("person.")
        elif found and not one and found.string.startswith("title "):
            part = "title"
        else:
            continue
        name = f"{numbered.get(found[1], '')}.{part}" if found[1] != "1" else f"person.{part}"
        if name in fields():
            match.meant[index] = Candidate(name, one.score if one else 0.6, why=_OF_NUMBER)


def _settle_rivals(table: RawTable, match: Match, samples: Samples) -> None:
    """Let one column have each field that only one may mean: the better header, the system's order, more cells."""
    by_field: dict[str, list[int]] = {}
    for index, one in match.meant.items():
        by_field.setdefault(one.field, []).append(index)
    for name, indexes in by_field.items():
        if len(indexes) > 1 and fields()[name].many is Many.ONE:
            winner = min(indexes, key=lambda index: _rank(table, match, samples, index))
            for index in set(indexes) - {winner}:
                match.lost[index] = (name, winner)
                match.meant[index] = Candidate(KEEP, 0.0)


def _rank(table: RawTable, match: Match, samples: Samples, index: int) -> tuple[bool, float, int, int, str]:
    one = match.meant[index]
    return not samples[index], -one.score, one.place, -len(samples[index]), table.columns[index]


def _settle_ambiguous(table: RawTable, profile: Profile, match: Match, samples: Samples) -> None:
    """A header several fields could mean is taken for the only one that is still free, if its values agree; and one
    that may be of colleagues only if the same few people stand in it again and again."""
    for index, column in enumerate(table.columns):
        name = fold_header(column)
        if index in match.meant or name not in profile.ambiguous:
            continue
        free = free_choices(profile, column, match)
        if profile.ambiguous[name][0] == _COLLEAGUE:
            agrees = _COLLEAGUE in free and are_colleagues(samples[index])
        else:
            agrees = len(free) == 1 and share_of(samples[index], _looks_of(free[0], match)) >= ENOUGH
        if agrees:
            match.meant[index] = Candidate(free[0], 0.6, why=_ONLY_FREE)


def _leave_kinds(match: Match, samples: Samples) -> None:
    """Where nobody is named, a few names of deals over many rows would make these one deal each: they are kinds."""
    by_field = {one.field: index for index, one in match.meant.items()}
    index = by_field.get("deal.name")
    if index is None or _NAMING & by_field.keys():
        return
    if are_kinds(samples[index], len(samples[index]) // _ROWS_OF_A_KIND):
        del match.meant[index]


def _looks_of(name: str, match: Match) -> str:
    """What is left for a bare "No." or "Name" has to look like it: a number counts rows, and a name beside deals and
    organisations is a person's only where more is said about people."""
    if name.endswith(".external"):
        return "code"
    is_about_people = any(one.field.startswith("person.") or fields()[one.field].slot for one in match.meant.values())
    return "nothing" if name == "person.name" and not is_about_people else fields()[name].type


def free_choices(profile: Profile, column: str, match: Match) -> tuple[str, ...]:
    """Return the fields an ambiguous header can still mean."""
    taken = {one.field for one in match.meant.values()}
    return tuple(name for name in profile.ambiguous[fold_header(column)] if name not in taken)


@lru_cache(maxsize=1)
def all_words() -> dict[str, str]:
    """Return every header word of four letters or more with its field, for finding misspelt ones."""
    return {word: key for key, about in fields().items() for word in sorted(about.words) if len(word) >= 6}


def example_of(cells: list[Cell]) -> str:
    """Return the first filled cell of a column, shortened, for showing what is in it."""
    text = " ".join(as_text(cells[0]).split()) if cells else ""
    return text if len(text) <= 40 else f"{text[:39]}…"
