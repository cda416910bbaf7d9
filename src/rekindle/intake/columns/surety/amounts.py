"""Which column of amounts is what a deal is worth."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from decimal import Decimal

from rekindle.intake.cells.blank import CellError
from rekindle.intake.cells.look import looks_like_date
from rekindle.intake.cells.money import read_amount, take_currency
from rekindle.intake.columns.dictionary import KEEP
from rekindle.intake.columns.fit import share_of
from rekindle.intake.columns.headers import fold_header, is_of_another
from rekindle.intake.columns.known import Known
from rekindle.intake.columns.match import Candidate, Match, Samples, example_of
from rekindle.intake.columns.recognition import Question
from rekindle.intake.columns.settle import settle_currency
from rekindle.intake.columns.surety.rows import MOSTLY, SAMPLE, Row, by_field_of, filled, rivals_of, swap
from rekindle.intake.files.table import RawTable, as_text

_FEWEST_ROWS, _MOST_RATES, _SETTLED = 3, 3, 0.6
_LEAST_TAX, _MOST_TAX = Decimal("1.02"), Decimal("1.30")
_TAX = r"(?:\w+ )?(?:vat|tax|taxes|gst|btw|mwst|ust|tva|iva|moms)"
_WITH_TAX = re.compile(rf"\b(gross|brutto|brut|ttc|(?:incl\w*|inkl\w*|with|mit|con|com|avec|plus) {_TAX})\b")
_WITHOUT_TAX = re.compile(
    rf"\b(net|netto|ht|(?:excl?\w*|exkl\w*|without|before|ohne|zzgl|sin|senza|sem|sans|hors) {_TAX})\b"
)
_NET = "It is the amount without tax; another column has the same with it."
_GROSS = "It is the amount with tax on it; the one without is used."
_FULLER = "Nearly all rows have an amount here; the other column of amounts has few."
# Less than what the deal is worth, or not only that.
_LESS = re.compile(
    r"\b(mrr|monthly|per month|recurring|retainer|monatlich|mensuel|mensual|mensile|mensal|maandelijks"
    r"|gross|brutto|ttc|final|list|unit|discount|rate|hourly|cost|costs|margin|tax|vat|deposit|salary|budget|weighted|expected"
    r"|gewicht\w*|ponder\w*)\b"
)
_AMOUNT = re.compile(
    r"\b(amt|amount|value|price|fee|fees|total|local|betrag|wert|summe|montant|valeur|importe|valor|importo|bedrag)\b"
)
# What comes out of an amount and a chance is not what the deal is worth.
_WEIGHED = re.compile(
    r"\b(weighted|expected|forecast\w*|gewicht\w*|erwartet\w*|ponder\w*|prevu\w*|esperad\w*|gewogen|verwacht\w*)\b"
)


def take_fuller_amount(match: Match, samples: Samples) -> None:
    """An amount that few rows have does not beat one that nearly all have: "Final value" of won deals only."""
    winner = by_field_of(match).get("deal.amount")
    if winner is None:
        return
    rows = samples.table.rows[:SAMPLE]
    fuller = [at for at in rivals_of(match, "deal.amount") if filled(at, rows) >= MOSTLY]
    if fuller and filled(winner, rows) < 0.5:
        swap(match, winner, fuller[0], "deal.amount", _FULLER)


def take_net(match: Match, samples: Samples) -> None:
    """Of the same amounts with and without tax the ones without are what a deal is worth, whatever they are called."""
    winner, columns = by_field_of(match).get("deal.amount"), samples.table.columns
    free = [at for at in range(len(columns)) if at not in match.meant or at in match.lost or at == winner]
    gross = [at for at in free if _WITH_TAX.search(fold_header(columns[at]))]
    nets = [at for at in free if at not in gross and (at == winner or _WITHOUT_TAX.search(fold_header(columns[at])))]
    pairs = [(net, other) for net in nets for other in gross if _are_taxed(samples.table, net, other)]
    for net, other in [pair for pair in pairs if winner in (None, *pair)][:1]:
        for index, one in (
            (net, Candidate("deal.amount", _SETTLED, why=_NET)),
            (other, Candidate(KEEP, 0.0, why=_GROSS)),
        ):
            match.meant[index] = one
            match.lost.pop(index, None)
            match.misfit.pop(index, None)


def _are_taxed(table: RawTable, net: int, gross: int) -> bool:
    """Say whether in nearly every row one amount is the other with a rate of tax on it, of which there are few."""
    rates = Counter(_rates(table.rows[:SAMPLE], net, gross))
    count = sum(rates.values())
    fitting = [many for rate, many in rates.most_common(_MOST_RATES) if _LEAST_TAX <= rate <= _MOST_TAX]
    return count >= _FEWEST_ROWS and sum(fitting) >= MOSTLY * count


def _rates(rows: Sequence[Row], net: int, gross: int) -> Iterator[Decimal]:
    for row in rows:
        with suppress(CellError):
            before = read_amount(row[net]).value if row[net] != "" else Decimal(0)
            after = read_amount(row[gross]).value if row[gross] != "" else Decimal(0)
            if before and after:
                yield round(after / before, 2)


def ask_amounts(known: Known) -> Iterator[Question]:
    """Ask whether a second column of amounts is what deals are worth, where both are filled and seldom alike."""
    winner = by_field_of(known.match).get("deal.amount")
    if winner is None or winner in known.answers.fields or known.profile.system != "plain":
        # The layout of a system says which of its amounts is which.
        return
    columns, rows = known.table.columns, known.table.rows[:SAMPLE]
    for index in rivals_of(known.match, "deal.amount"):
        alike = sum(as_text(row[index]) == as_text(row[winner]) for row in rows)
        is_rival = index not in known.answers.fields and filled(index, rows) >= 0.5 and 2 * alike < len(rows)
        if is_rival and not is_of_another(columns[index]) and not _WEIGHED.search(fold_header(columns[index])):
            words = (
                f"{columns[winner]!r} and {columns[index]!r} may both be what a deal is worth, for example "
                f"{example_of(known.samples[winner])!r} and {example_of(known.samples[index])!r}. "
                f"Is it {columns[index]!r}? Until this is answered it is {columns[winner]!r}."
            )
            yield Question(columns[index], words, ("deal.amount", KEEP))
    yield from _ask_currency(known, winner)
    yield from _ask_instead(known, winner)


def _ask_currency(known: Known, winner: int) -> Iterator[Question]:
    """Ask about another column of numbers where the name of the amounts has a currency the rows do not have."""
    named, place = settle_currency(known.table.columns[winner]), by_field_of(known.match).get("deal.currency")
    if not named or place is None:
        return
    said = {as_text(cell).strip().upper() for cell in known.samples[place]}
    if not said or named in said:
        return
    for index, column in enumerate(known.table.columns):
        cells = known.samples[index]
        if _is_other_amount(known, index):
            words = (
                f"{known.table.columns[winner]!r} is in {named}, and the rows are in {', '.join(sorted(said)[:3])}. "
                f"Is {column!r}, for example {example_of(cells)!r}, what a deal is worth?"
            )
            yield Question(column, words, ("deal.amount", KEEP))


def _is_other_amount(known: Known, index: int) -> bool:
    """Say whether a column nobody knows is called after amounts and holds them, or holds them with their currency."""
    cells, folded = known.samples[index], fold_header(known.table.columns[index])
    is_free = index not in known.match.meant and index not in known.answers.fields
    is_money = bool(cells) and share_of(cells, "money") >= MOSTLY and not any(map(looks_like_date, cells))
    has_sign = is_money and all(bool(take_currency(as_text(cell))[1]) for cell in cells)
    return is_free and is_money and (has_sign or bool(_AMOUNT.search(folded))) and not _LESS.search(folded)


def _ask_instead(known: Known, winner: int) -> Iterator[Question]:
    """Ask about other amounts where those that are read are weighted, paid again and again, or stand in few rows."""
    named = known.table.columns[winner]
    if not _LESS.search(fold_header(named)) and filled(winner, known.table.rows[:SAMPLE]) >= 0.5:
        return
    for index, column in enumerate(known.table.columns):
        if _is_other_amount(known, index):
            words = (
                f"Is {column!r}, for example {example_of(known.samples[index])!r}, what a deal is worth? "
                f"Until this is answered it is {named!r}."
            )
            yield Question(column, words, ("deal.amount", KEEP))
