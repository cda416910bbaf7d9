"""Template tags: icons of the sprite, the window strip, the range bar, the idempotency key of a form."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Any
from urllib.parse import quote
from uuid import uuid4

from django import template
from django.forms import BoundField, CheckboxInput, Textarea
from django.template import Context
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.choices import CallableChoiceIterator
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from rekindle.desk.bring_in.columns import say_choice
from rekindle.desk.show.book_views import BookRow
from rekindle.desk.show.patterns.speaking import say
from rekindle.desk.show.reading import fit_card
from rekindle.desk.show.views import Card, Chance, OutcomeChoice, Strip
from rekindle.desk.show.voices import SALES
from rekindle.terms.losses import Standing
from rekindle.terms.people import Stance
from rekindle.terms.touches import Channel
from rekindle.terms.voices import VoiceKey
from rekindle.web.words import WORDS

register = template.Library()

BAR_WIDTH = 200
DOT = 6
# What a team says of itself, as one person says it.
_OF_ONE = {"we": "I", "us": "me", "our": "my"}
_TEAM = re.compile(r"\b(?:we|us|our)\b", re.IGNORECASE)
# Of how many letters words are shown at once.
LONG_WORDS = 900


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """Draw a symbol of the sprite; with a label it also says its word to a screen reader."""
    drawn = _draw(name.removeprefix("i-"), "icon")
    return format_html('{}<span class="sr">{}</span>', drawn, label) if label else drawn


@register.simple_tag(takes_context=True)
def speak(context: Context, words: str) -> str:
    """Say words of a seller as the voice of the book does: a loss is a no to who looks for a job."""
    teller = context.get("frame") or context.get("card")
    return say(words) if teller and teller.voice.key == VoiceKey.JOB else words


@register.simple_tag(takes_context=True)
def ask(context: Context, words: str) -> str:
    """Put a question in the name of a team, or of the one person who looks for a job."""
    frame, view = context.get("frame"), context.get("view")
    is_one = frame.voice.key == VoiceKey.JOB if frame else getattr(view, "is_one", False)
    return _TEAM.sub(lambda found: _OF_ONE[found[0].lower()], words) if is_one else words


@register.filter
def fold(words: str) -> str | SafeString:
    """Show the beginning of somebody's long words, and the rest when asked: a page is not theirs alone."""
    if not words or len(words) <= LONG_WORDS:
        return words
    at = words.rfind(" ", 0, LONG_WORDS - 200)
    begin = at if at > 0 else LONG_WORDS - 200
    return format_html(
        '{} <details class="long"><summary>All {} words of it</summary>{}</details>',
        words[:begin],
        f"{len(words.split()):,}",
        words[begin:],
    )


@register.simple_tag
def turn() -> SafeString:
    """Draw the arrow of a summary, which turns when it is open."""
    return _draw("down", "icon icon--turn")


@cache
def _draw(symbol: str, classes: str) -> SafeString:
    sprite = static("rekindle/sprite.svg")
    return format_html('<svg class="{}" aria-hidden="true"><use href="{}#i-{}"></use></svg>', classes, sprite, symbol)


@register.simple_tag(takes_context=True)
def key(context: Context) -> SafeString:
    """Make the hidden idempotency key of a form: one per rendering, so that a double press acts once."""
    value = context.get("key_slot") or uuid4()
    return format_html('<input type="hidden" name="key" value="{}" autocomplete="off">', value)


# Where a card that is written once leaves room for what belongs to one rendering. Nobody can write these into a text.
_KEY_SLOT, _TOKEN_SLOT = uuid4().hex, uuid4().hex
_SLOTS = {"csrf_token": _TOKEN_SLOT, "key_slot": _KEY_SLOT}


@register.simple_tag(takes_context=True)
def write_card(context: Context, card: Card, here: str) -> SafeString:
    """Write a card and its actions. A card is a value, so the same one is written once; what belongs to the session
    or to one rendering, the token and the keys of its forms, is put in each time."""
    return _fill(_write_card(card, here, context["earliest"]), context)


def _fill(written: tuple[str, ...], context: Context) -> SafeString:
    """Put the keys of its forms and the token into what is written once."""
    first, *others = written
    keyed = first + "".join(f"{uuid4()}{part}" for part in others)
    return mark_safe(keyed.replace(_TOKEN_SLOT, escape(context.get("csrf_token", ""))))  # noqa: S308 rendered templates


@lru_cache(maxsize=256)
def _write_card(card: Card, here: str, earliest: date) -> tuple[str, ...]:
    said = {"card": card, "here": here, "earliest": earliest, "reading": fit_card(card)}
    return tuple(render_to_string("today/card_body.html", said | _SLOTS).split(_KEY_SLOT))


@register.simple_tag(takes_context=True)
def write_once(context: Context, part: str, **said: Any) -> SafeString:
    """Write a part of which these values say all: a frame, a row. The same ones are written once."""
    return _fill(_write_once(part, tuple(said.items())), context)


@lru_cache(maxsize=1024)
def _write_once(part: str, said: tuple[tuple[str, Any], ...]) -> tuple[str, ...]:
    return tuple(render_to_string(part, dict(said) | _SLOTS).split(_KEY_SLOT))


@register.simple_tag
def book_row(row: BookRow, columns: list[str], lost: str) -> SafeString:
    """Write one line of the lost book. A row is a value, so the same one is written once."""
    return _write_row(row, tuple(columns), lost)


