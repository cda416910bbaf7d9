"""Somebody says whether a sentence asks to be left alone."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from rekindle.desk import verbs as desk
from rekindle.desk.actor import Actor, RefusedError
from rekindle.web.forms.fields import as_id
from rekindle.web.toast import leave_toast, refusal_of, toast_of
from rekindle.web.views.common import go, with_actor

_ASKS = {"yes": True, "no": False}
# The pages it is asked on, whose address has an id.
_PAGES = frozenset({"deal", "file"})


@require_POST
@with_actor
def answer(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Answer yes or no, and go back to where it was asked."""
    entry_id, said = as_id(request.POST.get("entry_id", "")), request.POST.get("asks", "")
    if entry_id is None or said not in _ASKS:
        raise Http404("which sentence?")
    try:
        done = desk.answer_wish(actor, request.POST.get("key", ""), entry_id=entry_id, asks=_ASKS[said])
        leave_toast(request, toast_of(done))
    except RefusedError as refusal:
        leave_toast(request, refusal_of(f"Not done: {refusal}"))
    page, page_id = request.POST.get("after", ""), as_id(request.POST.get("after_id", ""))
    return go(page, page_id) if page in _PAGES and page_id else go("today")
