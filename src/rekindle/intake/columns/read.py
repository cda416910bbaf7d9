"""From matched columns to how each is read: settled orders, decimal signs, currencies."""

from collections.abc import Mapping
from dataclasses import replace

from rekindle.intake.cells.dates import Order
from rekindle.intake.cells.money import CURRENCY, sign_in
from rekindle.intake.cells.numbers import Writing
from rekindle.intake.columns.answers import Answers
from rekindle.intake.columns.dictionary import Profile, fields, languages, languages_of
from rekindle.intake.columns.headers import fold_header, says_cents
from rekindle.intake.columns.match import Match
from rekindle.intake.columns.settle import (
    ColumnReading,
    OrderEvidence,
    gather_orders,
    settle_currency,
)
from rekindle.intake.columns.units import factor_of, is_unit_open
from rekindle.intake.columns.writing import settle_writing
from rekindle.intake.files.table import Cell, RawTable

_FEWEST_PROOFS = 2


def read_columns(table: RawTable, profile: Profile, match: Match, answers: Answers) -> tuple[ColumnReading, ...]:
    """Return how each matched column is read, the best column of a field first."""
    evidence = gather_evidence(table, match)
    orders = settle_orders(evidence, profile, answers)
    years = {index for index, found in evidence.items() if found.is_year_open and index not in orders}
    ranked = sorted(match.meant, key=lambda i: (-match.meant[i].score, match.meant[i].place, table.columns[i]))
    found = (
        _read_one(table, profile, index, match.meant[index].field, place, answers) for place, index in enumerate(ranked)
    )
    # One answer holds for the whole file.
    begins = next(iter(answers.fiscal.values()), 0)
    return tuple(
        replace(one, order=orders.get(one.index), fiscal_month=begins, is_year_open=one.index in years) for one in found
    )


def _read_one(table: RawTable, profile: Profile, index: int, name: str, place: int, answers: Answers) -> ColumnReading:
    column, kind = table.columns[index], fields()[name].type
    factor = _factor(column, answers.counts.get(index)) if kind == "money" else 0
    is_number = kind in ("money", "number")
    return ColumnReading(
        index,
        column,
        name,
        writing=settle_writing(_cells(table, index), factor or 0, answers.marks.get(index, ""))
        if is_number
        else Writing(),
        currency=(settle_currency(column) or _currency_of_language(table, index)) if kind == "money" else "",
        place=place,
        factor=factor,
        in_cents=kind == "money" and (says_cents(column) or fold_header(column) in profile.cents),
    )


def _factor(column: str, said: int | None) -> int | None:
    """Return the power of ten a column of amounts counts in: as somebody said or its name does; None if asked."""
    if said is not None:
        return said
    return None if is_unit_open(column) else factor_of(column)


def _currency_of_language(table: RawTable, index: int) -> str:
    """Return which of the currencies that share a sign is meant: that of the one language its columns are named in."""
    shared = {code for sign in CURRENCY["shared"] for code in _codes_of(sign, _cells(table, index))}
    named = languages_of(table.columns)
    meant = {str(languages()[code]["currency"]) for code in named} & shared
    return meant.pop() if len(meant) == 1 else ""


def _codes_of(sign: str, cells: list[Cell]) -> list[str]:
    is_shown = any(isinstance(cell, str) and sign_in(cell) == sign for cell in cells)
    return CURRENCY["shared"][sign] if is_shown else []


def settle_orders(evidence: dict[int, OrderEvidence], profile: Profile, answers: Answers) -> dict[int, Order]:
    """Return the order of each date column that is settled: answered, proved by itself, or by its file.

    The export of a system is written in one locale, so a column that proves nothing follows those that do if they
    agree. A sheet kept by hand may mix: there two columns at least that are written alike have to prove it, else it is
    asked, once for all columns that are written alike.
    """
    settled = {index: order for index, found in evidence.items() if (order := found.settled())}
    proved = {index: order for index, order in settled.items() if evidence[index].is_proved}
    if len(set(proved.values())) == 1:
        shapes = [evidence[index].shape for index in proved]
        for index, found in evidence.items():
            is_enough = profile.system != "plain" or shapes.count(found.shape) >= _FEWEST_PROOFS
            if found.open and not (found.is_proved or found.is_year_open) and is_enough:
                settled[index] = next(iter(proved.values()))
    settled |= {index: Order.DAY_FIRST for index, found in evidence.items() if _ends_with_year(found, evidence, proved)}
    said = {(evidence[index].shape, order) for index, order in answers.orders.items() if index in evidence}
    for index, found in evidence.items():
        possible = Order.YEAR_FIRST if found.is_year_open else Order.MONTH_FIRST
        told = {order for shape, order in said if shape == found.shape} & {Order.DAY_FIRST, possible}
        if index not in settled and found.open and len(told) == 1:
            settled[index] = next(iter(told))
    return {**settled, **answers.orders}


def _ends_with_year(found: OrderEvidence, evidence: Mapping[int, OrderEvidence], proved: Mapping[int, Order]) -> bool:
    """Say whether another column shows that dates written as these begin with the day, which may be their year."""
    alike = {order for index, order in proved.items() if evidence[index].shape == found.shape}
    return found.is_year_open and alike == {Order.DAY_FIRST}


def gather_evidence(table: RawTable, match: Match) -> dict[int, OrderEvidence]:
    """Return what each matched date column shows about its order."""
    dates = [index for index, one in match.meant.items() if fields()[one.field].type == "date"]
    return {index: gather_orders(_cells(table, index)) for index in dates}


def _cells(table: RawTable, index: int) -> list[Cell]:
    return [row[index] for row in table.rows]
