"""Where the customers are: asked where a book cannot go on without it."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from rekindle.desk.actor import Actor, RefusedError
from rekindle.desk.playbooks import list_choices
from rekindle.desk.verbs import change_settings
from rekindle.web.forms.settings import WhereForm
from rekindle.web.frame import Frame, workspace_of
from rekindle.web.toast import leave_toast, refusal_of, toast_of
from rekindle.web.views.common import go, with_actor

NOT_CHOSEN = "Choose a country first. Without one the strictest rules hold, and nothing written is proposed."


def where_form(actor: Actor, frame: Frame) -> WhereForm | None:
    """Build the question, for who may answer it and where nobody has."""
    if not frame.asks_country:
        return None
    form = WhereForm()
    form.offer(list_choices(workspace_of(actor))[0])
    return form


@require_POST
@with_actor
def say_where(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Keep where the customers are, and plan the morning by the rules of that country."""
    form = WhereForm(request.POST)
    form.offer(list_choices(workspace_of(actor))[0])
    if not form.is_valid():
        leave_toast(request, refusal_of(NOT_CHOSEN))
        return go("today")
    try:
        done = change_settings(actor, request.POST.get("key", ""), jurisdiction=form.cleaned_data["jurisdiction"])
    except RefusedError as refusal:
        leave_toast(request, refusal_of(str(refusal)))
        return go("today")
    leave_toast(request, toast_of(done))
    return go("today")
