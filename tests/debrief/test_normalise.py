"""Any CRM's text becomes the same tokens."""

import pytest

from rekindle.debrief.normalise import clean, plain, split_word, tokens_of


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("LostToCompetitor", ("lost", "to", "competitor")),
        ("don't", ("do", "not")),
        ("can’t", ("can", "not")),
        ("l'année", ("l", "annee")),
        ("ZÜRICH", ("zurich",)),
        ("bdgt", ("budget",)),
    ],
)
def test_one_written_word_may_be_several(written: str, words: tuple[str, ...]) -> None:
    assert split_word(written) == words


def test_tokens_know_where_they_stand_and_which_clause_they_are_in() -> None:
    tokens = tokens_of("Price, timing. Budget 10.5?")
    assert [(token.word, token.sentence, token.clause) for token in tokens] == [
        ("price", 0, 0),
        ("timing", 0, 1),
        ("budget", 1, 2),
        ("10", 1, 2),
        ("5", 1, 2),
    ]
    assert [token.asked for token in tokens] == [False, False, False, False, True]
    assert "Price, timing. Budget 10.5?"[tokens[2].start : tokens[2].end] == "Budget"


def test_marks_end_sentences_or_vanish() -> None:
    assert [token.sentence for token in tokens_of(clean("<li>price</li><li>service</li>"))] == [1, 3]
    assert clean("<!-- hidden --><script>x()</script>a &amp;lt;b&amp;gt; c").split() == ["a", "<b>", "c"]


def test_addresses_numbers_of_tickets_and_telephones_are_no_words() -> None:
    assert clean("CASE-8841 #12 see https://x.y/z a.b@c.de +49 30 1234567 at 09:32").split() == ["see", "at"]


def test_dates_stay_in_the_plain_text() -> None:
    assert plain("<b>call</b> 2026-10-15").split() == ["call", "2026-10-15"]
