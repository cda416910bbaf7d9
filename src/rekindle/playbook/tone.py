"""A look at the tone of a text before it goes out: what to leave out, and why."""

import re
from dataclasses import dataclass
from functools import lru_cache

from rekindle.playbook.model import Playbook


@dataclass(frozen=True, slots=True)
class ToneRemark:
    """What was found, from `start` to `end` in the text, and why it is better left out."""

    rule: str
    phrase: str
    why: str
    start: int
    end: int


def check_tone(playbook: Playbook, text: str) -> list[ToneRemark]:
    """List the remarks on a text in the order in which they meet the eye; an empty list is a good text."""
    remarks = [
        ToneRemark(rule, found[0], why, *found.span())
        for rule, why, pattern in _patterns(playbook)
        for found in pattern.finditer(text)
    ]
    limit = playbook.tone.max_words
    words = list(re.finditer(r"\S+", text))
    if len(words) > limit:
        remarks.append(
            ToneRemark("length", f"{len(words)} words", playbook.tone.why_short, words[limit].start(), len(text))
        )
    return sorted(remarks, key=lambda remark: (remark.start, remark.end))


@lru_cache(maxsize=16)
def _patterns(playbook: Playbook) -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    phrases = [(name, rule.why, _pattern(rule.phrases)) for name, rule in playbook.tone_rules.items()]
    return (*phrases, ("exclamation", playbook.tone.why_calm, re.compile(r"!+")))


def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Match any of the phrases as whole words, whatever the case, the spacing and the kind of apostrophe."""
    ordered = sorted(phrases, key=len, reverse=True)
    spelled = (r"\s+".join(re.sub("['’]", "['’]", re.escape(word)) for word in phrase.split()) for phrase in ordered)
    return re.compile(rf"(?<!\w)(?:{'|'.join(spelled)})(?!\w)", re.IGNORECASE)
