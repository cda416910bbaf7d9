"""What only a whole column can settle about points and commas before three digits: thousands, decimals, or asked."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from rekindle.intake.cells.blank import LONGEST
from rekindle.intake.cells.money import group_of, take_currency
from rekindle.intake.cells.numbers import COMMA, POINT, Group, Marks, Shown, Writing, show_marks
from rekindle.intake.files.table import Cell

THOUSANDS = "thousands"
WAYS: Mapping[str, Marks] = {THOUSANDS: Marks(), "point": Marks(POINT), "comma": Marks(COMMA)}
"""What a person can say about numbers that can be read in two ways."""

_DIGITS = str.maketrans("0123456789", "1111111111")
_HAS_MARK = re.compile(r"\d['’`.,\s]\d")
_BELOW_ONE = re.compile(r"(?<!\d)0[.,]\d")
# Amounts in millions have few digits before the point: "1.250" of them is rarely a thousand.
_MILLIONS = 6


@dataclass(slots=True)
class _Evidence:
    """What the numbers of a group show: signs that part thousands, decimal signs, those before three digits or more,
    and signs that may be either."""

    thousands: set[str] = field(default_factory=set)
    decimal: set[str] = field(default_factory=set)
    long: set[str] = field(default_factory=set)
    open: set[str] = field(default_factory=set)

    def add(self, shown: Shown) -> None:
        self.thousands |= set(shown.thousands)
        self.decimal |= set(shown.decimal)
        self.long |= set(shown.decimal) if shown.is_long else set()
        self.open |= set(shown.open)

    def beside(self, other: "_Evidence") -> "_Evidence":
        return _Evidence(
            self.thousands | other.thousands,
            self.decimal | other.decimal,
            self.long | other.long,
            self.open | other.open,
        )


@dataclass(frozen=True, slots=True)
class Open:
    """A number that can be read in two ways, the row it stands in, and the sign in doubt."""

    row: int
    text: str
    sign: str


def settle_writing(cells: Iterable[Cell], factor: int = 0, answer: str = "") -> Writing:
    """Return what the marks of a column mean; `factor` is the power of ten it counts in, `answer` a key of `WAYS`.

    Numbers of one currency are looked at together: "$99,000" beside "1.250.000 €" is not in doubt. Where those show
    nothing, the bare ones beside them do, and for bare ones all. What nothing speaks against parts thousands.
    """
    return _settle(_gather(find_shapes(cells)), factor, answer)


def find_shapes(cells: Iterable[Cell]) -> dict[str, tuple[int, str]]:
    """Return the first row and text of each shape in which numbers with marks are written; digits count alike."""
    found: dict[str, tuple[int, str]] = {}
    for row, cell in enumerate(cells, start=1):
        if isinstance(cell, str) and len(cell) <= LONGEST:
            shape = cell.translate(_DIGITS)
            if shape not in found or "0" in cell:
                shape = f"0{shape}" if _BELOW_ONE.search(cell) else shape
                if shape not in found and _HAS_MARK.search(cell):
                    found[shape] = (row, cell)
    return found


def find_open(cells: Iterable[Cell], writing: Writing) -> tuple[tuple[Open, ...], str]:
    """Return the first number in doubt of each sign, and one that shows another way of writing, empty for none."""
    unsure: dict[str, Open] = {}
    others = []
    for row, text in find_shapes(cells).values():
        shown = show_marks(take_currency(text)[0])
        if shown.open and shown.open in writing.others.get(group_of(text), writing.most).unsure:
            unsure.setdefault(shown.open, Open(row, text, shown.open))
        elif shown.thousands or shown.decimal:
            others.append(text)
    return tuple(unsure.values()), max(others, key=len, default="")


def _gather(shapes: Mapping[str, tuple[int, str]]) -> dict[Group, _Evidence]:
    groups: dict[Group, _Evidence] = {}
    for _, text in shapes.values():
        shown = show_marks(take_currency(text)[0])
        if shown != Shown():
            groups.setdefault(group_of(text), _Evidence()).add(shown)
    return groups


def _settle(groups: Mapping[Group, _Evidence], factor: int, answer: str) -> Writing:
    found = {group: _settle_group(group, groups, factor) for group in groups}
    if answer:
        is_asked = any(marks.unsure for marks in found.values())
        found = {group: _answer(marks, answer) if is_asked else WAYS[answer] for group, marks in found.items()}
    if len(set(found.values())) <= 1:
        return Writing(next(iter(found.values()), Marks()))
    return Writing(Marks(), found)


def _answer(marks: Marks, answer: str) -> Marks:
    """What a person said holds for what was in doubt; what the column proves stays."""
    said = "".join(sign for sign in WAYS[answer].decimal if sign in marks.unsure)
    return Marks(marks.decimal + said)


def _settle_group(group: Group, groups: Mapping[Group, _Evidence], factor: int) -> Marks:
    own, wide = _Evidence(), _Evidence()
    for (currency, _), evidence in groups.items():
        if currency == group[0]:
            own = own.beside(evidence)
        if currency in ("", group[0]) or not group[0]:
            wide = wide.beside(evidence)
    if group[0]:
        # That bare ones are in doubt says nothing of those with a sign.
        wide.open = own.open
    is_counted = group[1] or factor >= _MILLIONS
    roles = {sign: _role(sign, own, is_counted) or _role(sign, wide, is_counted) for sign in groups[group].open}
    unsure = "".join(sorted(sign for sign, role in roles.items() if role == "unsure" or (not role and is_counted)))
    return Marks("".join(sorted(sign for sign, role in roles.items() if role == "decimal")), unsure)


def _role(sign: str, seen: _Evidence, is_counted: bool) -> str:
    """Return what some evidence says of a sign before three digits, nothing where it shows nothing."""
    parts, points = sign in seen.thousands, sign in seen.decimal
    if parts != points:
        if parts:
            return THOUSANDS
        return "decimal" if len(seen.decimal) == 1 and (is_counted or sign in seen.long) else "unsure"
    if seen.decimal and not seen.thousands:
        return THOUSANDS
    return "unsure" if seen.thousands or len(seen.open) > 1 else ""
