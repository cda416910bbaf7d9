"""Forms of whole pages: adding a deal, signing in, a file, a password."""

from typing import Any

from django import forms
from django.contrib.auth.models import AbstractBaseUser

from rekindle.terms.losses import DealKind
from rekindle.web.forms.fields import DayField, LineField, QuickSelect, TermField, WordsField, in_minor


class AddForm(forms.Form):
    """Two fields suffice: who, and why if known."""

    who = LineField(label="Who", error_messages={"required": "Write who it was: a hospital, a company, a person."})
    why = WordsField(required=False, label="Why, if you know")
    person = LineField(required=False, label="Whom you spoke with")
    title = LineField(required=False, label="Their title")
    mail = forms.EmailField(required=False, label="Their email")
    name = LineField(required=False, label="What it was about")
    amount = forms.DecimalField(required=False, min_value=0, max_digits=15, decimal_places=3, label="Worth")
    currency = LineField(required=False, max_length=3, min_length=3, label="Currency, as in USD")
    lost_on = DayField(required=False, label="Lost on")
    kind = TermField(DealKind, label="Kind", initial=DealKind.NEW.value)

    def for_a_job(self) -> "AddForm":
        """Ask for the same in the words of somebody who looks for a job: the company, and whom they know there."""
        labels = {
            "who": "Company",
            "person": "Who you know there",
            "why": "What they said, if anything",
            "name": "Which role",
            "amount": "Pay, if it was named",
            "lost_on": "When they said it",
        }
        for name, label in labels.items():
            self.fields[name].label = label
        self.order_fields(["who", "person", "why"])
        self.at_first = ("who", "person", "why")
        self.fields["kind"].widget = forms.HiddenInput()
        self.fields["kind"].initial = DealKind.JOB.value
        return self

    def clean_currency(self) -> str:
        """Write the currency in capitals."""
        return str(self.cleaned_data["currency"]).upper()

    def clean(self) -> dict[str, Any]:
        """Refuse an amount without a currency: nobody could say what it is worth."""
        found = super().clean() or {}
        if found.get("amount") is not None and not found.get("currency"):
            self.add_error("currency", "Write the currency of the amount, as in USD.")
        return found

    def arguments(self) -> dict[str, Any]:
        """Return the keyword arguments of `add_deal`; the amount in minor units."""
        found = dict(self.cleaned_data)
        return {"amount_minor": in_minor(found.pop("amount"), found["currency"]), **found}

    at_first: tuple[str, ...] = ("who", "why")

    @property
    def first(self) -> list[forms.BoundField]:
        """The fields everybody sees; the first of them is enough."""
        return [self[name] for name in self.at_first]

    @property
    def more(self) -> list[forms.BoundField]:
        """The fields under "more"."""
        return [self[name] for name in self.fields if name not in self.at_first and not self[name].is_hidden]


class SignInForm(forms.Form):
    mail = forms.EmailField(label="Email", widget=forms.EmailInput(attrs={"autocomplete": "username"}))
    password = forms.CharField(
        label="Password", strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )


class FileForm(forms.Form):
    file = forms.FileField(
        label="A file",
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx,.xls,.xlsb,.ods,.parquet,.vcf"}),
        error_messages={
            "required": "Choose a file first.",
            "empty": "That file is empty. Export it again and try once more.",
        },
    )
    kind = forms.ChoiceField(
        required=False,
        widget=QuickSelect,
        label="What is in it",
        choices=[
            ("auto", "Find out for me"),
            ("deals", "Deals"),
            ("people", "People"),
            ("accounts", "Organisations"),
            ("touches", "Calls, mails, visits"),
            ("orders", "Invoices or orders: who went quiet"),
        ],
    )


class PasswordForm(forms.Form):
    """`current` is asked for only where there is a password already."""

    current = forms.CharField(
        label="The one you have", strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )
    new = forms.CharField(
        label="A new one, ten characters or more",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password", "minlength": 10}),
    )

    def __init__(self, user: AbstractBaseUser, data: Any = None) -> None:
        super().__init__(data, auto_id="password-%s")
        self.user = user
        if not user.has_usable_password():
            del self.fields["current"]

    def clean_current(self) -> str:
        """Let nobody else change it who finds the screen unlocked."""
        current = str(self.cleaned_data["current"])
        if not self.user.check_password(current):
            raise forms.ValidationError("That is not the password you have.")
        return current
