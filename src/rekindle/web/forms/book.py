"""What is done with many deals at once."""

from typing import Any
from uuid import UUID

from django import forms

from rekindle.web.forms.fields import DayField, as_id

LONGEST_QUERY = 4_000


class DealsField(forms.MultipleChoiceField):
    """Ids of deals that were ticked; the desk checks whose they are."""

    def to_python(self, value: Any) -> list[UUID]:  # type: ignore[override]
        """Read the ids; what is none is left out."""
        return [found for one in value or [] if (found := as_id(str(one)))]

    def validate(self, value: Any) -> None:
        """Any id will do here."""


class BulkForm(forms.Form):
    """`do` is rest, hand or alone; resting takes a day, handing over a member. With `everything` it is done to all that
    the query `back` lists, not to the ticked ones."""

    do = forms.ChoiceField(required=False, choices=[(name, name) for name in ("rest", "hand", "alone")])
    deal = DealsField(required=False)
    everything = forms.BooleanField(required=False)
    back = forms.CharField(required=False, max_length=LONGEST_QUERY, empty_value="")
    until_on = DayField(required=False)
    # The button of a proposed day says both at once.
    rest_on = DayField(required=False)
    member_id = forms.UUIDField(required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for what the thing to be done takes."""
        found = super().clean() or {}
        if found.get("rest_on"):
            found |= {"do": "rest", "until_on": found["rest_on"]}
        if not found.get("deal") and not found.get("everything"):
            raise forms.ValidationError("Tick one or more deals first.")
        if not found.get("do"):
            raise forms.ValidationError("Choose what to do with them.")
        if found.get("do") == "rest" and not found.get("until_on"):
            raise forms.ValidationError("Pick a day to rest until.")
        if found.get("do") == "hand" and not found.get("member_id"):
            raise forms.ValidationError("Pick who takes them.")
        return found

    def first_error(self) -> str:
        """Return what is wrong, in one sentence."""
        return str(next(iter(self.errors.values()))[0])


def drop_nothing(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Leave out what is empty, so that an address stays short."""
    return [(name, value) for name, value in pairs if value]
