"""What can be said about a deal on its own page, and with which form."""

from dataclasses import dataclass, replace

from rekindle.desk.show.views import DealView
from rekindle.terms.losses import DealKind, Status
from rekindle.web.forms import verbs as forms
from rekindle.web.forms.verbs import VerbForm


@dataclass(frozen=True, slots=True)
class Action:
    """A part of the page that opens in place: `verb` is the last step of its path."""

    verb: str
    icon: str
    heading: str
    button: str
    form: VerbForm
    hint: str = ""
    is_open: bool = False

    @property
    def id(self) -> str:
        """The name of its place on the page."""
        return self.verb


@dataclass(frozen=True, slots=True)
class Offer:
    """What can be done with a deal: its form, and the words around it."""

    form: type[VerbForm]
    icon: str
    heading: str
    button: str
    hint: str = ""


OFFERS = {
    "touch": Offer(
        forms.TouchForm, "phone", "We had contact", "Log it", "The line above is quicker; this takes all of it."
    ),
    "inbound": Offer(
        forms.InboundForm,
        "talk",
        "They got in touch",
        "Write it down",
        "A lost deal whose people write again is open again.",
    ),
    "note": Offer(forms.NoteForm, "note", "Something to remember", "Keep the note"),
    "reason": Offer(forms.ReasonForm, "puzzle", "Why it was lost", "Keep it", "Earlier answers stay on file."),
    "permission": Offer(
        forms.PermissionForm, "shield", "What they allowed", "Keep it", "A no here stops everything we would send them."
    ),
    "signal": Offer(forms.SignalForm, "spark", "Something changed there", "Write it down"),
    "person": Offer(forms.PersonForm, "person-new", "Somebody else has a say", "Add them"),
    "move": Offer(
        forms.MoveForm,
        "swap",
        "Somebody moved on",
        "Keep it",
        "Who they were here stays on record.",
    ),
    "closing": Offer(
        forms.ClosingForm,
        "leaf",
        "A closing note",
        "I sent it",
        "Thanks, and nothing more. Afterwards they are left alone.",
    ),
    "reopen": Offer(forms.ReopenForm, "today", "It is open again", "Open it again"),
    "win": Offer(forms.WinForm, "flag", "It was won", "It is won"),
    "lose": Offer(forms.LoseForm, "door", "It was lost again", "Write it down", "The earlier loss stays as it was."),
}
# The same for whoever looks for a job.
JOB_OFFERS = OFFERS | {
    "inbound": replace(OFFERS["inbound"], hint="Who said no and writes again is talking with you again."),
    "reason": replace(OFFERS["reason"], heading="Why they said no"),
    "reopen": replace(OFFERS["reopen"], heading="You are talking again", button="Keep it"),
    "win": replace(OFFERS["win"], heading="They hired you", button="I have the job"),
    "lose": replace(OFFERS["lose"], heading="They said no again", hint="The earlier no stays as it was."),
}
# What was never lost is not lost again.
FIRST_LOSS = {"lose": replace(OFFERS["lose"], heading="It was lost", hint="")}
FIRST_JOB_LOSS = {"lose": replace(OFFERS["lose"], heading="They said no", hint="")}
WHEN = {Status.LOST: {"reopen", "win", "closing"}, Status.OPEN: {"win", "lose"}, Status.WON: set()}
ONLY_SOMETIMES = frozenset().union(*WHEN.values())


def list_actions(view: DealView, bound: dict[str, VerbForm] | None = None) -> list[Action]:
    """List what fits the deal as it stands; a form that was refused stands open with its words."""
    kept = bound or {}
    fitting = [verb for verb in OFFERS if verb not in ONLY_SOMETIMES or verb in WHEN.get(Status(view.status), set())]
    is_job = view.kind == DealKind.JOB
    offers = JOB_OFFERS if is_job else OFFERS
    if not view.losses:
        offers = offers | (FIRST_JOB_LOSS if is_job else FIRST_LOSS)
    return [_action(verb, offers[verb], view, kept.get(verb)) for verb in fitting]


def _action(verb: str, offer: Offer, view: DealView, kept: VerbForm | None) -> Action:
    form = (kept or offer.form(auto_id=f"{verb}-%s")).show(view)
    return Action(verb, offer.icon, offer.heading, offer.button, form, offer.hint, is_open=kept is not None)
