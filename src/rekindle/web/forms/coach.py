"""Forms of the coach's pages and of Signals."""

import csv
import io
from uuid import UUID

from django import forms

from rekindle.terms.touches import SignalKind
from rekindle.web.forms.fields import DayField, LineField, PersonField, QuickSelect, TermField, WordsField
from rekindle.web.words import choices

# What can happen to people one hopes to work with.
_IN_A_SEARCH = {
    SignalKind.SOMEONE_NEW,
    SignalKind.PANEL_TALK,
    SignalKind.PUBLISHED,
    SignalKind.AWARD,
    SignalKind.BUDGET_SEASON,
    SignalKind.OTHER,
}


class HandForm(forms.Form):
    """What to hand to whom. The choices are for show: the desk checks both."""

    member_id = PersonField(label="To", error_messages={"required": "Choose whom it is for."})
    what = forms.CharField(
        max_length=120, label="What", widget=QuickSelect, error_messages={"required": "Choose what to hand out."}
    )
    words = LineField(required=False, max_length=2000, label="A line from you")

    def offer(self, members: tuple[tuple[UUID, str], ...], things: tuple[tuple[str, str], ...]) -> None:
        """Show these members and these things to choose from."""
        self.fields["member_id"].widget.choices = [(str(one), name) for one, name in members]
        self.fields["what"].widget.choices = list(things)


class WordsForm(forms.Form):
    """What a review came to."""

    words = WordsField(
        rows=4, label="In a line or two, agreed by both", error_messages={"required": "Write a line or two first."}
    )


class NewsForm(forms.Form):
    """One thing that happened, written by hand."""

    kind = TermField(SignalKind, label="What happened")
    who = LineField(label="Whom it is about", error_messages={"required": "Write an account, a person or a product."})
    person = LineField(required=False, label="Who, if somebody is new")
    on = DayField(required=False, label="When, or when the contract ends")
    competitor = LineField(required=False, label="Which supplier, if one")
    product = LineField(required=False, label="About which of our products")
    words = WordsField(required=False, rows=2, label="In a sentence")

    def speak_of_a_search(self) -> None:
        """Ask for what can happen while somebody looks for a job: nothing of contracts, suppliers and products."""
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)
        kind.choices = [(one, words) for one, words in choices(SignalKind) if one in _IN_A_SEARCH]
        self.fields["on"].label = "When"
        for name in ("competitor", "product"):
            del self.fields[name]

    def as_list(self) -> bytes:
        """Write it as a list of one line, so that it takes the same way as a list."""
        columns = {"account": "who", "person": "person", "kind": "kind", "date": "on", "words": "words"}
        columns |= {"product": "product", "competitor": "competitor"}
        cells = {header: self.cleaned_data.get(name) for header, name in columns.items()}
        cells["kind"] = str(self.cleaned_data["kind"]).replace("_", " ")
        text = io.StringIO()
        writer = csv.DictWriter(text, list(columns))
        writer.writeheader()
        writer.writerow({header: " ".join(str(cell or "").split()) for header, cell in cells.items()})
        return text.getvalue().encode()


class NewsListForm(forms.Form):
    """A list: pasted, or a file."""

    lines = forms.CharField(
        required=False,
        max_length=200_000,
        label="One thing per line: who, what, when, a few words",
        widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "false"}),
    )
    file = forms.FileField(
        required=False,
        label="Or a file",
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx,.xls,.ods"}),
        error_messages={"empty": "That file is empty. Export it again and try once more."},
    )

    def clean(self) -> dict[str, object]:
        """Ask for one of the two."""
        found = super().clean() or {}
        if not self.errors and not found.get("file") and not str(found.get("lines") or "").strip():
            self.add_error("lines", "Paste a line or two, or choose a file.")
        return found
