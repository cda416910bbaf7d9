"""Which column of a file of order lines is which: by its name, if its values fit, and without names by its values."""

import dataclasses
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rekindle.intake.cells.dates import Order
from rekindle.intake.columns.answers import MappingError
from rekindle.intake.columns.fit import share_of
from rekindle.intake.columns.recognition import Question
from rekindle.intake.columns.writing import WAYS
from rekindle.intake.orders.asking import AskedError
from rekindle.intake.orders.values import is_name
from rekindle.intake.orders.words import BOUGHT, CALLED_OFF, TAKEN_BACK, key_of, names

NEEDED = ("order.customer", "order.date")
MOST_CHOICES = 40
STATES = (BOUGHT, TAKEN_BACK, CALLED_OFF)
_WHICH = {
    "order.customer": "Which column says who bought, by number or name?",
    "order.date": "Which column is the day of the order or the invoice?",
    "order.amount": "Which column is what a line is worth?",
}
_TYPES = {
    "order.date": "about",
    "order.amount": "money",
    "order.total": "money",
    "order.quantity": "number",
    "order.price": "money",
}
_MOSTLY, _FULLEST, _REPEATED = 0.8, 0.5, 0.9
_LONGEST_COUNT = 3
# Either of these says what a line is worth.
_WORTH = (("order.amount",), ("order.total",), ("order.quantity", "order.price"))
# Such a name says who bought only where another column says what, or by which number.
_BARE_NAMES = ("name", "name1")
_NO_NAME = re.compile(r"Column \d+")
_DECIMALS = re.compile(r"\d[.,]\d{1,2}$")

Samples = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class OrderColumns:
    """The column of each field that the file has, those that nobody asked for, and what was said of their writing:
    the order of dates, and what marks before three digits are (`WAYS`), by field; and what single words of a status
    or a type mean, by (column, word)."""

    of: dict[str, str]
    unmapped: tuple[str, ...]
    order: Order | None = None
    marks: Mapping[str, str] = dataclasses.field(default_factory=dict)
    states: Mapping[tuple[str, str], str] = dataclasses.field(default_factory=dict)


def find_columns(columns: Sequence[str], mapping: Mapping[str, str], samples: Samples | None = None) -> OrderColumns:
    """Say which column is which; `mapping` holds what a person said: {"Kd": "order.customer"}, {"Status: new":
    "bought"}. `samples` are some values of each column: what does not fit is not taken.

    Raises MappingError for a column or field that does not exist, AskedError when customer, date or worth cannot be
    found.
    """
    said, order, marks, states = _check(columns, mapping)
    found = {field: column for column, field in said.items() if field != "keep"}
    free = [column for column in columns if column not in said]
    samples = samples or {}
    if free and all(_NO_NAME.fullmatch(column) for column in columns):
        _find_by_values(free, samples, found)
    else:
        _find_by_names(free, samples, found)
    _leave_second_name(found, said, samples)
    _check_found(columns, found, samples)
    unmapped = tuple(column for column in columns if column not in found.values())
    return OrderColumns(found, unmapped, order, marks, states)


def _find_by_names(columns: Sequence[str], samples: Samples, found: dict[str, str]) -> None:
    keys = {column: key_of(column) for column in columns}
    for field, known in names().items():
        free = [column for column in columns if column not in found.values()]
        fitting = [
            column for name in known for column in free if keys[column] == name and _fits(field, samples.get(column))
        ]
        if field not in found and fitting:
            most = max(_filled(samples, column) for column in fitting)
            found[field] = next(one for one in fitting if _filled(samples, one) >= _FULLEST * most)
    if "order.customer" not in found:
        _take_bare_name(columns, keys, samples, found)


def _leave_second_name(found: dict[str, str], said: Mapping[str, str], samples: Samples) -> None:
    """Who bought is called as they are known, if that is a name: a second one is that of a person who works there."""
    buyers, name = samples.get(found.get("order.customer", ""), ()), found.get("order.name")
    named = sum(is_name(buyer) and "@" not in buyer for buyer in buyers)
    if name and name not in said and buyers and named >= _MOSTLY * len(buyers):
        del found["order.name"]


def _take_bare_name(columns: Sequence[str], keys: Mapping[str, str], samples: Samples, found: dict[str, str]) -> None:
    """ "Name" beside an item and a number is who bought; so is a first column without a name whose texts repeat."""
    named = next((column for column in columns if keys[column] in _BARE_NAMES), None)
    if named and found.get("order.product", named) != named and found.get("order.invoice", named) != named:
        found.pop("order.name", None)
        found["order.customer"] = named
    elif columns and _NO_NAME.fullmatch(columns[0]) and _repeats(samples.get(columns[0], ())):
        found["order.customer"] = columns[0]


