"""The merge fields that words may use: what each one stands for, and how a template is taken apart."""

import re
from collections.abc import Iterable

FIELDS: dict[str, str] = {
    "greeting": "how to address the person: “Dr. Whitfield”, “Claire”; the first name where nothing else is given",
    "first_name": "the person's first name",
    "account": "the organisation's name",
    "product": "what the deal was about; for a job, the role",
    "asset_title": "the title of the thing of value",
    "asset_summary": "one line on what it is",
    "promise_words": "what they said about coming back, in their words",
    "quote": "what they said about the loss, in their words",
    "reason_phrase": "why it was lost, as a part of a sentence",
    "incumbent": "who has the business now",
    "contract_month": "the month in which the incumbent's contract ends, such as “March 2027”",
    "lost_month": "the month of the loss, such as “February”",
    "signal_words": "what happened there, as it was noted",
    "member_name": "the name of the member who writes",
    "company": "the member's own organisation",
}

# A field that may stand in for one that is missing.
STAND_INS = {"greeting": "first_name"}

# A subject cannot be dropped, so it may only use what every person on a deal has.
ALWAYS_THERE = frozenset({"greeting", "first_name", "account", "member_name"})

FIELD = re.compile(r"\{([a-z_]+)\}")
_SENTENCE_END = re.compile(r"(?<=[.?!])\s+|(?<=[.?!][”\"’)])\s+")


def fields_in(text: str) -> list[str]:
    """List the merge fields of a template text, in order."""
    return FIELD.findall(text)


def unknown_fields(texts: Iterable[str]) -> list[str]:
    """List what stands in braces and is not a merge field, with stray braces among it."""
    found: list[str] = []
    for text in texts:
        found += [f"{{{name}}}" for name in fields_in(text) if name not in FIELDS]
        found += re.findall(r"\{[^{}\s]*\}?|\}", FIELD.sub("", text))
    return found


def split_sentences(text: str) -> list[str]:
    """Split a template text after each full stop, question or exclamation mark (and a closing quotation mark)."""
    return [part for part in _SENTENCE_END.split(text.strip()) if part]
