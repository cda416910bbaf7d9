"""Two versions of a text: what one has that the other has not is marked, and nothing of it is taken for markup."""

from rekindle.web.templatetags.comparing import MOST_WORDS, mark_changed


def test_only_the_words_that_differ_are_marked() -> None:
    before, after = "I can help you write it.\nNo rush.", "I can help write it.\nNo rush at all."
    assert mark_changed(before, after) == "I can help<mark> you</mark> write it.<br>No <mark>rush.</mark>"
    assert mark_changed(after, before) == "I can help write it.<br>No <mark>rush at all.</mark>"


def test_words_are_never_markup() -> None:
    assert mark_changed("a <b>", "a") == "a<mark> &lt;b&gt;</mark>"


def test_what_has_nothing_beside_it_or_is_long_is_written_without_marks() -> None:
    assert mark_changed("all new", "") == "all new"
    assert "<mark>" not in mark_changed("a " * MOST_WORDS, "b")
