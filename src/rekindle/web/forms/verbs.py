"""One form per verb about a deal. The names of the fields are the names of the verb's arguments."""

import re
from typing import Any

from django import forms

from rekindle.desk.show.views import DealView
from rekindle.terms.losses import DealKind, Reason, Source, Verdict
from rekindle.terms.people import PermissionState, SeatRole, Stance
from rekindle.terms.touches import Channel, Outcome, SignalKind
from rekindle.web.forms.fields import DayField, LineField, PersonField, QuickSelect, TermField, WordsField


class VerbForm(forms.Form):
    """`arguments` gives what the verb is called with; `show` fills in what this deal has to offer."""

    use_required_attribute = True

    def arguments(self) -> dict[str, Any]:
        """Return the keyword arguments of the verb."""
        return dict(self.cleaned_data)

    def show(self, view: DealView) -> "VerbForm":
        """Offer the people of this deal and this workspace's own words, and return the form."""
        for field in self.fields.values():
            if isinstance(field, PersonField):
                field.offer(view.people)
        for name, offered in (("reason", view.reasons), ("verdict", view.verdicts), ("role", view.roles)):
            asked = self.fields.get(name)
            if offered and isinstance(asked, TermField):
                asked.offer(offered)
        return self


class TouchForm(VerbForm):
    outcome = TermField(Outcome, label="How it went", error_messages={"required": "Pick how it went."})
    channel = TermField(Channel, label="How")
    person_id = PersonField(required=False, label="With")
    minutes = forms.IntegerField(required=False, min_value=0, max_value=600, label="Minutes")
    words = WordsField(required=False, label="What was said")
    play = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput)
    asset_key = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput)
    seen = forms.UUIDField(required=False, widget=forms.HiddenInput)


class LineForm(VerbForm):
    """The log line: a first character 1 to 4 says how it went, the rest are the words."""

    line = LineField(max_length=4000, error_messages={"required": "Write down what happened, or press 1 to 4 first."})
    person_id = PersonField(required=False, label="With")

    def split(self) -> tuple[str, str]:
        """Return the digit, empty when there is none, and the words."""
        found = re.match(r"([1-4])(?:\s+|$)(.*)", self.cleaned_data["line"], re.DOTALL)
        return (found[1], found[2].strip()) if found else ("", self.cleaned_data["line"])


class NoteForm(VerbForm):
    words = WordsField(label="Note", error_messages={"required": "Write the note first."})
    person_id = PersonField(required=False, label="About")
    private = forms.BooleanField(required=False, label="For my eyes only")


class RestForm(VerbForm):
    until_on = DayField(label="Until", error_messages={"required": "Pick a day.", "invalid": "Write it as 2026-10-14."})
    words = LineField(required=False, label="Why, if you like")
    person_id = PersonField(required=False, label="Who said so")


class MisreadForm(VerbForm):
    person_id = PersonField(required=False, label="Who said nothing of the kind")


class NoForm(VerbForm):
    person_id = PersonField(required=False, label="Who said no")
    whole_account = forms.BooleanField(required=False, label="The whole account")
    said_how = forms.ChoiceField(
        required=False,
        widget=QuickSelect,
        label="How they said it",
        choices=[
            ("", "Not said"),
            ("call", "On a call"),
            ("wrote", "In writing"),
            ("form", "On a form"),
            ("judgement", "My own judgement"),
        ],
    )
    words = WordsField(required=False, label="Their words")


class DraftForm(VerbForm):
    """One's own words for what is proposed; with `back` the playbook's again."""

    subject = LineField(required=False, label="Subject")
    words = WordsField(required=False, label="In your words")
    back = forms.BooleanField(required=False)

    def arguments(self) -> dict[str, Any]:
        """Return the keyword arguments of `change_words`."""
        found = dict(self.cleaned_data)
        return {"subject": "", "words": ""} if found.pop("back") else found


class BringForm(VerbForm):
    asset_key = forms.CharField(required=False, max_length=80)


