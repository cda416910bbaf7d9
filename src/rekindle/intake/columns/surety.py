"""What makes us sure of a column where its name alone does not: one table of roles, and the rules that hold it.

| role                    | being wrong is | silent if                                       | else                    |
|-------------------------|----------------|-------------------------------------------------|-------------------------|
| status                  | bad            | a word known for its end; stage, status agree   | asked: `standing.words` |
| day of the end          | bad            | a known name; no other day of ended deals only  | asked, or given to it   |
| amount                  | bad            | a known name; no other amount of its standing   | asked; the fuller one   |
| opt-out                 | bad            | a word that says which way yes goes             | asked, held: `leaving`  |
| organisation            | bad            | a known name the mail address does not name     | given to the other one  |
| person                  | bad            | a known name; a family name beside a first name | given, or asked         |
| mail, phone             | costs a person | a known name, or whose: `agreeing`              | asked                   |
| owner, reason, next day | costs a hint   | a known name                                    | asked where values tell |
| anything else           | costs nothing  | a known name                                    | kept                    |
"""

import re
from collections.abc import Iterator, Sequence

from rekindle.intake.cells.blank import is_blank
from rekindle.intake.cells.look import looks_like_date
from rekindle.intake.cells.money import take_currency
from rekindle.intake.columns.agreeing import agreement
from rekindle.intake.columns.dictionary import KEEP, Kind, Profile
from rekindle.intake.columns.fit import are_colleagues, share_of
from rekindle.intake.columns.headers import fold_header, is_of_another
from rekindle.intake.columns.known import Known
from rekindle.intake.columns.match import Candidate, Match, Samples, example_of
from rekindle.intake.columns.recognition import Question
from rekindle.intake.columns.settle import settle_currency
from rekindle.intake.files.table import Cell, RawTable, as_text
from rekindle.intake.names import fold
from rekindle.intake.standing.row import How, find_standings
from rekindle.intake.standing.telling import Telling

_MOSTLY, _NEARLY_ALL, _HARDLY_ANY, _AGREE = 0.9, 0.8, 0.2, 0.8
_FEWEST_ENDED, _FEWEST_OPEN, _SAMPLE = 3, 2, 3_000
_DAYS_OF_END = ("deal.closed_on", "deal.lost_on", "deal.won_on")
_VAGUE, _MOST_WORDS = 0.6, 7
# Less than what the deal is worth, or not only that.
_LESS = re.compile(
    r"\b(mrr|monthly|per month|recurring|retainer|monatlich|mensuel|mensual|mensile|mensal|maandelijks"
    r"|gross|brutto|ttc|final|list|unit|discount|rate|hourly|cost|costs|margin|tax|vat|deposit|salary|budget|weighted|expected"
    r"|gewicht\w*|ponder\w*)\b"
)
_DESCRIBES = {
    *("description", "beskrivning", "beskrivelse", "beschreibung", "descripcion", "descrizione", "omschrijving"),
    *("descricao", "bezeichnung", "opis", "popis", "kuvaus"),
}
_AMOUNT = re.compile(
    r"\b(amt|amount|value|price|fee|fees|total|local|betrag|wert|summe|montant|valeur|importe|valor|importo|bedrag)\b"
)
# What comes out of an amount and a chance is not what the deal is worth.
_WEIGHED = re.compile(
    r"\b(weighted|expected|forecast\w*|gewicht\w*|erwartet\w*|ponder\w*|prevu\w*|esperad\w*|gewogen|verwacht\w*)\b"
)

Row = tuple[Cell, ...]


def settle_doubts(profile: Profile, match: Match, samples: Samples) -> None:
    """Give columns to what their rows show them to be where two known names stand for one thing."""
    if not match.meant:
        return
    _take_family_name(match, samples)
    if profile.kind is Kind.DEALS:
        _take_fuller_amount(match, samples)
        _take_organisation(match, samples)
        _take_person(match, samples)


def settle_days(table: RawTable, match: Match, telling: Telling) -> None:
    """A column called "Date" that ended deals have, and open ones have not, is the day of the end, if no other is."""
    vague = [at for at, one in match.meant.items() if one.field == "deal.created_on" and one.score <= _VAGUE]
    if {one.field for one in match.meant.values()} & {*_DAYS_OF_END}:
        return
    ended, still = _split(table, match, telling)
    for index in vague:
        if index not in match.supposed and _only_ended(index, ended, still):
            match.meant[index] = Candidate("deal.closed_on", match.meant[index].score)


def ask_doubts(known: Known) -> Iterator[Question]:
    """Ask about columns that stand for the same as one that is read, and may be the right one."""
    if known.profile.kind is not Kind.DEALS or not known.match.meant:
        return
    yield from _ask_amounts(known)
    yield from _ask_ends(known)
    yield from _ask_owners(known)
    yield from _ask_names(known)


