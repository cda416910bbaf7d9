"""Forms around a debrief: the guided call, the rep's own look back, the link to the form, a colleague, the buyer."""

from enum import StrEnum
from typing import Any

from django import forms
from django.http import QueryDict

from rekindle.terms.debriefs import Again, Going, MayReturn
from rekindle.terms.losses import Reason, Verdict
from rekindle.web.forms.fields import DayField, LineField, PersonField, WordsField


class RankedField(forms.TypedMultipleChoiceField):
    """Reasons that were ticked, in the order of the page."""

    def __init__(self, **rest: Any) -> None:
        reasons = [(str(reason), str(reason)) for reason in Reason]
        super().__init__(choices=reasons, coerce=Reason, required=False, **rest)


class OneOfField(forms.TypedChoiceField):
    """One word of an enumeration, chosen by the page's own buttons; nothing chosen is None."""

    def __init__(self, kind: type[StrEnum]) -> None:
        words = [("", ""), *((one.value, one.value) for one in kind)]
        super().__init__(choices=words, coerce=kind, empty_value=None, required=False)


def put_in_order(ticked: list[Reason], order: str) -> tuple[tuple[Reason, ...], bool]:
    """Return the ticked reasons in the order that a script noted, and whether it noted one for all of them."""
    noted = [word for word in order.split() if word in ticked]
    ranked = tuple(dict.fromkeys(Reason(word) for word in noted))
    return (ranked, True) if len(ranked) == len(ticked) else (tuple(ticked), len(ticked) < 2)


class _WithFactors(forms.Form):
    factors = RankedField()
    order = forms.CharField(required=False, max_length=600)

    @property
    def ticked(self) -> list[str]:
        """What was ticked, for showing the form again."""
        return self.data.getlist("factors") if isinstance(self.data, QueryDict) else []

    def clean(self) -> dict[str, Any]:
        """Rank the factors; without a script the first that is ticked on the page stands first."""
        found = super().clean() or {}
        found["factors"], found["is_ranked"] = put_in_order(found.get("factors", []), found.pop("order", ""))
        return found


class CallForm(_WithFactors):
    """The guided call. Every answer may be left out."""

    person_id = PersonField(required=False)
    may_return = OneOfField(MayReturn)
    back_on = DayField(required=False)
    words = WordsField(required=False)
    better = WordsField(required=False)
    others = WordsField(required=False)
    again = OneOfField(Again)
    change = WordsField(required=False)
    minutes = forms.IntegerField(required=False, min_value=0, max_value=600)

    def arguments(self) -> dict[str, Any]:
        """Return the keyword arguments of `debrief_loss`; a name and a title stand on one line, with a comma."""
        found = dict(self.cleaned_data)
        lines = [line.strip() for line in found.pop("others").splitlines() if line.strip()]
        named = [line.partition(",") for line in lines]
        return {**found, "others": tuple((name.strip(), title.strip()) for name, _, title in named)}


class OwnForm(_WithFactors):
    """The rep's own view: four questions."""

    verdict = OneOfField(Verdict)
    words = WordsField(required=False)
    better = WordsField(required=False)

    def arguments(self) -> dict[str, Any]:
        """Return the keyword arguments of `debrief_loss`."""
        return dict(self.cleaned_data)


class LinkForm(forms.Form):
    """What the buyer's form may show, and for how long it is open."""

    person_id = PersonField(label="Who answers")
    your_name = LineField(max_length=200, label="Your name, as they know you")
    company = LineField(required=False, max_length=200, label="Your company, if it may be shown")
    about = LineField(required=False, label="What it was about, if it may be shown")
    days = forms.IntegerField(min_value=1, max_value=90, initial=30, label="Open for how many days")


class AskForm(forms.Form):
    member_id = PersonField(label="Who calls")
    person_id = PersonField(required=False, label="Whom")
    words = LineField(required=False, label="What they should know")


class BuyerForm(_WithFactors):
    """The buyer's four answers; nothing is chosen beforehand, nothing is required."""

    better = WordsField(required=False, rows=5)
    going = OneOfField(Going)
    may_return = OneOfField(MayReturn)

    def clean(self) -> dict[str, Any]:
        """Let nobody choose more than three factors."""
        found = super().clean()
        if len(found["factors"]) > 3:
            self.add_error("factors", "Choose up to three.")
        return found