class InboundForm(VerbForm):
    channel = TermField(Channel, label="How")
    person_id = PersonField(required=False)
    words = WordsField(required=False, label="Their words")
    wants_contact = forms.BooleanField(required=False, label="They ask to hear from us again")


class ReasonForm(VerbForm):
    source = forms.TypedChoiceField(
        widget=QuickSelect,
        label="Who says so",
        coerce=Source,
        choices=[
            (Source.REP.value, "I do"),
            (Source.BUYER.value, "They do"),
            (Source.MANAGER.value, "My manager does"),
        ],
    )
    verdict = TermField(Verdict, empty="Leave as it is", label="What was decided")
    reason = TermField(Reason, empty="Leave as it is", label="Because of")
    words = WordsField(required=False, label="In whose words")

    def clean(self) -> dict[str, Any]:
        """Ask for at least one thing to keep."""
        found = super().clean() or {}
        if not (found.get("verdict") or found.get("reason") or found.get("words")):
            raise forms.ValidationError("Pick what was decided or why, or write their words.")
        return found


class PermissionForm(VerbForm):
    person_id = PersonField()
    state = TermField(PermissionState, label="What they said")
    channel = TermField(Channel, empty="Any way", label="For")
    until_on = DayField(required=False, label="Until")
    revisit_on = DayField(required=False, label="They named a day to come back")
    words = WordsField(required=False, label="Their words")


class SignalForm(VerbForm):
    kind = TermField(SignalKind, label="What happened")
    words = WordsField(required=False, label="In a sentence")
    happened_on = DayField(required=False, label="When")
    incumbent = LineField(required=False, label="Whose contract, if one ends")
    ends_on = DayField(required=False, label="It ends on")


class PersonForm(VerbForm):
    name = LineField(label="Name", error_messages={"required": "Write their name."})
    title = LineField(required=False, label="Title")
    mail = forms.EmailField(required=False, label="Email")
    phone = LineField(required=False, max_length=60, label="Phone")
    linkedin = LineField(required=False, label="LinkedIn")
    role = TermField(SeatRole, label="Role", initial=SeatRole.UNKNOWN.value)
    stance = TermField(Stance, label="Where they stand", initial=Stance.UNKNOWN.value)

    def show(self, view: DealView) -> "VerbForm":
        """Speak of one person to who looks for a job."""
        stance = self.fields["stance"]
        if view.kind == DealKind.JOB and isinstance(stance, TermField):
            stance.offer(tuple((str(one), words) for one, words in STANCES_OF_ONE.items()))
        return super().show(view)


class MoveForm(VerbForm):
    person_id = PersonField()
    employer = LineField(required=False, label="Where they work now")
    title = LineField(required=False, label="Their title there")
    moved_on = DayField(required=False, label="Since when")


class ClosingForm(VerbForm):
    person_id = PersonField()
    channel = TermField(Channel, label="How")
    words = WordsField(label="What you wrote", initial="Thank you for telling me straight. I will not raise it again.")


class ReopenForm(VerbForm):
    words = WordsField(required=False, label="What changed")


class WinForm(VerbForm):
    words = WordsField(required=False, label="How it came back")


class LoseForm(VerbForm):
    lost_on = DayField(required=False, label="When")
    verdict = TermField(Verdict, empty="Not known yet", label="What was decided")
    reason = TermField(Reason, empty="Not known yet", label="Because of")
    words = WordsField(required=False, label="Their words")


STANCES_OF_ONE = {
    Stance.FOR: "For me",
    Stance.NEUTRAL: "In between",
    Stance.AGAINST: "Has doubts",
    Stance.UNKNOWN: "Not known yet",
}
OUTCOME_OF_DIGIT = {"1": Outcome.SPOKE, "2": Outcome.VOICEMAIL, "3": Outcome.NO_ANSWER, "4": Outcome.MEETING}
LOG_HINT = "1 spoke, 2 voicemail, 3 no answer, 4 meeting"