@lru_cache(maxsize=1024)
def _write_row(row: BookRow, columns: tuple[str, ...], lost: str) -> SafeString:
    return render_to_string("book/row.html", {"row": row, "columns": columns, "lost": lost})


@register.inclusion_tag("parts/strip.html")
def strip(glyph: Strip) -> dict[str, Any]:
    """Draw lost, best window and today on one line."""
    return {"strip": glyph}


@register.inclusion_tag("parts/odds.html")
def odds(chance: Chance, verb: str = SALES.come_back) -> dict[str, Any]:
    """Draw a chance and its range; `verb` is what those do who come back.

    The scale ends at 50 in 100 unless the range reaches beyond."""
    scale = 50 if chance.high <= 50 else 100

    def along(count: int) -> int:
        return round(count / scale * BAR_WIDTH)

    low = along(chance.low)
    return {
        "chance": chance,
        "verb": verb,
        "low": low,
        "width": max(along(chance.high) - low, 8),
        "at": min(max(along(chance.in_100), DOT), BAR_WIDTH - DOT),
        "middle": scale // 2,
        "scale": scale,
    }


@register.filter
def initials(name: str) -> str:
    """Take the first letters of the first and the last word of a name, without titles and degrees."""
    words = [word for word in name.split(",", maxsplit=1)[0].split() if not word.endswith(".")]
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


@dataclass(frozen=True, slots=True)
class Way:
    """The loud button of a card: a link out, or the first outcome where there is no link; then the other outcomes."""

    href: str
    label: str
    first: tuple[OutcomeChoice, ...]
    others: tuple[OutcomeChoice, ...]


@register.simple_tag
def way(card: Card) -> Way:
    """Choose the loud button: a call where there is a number, a draft where there is an address, else an outcome."""
    if card.channel == Channel.CALL and card.phone:
        return Way(f"tel:{telephone(card.phone)}", "Call", (), card.outcomes)
    if card.channel == Channel.MAIL and card.mail:
        return Way(mailto(card), "Write", (), card.outcomes)
    return Way("", "", card.outcomes[:1], card.outcomes[1:])


@register.filter
def is_spoken(card: Card) -> bool:
    """Say whether the words are for the voice: they end with what to do about a no, written ones with one's name."""
    return card.channel in {Channel.CALL, Channel.VISIT, Channel.EVENT}


@register.filter
def telephone(number: str) -> str:
    """Leave of a phone number what a `tel:` link may hold."""
    return re.sub(r"[^\d+]", "", number)


def mailto(card: Card) -> str:
    """Make the link that opens the opening words in the member's own mail program; nothing is sent from here."""
    return f"mailto:{quote(card.mail, safe='@+')}?subject={quote(card.opening.subject)}&body={quote(whole_words(card))}"


@register.filter
def whole_words(card: Card) -> str:
    """Put the words of a card together as one would write them; what to do about a no is no part of them."""
    closing = "" if is_spoken(card) else card.opening.closing
    return "\n\n".join([*card.opening.paragraphs, closing]).strip()


TONES: dict[str, str] = {
    Standing.TO_DEBRIEF: "chip--honey",
    Standing.RESTING: "chip--dusk",
    Standing.WINDOW_OPEN: "chip--ember",
    Standing.TALKING_AGAIN: "chip--fern",
    Standing.WON_BACK: "chip--fern",
    Standing.LEFT_ALONE: "chip--stone",
}


@register.filter
def tone(standing: str) -> str:
    """Give the colour of a standing: one colour, one meaning."""
    return TONES.get(standing, "")


@register.filter
def stance_words(stance: str) -> str:
    """Write where somebody stands; nothing where it is not known."""
    return "" if stance in {"", Stance.UNKNOWN} else WORDS.get(Stance(stance), "")


@register.simple_tag(takes_context=True)
def write_field(context: Context, field: BoundField) -> SafeString:
    """Write a field with its label. One that nobody filled in reads the same wherever it offers the same, so it is
    kept."""
    frame = context.get("frame")
    said = {"field": field, "frame": frame}
    if field.form.is_bound:
        return render_to_string("parts/field.html", said)
    key = (*_reads(field), frame and frame.voice.key)
    if key not in _WRITTEN:
        if len(_WRITTEN) >= MOST_WRITTEN:
            _WRITTEN.clear()
        _WRITTEN[key] = render_to_string("parts/field.html", said)
    return _WRITTEN[key]


def _reads(field: BoundField) -> tuple[Any, ...]:
    """Return what a field that nobody filled in is written from."""
    widget = field.field.widget
    choices = getattr(widget, "choices", ())
    # Choices that are a function are the same as long as the process runs.
    offered = choices.func if isinstance(choices, CallableChoiceIterator) else tuple(map(tuple, choices))
    words = (field.label, field.help_text, str(field.value()), str(widget.attrs))
    return (type(field.form), type(widget), field.auto_id, field.field.required, offered, *words)


_WRITTEN: dict[tuple[Any, ...], SafeString] = {}
MOST_WRITTEN = 1_000


@register.filter
def is_tick(field: BoundField) -> bool:
    """Say whether a field is a box to tick: its label stands behind it."""
    return isinstance(field.field.widget, CheckboxInput)


@register.filter
def is_wide(field: BoundField) -> bool:
    """Say whether a field takes the whole width: words do."""
    return isinstance(field.field.widget, Textarea)


@register.filter
def choice_words(choice: str) -> str:
    """Say in words what an answer to a question about a file means; a field is said as it is."""
    return say_choice(choice)


@register.filter
def grouped(number: int) -> str:
    """Write a whole number as people do: 3,505."""
    return f"{number:,}"
