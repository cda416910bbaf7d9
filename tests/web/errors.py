"""What every page looks like when something was refused, nobody may come in, or the desk itself broke."""

from dataclasses import replace
from datetime import date
from typing import Any

from django import forms

from rekindle.desk.show.judgement_views import Answer, Bin, Habit, JudgementView
from rekindle.web.forms.debriefs import AskForm, LinkForm, OwnForm
from rekindle.web.forms.pages import AddForm, FileForm, SignInForm
from rekindle.web.forms.settings import AwayForm
from rekindle.web.toast import refusal_of
from tests.web.debriefs import DEBRIEF

REFUSED = refusal_of("Not done: somebody else changed it in the meantime. Look again, then press once more.")
JUDGEMENT = JudgementView(
    title="Whom the desk chose came back more often than by any rule of thumb.",
    why="The desk went back to twelve past days, said what it would have said, and compared that with what happened.",
    tested_words="Tested on 12 October, 07:10",
    answers=(Answer("Came back", "9", "of 100", "of those the desk chose, likely 7 to 12"),),
    habits=(
        Habit("The desk", "9", "likely 7 to 12", "", 75.0, 58.0, 100.0, True),
        Habit("The largest first", "6", "likely 4 to 8", "3 more", 50.0, 33.0, 66.0, False),
        Habit("Every 90 days", "5", "likely 4 to 7", "4 more", 42.0, 33.0, 58.0, False),
    ),
    bins=(
        Bin("4 in 100", "5", "3 to 8", "210", 40.0, 200.0, 180.0, 220.0),
        Bin("12 in 100", "11", "8 to 15", "160", 120.0, 150.0, 120.0, 175.0),
    ),
    scale=30,
    horizon_words="within 90 days",
    calibration_words="For every 100 returns it expected, 97 came.",
    model=("In force: the desk’s own model.",),
    proof=("A look back cannot say that its contacts bring people back.",),
    held_out=False,
    too_large=False,
)
UNTESTED = replace(
    JUDGEMENT, title="It has not been tested on your past yet.", tested_words="", answers=(), habits=(), bins=()
)


def refused(form: forms.BaseForm, why: str = "") -> forms.BaseForm:
    """Return a form after it was looked at, with what is wrong beside its fields, or `why` above them."""
    form.is_valid()
    if why:
        form.add_error(None, why)
    return form


# Template, the page it is of, and what it shows: the forms after they were sent empty.
PAGES: dict[str, tuple[str, str, dict[str, Any]]] = {
    "add": ("add/page.html", "add", {"form": refused(AddForm({}))}),
    "import": (
        "bring_in/page.html",
        "bring_in",
        {"form": refused(FileForm({}, {})), "files": (), "refusal": "The workbook is damaged or cut short."},
    ),
    "own": (
        "debrief/own.html",
        "debriefs",
        {"view": DEBRIEF, "form": refused(OwnForm({}), "Pick what was decided, or why.")},
    ),
    "send": (
        "debrief/send.html",
        "debriefs",
        {"view": DEBRIEF, "form": refused(LinkForm({"days": "0"})), "site": "https://desk"},
    ),
    "ask": ("debrief/ask.html", "debriefs", {"view": DEBRIEF, "form": refused(AskForm({}))}),
    "judgement": ("judgement/page.html", "judgement", {"view": JUDGEMENT}),
    "judgement-none": ("judgement/page.html", "judgement", {"view": UNTESTED, "toast": REFUSED}),
    "sign-in": (
        "enter/sign_in.html",
        "",
        {"form": SignInForm(), "next": "/", "refusal": "That address and that password do not belong together."},
    ),
    "link": ("enter/stale.html", "", {"refusal": "It was used before, or a newer one was made."}),
    "crowded": ("buyer_form/crowded.html", "", {"words": "Many answers came from here just now. Try in a minute."}),
    "broken": ("500.html", "", {}),
    "unclear": ("400.html", "", {}),
    "too-old": ("403_csrf.html", "", {}),
}
AWAY = refused(AwayForm({"from_on": f"{date(2026, 10, 14)}"}))
# Pages that are drawn anyway, with a refusal that came back as a toast.
TOASTED = (
    "/account",
    "/book",
    "/book/board",
    "/debriefs",
    "/matches",
    "/patterns",
    "/coach",
    "/coach/read",
    "/coach/month",
    "/playbook",
    "/playbook/library",
    "/playbook/versions",
    "/import/done",
    "/find",
    "/practice",
    "/bring",
)
PATHS = [*(f"/error/{name}" for name in PAGES), "/settings/refused", "/settings/member", "/book?toast=refused"]
# By the name of its picture.
DRAWN = {
    **{f"error-{name}": f"/error/{name}" for name in PAGES},
    **{f"error-{path.strip('/').replace('/', '-')}": f"{path}?toast=refused" for path in TOASTED},
    "error-today": "/?toast=refused",
    "error-deal": "/refused",
    "error-signals": "/signals/none",
    "error-settings": "/settings/refused",
    "no-permission-settings": "/settings/member",
}
