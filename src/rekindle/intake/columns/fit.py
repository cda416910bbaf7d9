"""How well the values of a column fit a field: the share of its filled cells that can be read as one."""

import re
from collections.abc import Callable, Sequence
from datetime import UTC

from rekindle.intake.cells.blank import LONGEST, CellError, is_blank
from rekindle.intake.cells.contacts import read_domain, read_linkedin, read_mail, read_phone, split_name
from rekindle.intake.cells.dates import Clock, Order, read_when
from rekindle.intake.cells.flags import is_flag, read_flag
from rekindle.intake.cells.look import looks_like_amount, looks_like_date, looks_like_id, looks_like_mail
from rekindle.intake.cells.money import currency_code, read_amount
from rekindle.intake.cells.periods import read_about
from rekindle.intake.columns.headers import fold_header
from rekindle.intake.columns.words import classify_status, country_code, is_in
from rekindle.intake.files.table import Cell, RawTable, as_text

SAMPLE = 300
ENOUGH = 0.5
_MANY = 40
# "WI" and "L" stand for places, too.
_LONGEST_SIGN = 2
_CODE = re.compile(r"(?=.*\d)(?=.{4,40}$)[\w./-]+(?: [\w./-]+)?")
_COUNTED = re.compile(
    r"\b(record count|row count|count of|sum of|average of|anzahl der datensatze|summe von|somme de|suma de)\b"
)
# Who does not write their name: "Head of procurement", "Medical director".
_POST = re.compile(
    r"^(?:the )?(?:head|chief|director|manager|vp|vice president|dean) (?:of|for)\b|^leiter(?:in)?\b"
    r"|^chef(?:fe)? (?:de|du)\b|[a-z] (?:director|manager|officer|department|procurement|committee|purchasing|board)$",
    re.IGNORECASE,
)
_CHANCE, _SURE = re.compile(r"(?:100|\d{1,2})(?:[.,]\d+)?"), re.compile(r"(?:0|100)(?:[.,]0+)?")
_KEY = re.compile(
    r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|00[0-9A-Za-z]{13}(?:[0-9A-Za-z]{3})?|[0-9a-f]{24}", re.IGNORECASE
)
_MONEY = "$€£¥₹"
_AGAIN, _MOST_COLLEAGUES = 2, 40
_CAPITAL = r"[^\W\d_a-z][\w.'’-]*"
_PERSON = re.compile(rf"{_CAPITAL}(?: (?:de|van|von|der|la|du|di|da|dos|el|al|bin|le|ten|{_CAPITAL})){{1,3}}")
# Where people work and what they do is written like a name: "Wound Care", "Interventional Radiology".
_THING = re.compile(
    r"\b(care|unit|units|ward|dept|department|team|group|lab|labs|laboratory|clinic|centre|center|hospital|surgery|medicine"
    r"|health|nursing|nurse|nurses|staff|theatre|room|rooms|office|services?|service|imaging|pharmacy|oncology|cardiology"
    r"|radiology|an[a]?esthesia|therapy|operations|purchasing|procurement|finance|management|board|committee|director"
    r"|manager|chief|head|officer|all|no|yes|open|closed|lost|won)\b|\w(ology|iatrics|otomy|scopy|ics|therapy)\b",
    re.IGNORECASE,
)


