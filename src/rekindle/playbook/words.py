"""Opening words: chosen for a play, a channel and a reason, then filled without leaving a hole."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from rekindle.playbook.fields import FIELD, STAND_INS, fields_in, split_sentences
from rekindle.playbook.model import Playbook, Template
from rekindle.terms.advice import Play
from rekindle.terms.losses import Reason
from rekindle.terms.touches import Channel, SignalKind


@dataclass(frozen=True, slots=True)
class Words:
    """Words to start from. `subject` is empty where the channel has none; `if_no` is what to say to a no."""

    subject: str
    paragraphs: tuple[str, ...]
    closing: str
    if_no: str = ""


def choose_words(
    playbook: Playbook, play: Play, channel: Channel, reason: Reason | None, signal: SignalKind | None = None
) -> Words:
    """Choose the template for a contact, merge fields still in it: for the signal, else the reason, else for any.

    Raises LookupError when the play does not use the channel."""
    for_signal = playbook.on_signal.get(play, {}).get(channel, {})
    for_reason = playbook.words.get(play, {}).get(channel, {})
    if signal is not None and signal in for_signal:
        return _words(for_signal[signal])
    if reason is not None and reason in for_reason:
        return _words(for_reason[reason])
    if "*" in for_reason:
        return _words(for_reason["*"])
    used = ", ".join(playbook.plays[play].channels) or "no channel"
    raise LookupError(f"{playbook.name} has no words for {play} by {channel}; it uses {used}")


def _words(template: Template) -> Words:
    return Words(template.subject, template.paragraphs, template.closing, template.if_no)


def fill(words: Words, fields: Mapping[str, str]) -> Words:
    """Put the fields into the words. A sentence whose field is missing or blank is left out, and so is a paragraph that
    has no sentence left. Values are put in as they are: braces in them mean nothing."""
    values = {name: " ".join(value.split()) for name, value in fields.items() if value and value.strip()}
    for name, stand_in in STAND_INS.items():
        if stand_in in values:
            values.setdefault(name, values[stand_in])
    paragraphs = (_fill_text(paragraph, values) for paragraph in words.paragraphs)
    return Words(
        _fill_text(words.subject, values),
        tuple(paragraph for paragraph in paragraphs if paragraph),
        _fill_text(words.closing, values),
        _fill_text(words.if_no, values),
    )


def _fill_text(text: str, values: Mapping[str, str]) -> str:
    kept = [part for part in split_sentences(text) if all(field in values for field in fields_in(part))]
    return " ".join(_tidy(FIELD.sub(lambda found: values[found[1]], part)) for part in kept)


def _tidy(sentence: str) -> str:
    """Keep one full stop where a value that ends a sentence meets the full stop of the template."""
    return re.sub(r"(?<!\.)([.?!])([”\"’']?)\.(?!\.)", r"\1\2", sentence)


def greet(playbook: Playbook, name: str) -> str:
    """Say how to address somebody: “Dr. Lena Whitfield” is Dr. Whitfield, “Priya Nair, RN” is Priya.

    Nobody is called by their address: of whom nothing else is known is said hello to.
    """
    if "@" in name:
        return "Hello"
    parts = name.partition(",")[0].split()
    honorifics = [part for part in parts if part in playbook.tone.honorifics]
    rest = [part for part in parts if part not in playbook.tone.honorifics]
    if not rest:
        return name.strip()
    return " ".join([*honorifics, rest[-1]]) if honorifics else rest[0]