def _find_by_values(columns: Sequence[str], samples: Samples, found: dict[str, str]) -> None:
    """Without a line of names the day, the amounts and who bought are told by their looks, if one column has them."""
    days = [
        column for column in columns if _are_days(samples.get(column, ())) and not _are_worth(samples.get(column, ()))
    ]
    worth = [column for column in columns if column not in days and _are_worth(samples.get(column, ()))]
    rest = [column for column in columns if column not in (*days, *worth)]
    buyers = [column for column in rest if _repeats(samples.get(column, ())) and _may_be_buyers(samples[column])]
    for field, fitting in (("order.date", days), ("order.amount", worth), ("order.customer", buyers)):
        if field not in found and len(fitting) == 1:
            found[field] = fitting[0]


def _fits(field: str, cells: Sequence[str] | None) -> bool:
    return not cells or share_of(cells, _TYPES.get(field, "")) >= _MOSTLY


def _filled(samples: Samples, column: str) -> int:
    return len(samples[column]) if column in samples else 1


def _are_worth(cells: Sequence[str]) -> bool:
    return bool(cells) and sum(bool(_DECIMALS.search(cell.strip())) for cell in cells) >= _MOSTLY * len(cells)


def _may_be_buyers(cells: Sequence[str]) -> bool:
    """Small whole numbers are how many, and nobody's number."""
    is_count = all(cell.isdecimal() and len(cell) <= _LONGEST_COUNT and not cell.startswith("0") for cell in cells)
    return not (is_count or _are_worth(cells) or _are_days(cells))


def _repeats(cells: Sequence[str]) -> bool:
    return len(cells) > 1 and len(set(cells)) <= _REPEATED * len(cells)


def _check(
    columns: Sequence[str], mapping: Mapping[str, str]
) -> tuple[dict[str, str], Order | None, dict[str, str], dict[tuple[str, str], str]]:
    said, order, marks, states = {}, None, {}, {}
    for key, answer in mapping.items():
        if word := _word_of(key, columns):
            states[word] = _state(key, answer)
            continue
        # Which column is it? {"order.customer": "Kd"} answers as {"Kd": "order.customer"} does.
        turned = key in names() and key not in columns and answer in columns
        column, (name, _, way) = (answer, (key, "", "")) if turned else (key, answer.partition("@"))
        _check_field(columns, column, name, way)
        said[column] = name
        if way in WAYS:
            marks[name] = way
        elif way:
            order = Order(way)
    return said, order, marks, states


def _word_of(key: str, columns: Sequence[str]) -> tuple[str, str] | None:
    """Return the column and the word of it that an answer is about: "Status: new"."""
    if key in columns:
        return None
    found = max((column for column in columns if key.startswith(f"{column}: ")), key=len, default=None)
    return (found, key[len(found) + 2 :]) if found is not None else None


def _state(key: str, answer: str) -> str:
    said = answer.replace("_", " ")
    if said not in STATES:
        raise MappingError(f"{key!r}: {answer!r} does not say what became of it; possible are {', '.join(STATES)}")
    return said


def _check_field(columns: Sequence[str], column: str, name: str, way: str) -> None:
    if column not in columns:
        raise MappingError(f"there is no column {column!r}; the columns are {', '.join(columns)}")
    if name not in names() and name != "keep":
        raise MappingError(f"there is no field {name!r} of orders; there are {', '.join([*names(), 'keep'])}")
    if way and way not in (*Order, *WAYS):
        raise MappingError(f"{way!r} is no way to read {column!r}; there are {', '.join((*Order, *WAYS))}")


def _check_found(columns: Sequence[str], found: dict[str, str], samples: Samples) -> None:
    missing = [field for field in NEEDED if field not in found]
    if not any(set(fields) <= set(found) for fields in _WORTH):
        missing.append("order.amount")
    if missing:
        ways = " and ".join(f'--map "COLUMN={field}"' for field in missing)
        words = f"which column is it? say {ways}; the columns are {', '.join(columns)}"
        raise AskedError(words, *(ask_which(field, columns, found, samples) for field in missing), found=found)


def ask_which(field: str, columns: Sequence[str], found: Mapping[str, str], samples: Samples) -> Question:
    """Ask which column a field is, of those that are free, and of these only those whose values can be it."""
    free = [column for column in columns if column not in found.values()]
    filled = [column for column in free if not samples or samples.get(column)]
    can_be = [column for column in filled if _fits(field, samples.get(column))]
    if field == "order.customer":
        can_be = [one for one in filled if one not in samples or _may_be_buyers(samples[one])]
    return Question(field, _WHICH[field], tuple(can_be or filled or free)[:MOST_CHOICES])


def _are_days(cells: Sequence[str]) -> bool:
    is_day = bool(cells) and share_of(cells, "about") >= _MOSTLY
    return is_day and not all(cell.isdecimal() and len(cell) != len("20250131") for cell in cells)
