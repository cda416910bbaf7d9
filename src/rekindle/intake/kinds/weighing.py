"""What kind of list a file is, from its headers and rows: one table of evidence.

| kind        | said silently if                                                         | else                     |
|-------------|--------------------------------------------------------------------------|--------------------------|
| deals       | the columns of a system, an end of a deal, a stage, a reason, an offer   | asked where none is read |
| people, ... | their plain or a system's columns (`columns.profiles`)                   | asked where none is read |
| orders      | who bought, when, for how much, two signs of an order; nothing of a deal | one sign: asked          |
| calls       | their own columns are read as touches                                    | asked, touches first     |
| other lists | never: users, products, tickets, visits, accounting, sums per customer   | asked, and nothing comes |
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from rekindle.intake.columns.headers import fold_header
from rekindle.intake.columns.recognition import Recognition
from rekindle.intake.columns.words import are_flags, classify_status
from rekindle.intake.names import fold
from rekindle.intake.orders.asking import AskedError
from rekindle.intake.orders.columns import find_columns
from rekindle.intake.orders.words import state_of, type_of

ORDERS = "orders"
KINDS = ("deals", "people", "accounts", "touches", ORDERS)

# A column that only a list of deals has.
_OF_DEALS = frozenset(
    {"deal.stage", "deal.lost_reason", "deal.lost_notes", "deal.competitor", "deal.revisit_on", "deal.probability"}
    | {"deal.next_step", "deal.lost_on", "deal.stage_changed_on", "history.at", "history.to", "permission.words"}
)
_NUMBERED = re.compile(
    r"\b(invoice\w*|order\w*|orders?|receipt|billing|rechnung\w*|beleg\w*|auftrag\w*|bestell\w*|faktura\w*|facture|commande"
    r"|factura|pedido|fattura|ordine|factuur\w*|bestel\w*|document|fatura|voucher)\b"
)
_TAXED = re.compile(
    r"\b(due date|amount due|amount paid|balance due|tax|vat|ust|mwst|tva|iva|btw|falligkeit|fallig am|echeance"
    r"|date d echeance|vencimiento|scadenza|vervaldatum)\b"
)
_OFFERED = re.compile(
    r"\b(quote|quotes|quoted|quotation|proposal|offer|bid|tender|angebot\w*|offerte\w*|devis|presupuesto|cotizacion|orcamento"
    r"|preventivo|opportunity|deal|lead|lost|loss|stage|pipeline|verlust\w*|verloren|perdida|perdu|perte|perdita)\b"
)
# Why money did not come is no reason of a loss.
_OF_PAYMENTS = re.compile(r"\b(decline|declined|failure|refund|refunded|dispute|payment|chargeback)\b")
# How many rows a customer has at least, on average, in a list of orders.
_ROWS_EACH = 1.5
_MOSTLY, _MOST_WORDS, _ENOUGH = 0.5, 12, 2
_NEEDED = ("order.customer", "order.date")
_WORTH = ("order.amount", "order.total", "order.price")

Samples = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Weighed:
    """What a file is taken for and why, in a sentence; where there are `choices` it is asked, the likeliest first."""

    kind: str
    why: str
    choices: tuple[str, ...] = ()


def weigh(name: str, columns: Sequence[str], samples: Samples, found: Recognition | None) -> Weighed | None:
    """Say what kind of list a file is; None where it is what `found` says, which is None of a file without a header.

    `samples` are some cells of each column that say something.
    """
    if found and (found.kind == "touches" or _is_of_deals(found, samples)):
        return None
    is_named = found is not None and found.kind != "deals"
    signs, why = _weigh_orders(columns, samples)
    if found is None:
        # A day beside an amount is enough to ask where no line has names.
        words = f"{name} may be a list of orders: {why}. What is each of its rows?"
        return Weighed(ORDERS, words, _first(ORDERS)) if why else None
    if signs >= _ENOUGH and not _hints_at_deals(samples):
        out = "If it is one of deals, say so where the file is chosen, or with --kind deals"
        return Weighed(ORDERS, f"{name} is read as a list of orders: {why}. {out}")
    return _name_list(name, columns) or _ask_what(name, found, why if signs and not is_named else "")


def _name_list(name: str, columns: Sequence[str]) -> Weighed | None:
    """Name a list by columns that only such lists have."""
    if other := _other_list(columns):
        words = f"{name} looks like a list of {other}. If its rows are something else, what is each of them?"
        return Weighed("", words, KINDS)
    if _is_marked(columns, _lists()["calls"]):
        return Weighed("touches", f"{name} looks like a list of calls. What is each of its rows?", _first("touches"))
    return None


def _ask_what(name: str, found: Recognition, why: str) -> Weighed | None:
    """Ask what a list is that may be one of orders, or of which no column says anything."""
    if why:
        return Weighed(ORDERS, f"{name} looks like a list of orders: {why}. What is each of its rows?", _first(ORDERS))
    if found.mapping:
        return None
    words = f"{name} is no list of deals, people, organisations, contacts or orders that we know"
    return Weighed("", f"{words}: no column says so by its name. What is each of its rows?", KINDS)


def _first(kind: str) -> tuple[str, ...]:
    return (kind, *(one for one in KINDS if one != kind))


def _is_of_deals(found: Recognition, samples: Samples) -> bool:
    """Say whether something in a file only a deal has: the columns of a system, a stage or a reason, or an end."""
    if found.system != "plain" or found.is_history:
        return True
    if not all(_OF_PAYMENTS.search(fold_header(column)) for column in _columns_of(found, *_OF_DEALS)):
        return True
    if found.mapping and _hints_at_deals(samples):
        return True
    ends = _columns_of(found, "deal.status", "deal.stage")
    return any(_says_an_end(samples.get(column, ())) for column in ends)


def _hints_at_deals(samples: Samples) -> bool:
    """Say whether a column is named for an offer or a loss, or has a word for one."""
    return any(_OFFERED.search(fold_header(column)) for column in samples) or any(map(_says_a_loss, samples.values()))


def _columns_of(found: Recognition, *fields: str) -> list[str]:
    return [column for column, field in found.mapping.items() if field in fields]


def _says_an_end(cells: Sequence[str]) -> bool:
    words = {fold(cell): cell for cell in cells}
    return any(classify_status(cell) in ("lost", "won") for cell in list(words.values())[:_MOST_WORDS])


def _says_a_loss(cells: Sequence[str]) -> bool:
    """Say whether a column of few words has one for a loss, which is none for what becomes of an order."""
    words = {fold(cell): cell for cell in cells}
    few = list(words.values()) if len(words) <= _MOST_WORDS and not are_flags(cells) else []
    return any(classify_status(cell) == "lost" and not (state_of(cell) or type_of(cell)) for cell in few)


def _weigh_orders(columns: Sequence[str], samples: Samples) -> tuple[int, str]:
    """Count the signs of an order in a file that says who bought, when and for how much; none where it does not."""
    try:
        of: Mapping[str, str] = find_columns(columns, {}, samples).of
    except AskedError as asked:
        of = asked.found
    worth = next((of[field] for field in _WORTH if field in of), "")
    said = [f"{of[field]!r}" for field in _NEEDED if field in of] + ([repr(worth)] if worth else [])
    document = of.get("order.invoice", "")
    signs = [
        bool(document) and bool(_NUMBERED.search(fold(document.replace("_", " ")))),
        "order.quantity" in of,
        any(_TAXED.search(fold_header(column)) for column in columns),
        _tells(samples.get(of.get("order.type", ""), ()), type_of, {"bought", "taken back"}),
        _tells(samples.get(of.get("order.status", of.get("order.paid", "")), ()), state_of, {"bought"}),
    ]
    if not worth or not said[:-1]:
        return 0, ""
    bought = sum(signs) + (bool(document) and signs[0] and _comes_back(samples.get(of.get("order.customer", ""), ())))
    number = f", and {document!r} numbers them" if signs[0] else ""
    why = f"who bought, when and for how much stand in {', '.join(said)}{number}"
    if len(said) == len((*_NEEDED, worth)):
        return bought, why
    # Something is missing: it is never said silently.
    return int(signs[0] or signs[1]), f"{' and '.join(said)} are as in one{number}"


def _tells(cells: Sequence[str], tell: Any, states: set[str]) -> bool:
    words = {fold(cell): cell for cell in cells}
    known = [tell(cell) in states for cell in words.values()]
    return 0 < len(known) <= _MOST_WORDS and sum(known) > _MOSTLY * len(known) - 1 and any(known)


def _comes_back(cells: Sequence[str]) -> bool:
    return len(cells) >= _ROWS_EACH * len(set(cells)) > 0


@cache
def _lists() -> dict[str, Any]:
    return tomllib.loads((files("rekindle.intake.kinds") / "lists.toml").read_text(encoding="utf-8"))


def _other_list(columns: Sequence[str]) -> str:
    """Return what a list is that holds nothing to get back to; empty if it is none that we know."""
    return next((str(one["words"]) for one in _lists()["list"] if _is_marked(columns, one)), "")


def _is_marked(columns: Sequence[str], marks: Mapping[str, Any]) -> bool:
    named = {fold_header(column) for column in columns}
    is_enough = len(named & set(marks["marks"])) >= marks["least"]
    return is_enough and bool(named & set(marks["needs"])) and not named & set(marks["never"])
