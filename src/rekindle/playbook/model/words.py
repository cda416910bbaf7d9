"""Opening words as templates, and what a good tone leaves out."""

from typing import Annotated

from pydantic import AfterValidator, Field

from rekindle.playbook.model.base import Part, Text, some


class Template(Part):
    """Words with merge fields. `subject` is for mail only; `if_no` is what to say when the answer is no."""

    subject: str = ""
    paragraphs: Annotated[tuple[Text, ...], AfterValidator(some)]
    closing: str = ""
    if_no: str = ""


class Tone(Part):
    """`max_words` is the length of a message that gets read; `honorifics` are kept when somebody is addressed."""

    max_words: Annotated[int, Field(ge=20, le=200)]
    why_short: Text
    why_calm: Text
    honorifics: tuple[Text, ...]


class ToneRule(Part):
    """Phrases to leave out, and why, said to the person who writes."""

    phrases: Annotated[tuple[Text, ...], AfterValidator(some)]
    why: Text