def _take_family_name(match: Match, samples: Samples) -> None:
    """ "Nom" beside "Prénom" is the family name: it holds no first names."""
    by_field = _by_field(match)
    first, whole = by_field.get("person.first_name"), by_field.get("person.name")
    if first is None or whole is None or "person.last_name" in by_field:
        return
    rows = [row for row in samples.table.rows[:_SAMPLE] if row[first] != "" and row[whole] != ""]
    apart = sum(fold(as_text(row[first])) not in fold(as_text(row[whole])) for row in rows)
    if rows and apart >= _NEARLY_ALL * len(rows):
        match.meant[whole] = Candidate("person.last_name", match.meant[whole].score)


def _take_fuller_amount(match: Match, samples: Samples) -> None:
    """An amount that few rows have does not beat one that nearly all have: "Final value" of won deals only."""
    winner = _by_field(match).get("deal.amount")
    if winner is None:
        return
    rows = samples.table.rows[:_SAMPLE]
    fuller = [at for at in _rivals(match, "deal.amount") if _filled(at, rows) >= _MOSTLY]
    if fuller and _filled(winner, rows) < 0.5:
        _swap(match, winner, fuller[0], "deal.amount")


def _take_organisation(match: Match, samples: Samples) -> None:
    """A column of organisations that names whom the addresses beside it are of is one of people, if another column is
    called after organisations, too: "Prospect" beside "Co"."""
    by_field = _by_field(match)
    winner, mail = by_field.get("account.name"), by_field.get("person.mail")
    others = _rivals(match, "account.name")
    if winner is None or mail is None or not others or "person.name" in by_field:
        return
    people = [at for at in others if agreement(samples.table, at, mail) >= _AGREE]
    if people and agreement(samples.table, winner, mail) < _AGREE:
        match.meant[people[0]] = Candidate("person.name", match.meant[winner].score)
        del match.lost[people[0]]
        return
    if agreement(samples.table, winner, mail) >= _AGREE > agreement(samples.table, others[0], mail):
        score = match.meant[winner].score
        _swap(match, winner, others[0], "account.name")
        match.meant[winner] = Candidate("person.name", score)
        match.lost.pop(winner, None)


def _take_person(match: Match, samples: Samples) -> None:
    """Of two columns of people the one that the addresses are of names them; where no column names organisations the
    other one may, and is asked about: "Contacto" beside "Persona de contacto"."""
    by_field = _by_field(match)
    winner, mail, others = by_field.get("person.name"), by_field.get("person.mail"), _rivals(match, "person.name")
    if winner is None or mail is None or not others:
        return
    agreed = [at for at in others if agreement(samples.table, at, mail) >= _AGREE]
    if agreed and 0 <= agreement(samples.table, winner, mail) < _AGREE:
        _swap(match, winner, agreed[0], "person.name")
        if "account.name" not in by_field:
            del match.meant[winner], match.lost[winner]


def _by_field(match: Match) -> dict[str, int]:
    return {one.field: index for index, one in match.meant.items()}


def _rivals(match: Match, field: str) -> list[int]:
    return sorted(index for index, (name, _) in match.lost.items() if name == field)


def _swap(match: Match, winner: int, other: int, field: str) -> None:
    match.meant[other], match.meant[winner] = match.meant[winner], Candidate(KEEP, 0.0)
    del match.lost[other]
    match.lost = {at: (name, other if of == winner else of) for at, (name, of) in match.lost.items()}
    match.lost[winner] = (field, other)


def _filled(index: int, rows: Sequence[Row]) -> float:
    return sum(not is_blank(as_text(row[index])) for row in rows) / len(rows) if rows else 0.0


