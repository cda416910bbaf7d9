"""The findings in the words of whoever looks for a job: a loss is a no, a deal a conversation, a win a job."""

import re
from dataclasses import replace
from typing import Any

from rekindle.desk.show.patterns.views import Answer, Panel, PatternsView, Table
from rekindle.terms.voices import VoiceKey

# The longer before the shorter, so that no part of a phrase is taken for a whole one.
_IN_A_SEARCH = {
    "A lost deal": "A no",
    "an account": "a company",
    "lost, now, window": "then, now, window",
    "lost, best window": "then, best window",
    "date it was lost": "date of the no",
    "all losses": "all noes",
    "lost deals": "noes",
    "won deals": "yeses",
    "is won": "is a yes",
    "none lost so far": "none so far",
    "lost last": "latest no",
    "lost on": "not yet since",
    "a won one": "a yes",
    "of won ones": "of yeses",
    "lost to": "who chose",
    "buyers": "they",
    "buyer": "other side",
    "losses": "noes",
    "loss": "no",
    "deals": "conversations",
    "deal": "conversation",
    "reps": "you",
    "accounts": "companies",
    "account": "company",
}
# How a conversation ended, where it stands alone as a name.
_ENDED: dict[Any, Any] = {"Won": "A yes", "Lost": "A no"}
# What a row that is about no one name is called.
_SUMS: dict[Any, Any] = {"All losses": "All noes", "Account": "Company"}
_PHRASE = re.compile(r"\b(" + "|".join(map(re.escape, _IN_A_SEARCH)) + r")\b", re.IGNORECASE)


def speak(view: PatternsView, voice: VoiceKey) -> PatternsView:
    """Return the page in a voice; the seller's is how it is written."""
    if voice != VoiceKey.JOB:
        return view
    panels = tuple(_say_panel(panel) for panel in view.panels)
    # Nobody sums up the pay of jobs they did not get.
    answers = tuple(_say_answer(answer) for answer in view.answers if answer.label != "Worth")
    return replace(view, words=say(view.words), answers=answers, panels=panels)


def say(words: str) -> str:
    """Write one sentence in the words of a search; what stands in quotes is left as it was said."""
    parts = re.split(r"(“[^”]*”)", words)
    return "".join(part if part.startswith("“") else _PHRASE.sub(_swap, part) for part in parts)


def _swap(found: re.Match[str]) -> str:
    phrase = found[0]
    words = _IN_A_SEARCH.get(phrase) or next(to for of, to in _IN_A_SEARCH.items() if of.lower() == phrase.lower())
    return words[:1].upper() + words[1:] if phrase[:1].isupper() else words


def _say_panel(panel: Panel) -> Panel:
    ended = (_ENDED if panel.key == "effort" else {}) | _SUMS
    rows = tuple((ended.get(cells[0], cells[0]), *cells[1:]) for cells in panel.table.rows)
    bars = (replace(bar, label=ended.get(bar.label, bar.label), says=say(bar.says)) for bar in panel.bars)
    return replace(
        panel,
        title=say(panel.title),
        note=say(panel.note),
        table=Table(tuple(map(say, panel.table.header)), rows, panel.table.queries),
        foot=say(panel.foot),
        bars=tuple(bars),
        legend=say(panel.legend),
        words=tuple(map(say, panel.words)),
        query_words=say(panel.query_words),
    )


def _say_answer(answer: Answer) -> Answer:
    return Answer(say(answer.label), answer.big, say(answer.unit), say(answer.small))
