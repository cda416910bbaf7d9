"""Opening words: the right template, no holes, nothing doubled, nobody addressed wrongly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rekindle.playbook import FIELDS, Words, choose_words, fill, greet, load_pack
from rekindle.terms.advice import Play
from rekindle.terms.losses import Reason
from rekindle.terms.touches import Channel, SignalKind

MEDICAL = load_pack("medical")


def test_words_are_chosen_for_the_reason() -> None:
    assert choose_words(MEDICAL, Play.VALUE_TOUCH, Channel.MAIL, Reason.SERVICE).subject == "Week one, honestly"


def test_a_reason_without_words_of_its_own_gets_those_for_any() -> None:
    for_any = choose_words(MEDICAL, Play.VALUE_TOUCH, Channel.MAIL, None)

    assert choose_words(MEDICAL, Play.VALUE_TOUCH, Channel.MAIL, Reason.OTHER) == for_any


def test_what_happened_there_comes_before_the_reason() -> None:
    words = choose_words(MEDICAL, Play.VALUE_TOUCH, Channel.VISIT, Reason.PRICE, SignalKind.RECALL)

    assert words.paragraphs[0].startswith("{greeting}, I heard that you may be short this week.")


def test_a_signal_without_words_of_its_own_leaves_the_reason() -> None:
    words = choose_words(MEDICAL, Play.VALUE_TOUCH, Channel.MAIL, Reason.SERVICE, SignalKind.AWARD)

    assert words.subject == "Week one, honestly"


def test_a_play_cannot_be_worded_on_a_channel_it_does_not_use() -> None:
    with pytest.raises(LookupError) as caught:
        choose_words(MEDICAL, Play.HELLO, Channel.VISIT, None)

    assert str(caught.value) == "medical has no words for hello by visit; it uses mail, message, linkedin, event"


def test_the_call_that_was_asked_for() -> None:
    words = choose_words(MEDICAL, Play.PROMISED, Channel.CALL, Reason.BUDGET)
    fields = {
        "greeting": "Dr. Whitfield",
        "promise_words": "Call me when the capital list opens. Mid-October, not before.",
        "asset_title": "Five-year service cost, side by side",
    }

    assert fill(words, fields) == Words(
        subject="",
        paragraphs=(
            "Dr. Whitfield, you asked me to call when the capital list opened.",
            "Is now a good moment, or shall I try another day?",
            "I brought what may help your case, nothing to sign: “Five-year service cost, side by side”.",
        ),
        closing="",
        if_no="Thank you for telling me straight. I will not raise it again.",
    )


def test_a_missing_field_takes_its_sentence_along_and_no_other() -> None:
    words = Words(
        "Hello", ("{greeting}, one. It ends in {contract_month}. Three?", "With {incumbent}."), "{member_name}"
    )

    assert fill(words, {"greeting": "Claire"}) == Words("Hello", ("Claire, one. Three?",), "")


def test_a_blank_field_is_a_missing_one() -> None:
    assert fill(Words("", ("One. Two {product}.",), ""), {"product": "  "}).paragraphs == ("One.",)


def test_the_first_name_stands_in_for_a_greeting() -> None:
    assert fill(Words("", ("{greeting}, hello.",), ""), {"first_name": "Claire"}).paragraphs == ("Claire, hello.",)


def test_their_words_are_never_read_as_a_template() -> None:
    words = Words("", ("You said: “{promise_words}”.",), "")

    filled = fill(words, {"promise_words": "ask {member_name}\nin {0} %s weeks", "member_name": "Maya"})

    assert filled.paragraphs == ("You said: “ask {member_name} in {0} %s weeks”.",)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Try us in the autumn", "“Try us in the autumn”."),
        ("Try us in the autumn.", "“Try us in the autumn.”"),
        ("In the autumn?", "“In the autumn?”"),
        ("Well...", "“Well...”."),
    ],
)
def test_a_sentence_ends_once(words: str, expected: str) -> None:
    assert fill(Words("", ("“{quote}”.",), ""), {"quote": words}).paragraphs == (expected,)


values = st.text(
    alphabet=st.characters(codec="utf-8", exclude_categories=["C", "Z"], exclude_characters="{}"), min_size=1
)


@given(
    st.dictionaries(st.sampled_from(sorted(FIELDS)), values), st.sampled_from(list(Reason)), st.sampled_from(list(Play))
)
def test_whatever_is_known_no_hole_is_left(fields: dict[str, str], reason: Reason, play: Play) -> None:
    for channel in MEDICAL.plays[play].channels:
        filled = fill(choose_words(MEDICAL, play, channel, reason), fields)

        for text in (filled.subject, *filled.paragraphs, filled.closing, filled.if_no):
            assert "{" not in text
            assert "}" not in text
            assert text == text.strip()


@pytest.mark.parametrize(
    ("name", "greeting"),
    [
        ("Dr. Lena Whitfield", "Dr. Whitfield"),
        ("Prof. Dr. Anna von Berg", "Prof. Dr. Berg"),
        ("Claire Dubois", "Claire"),
        ("Priya Nair, RN", "Priya"),
        ("Cher", "Cher"),
        ("tim@corvex.example", "Hello"),
        ("Dr.", "Dr."),
        ("", ""),
    ],
)
def test_people_are_addressed_as_they_are_called(name: str, greeting: str) -> None:
    assert greet(MEDICAL, name) == greeting
