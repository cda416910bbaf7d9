"""What a deal is called."""

from collections.abc import Iterator

from rekindle.intake.columns.headers import fold_header
from rekindle.intake.columns.known import Known
from rekindle.intake.columns.match import example_of
from rekindle.intake.columns.recognition import Question
from rekindle.intake.columns.surety.rows import NEARLY_ALL
from rekindle.intake.files.table import as_text

_MOST_WORDS = 7
_DESCRIBES = {
    *("description", "beskrivning", "beskrivelse", "beschreibung", "descripcion", "descrizione", "omschrijving"),
    *("descricao", "bezeichnung", "opis", "popis", "kuvaus"),
}


def ask_names(known: Known) -> Iterator[Question]:
    """Ask about short descriptions that differ from row to row where nothing says what a deal is called."""
    if known.meant & {"deal.name", "deal.product"}:
        return
    for index, one in sorted(known.match.meant.items()):
        column, cells = known.table.columns[index], known.samples[index]
        texts = {as_text(cell) for cell in cells}
        is_named = one.field == "note" and fold_header(column) in _DESCRIBES and index not in known.answers.fields
        is_short = all(len(text.split()) <= _MOST_WORDS for text in texts)
        if is_named and is_short and len(texts) >= NEARLY_ALL * len(known.table.rows):
            words = f"Is {column!r}, for example {example_of(cells)!r}, what a deal is called? Until then it is a note."
            yield Question(column, words, ("deal.name", "note"))
