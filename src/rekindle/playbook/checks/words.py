"""Every play must have its words on every channel it uses, and words must be fillable."""

from collections.abc import Iterator

from rekindle.playbook.errors import Problem
from rekindle.playbook.fields import ALWAYS_THERE, FIELDS, fields_in, unknown_fields
from rekindle.playbook.model import Playbook, Template
from rekindle.terms.advice import Play
from rekindle.terms.touches import Channel

_FILE = "words.toml"


def check_words(playbook: Playbook) -> Iterator[Problem]:
    """Find plays without words, words nobody can reach, and templates that could not be filled."""
    yield from _missing(playbook)
    for section in ("words", "on_signal"):
        for play, by_channel in getattr(playbook, section).items():
            for channel, templates in by_channel.items():
                key = f"{section}.{play}.{channel}"
                if play in playbook.plays and channel not in playbook.plays[play].channels:
                    yield Problem(_FILE, key, f"has words, but plays.{play}.channels does not use {channel}")
                for name, template in templates.items():
                    found = _template_faults(playbook, play, channel, template)
                    yield from (Problem(_FILE, f"{key}.{name}{at}", text) for at, text in found)


def _missing(playbook: Playbook) -> Iterator[Problem]:
    for play, entry in playbook.plays.items():
        for channel in entry.channels:
            if "*" not in playbook.words.get(play, {}).get(channel, {}):
                text = f"is missing; plays.{play}.channels uses {channel}, so it needs words for any reason"
                yield Problem(_FILE, f"words.{play}.{channel}.*", text)


def _template_faults(playbook: Playbook, play: Play, channel: Channel, template: Template) -> Iterator[tuple[str, str]]:
    texts = (template.subject, *template.paragraphs, template.closing, template.if_no)
    stray = unknown_fields(texts)
    if stray:
        yield "", f"{stray[0]} is not a merge field; allowed are {', '.join(FIELDS)}"
    length = sum(len(text.split()) for text in (*template.paragraphs, template.closing))
    if length > playbook.tone.max_words:
        yield "", f"must have {playbook.tone.max_words} words or fewer, has {length}"
    if (channel is Channel.MAIL) != bool(template.subject):
        yield ".subject", "is missing; mail needs one" if channel is Channel.MAIL else "is for mail only"
    entry = playbook.plays.get(play)
    needs_asset = entry is not None and entry.needs_asset
    if needs_asset and "asset_title" not in fields_in(" ".join(texts)):
        yield "", f"must name {{asset_title}}, since plays.{play}.needs_asset is true"
    allowed = ALWAYS_THERE | ({"asset_title"} if needs_asset else set())
    for field in fields_in(template.subject):
        if field in FIELDS and field not in allowed:
            yield ".subject", f"cannot use {{{field}}}, which may be missing; allowed are {', '.join(sorted(allowed))}"
