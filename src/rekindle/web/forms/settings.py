"""Forms of the page Settings: one's own limits, and where the book's customers are."""

from functools import cache
from typing import Any
from zoneinfo import available_timezones

from django import forms

from rekindle.desk.show.members import ROLES
from rekindle.terms.people import MemberRole
from rekindle.web.forms.fields import DayField, LineField, QuickSelect, as_id, in_minor
from rekindle.web.words import COUNTRIES

DAYS = [
    ("1", "Mon"),
    ("2", "Tue"),
    ("3", "Wed"),
    ("4", "Thu"),
    ("5", "Fri"),
    ("6", "Sat"),
    ("7", "Sun"),
]
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
NEEDED_DAY = {"required": "Pick a day.", "invalid": "Write the day as 2026-10-14."}
NOT_SAID = "Not said: calls and visits only"


@cache
def list_zones() -> list[tuple[str, str]]:
    """List the time zones this machine knows; looking them up reads its disk."""
    return [(name, name) for name in sorted(available_timezones())]


class SettingsForm(forms.Form):
    name = LineField(required=False, max_length=200, label="Your name, as you sign with it")
    minutes_per_week = forms.IntegerField(min_value=5, max_value=2400, label="Minutes a week for this work")
    touches_per_day = forms.IntegerField(min_value=1, max_value=60, label="People a day, at most")
    zone = forms.ChoiceField(label="Time zone", widget=QuickSelect, choices=list_zones)
    hour_price = forms.DecimalField(
        min_value=0, max_digits=12, decimal_places=2, label="What an hour of yours is worth"
    )
    working_days = forms.MultipleChoiceField(
        choices=DAYS,
        widget=forms.CheckboxSelectMultiple,
        label="Days you do this",
        error_messages={"required": "Choose at least one day."},
    )

    def name_currency(self, currency: str) -> None:
        """Say in which currency the price is."""
        self.fields["hour_price"].label = f"What an hour of yours is worth, in {currency}"

    def arguments(self, currency: str) -> dict[str, Any]:
        """Return the keyword arguments of `change_settings`; the price in minor units of the workspace's currency."""
        found = dict(self.cleaned_data)
        days = "".join(found.pop("working_days"))
        name = {"name": said} if (said := found.pop("name")) else {}
        return {"hour_price_minor": in_minor(found.pop("hour_price"), currency), "working_days": days, **name, **found}


class AwayForm(forms.Form):
    """Days on which nobody is proposed."""

    from_on = DayField(label="Away from", error_messages=NEEDED_DAY)
    to_on = DayField(label="Until, that day included", error_messages=NEEDED_DAY)


class BookForm(forms.Form):
    """What holds for the whole book; for its admin."""

    workspace_name = LineField(
        required=False,
        max_length=200,
        label="Your company, or what this book is called",
        help_text="On a form you send it stands beside your name, if you choose so.",
    )
    jurisdiction = forms.ChoiceField(
        required=False,
        widget=QuickSelect,
        label="Where most of the people you write to are",
        help_text="Its rules hold where an account names no country of its own.",
    )
    pack = forms.ChoiceField(
        widget=QuickSelect,
        label="Playbook",
        help_text="Whose words, reasons and pace: a seller’s, or those of somebody breaking in.",
    )
    currency = LineField(min_length=3, max_length=3, label="Currency, as in USD")
    fiscal_month = forms.TypedChoiceField(
        coerce=int,
        widget=QuickSelect,
        label="Their budget year begins in",
        choices=list(enumerate(MONTHS, start=1)),
    )

    def offer(self, countries: list[str], packs: list[tuple[str, str]]) -> None:
        """Show the countries the playbook has rules for, and the packs there are."""
        field, pack = self.fields["jurisdiction"], self.fields["pack"]
        assert isinstance(field, forms.ChoiceField) and isinstance(pack, forms.ChoiceField)
        field.choices = [("", NOT_SAID), *sorted(((one, COUNTRIES.get(one, one)) for one in countries), key=_by_name)]
        pack.choices = packs

    def arguments(self) -> dict[str, Any]:
        """Return the keyword arguments of `change_settings`."""
        return {name: said for name, said in self.cleaned_data.items() if said or name != "workspace_name"}


class InviteForm(forms.Form):
    """Whom to let into the book: somebody new, or one of those whom a file named."""

    member_id = forms.ChoiceField(required=False, widget=QuickSelect, label="Who")
    name = LineField(required=False, max_length=200, label="Their name, if they are new")
    mail = forms.EmailField(max_length=254, label="Their email", error_messages={"required": "Write their address."})
    role = forms.ChoiceField(widget=QuickSelect, label="What they do here", choices=list(ROLES.items()))

    def offer(self, named: list[tuple[str, str]]) -> None:
        """Show whom a file named; without anybody the question is not asked."""
        field = self.fields["member_id"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Somebody new"), *named]
        if not named:
            field.widget = forms.HiddenInput()
            self.fields["name"].label = "Their name"

    def arguments(self) -> dict[str, Any]:
        """Return the keyword arguments of `invite`."""
        said = self.cleaned_data
        return {**said, "member_id": as_id(said["member_id"]), "role": MemberRole(said["role"])}


class WhereForm(forms.Form):
    """The one question without which nothing written may be proposed."""

    jurisdiction = forms.ChoiceField(widget=QuickSelect, label="Where most of the people you write to are")

    def offer(self, countries: list[str]) -> None:
        """Show the countries the playbook has rules for."""
        field = self.fields["jurisdiction"]
        assert isinstance(field, forms.ChoiceField)
        named = sorted(((one, COUNTRIES.get(one, one)) for one in countries), key=_by_name)
        field.choices = [("", "Choose"), *named]


def _by_name(choice: tuple[str, str]) -> str:
    return choice[1]
