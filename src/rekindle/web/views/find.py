"""Find or do: one page and one endpoint, the same for a script and without one."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from rekindle.desk.actor import Actor
from rekindle.desk.show.finding import show_found
from rekindle.web.forms.fields import as_id
from rekindle.web.frame import Frame
from rekindle.web.places import Place
from rekindle.web.views.common import STAYS, make_frame, show_page, with_actor


@dataclass(frozen=True, slots=True)
class Doing:
    """Something to do about whom one looks at: the key that does it, and where it is done without one."""

    label: str
    key: str
    icon: str
    anchor: str


DOINGS = (
    Doing("Log how it went", "l", "phone", "log"),
    Doing("Rest until a date", "s", "rest", "rest"),
    Doing("Respect the no", "n", "leaf", "no"),
    Doing("They got in touch", "", "talk", "do-inbound"),
)
ON_TODAY = (
    Doing("Call, or write", "c", "phone", "log"),
    Doing("Log how it went", "1", "check", "log"),
    Doing("Change the words", "e", "note", "log"),
    *DOINGS[1:],
)

# Parts of Settings that somebody may call by name: label, icon, anchor.
PARTS = (
    ("Days away", "calendar", "away"),
    ("Job search", "settings", "job-search"),
    ("Export: take the book along", "import", "data"),
    ("Password", "settings", "password"),
    ("Letters and keys", "keyboard", "keys-list"),
    ("Playbook, country, currency", "settings", "book"),
)


@require_safe
@with_actor
def find(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show whom `?q=` may mean; `?deal=` is whom one was looking at, `?page=` where; `?names=all` looks into all."""
    query, page = request.GET.get("q", ""), request.GET.get("page", "")
    view = show_found(actor, query, as_id(request.GET.get("deal", "")), all_names=request.GET.get("names") == "all")
    frame = make_frame(request, actor, "find")
    wanted = view.query.casefold()
    known = ON_TODAY if page == "today" else DOINGS
    context = {
        "view": view,
        "actions": [one for one in known if _begins(one.label, wanted)],
        "places": _matching(frame, wanted),
        "parts": [part for part in PARTS if wanted and _begins(part[0], wanted)],
        "after": page if page == "deal" or page in STAYS else "today",
    }
    template = "find/list.html" if request.headers.get("HX-Request") else "find/page.html"
    return show_page(request, template, frame, context)


def _matching(frame: Frame, wanted: str) -> list[Place]:
    return [place for place in frame.places if _begins(place.label, wanted)]


def _begins(label: str, wanted: str) -> bool:
    """Say whether the words typed begin a word of the label, so that one letter does not find everything."""
    return f" {label.casefold()}".find(f" {wanted}") >= 0
