"""One endpoint per verb: read the form, say the verb, show what it did. The same for a script and without one."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from rekindle.book.read.coaching import name_deals
from rekindle.desk import verbs as desk
from rekindle.desk.actor import Actor, Done, RefusedError
from rekindle.terms.touches import Channel
from rekindle.web.forms import verbs as forms
from rekindle.web.forms.fields import as_id
from rekindle.web.forms.verbs import OUTCOME_OF_DIGIT, LineForm, VerbForm
from rekindle.web.toast import Toast, leave_toast, refusal_of, toast_of
from rekindle.web.views.book import go_to_book
from rekindle.web.views.common import STAYS, UNPROCESSABLE, go, with_actor
from rekindle.web.views.deal import show_deal_page
from rekindle.web.views.today import show_queue

VERBS: dict[str, tuple[type[VerbForm], Callable[..., Done]]] = {
    "touch": (forms.TouchForm, desk.log_touch),
    "note": (forms.NoteForm, desk.add_note),
    "words": (forms.DraftForm, desk.change_words),
    "bring": (forms.BringForm, desk.bring_instead),
    "rest": (forms.RestForm, desk.rest),
    "no": (forms.NoForm, desk.respect_no),
    "misread": (forms.MisreadForm, desk.call_misread),
    "inbound": (forms.InboundForm, desk.record_inbound),
    "reason": (forms.ReasonForm, desk.claim_reason),
    "permission": (forms.PermissionForm, desk.record_permission),
    "signal": (forms.SignalForm, desk.record_signal),
    "person": (forms.PersonForm, desk.add_person),
    "move": (forms.MoveForm, desk.move_person),
    "closing": (forms.ClosingForm, desk.closing_note),
    "reopen": (forms.ReopenForm, desk.reopen),
    "win": (forms.WinForm, desk.win),
    "lose": (forms.LoseForm, desk.lose_again),
}


@require_POST
@with_actor
def verb(request: HttpRequest, actor: Actor, deal_id: UUID, name: str) -> HttpResponse:
    """Say one verb about a deal."""
    if name not in VERBS:
        raise Http404(f"there is no verb {name}")
    kind, say = VERBS[name]
    return _answer(
        request, actor, deal_id, name, kind, lambda key, form: say(actor, key, deal_id=deal_id, **form.arguments())
    )


@require_POST
@with_actor
def line(request: HttpRequest, actor: Actor, deal_id: UUID) -> HttpResponse:
    """Read the log line: with a digit in front it is a call that was made, without one a note."""

    def say(key: str, form: VerbForm) -> Done:
        assert isinstance(form, LineForm)
        digit, words = form.split()
        person_id = form.cleaned_data["person_id"]
        if not digit:
            return desk.add_note(actor, key, deal_id=deal_id, words=words, person_id=person_id)
        outcome = OUTCOME_OF_DIGIT[digit]
        return desk.log_touch(
            actor, key, deal_id=deal_id, outcome=outcome, channel=Channel.CALL, person_id=person_id, words=words
        )

    return _answer(request, actor, deal_id, "line", LineForm, say)


@require_POST
@with_actor
def undo(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Undo the command that is named, else the member's latest one that can be undone."""
    command_id = as_id(request.POST.get("command_id", ""))
    deal_id = as_id(request.POST.get("deal", ""))
    try:
        done = desk.undo(actor, request.POST.get("key", ""), command_id=command_id, spares_files=True)
    except RefusedError as refusal:
        return _after(request, actor, deal_id, refusal_of(str(refusal)), status=UNPROCESSABLE)
    if deal_id and not request.headers.get("HX-Request") and not name_deals(actor.workspace_id, {deal_id}):
        # What was undone is that there is such a deal: its page is gone.
        leave_toast(request, toast_of(done))
        return go("book")
    return _after(request, actor, deal_id, toast_of(done), focus=next(iter(done.deals), None))


def _answer(
    request: HttpRequest,
    actor: Actor,
    deal_id: UUID,
    name: str,
    kind: type[VerbForm],
    say: Callable[[str, Any], Done],
) -> HttpResponse:
    form = kind(request.POST, auto_id=f"{name}-%s")
    if not form.is_valid():
        return _refuse(request, actor, deal_id, name, form, _first_error(form))
    try:
        done = say(request.POST.get("key", ""), form)
    except RefusedError as refusal:
        form.add_error(None, str(refusal))
        return _refuse(request, actor, deal_id, name, form, str(refusal))
    toast = toast_of(done, deal_id)
    if name == "no" and not form.cleaned_data["said_how"]:
        toast = replace(toast, ask_how=True, person_id=str(form.cleaned_data["person_id"] or ""))
    # Whoever was only prepared stays in front.
    return _after(request, actor, deal_id, toast, focus=deal_id if name in {"words", "bring"} else None)


def _after(
    request: HttpRequest,
    actor: Actor,
    deal_id: UUID | None,
    toast: Toast,
    *,
    focus: UUID | None = None,
    status: int = 200,
) -> HttpResponse:
    if request.headers.get("HX-Request"):
        return show_queue(request, actor, focus=focus, toast=toast, status=status)
    leave_toast(request, toast)
    if request.POST.get("after") == "deal" and deal_id:
        return go("deal", deal_id)
    if request.POST.get("after") == "book":
        return go_to_book(request)
    if request.POST.get("after") in STAYS:
        return go(request.POST["after"])
    return go(f"{reverse('today')}?deal={focus}") if focus else go("today")


def _refuse(request: HttpRequest, actor: Actor, deal_id: UUID, name: str, form: VerbForm, words: str) -> HttpResponse:
    toast = refusal_of(f"Not saved: {words}", form.data.get("words", ""), deal_id)
    if request.POST.get("after") == "today":
        return show_queue(request, actor, focus=deal_id, toast=toast, status=UNPROCESSABLE)
    return show_deal_page(request, actor, deal_id, bound={name: form}, toast=toast, status=UNPROCESSABLE)


def _first_error(form: VerbForm) -> str:
    field, errors = next(iter(form.errors.items()))
    label = form.fields[field].label if field in form.fields else ""
    return f"{label}: {errors[0]}" if label else str(errors[0])
