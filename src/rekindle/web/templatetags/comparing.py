"""Template tags for two versions of a text: what one has that the other has not is marked."""

import re
from difflib import SequenceMatcher

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

# Longer texts than this are shown without marks: comparing takes the square of their length.
MOST_WORDS = 600


@register.simple_tag
def mark_changed(words: str, other: str) -> SafeString:
    """Write a text with the words marked that another text does not have in their place; line breaks are kept."""
    mine, theirs = (re.findall(r"\s+|\S+", text) for text in (words, other))
    if not theirs or max(len(mine), len(theirs)) > MOST_WORDS:
        return _plain(words)
    steps = SequenceMatcher(None, theirs, mine, autojunk=False).get_opcodes()
    parts = [
        _plain(text) if step == "equal" else format_html("<mark>{}</mark>", _plain(text))
        for step, _, _, start, end in steps
        if (text := "".join(mine[start:end]))
    ]
    return mark_safe("".join(parts))  # noqa: S308 every part was escaped


def _plain(text: str) -> SafeString:
    return mark_safe(escape(text).replace("\n", "<br>"))  # noqa: S308 escaped
