"""What the words in a file say: days to come back are proposed, a no is kept with its sentence."""

from datetime import date

import pytest

from rekindle.desk.bring_in.understanding import read_wishes
from rekindle.intake.drafts import OptOutDraft, PromiseDraft
from rekindle.terms.losses import Source

SAID_ON = date(2025, 2, 1)


@pytest.mark.parametrize(
    ("text", "due_on"),
    [
        ("Leo said they would revisit in Q4. Added to nurture sequence.", date(2025, 11, 16)),
        ("Karen asked us to follow up in 6 months", date(2025, 8, 3)),
        ("Budget ist weg. Wiedervorlage im Q4.", date(2025, 11, 16)),
        ("In 6 Monaten nochmal melden", date(2025, 8, 3)),
        ("Plus de budget\nrappeler en septembre", date(2025, 9, 16)),
        ("relancer dans 6 mois", date(2025, 8, 3)),
        ("Sin presupuesto; volver a llamar en octubre", date(2025, 10, 16)),
        ("contactar de nuevo en 6 meses", date(2025, 8, 3)),
    ],
)
def test_a_day_to_come_back_is_proposed_with_its_sentence(text: str, due_on: date) -> None:
    (found,) = read_wishes(text, SAID_ON)
    assert isinstance(found, PromiseDraft)
    assert (found.due_on, found.source) == (due_on, Source.INFERRED)
    assert found.words in text
    assert "Budget" not in found.words and "budget" not in found.words


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Budget froze in Q3. Please do not contact us again! Nice people.", "Please do not contact us again!"),
        ("War nett.\nBitte nicht mehr kontaktieren.", "Bitte nicht mehr kontaktieren."),
        ("Plus de budget. Ne plus nous contacter.", "Ne plus nous contacter."),
        ("Eligieron a Corvex; no volver a contactar", "no volver a contactar"),
        ("unsubscribe", "unsubscribe"),
    ],
)
def test_a_no_is_kept_with_its_sentence_and_proposes_no_day(text: str, sentence: str) -> None:
    assert [(type(found), found.words) for found in read_wishes(text, SAID_ON)] == [(OptOutDraft, sentence)]


@pytest.mark.parametrize("text", ["", "They bought in March", "Budget", "They bought from Corvex"])
def test_words_that_wish_nothing_give_nothing(text: str) -> None:
    assert read_wishes(text, SAID_ON) == ()


def test_words_that_may_be_a_no_are_kept_as_a_doubt_beside_the_day_they_propose() -> None:
    doubt, due = read_wishes("Do not ring this practice. Revisit in Q4.", SAID_ON)
    assert isinstance(doubt, OptOutDraft) and isinstance(due, PromiseDraft)
    assert (doubt.origin, doubt.words, due.words) == ("doubt", "Do not ring this practice.", "Revisit in Q4.")