def sample_of(rows: Sequence[tuple[Cell, ...]], index: int) -> list[Cell]:
    """Return up to 300 filled cells of a column, taken evenly from the whole of it."""
    step = max(1, len(rows) // (SAMPLE * 3))
    found: list[Cell] = []
    for row in rows[::step]:
        cell = row[index]
        if cell != "" and not (isinstance(cell, str) and is_blank(cell)):
            # What is longer is a text, and looks like one from its beginning.
            found.append(cell[: LONGEST + 1] if isinstance(cell, str) else cell)
            if len(found) == SAMPLE:
                break
    return found


def are_kinds(cells: Sequence[Cell], most: int) -> bool:
    """Say whether many cells hold at most so many different values, as those of a list to choose from do."""
    return len(cells) >= _MANY and len({as_text(cell) for cell in cells}) <= most


def are_colleagues(cells: Sequence[Cell]) -> bool:
    """Say whether some cells name the same few people again and again, each with a first and a last name."""
    names = {as_text(cell).strip() for cell in cells}
    is_again = len(cells) >= _AGAIN * len(names) and len(names) <= _MOST_COLLEAGUES
    return bool(names) and is_again and all(_PERSON.fullmatch(name) and not _THING.search(name) for name in names)


def is_of_counts(table: RawTable) -> bool:
    """Say whether most columns are counts and sums over many rows, as those of a matrix report are."""
    return 2 * sum(bool(_COUNTED.search(fold_header(column))) for column in table.columns) > len(table.columns)


def share_of(cells: Sequence[Cell], kind: str) -> float:
    """Return the share of cells that can be read as a field type, 1.0 for types that take any text and for no cells."""
    check = _CHECKS.get(kind)
    if check is None or not cells:
        return 1.0
    if (kind == "flag" and any(map(_is_of_counting, cells))) or (kind == "called" and _are_chances(cells)):
        return 0.0
    return sum(_passes(check, cell) for cell in cells) / len(cells)


def _are_chances(cells: Sequence[Cell]) -> bool:
    """Say whether cells are numbers from 0 to 100 with an end of that range among them."""
    texts = {as_text(cell).strip() for cell in cells}
    return all(map(_CHANCE.fullmatch, texts)) and any(_SURE.fullmatch(text) for text in texts)


def _is_of_counting(cell: Cell) -> bool:
    """Say whether a cell is a number that is no sign for yes or no: beside 20 and 45 neither 0 nor 100 is one."""
    return looks_like_amount(as_text(cell).rstrip("% ")) and not is_flag(cell)


def _passes(check: Callable[[Cell], object], cell: Cell) -> bool:
    try:
        check(cell)
    except CellError:
        return False
    return True


def _read_name(cell: Cell) -> None:
    """A name may have the person's address or id behind it in brackets."""
    if isinstance(cell, str) and all(split_name(cell)):
        return
    _read_party(cell)
    if _POST.search(as_text(cell)):
        raise CellError(f"{as_text(cell)!r} is a post, and names nobody")
    if looks_like_mail(cell) or looks_like_id(cell) or looks_like_date(cell) or looks_like_amount(cell):
        raise CellError(f"{as_text(cell)!r} is not a name")


def _read_party(cell: Cell) -> None:
    if is_in("no_name", as_text(cell)):
        raise CellError(f"{as_text(cell)!r} names nobody")


def _read_when(cell: Cell) -> None:
    try:
        read_when(cell, Clock(UTC, Order.DAY_FIRST))
    except CellError:
        read_when(cell, Clock(UTC, Order.MONTH_FIRST))


def _read_about(cell: Cell) -> None:
    try:
        read_about(cell, Clock(UTC, Order.DAY_FIRST, fiscal_month=1))
    except CellError:
        read_about(cell, Clock(UTC, Order.MONTH_FIRST))


def _read_code(cell: Cell) -> None:
    """A number of a document, which is no number of a row: "SQ-1001", "20551"."""
    if not _CODE.fullmatch(as_text(cell).strip()):
        raise CellError(f"{as_text(cell)!r} is no number of a document")


def _read_nothing(cell: Cell) -> None:
    raise CellError(f"{as_text(cell)!r} may be anything")


def _read_text(cell: Cell) -> None:
    if looks_like_mail(cell):
        raise CellError(f"{as_text(cell)!r} is a mail address")
    if any(sign in _MONEY for sign in as_text(cell)) and looks_like_amount(cell):
        raise CellError(f"{as_text(cell)!r} is an amount")


def _read_called(cell: Cell) -> None:
    """What a deal is called is neither a chance nor a day nor the key of a record."""
    _read_text(cell)
    text = as_text(cell).strip()
    if _KEY.fullmatch(text):
        raise CellError(f"{text!r} is the key of a record")
    if (text.endswith("%") and looks_like_amount(text.rstrip("% "))) or looks_like_date(cell):
        raise CellError(f"{text!r} is no name of a deal")


def _read_worded(cell: Cell) -> None:
    """What somebody does has letters in it; "Position" may be a rank."""
    _read_text(cell)
    if not any(map(str.isalpha, as_text(cell))) or looks_like_date(cell):
        raise CellError(f"{as_text(cell)!r} is in no words")


def _read_percent(cell: Cell) -> None:
    text = as_text(cell)
    if any(sign in _MONEY for sign in text):
        raise CellError(f"{text!r} is an amount")
    read_amount(text.rstrip("% "))


def _read_region(cell: Cell) -> None:
    _read_text(cell)
    text = as_text(cell)
    if len(text) > _LONGEST_SIGN and classify_status(text):
        raise CellError(f"{text!r} is how a deal stands, not where")


def _read_country(cell: Cell) -> None:
    if not country_code(as_text(cell)):
        raise CellError(f"{as_text(cell)!r} is no country")


_CHECKS: dict[str, Callable[[Cell], object]] = {
    "name": _read_name,
    "party": _read_party,
    "id": _read_party,
    "code": _read_code,
    "nothing": _read_nothing,
    "text": _read_text,
    "region": _read_region,
    "called": _read_called,
    "worded": _read_worded,
    "date": _read_when,
    "about": _read_about,
    "money": read_amount,
    "number": read_amount,
    "percent": _read_percent,
    "flag": read_flag,
    "mail": lambda cell: read_mail(as_text(cell)),
    "phone": lambda cell: read_phone(as_text(cell)),
    "domain": lambda cell: read_domain(as_text(cell)),
    "linkedin": lambda cell: read_linkedin(as_text(cell)),
    "currency": lambda cell: currency_code(as_text(cell)),
    "country": _read_country,
}
