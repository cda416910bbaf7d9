"""Fields that give words of the terms, people of a deal, days and money."""

from enum import StrEnum
from typing import Any
from uuid import UUID

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from rekindle.desk.show.views import PersonView
from rekindle.terms.money import minor_digits
from rekindle.web.words import choices


class QuickSelect(forms.Select):
    """A select written in one go: Django's own renders a template for every option, and a zone has six hundred."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """Write the element with its options; the one whose value is chosen is marked."""
        chosen = "" if value is None else str(value)
        options = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            ((key, self._mark(key, chosen), words) for key, words in self.choices),
        )
        built = self.build_attrs(self.attrs, {**(attrs or {}), "name": name})
        return format_html("<select{}>{}</select>", flatatt(built), options)

    def _mark(self, key: Any, chosen: str) -> SafeString:
        return SafeString(" selected") if str(key) == chosen else SafeString("")


class TermField(forms.TypedChoiceField):
    """One word of an enumeration; empty means None."""

    def __init__(self, kind: type[StrEnum], *, empty: str = "", **rest: Any) -> None:
        self.first = [("", empty)] if empty else []
        rest.setdefault("required", not empty)
        super().__init__(
            choices=[*self.first, *choices(kind)], coerce=kind, empty_value=None, widget=QuickSelect, **rest
        )

    def offer(self, words: tuple[tuple[str, str], ...]) -> None:
        """Show these words for the same values, after the empty one if there is one."""
        self.widget.choices = [*self.first, *words]


class PersonField(forms.UUIDField):
    """A person of the deal. Its choices are for show: the desk checks whose person it is."""

    widget = QuickSelect

    def __init__(self, **rest: Any) -> None:
        rest.setdefault("label", "Who")
        super().__init__(**rest)

    def offer(self, people: tuple[PersonView, ...], empty: str = "Nobody named") -> None:
        """Show these people to choose from."""
        first = [] if self.required and people else [("", empty)]
        self.widget.choices = [*first, *((str(one.person_id), one.name) for one in people)]


class DayField(forms.DateField):
    """A day, chosen with the browser's own calendar."""

    def __init__(self, **rest: Any) -> None:
        rest.setdefault("error_messages", {"invalid": "Write the day as 2026-10-14."})
        super().__init__(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **rest)


class WordsField(forms.CharField):
    """A few lines of somebody's words, kept as they were typed."""

    def __init__(self, *, rows: int = 3, **rest: Any) -> None:
        super().__init__(
            max_length=20_000, strip=True, widget=forms.Textarea(attrs={"rows": rows, "maxlength": 20_000}), **rest
        )


class LineField(forms.CharField):
    """One short line."""

    def __init__(self, **rest: Any) -> None:
        rest.setdefault("max_length", 300)
        super().__init__(widget=forms.TextInput(attrs={"autocomplete": "off"}), **rest)


def in_minor(amount: Any, currency: str) -> int | None:
    """Turn an amount in whole units into the minor units of its currency; None stays None."""
    return None if amount is None else round(amount * 10 ** minor_digits(currency))


def as_id(text: str) -> UUID | None:
    """Read an id out of a query; None when it is none."""
    try:
        return UUID(text)
    except ValueError:
        return None
