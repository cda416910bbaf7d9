"""What a deal is called."""

from collections.abc import Iterator
from dataclasses import replace

from rekindle.intake.columns.headers import fold_header
from rekindle.intake.columns.known import Known
from rekindle.intake.columns.match import Match, Samples, example_of
from rekindle.intake.columns.recognition import Question
from rekindle.intake.columns.surety.rows import NEARLY_ALL, SAMPLE, by_field_of
from rekindle.intake.files.table import as_text
from rekindle.intake.names import fold

_MOST_WORDS, _FEWEST_ROWS = 7, 3
_DESCRIBES = {
    *("description", "beskrivning", "beskrivelse", "beschreibung", "descripcion", "descrizione", "omschrijving"),
    *("descricao", "bezeichnung", "opis", "popis", "kuvaus"),
}
_TITLES = {"title", "titel", "titre", "titolo", "titulo"}
_NAMING = {"deal.name", "deal.product"}
_HOUSE = "It differs from row to row and holds the name of the organisation beside it."
_UNTIL = {"note": "a note", "person.title": "what the person does"}


def take_title(match: Match, samples: Samples) -> None:
    """A "Title" that holds the name of its row's organisation is what the deal is called, and no post of a person."""
    by_field = by_field_of(match)
    title, house = by_field.get("person.title"), by_field.get("account.name")
    if title is None or house is None or _NAMING & by_field.keys():
        return
    rows = [row for row in samples.table.rows[:SAMPLE] if row[title] != "" and row[house] != ""]
    about = sum(fold(as_text(row[house])) in fold(as_text(row[title])) for row in rows)
    is_title = fold_header(samples.table.columns[title]) in _TITLES
    if is_title and len(rows) >= _FEWEST_ROWS and about >= NEARLY_ALL * len(rows):
        match.meant[title] = replace(match.meant[title], field="deal.name", why=_HOUSE)


def ask_names(known: Known) -> Iterator[Question]:
    """Ask about short descriptions or titles that differ from row to row where nothing says what a deal is called."""
    if known.meant & _NAMING:
        return
    for index, one in sorted(known.match.meant.items()):
        column, cells = known.table.columns[index], known.samples[index]
        if _may_be_called(known, index) and one.field in _UNTIL:
            until = _UNTIL[one.field]
            words = (
                f"Is {column!r}, for example {example_of(cells)!r}, what a deal is called? Until then it is {until}."
            )
            yield Question(column, words, ("deal.name", one.field))


def _may_be_called(known: Known, index: int) -> bool:
    """Say whether a column that describes something, or a title in rows enough, is short and differs by its rows."""
    named, texts = fold_header(known.table.columns[index]), {as_text(cell) for cell in known.samples[index]}
    rows, is_note = len(known.table.rows), known.match.meant[index].field == "note"
    is_named = named in _DESCRIBES if is_note else named in _TITLES and rows >= _FEWEST_ROWS
    is_short = all(len(text.split()) <= _MOST_WORDS for text in texts)
    return is_named and index not in known.answers.fields and is_short and len(texts) >= NEARLY_ALL * rows
