"""What of a card is read at once: at most sixty words, the rest folded away one press further."""

import re
from dataclasses import dataclass

from rekindle.desk.show.views import Card

MOST = 60
# A quote and what a thing of value is good for take no more than this of it.
QUOTE, WHY = 22, 10
# A clause of fewer words says too little to stand alone.
_WHOLE = 5


@dataclass(frozen=True, slots=True)
class Reading:
    """`shown` and `folded` are paragraphs of the opening words, in their order; `words` counts what is shown.

    Counted are their own words, what to bring and why, and the opening words with their subject. Name, title and
    channel are labels.
    """

    quote: str
    why: str
    shown: tuple[str, ...]
    folded: tuple[str, ...]
    words: int


def fit_card(card: Card) -> Reading:
    """Choose what a card shows at once. The first sentence of the opening words is shown whatever its length."""
    quote = clip(card.quote.words, QUOTE) if card.quote else ""
    why = _clip_clause(card.bring.why, WHY) if card.bring else ""
    title = card.bring.title if card.bring else ""
    used = sum(map(count_words, (quote, why, title, card.opening.subject)))
    paragraphs = [*card.opening.paragraphs, *filter(None, [card.opening.closing])]
    shown, folded = _fold(paragraphs, MOST - used)
    return Reading(quote, why, tuple(shown), tuple(folded), used + sum(map(count_words, shown)))


def count_words(text: str) -> int:
    """Count the words of a text."""
    return len(text.split())


def clip(text: str, most: int) -> str:
    """Cut a text after so many words, and say that it goes on."""
    words = text.split()
    return text if len(words) <= most else f"{' '.join(words[: most - 1]).rstrip(',;:.')} …"


def _clip_clause(text: str, most: int) -> str:
    """Cut a text where a clause ends within so many words, so that nothing looks torn off; else as `clip` does."""
    words = text.split()
    ends = [at for at, word in enumerate(words[:most], 1) if word.endswith((",", ";", ".")) and at >= _WHOLE]
    return text if len(words) <= most else " ".join(words[: ends[-1]]).rstrip(",;.") if ends else clip(text, most)


def _fold(paragraphs: list[str], left: int) -> tuple[list[str], list[str]]:
    """Split paragraphs where so many words are used up: between paragraphs, in the first one between sentences."""
    shown: list[str] = []
    for at, paragraph in enumerate(paragraphs):
        if count_words(paragraph) <= left:
            shown.append(paragraph)
            left -= count_words(paragraph)
            continue
        if shown:
            return shown, paragraphs[at:]
        first, rest = _cut(paragraph, left)
        return [first], [*filter(None, [rest]), *paragraphs[at + 1 :]]
    return shown, []


def _cut(paragraph: str, left: int) -> tuple[str, str]:
    sentences = re.split(r"(?<=[.?!”])\s+(?=[A-Z“])", paragraph)
    kept = 1
    while kept < len(sentences) and count_words(" ".join(sentences[: kept + 1])) <= left:
        kept += 1
    first = " ".join(sentences[:kept])
    return (first, " ".join(sentences[kept:])) if count_words(first) <= left else (clip(first, max(left, 1)), paragraph)
