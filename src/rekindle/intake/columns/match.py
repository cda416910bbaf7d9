"""Which field each column means: by its header first, then only if its values agree."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from rekindle.intake.columns.dictionary import KEEP, MAY_BE_ABOUT, Field, Kind, Many, Profile, fields
from rekindle.intake.columns.fit import ENOUGH, sample_of, share_of
from rekindle.intake.columns.headers import fold_header, is_of_another, is_prose, variants
from rekindle.intake.files.table import Cell, RawTable, as_text

_GENERIC, _PATTERN = 0.9, 0.7
_NUMBER = re.compile(r"(?<!\d)([1-9])(?!\d)")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A field a header can mean: `score` from 0 to 1, `place` in the system's own order for equal ones."""

    field: str
    score: float
    place: int = 10_000


@dataclass(slots=True)
class Match:
    """`meant` is the field per column index; `lost` the field a column meant as well as a better one; `misfit` the
    field whose header it has without the values."""

    meant: dict[int, Candidate] = field(default_factory=dict)
    lost: dict[int, tuple[str, int]] = field(default_factory=dict)
    misfit: dict[int, str] = field(default_factory=dict)


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
        _match_one(match, index, candidates(column, profile), samples[index], profile.kind)
    _pair_numbers(table, match)
    _settle_rivals(table, match, samples)
    _settle_ambiguous(table, profile, match, samples)
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
    if exact not in profile.ambiguous:
        for about in fields().values():
            is_free = profile.kind in about.kinds and about.key not in known
            by_pattern = about.type == "opt_out" or not (is_of_another(column) or is_prose(column))
            score = _header_score(about, forms, by_pattern=by_pattern) if is_free else 0.0
            if score:
                found.append(Candidate(about.key, score))
    return sorted(found, key=lambda one: (-one.score, one.place, one.field))


def _header_score(about: Field, forms: dict[str, float], *, by_pattern: bool) -> float:
    best = max((score for form, score in forms.items() if form in about.words), default=0.0) * _GENERIC
    if not best and by_pattern and any(pattern.search(form) for pattern in about.patterns for form in forms):
        return _PATTERN
    return best


def _match_one(match: Match, index: int, found: list[Candidate], cells: list[Cell], kind: Kind) -> None:
    for one in found:
        for name in (one.field, *(name for name in fields()[one.field].otherwise if kind in fields()[name].kinds)):
            if share_of(cells, "about" if name in MAY_BE_ABOUT else fields()[name].type) >= ENOUGH:
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
            match.meant[index] = Candidate(name, one.score if one else 0.6)


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
    """A header several fields could mean is taken for the only one that is still free, if its values agree."""
    for index, column in enumerate(table.columns):
        if index not in match.meant and fold_header(column) in profile.ambiguous:
            free = free_choices(profile, column, match)
            if len(free) == 1 and share_of(samples[index], fields()[free[0]].type) >= ENOUGH:
                match.meant[index] = Candidate(free[0], 0.6)


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
