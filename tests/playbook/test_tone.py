"""The tone check: it finds what hurts, says why, and leaves plain words alone."""

import pytest

from rekindle.playbook import ToneRemark, check_tone, load_pack

B2B = load_pack("b2b")


def rules_for(text: str) -> list[str]:
    return [remark.rule for remark in check_tone(B2B, text)]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Just checking in on the tower.", "no_reason_to_write"),
        ("I wanted to TOUCH  BASE before Friday.", "no_reason_to_write"),
        ("This is your last chance.", "pressure"),
        ("It’s here before it’s too late.", "pressure"),
        ("As per my last email, I need a word.", "reproach"),
        ("I've tried to reach you.", "reproach"),
        ("You made the wrong decision.", "bitterness"),
        ("They'll let you down.", "running_down"),
        ("Savings are guaranteed.", "guarantee"),
        ("I hope this finds you well.", "filler"),
        ("Good to hear from you!", "exclamation"),
    ],
)
def test_what_hurts_is_found(text: str, rule: str) -> None:
    assert rules_for(text) == [rule]


@pytest.mark.parametrize(
    "text",
    [
        "Dr. Rao, in March you told us the worry was week one. You were right to ask.",
        "The checking instrument is attached.",
        "Touching basement walls is not advised.",
        "Is it urgently needed, or shall it rest?",
        "",
    ],
)
def test_plain_words_are_left_alone(text: str) -> None:
    assert rules_for(text) == []


def test_a_remark_says_what_why_and_where() -> None:
    assert check_tone(B2B, "Dear Claire, just following up.") == [
        ToneRemark(
            rule="no_reason_to_write",
            phrase="just following up",
            why="It says that you want something and have nothing to bring. Say what you bring, or wait until you have "
            "it.",
            start=13,
            end=30,
        )
    ]


def test_remarks_come_in_the_order_of_the_text() -> None:
    assert rules_for("Act now! I have tried to reach you. Obviously.") == [
        "pressure",
        "exclamation",
        "reproach",
        "bitterness",
    ]


def test_the_longest_phrase_is_named() -> None:
    assert [remark.phrase for remark in check_tone(B2B, "just checking in")] == ["just checking in"]


@pytest.mark.parametrize(("count", "rules"), [(60, []), (61, ["length"])])
def test_sixty_words_are_enough(count: int, rules: list[str]) -> None:
    assert rules_for("word " * count) == rules


def test_a_job_search_has_its_own_pitfalls() -> None:
    text = "I know you're busy but please give me a chance."

    assert [remark.rule for remark in check_tone(load_pack("job_search"), text)] == ["pleading", "pleading"]
    assert rules_for(text) == []
