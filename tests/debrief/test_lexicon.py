"""The cues are data: checked as they load, and none of them is dead."""

from typing import Any

import pytest

from rekindle.debrief.lexicon import GAP, NUMBER, Lexicon, Phrase, add_phrases, lexicon, spellings
from rekindle.debrief.matching import find_matches
from rekindle.debrief.normalise import spelling, tokens_of


def _sample(phrase: Phrase, word_of: dict[int, str]) -> str:
    """Write the shortest text a phrase should be found in."""
    return " ".join(word_of[min(atoms)] for atoms, optional in phrase.slots if not optional and atoms is not GAP)


def test_every_phrase_is_found_in_the_shortest_text_it_describes() -> None:
    book = lexicon()
    tables = (book.exact, book.starts, book.ends, book.inside)
    word_of = {atom: "7" if word == NUMBER else word for table in tables for word, atom in table.items()}
    texts = {phrase: _sample(phrase, word_of) for phrase in book.phrases}
    dead = [
        f"{phrase.language}: {phrase.text}"
        for phrase, text in texts.items()
        if not any(match.phrase is phrase for match in find_matches(tokens_of(text), book))
    ]
    assert dead == []


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"reason": {"pricing": {"strong": ["dear"]}}}, "xx/a.toml: reason.pricing is not one of"),
        ({"reason": {"price": {"certain": ["dear"]}}}, "xx/a.toml: reason.price.certain is not one of"),
        ({"motive": {"price": {"strong": ["dear"]}}}, r"xx/a.toml: \[motive\] is not one of"),
        ({"mark": {"shrug": ["dear"]}}, "xx/a.toml: mark.shrug is not one of"),
        ({"reason": {"price": {"strong": ["too {much}"]}}}, "'too {much}' uses 'much', which words.toml"),
        ({"reason": {"price": {"strong": ["dear ~"]}}}, "'dear ~' must begin and end with a word"),
        ({"reason": {"price": {"strong": ["too? dear"]}}}, "'too. dear' must begin and end with a word"),
        ({"reason": {"price": {"strong": ["too|| dear"]}}}, "has a choice without letters"),
    ],
)
def test_a_cue_file_that_cannot_be_understood_is_named_with_its_key(data: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        add_phrases(Lexicon(), "xx/a.toml", data, {})


def test_umlauts_are_known_in_every_way_people_write_them() -> None:
    assert spellings("Später") == {"spater", "spaeter"}
    assert spellings("à") == {"a"}


def test_no_shorthand_is_a_word_of_a_cue() -> None:
    book = lexicon()
    assert {short for short in spelling() if short in book.exact} == set()


def test_of_a_word_without_an_end_no_more_is_looked_at_than_the_longest_pattern_has_letters() -> None:
    class Counted(dict[str, int]):
        asked = 0

        def __contains__(self, key: object) -> bool:
            Counted.asked += 1
            return super().__contains__(key)

    book = Lexicon(starts=Counted({"unsubscrib": 1}), ends=Counted({"verloren": 2}))
    assert book.atoms_of("unsubscribed" + "7" * 100_000) == {1}
    assert Counted.asked <= 4 * len("unsubscrib")