def _split(table: RawTable, match: Match, telling: Telling) -> tuple[list[Row], list[Row]]:
    """Return rows of deals that are over, and rows of deals that are not."""
    rows = table.rows[:: max(1, len(table.rows) // _SAMPLE)]
    told = [(row, one.how) for row, one in zip(rows, find_standings(rows, table.columns, match, telling), strict=True)]
    ended = [row for row, how in told if how in (How.LOST, How.WON)]
    return ended, [row for row, how in told if how is How.OPEN]


def _only_ended(index: int, ended: Sequence[Row], still: Sequence[Row]) -> bool:
    is_enough = len(ended) >= _FEWEST_ENDED and len(still) >= _FEWEST_OPEN
    return is_enough and _filled(index, ended) >= _NEARLY_ALL and _filled(index, still) <= _HARDLY_ANY


def _ask_amounts(known: Known) -> Iterator[Question]:
    """Ask whether a second column of amounts is what deals are worth, where both are filled and seldom alike."""
    winner = _by_field(known.match).get("deal.amount")
    if winner is None or winner in known.answers.fields or known.profile.system != "plain":
        # The layout of a system says which of its amounts is which.
        return
    columns, rows = known.table.columns, known.table.rows[:_SAMPLE]
    for index in _rivals(known.match, "deal.amount"):
        alike = sum(as_text(row[index]) == as_text(row[winner]) for row in rows)
        is_rival = index not in known.answers.fields and _filled(index, rows) >= 0.5 and 2 * alike < len(rows)
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
    named, place = settle_currency(known.table.columns[winner]), _by_field(known.match).get("deal.currency")
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
    is_money = bool(cells) and share_of(cells, "money") >= _MOSTLY and not any(map(looks_like_date, cells))
    has_sign = is_money and all(bool(take_currency(as_text(cell))[1]) for cell in cells)
    return is_free and is_money and (has_sign or bool(_AMOUNT.search(folded))) and not _LESS.search(folded)


def _ask_instead(known: Known, winner: int) -> Iterator[Question]:
    """Ask about other amounts where those that are read are weighted, paid again and again, or stand in few rows."""
    named = known.table.columns[winner]
    if not _LESS.search(fold_header(named)) and _filled(winner, known.table.rows[:_SAMPLE]) >= 0.5:
        return
    for index, column in enumerate(known.table.columns):
        if _is_other_amount(known, index):
            words = (
                f"Is {column!r}, for example {example_of(known.samples[index])!r}, what a deal is worth? "
                f"Until this is answered it is {named!r}."
            )
            yield Question(column, words, ("deal.amount", KEEP))


def _ask_owners(known: Known) -> Iterator[Question]:
    """Ask about a few colleagues under a second name for people, where no column says who looks after a deal."""
    if "deal.owner" in known.meant:
        return
    for index in _rivals(known.match, "person.name"):
        if index not in known.answers.fields and are_colleagues(known.samples[index]):
            column = known.table.columns[index]
            words = f"Does {column!r}, for example {example_of(known.samples[index])!r}, say who looks after a deal?"
            yield Question(column, words, ("deal.owner", KEEP))


def _ask_names(known: Known) -> Iterator[Question]:
    """Ask about short descriptions that differ from row to row where nothing says what a deal is called."""
    if known.meant & {"deal.name", "deal.product"}:
        return
    for index, one in sorted(known.match.meant.items()):
        column, cells = known.table.columns[index], known.samples[index]
        texts = {as_text(cell) for cell in cells}
        is_named = one.field == "note" and fold_header(column) in _DESCRIBES and index not in known.answers.fields
        is_short = all(len(text.split()) <= _MOST_WORDS for text in texts)
        if is_named and is_short and len(texts) >= _NEARLY_ALL * len(known.table.rows):
            words = f"Is {column!r}, for example {example_of(cells)!r}, what a deal is called? Until then it is a note."
            yield Question(column, words, ("deal.name", "note"))


def _ask_ends(known: Known) -> Iterator[Question]:
    """Ask about a second column of days of the end: one that is called so, too, and has other days, or one that all
    deals that are over have, where the first stands at open ones as well and is only expected there."""
    end = next((at for name in _DAYS_OF_END if (at := _by_field(known.match).get(name)) is not None), None)
    if end is None or end in known.match.supposed or end in known.answers.fields:
        return
    ended, still = _split(known.table, known.match, known.telling)
    is_open_too = len(still) >= _FEWEST_OPEN and _filled(end, still) >= _NEARLY_ALL
    rivals = [at for name in _DAYS_OF_END for at in _rivals(known.match, name)]
    for index, column in enumerate(known.table.columns):
        cells, is_free = known.samples[index], index not in known.match.meant or index in rivals
        if not is_free or index in known.answers.fields or not cells or not all(map(looks_like_date, cells)):
            continue
        is_rival = index in rivals and known.profile.system == "plain" and _differ(known.table, index, end)
        if is_rival or (is_open_too and _ended_have(index, ended, still)):
            words = (
                f"Is {column!r}, for example {example_of(cells)!r}, the day on which deals ended? "
                f"Until this is answered it is {known.table.columns[end]!r}, which has other days."
            )
            yield Question(column, words, ("deal.closed_on", "deal.revisit_on", KEEP))


def _differ(table: RawTable, this: int, that: int) -> bool:
    """Say whether most rows that have anything in two columns say otherwise in them."""
    both = [(as_text(row[this]), as_text(row[that])) for row in table.rows[:_SAMPLE]]
    said = [one != other for one, other in both if one or other]
    return 2 * sum(said) > len(said)


def _ended_have(index: int, ended: Sequence[Row], still: Sequence[Row]) -> bool:
    """Say whether nearly all deals that are over have something in a column, and some open ones have not."""
    blank = sum(is_blank(as_text(row[index])) for row in still)
    return bool(ended) and _filled(index, ended) >= _NEARLY_ALL and blank >= _FEWEST_OPEN
