"""The pages drawn from hand-made views, as a site of their own: for pictures, and for states a book seldom shows."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from rekindle.desk.bring_in.columns import list_fields
from rekindle.desk.bring_in.report import FirstName, ImportReport, QuestionSeen, RejectedRow
from rekindle.desk.show.book_views import BookView
from rekindle.desk.show.bringing import Bringable, BringView
from rekindle.desk.show.file_views import FilePage, MatchesView, ProposalView, RecordShown
from rekindle.desk.show.finding import FindView, Found, JustDid
from rekindle.desk.show.practice import show_practice
from rekindle.terms.voices import VoiceKey
from rekindle.web import urls as real
from rekindle.web.actions import list_actions
from rekindle.web.forms.debriefs import AskForm, BuyerForm, LinkForm, OwnForm
from rekindle.web.forms.fields import as_id
from rekindle.web.forms.keys import show_letters
from rekindle.web.forms.pages import AddForm, FileForm, PasswordForm, SignInForm
from rekindle.web.forms.settings import AwayForm, BookForm, SettingsForm
from rekindle.web.forms.verbs import LOG_HINT, LineForm, ReasonForm
from rekindle.web.frame import Door, Frame
from rekindle.web.toast import Toast, refusal_of
from rekindle.web.views import book as book_page
from rekindle.web.views import find as find_page
from rekindle.web.views.bring_in import Column
from rekindle.web.views.debrief import CHOICES, STEPS
from rekindle.web.views.today import queue_context
from tests.web import coaches, errors
from tests.web.books import BOARD, EMPTY, NOBODY, TABLE
from tests.web.card_maker import deal_id
from tests.web.deals import ACCOUNT, CURVE, DEAL, MONTHS, NEW_ACCOUNT
from tests.web.debriefs import BUYER_FORM, DEBRIEF, DEBRIEFS, NONE_LEFT, REFUSED
from tests.web.patterns import FEW, MANY, NOTHING, UNWORKED
from tests.web.people import TODAY
from tests.web.playbooks import (
    BARE_SHELF,
    COMPARED,
    ENTRY,
    NEW_REASON,
    NO_VERSIONS,
    PARTS,
    READ_ENTRY,
    REASON,
    SHELF,
    VERSIONS,
)

DOORS = (Door("sample", "Northlight Surgical", True), Door("book", "My lost book", False))


def frame(page: str, *, is_sample: bool = False) -> Frame:
    """Make what stands around a page."""
    return Frame(page, deal_id(900), "Maya Brandt", "Upper Midwest", "sample", is_sample, DOORS, 9, 486)


STATES: dict[str, Any] = {
    "today": TODAY,
    "all-done": replace(TODAY, groups=(), minutes_left=0),
    "quiet": replace(TODAY, groups=(), done=(), minutes_left=0, next_words="The next one is Thursday."),
    "unplanned": replace(TODAY, groups=(), done=(), alone=(), alone_count=0, is_planned=False),
    "empty": replace(TODAY, groups=(), done=(), alone=(), alone_count=0, lost_count=0, is_sample=False),
}
TOASTS = {
    "spoke": Toast("Spoke: Dr. Lena Whitfield", str(deal_id(400)), str(deal_id(1))),
    "no": Toast(
        "Left alone, everywhere: Dr. Lena Whitfield", str(deal_id(400)), str(deal_id(1)), str(deal_id(201)), True
    ),
    "refused": refusal_of("Not saved: Pick how it went.", "wants loaners", deal_id(1)),
}


PARKED = QuestionSeen("Stage: Parked", "Does “Parked” mean that the deal is lost?", ("lost", "open"))
WHY = {"Date 2": "No name we know; it holds days, such as “11.02.2025”, and nothing tells of what."}
COLUMNS = (
    ("Account Name", "Tamarack Regional, Lakemont", "account.name"),
    ("Opportunity", "4x Vantage 4K", "deal.name"),
    ("Amount", "620000", "deal.amount"),
    ("Loss Reason", "Budget - frozen", "deal.lost_reason"),
    ("Date 2", "11.02.2025", "keep"),
)
FIELDS = list_fields("deals")
REPORT = ImportReport(
    file="lost-deals-2023-2025.csv",
    kind="deals",
    rows=512,
    created=486,
    updated=3,
    skipped=20,
    rejected=3,
    unmapped=("Lead Source Detail",),
    questions=("“Date 2” could be the day it was lost or the day of the last contact. Choose one.",),
    warnings=("Reasons that read like a no are left alone until you decide otherwise.",),
    losses=486,
    returns=4,
    suppressed=117,
    rejected_rows=(RejectedRow(17, "Amount: “n/a” is no amount; leave the cell empty.", {}),),
    asks=(QuestionSeen("Date 2", "“Date 2” could be two dates. Which one is it?", ("deal.lost_on", "keep")),),
    first=(
        FirstName("Tamarack Regional", "Dr. Lena Whitfield", "4x Vantage 4K", "$620,000"),
        FirstName("Bellhaven Clinic", "Ray Ortiz", "Carts", "$90,000"),
    ),
)
DONE = FilePage(
    file_id=deal_id(700),
    name="lost-deals-2023-2025.csv",
    digest="0",
    kind="deals",
    at=datetime(2026, 10, 14, 12, tzinfo=UTC),
    rows=512,
    done=512,
    state="done",
    words="",
    numbers={
        "created": 486,
        "updated": 3,
        "skipped": 20,
        "rejected": 3,
        "losses": 486,
        "returns": 4,
        "suppressed": 117,
    },
    warnings=REPORT.warnings,
    rejected=((17, "Amount: “n/a” is no amount; leave the cell empty."),),
    command_id=deal_id(701),
    undo_until=date(2026, 11, 13),
    proposals=2,
)
MATCHES = MatchesView(
    (
        ProposalView(
            deal_id(710),
            "organisation",
            RecordShown(deal_id(711), "Tamarack Regional", ("tamarack.example", "Upper Midwest", "US"), 3),
            RecordShown(deal_id(712), "Tamarack Regional Hospital", ("US",), 1),
            "the names differ only in hospital",
        ),
    ),
    1,
)
CHECK: dict[str, Any] = {
    "report": REPORT,
    "tables": {
        "": [Column(name, example, field, WHY.get(name, ""), is_asked=name in WHY) for name, example, field in COLUMNS],
        "without a value to show": [Column("Fax", "", "keep", is_empty=True)],
    },
    "filled": 5,
    "matched": 4,
    "answered": ((PARKED, "open"),),
    "hidden": {"columns": "[]"},
    "fields": FIELDS,
    "handle": "",
    "kind": "auto",
}


def draw_today(request: HttpRequest, state: str = "today") -> HttpResponse:
    """Draw a state of Today, with the toast of `?toast=`."""
    view = STATES[state]
    context = queue_context(view, as_id(request.GET.get("deal", "")))
    toast = TOASTS.get(request.GET.get("toast", ""))
    around = frame("today", is_sample="sample" in request.GET).counting(left=view.left, lost=view.lost_count)
    return render(request, "today/page.html", {"frame": around, "toast": toast, **context})


def draw_deal(request: HttpRequest, deal_id: UUID) -> HttpResponse:
    """Draw the deal page."""
    context = {
        "view": DEAL,
        "actions": list_actions(DEAL),
        "line": LineForm(),
        "log_hint": LOG_HINT,
        "earliest": TODAY.day + timedelta(days=1),
        "frame": frame("deal"),
    }
    return render(request, "deal/page.html", context)


def draw_refused(request: HttpRequest) -> HttpResponse:
    """Draw the deal page after a form was refused: it stands open, with the words."""
    form = ReasonForm({"source": "rep"}, auto_id="reason-%s")
    form.is_valid()
    line = LineForm({"line": ""})
    line.is_valid()
    context = {
        "view": DEAL,
        "actions": list_actions(DEAL, {"reason": form}),
        "line": line,
        "log_hint": LOG_HINT,
        "earliest": TODAY.day + timedelta(days=1),
        "frame": frame("deal"),
        "toast": TOASTS["refused"],
    }
    return render(request, "deal/page.html", context)


def draw_settings(request: HttpRequest, state: str = "") -> HttpResponse:
    """Draw the settings of somebody without a password; `refused` after each form was, `member` for no admin."""
    user = get_user_model()(email="maya@example.com")
    user.set_unusable_password()
    limits = SettingsForm(
        initial={
            "minutes_per_week": 225,
            "touches_per_day": 12,
            "zone": "UTC",
            "hour_price": 150,
            "working_days": "12345",
        }
    )
    book = BookForm(prefix="book", initial={"pack": "medical", "currency": "USD", "fiscal_month": 1})
    book.offer(["DE", "US"], [("b2b", "Business to business"), ("medical", "Medical")])
    if state == "refused":
        limits, refusals = SettingsForm({"minutes_per_week": "1"}), {"away": errors.AWAY}
        refusals["book_refusal"] = "There is no playbook of that name."
    else:
        refusals = {"away": AwayForm()}
    return render(
        request,
        "settings/page.html",
        {
            "form": limits,
            **refusals,
            "book": None if state == "member" else book,
            "password": PasswordForm(user),
            "frame": frame("settings", is_sample=True),
            "remaps": show_letters({"moved": {"j": "y"}}),
        },
    )


def draw(template: str, page: str, **context: Any) -> Callable[[HttpRequest], HttpResponse]:
    """Make a view that draws one template, with the refusal of `?toast=refused`."""

    def view(request: HttpRequest) -> HttpResponse:
        toast = {"toast": errors.REFUSED} if request.GET.get("toast") == "refused" else {}
        return render(request, template, {"frame": frame(page), **toast, **context})

    return view


DEBRIEF_PAGES = [
    path("debriefs", draw("debrief/list.html", "debriefs", view=DEBRIEFS)),
    path("debriefs/none", draw("debrief/list.html", "debriefs", view=NONE_LEFT)),
    path(
        "debrief/call", draw("debrief/call.html", "debriefs", view=DEBRIEF, form=REFUSED, steps=STEPS, choices=CHOICES)
    ),
    path("debrief/own", draw("debrief/own.html", "debriefs", view=DEBRIEF, form=OwnForm())),
    path("debrief/send", draw("debrief/send.html", "debriefs", view=DEBRIEF, form=LinkForm(), site="https://desk")),
    path("debrief/ask", draw("debrief/ask.html", "debriefs", view=DEBRIEF, form=AskForm())),
    path("form", draw("buyer_form/page.html", "", view=BUYER_FORM, form=BuyerForm())),
    path("form/closed", draw("buyer_form/closed.html", "")),
]

PLAYBOOK_PAGES = [
    path("playbook", draw("playbook/reason.html", "playbook", view=REASON), name="playbook"),
    path("playbook/new", draw("playbook/reason.html", "playbook", view=NEW_REASON)),
    path("playbook/library", draw("playbook/library.html", "playbook", view=SHELF), name="playbook_library"),
    path("playbook/bare", draw("playbook/library.html", "playbook", view=BARE_SHELF)),
    path("playbook/parts", draw("playbook/parts.html", "playbook", view=PARTS), name="playbook_parts"),
    path("playbook/entry", draw("playbook/entry.html", "playbook", view=ENTRY, refusal="This cannot be kept.")),
    path("playbook/read", draw("playbook/entry.html", "playbook", view=READ_ENTRY)),
    path("playbook/versions", draw("playbook/versions.html", "playbook", view=VERSIONS), name="playbook_versions"),
    path("playbook/unchanged", draw("playbook/versions.html", "playbook", view=NO_VERSIONS)),
    path("playbook/compared", draw("playbook/version.html", "playbook", view=COMPARED)),
]


COACH_PAGES = [
    path("coach", draw("coach/page.html", "coach", view=coaches.COACH, form=coaches.hand_form()), name="coach"),
    path("coach/quiet", draw("coach/page.html", "coach", view=coaches.QUIET, form=coaches.hand_form())),
    path("coach/closed", draw("coach/closed.html", "coach", door="rep")),
    path("coach/alone", draw("coach/closed.html", "coach", door="alone")),
    path("coach/read", draw("coach/deal.html", "coach", view=coaches.REVIEW, form=coaches.words_form())),
    path("coach/month", draw("coach/month.html", "coach", view=coaches.MONTH, form=coaches.words_form())),
    path("coach/month/none", draw("coach/month.html", "coach", view=coaches.NO_LOSSES, form=coaches.words_form())),
    path("signals", draw("signals/page.html", "signals", view=coaches.NEWS, **coaches.news_forms()), name="signals"),
    path(
        "signals/none", draw("signals/page.html", "signals", view=coaches.NO_NEWS, **coaches.news_forms(refused=True))
    ),
    path("signals/list", draw("signals/check.html", "signals", list=coaches.LIST, handle="x", name="pasted lines")),
]


def draw_book(view: BookView) -> Callable[[HttpRequest], HttpResponse]:
    """Make a view that draws the lost book."""
    columns = [(name, label, name in book_page.USUAL) for name, label in book_page.COLUMNS]
    links = dict.fromkeys(("view", "standing", "reason", "sort"), "?sort=lost&standing=")
    more = {"columns": book_page.USUAL, "all_columns": columns, "here": "sort=lost", "links": links}
    more |= {"asked": [("sort", "lost")], "narrowed": [(one.words, "?sort=lost") for one in view.narrowed]}
    return draw("book/page.html", "book", view=view, **more)


def draw_find(request: HttpRequest) -> HttpResponse:
    """Draw what was found for some words, or everything there is to do."""
    found = (
        Found("person", str(deal_id(1)), "Dr. Lena Whitfield", "Tamarack Regional", "i-person-new"),
        Found("asset", "service_cost", "Five-year service cost, side by side", "Two pages", "i-doc"),
    )
    words = request.GET.get("q", "")
    did = (JustDid(deal_id(400), "Spoke: Dr. Lena Whitfield", datetime(2026, 10, 14, 12, tzinfo=UTC)),)
    view = FindView(words, "Dr. Lena Whitfield", deal_id(1), found if words else (), did)
    around = frame("find")
    more = {"actions": find_page.DOINGS, "places": around.places, "after": "today"}
    template = "find/list.html" if request.headers.get("HX-Request") else "find/page.html"
    return render(request, template, {"frame": around, "view": view, **more})


def draw_practice(request: HttpRequest) -> HttpResponse:
    """Draw the practice after some keys."""
    view = show_practice(VoiceKey.SALES, request.GET.get("did", ""), TODAY.day)
    return draw("practice/page.html", "practice", view=view)(request)


BRINGS = BringView(
    deal_id(1),
    "Dr. Lena Whitfield",
    (
        Bringable("service_cost", "Five-year service cost", "Two pages", answers=True, is_chosen=True),
        Bringable("lease_sums", "Lease, rent or buy", "One page", answers=True, is_chosen=False),
    ),
    is_own_choice=True,
)
FIXED = [
    path("find", draw_find, name="find"),
    path("practice", draw_practice, name="practice"),
    path("bring", draw("today/bring.html", "bring", view=BRINGS)),
    path("bring/nothing", draw("today/bring.html", "bring", view=replace(BRINGS, choices=()))),
    path("", draw_today, name="today"),
    path("state/<slug:state>", draw_today),
    path("deal/<uuid:deal_id>", draw_deal, name="deal"),
    path("curve", draw("deal/curve.html", "deal", view=DEAL, window=CURVE, months=MONTHS)),
    path("account", draw("account/page.html", "deal", view=ACCOUNT)),
    path("account/new", draw("account/page.html", "deal", view=NEW_ACCOUNT)),
    path("book", draw_book(TABLE), name="book"),
    path("book/board", draw_book(BOARD)),
    path("book/none", draw_book(EMPTY)),
    path("book/nobody", draw_book(NOBODY)),
    path("settings", draw_settings, name="settings"),
    path("settings/<slug:state>", draw_settings),
    *(path(f"error/{name}", draw(template, page, **shown)) for name, (template, page, shown) in errors.PAGES.items()),
    path("sign-in", draw("enter/sign_in.html", "", form=SignInForm(), next="/"), name="sign_in"),
    path("import/check", draw("bring_in/check.html", "bring_in", **CHECK), name="check_file"),
    path("import/done", draw("bring_in/done.html", "bring_in", view=DONE, report=DONE.numbers, first=REPORT.first)),
    path("import/coming", draw("bring_in/coming.html", "bring_in", view=replace(DONE, state="coming", done=301))),
    path("import/stopped", draw("bring_in/coming.html", "bring_in", view=replace(DONE, state="stopped", done=301))),
    path("matches", draw("bring_in/matches.html", "bring_in", view=MATCHES), name="matches"),
    path("refused", draw_refused),
    path("patterns", draw("patterns/page.html", "patterns", view=MANY), name="patterns"),
    path("patterns/few", draw("patterns/page.html", "patterns", view=FEW)),
    path("patterns/unworked", draw("patterns/page.html", "patterns", view=UNWORKED)),
    path("patterns/none", draw("patterns/page.html", "patterns", view=NOTHING)),
    path("gone", draw("404.html", "")),
    path("closed", draw("403.html", "")),
    *COACH_PAGES,
    *DEBRIEF_PAGES,
    *PLAYBOOK_PAGES,
    path("link", draw("enter/link.html", "")),
    path("add", draw("add/page.html", "add", form=AddForm()), name="add"),
    path("import", draw("bring_in/page.html", "bring_in", form=FileForm(), files=()), name="bring_in"),
]
urlpatterns = [*FIXED, *real.urlpatterns]
