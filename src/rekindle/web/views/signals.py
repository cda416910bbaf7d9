"""Signals: something happened there. By hand or by list, with the losses each line unlocks, before it is kept."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rekindle.desk.actor import Actor, RefusedError
from rekindle.desk.news.keeping import record_signals
from rekindle.desk.show.news import show_list, show_news
from rekindle.terms.voices import VoiceKey
from rekindle.web.forms.coach import NewsForm, NewsListForm
from rekindle.web.incoming import NotKeptError, forget_file, keep_file, read_file
from rekindle.web.toast import leave_toast, toast_of
from rekindle.web.views.common import UNPROCESSABLE, go, make_frame, show_page, with_actor

LARGEST = 5 * 1024 * 1024
TOO_LARGE = "That file is larger than 5 MB. A list of news is short; bring it in parts."
PASTED, BY_HAND = "pasted lines", "one line"


@require_safe
@with_actor
def signals(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show what was noticed lately, and where to write down more; `?about=` names whom."""
    form = NewsForm(initial={"who": request.GET.get("about", "")[:300]}, auto_id="news-%s")
    return _show(request, actor, form, NewsListForm(auto_id="list-%s"))


@require_http_methods(["GET", "HEAD", "POST"])
@with_actor
def check(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show what a list, or one line by hand, unlocks; nothing is kept yet."""
    if request.method != "POST":
        return go("signals")
    by_hand = request.POST.get("by") == "hand"
    form = NewsForm(request.POST if by_hand else None, auto_id="news-%s")
    several = NewsListForm(None if by_hand else request.POST, None if by_hand else request.FILES, auto_id="list-%s")
    if not (form.is_valid() if by_hand else several.is_valid()):
        return _show(request, actor, form, several, status=UNPROCESSABLE)
    name, content = (BY_HAND, form.as_list()) if by_hand else _content(several)
    if len(content) > LARGEST:
        return _show(request, actor, form, several, status=UNPROCESSABLE, refusal=TOO_LARGE)
    try:
        view = show_list(actor, content, name)
    except RefusedError as refusal:
        return _show(request, actor, form, several, status=UNPROCESSABLE, refusal=str(refusal))
    if by_hand and view.wrong:
        return _show(request, actor, form, several, status=UNPROCESSABLE, refusal=view.wrong[0].trouble)
    context = {"list": view, "handle": keep_file(actor, name, content), "name": name}
    return show_page(request, "signals/check.html", make_frame(request, actor, "signals"), context)


@require_POST
@with_actor
def keep(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Keep the lines that are ticked."""
    handle = request.POST.get("file", "")
    rows = [int(row) for row in request.POST.getlist("row") if row.isdecimal() and len(row) < 9]
    try:
        name, content = read_file(actor, handle)
        done = record_signals(actor, request.POST.get("key", ""), content=content, name=name, rows=rows)
    except (RefusedError, NotKeptError) as refusal:
        form, several = NewsForm(auto_id="news-%s"), NewsListForm(auto_id="list-%s")
        return _show(request, actor, form, several, status=UNPROCESSABLE, refusal=str(refusal))
    forget_file(handle)
    leave_toast(request, toast_of(done))
    return go("signals")


def _content(several: NewsListForm) -> tuple[str, bytes]:
    file = several.cleaned_data["file"]
    if file:
        return str(file.name)[:200], file.read(LARGEST + 1)
    return PASTED, str(several.cleaned_data["lines"]).encode()


def _show(
    request: HttpRequest, actor: Actor, form: NewsForm, several: NewsListForm, status: int = 200, **more: Any
) -> HttpResponse:
    frame = make_frame(request, actor, "signals")
    if frame.voice.key == VoiceKey.JOB:
        form.speak_of_a_search()
    context = {"view": show_news(actor), "form": form, "several": several, **more}
    return show_page(request, "signals/page.html", frame, context, status=status)
