"""The pages of a coach and the page Signals by hand: full, quiet, closed, and with lines nobody can match."""

from dataclasses import replace

from rekindle.desk.show.coach_views import (
    BackView,
    CoachView,
    DealReview,
    HandoutChoice,
    Hands,
    KeptTalk,
    LossInReview,
    MemberRow,
    MonthReview,
    ReasonsOf,
    SaidView,
    Share,
    TalkView,
)
from rekindle.desk.show.news import LineView, ListView, NewsRow, NewsView, Unlocked
from rekindle.web.forms.coach import HandForm, NewsForm, NewsListForm, WordsForm
from tests.web.card_maker import deal_id

TALKS = (
    TalkView(
        "came_back",
        deal_id(501),
        "Priya Kapoor",
        "Celebrate",
        "chip--fern",
        "i-spark",
        "Priya brought Ridgeline Heart back after 14 months.",
        "Lost on 12 September last year, won since 13 November.",
        "$465,000",
        "back, for 11 h of work since the loss",
        "You might ask",
        "What made the difference? Would you tell the team?",
        deal_id(1),
        is_kept=True,
    ),
    TalkView(
        "gap",
        deal_id(502),
        "Devon Wright",
        "Ask",
        "chip--dusk",
        "i-swap",
        "Devon hears “Price”. Buyers say “Training and rollout”.",
        "Seven losses of the last year were talked over with the buyer. In five the buyer put something else first.",
        "",
        "5 of 7 buyers put something else first",
        "You might ask",
        "Walk me through Lakemont, as they saw it.",
        deal_id(2),
        5,
        7,
    ),
    TalkView(
        "lighten",
        deal_id(503),
        "Anders Nygaard",
        "Lighten",
        "chip--honey",
        "i-leaf",
        "Anders has 41 in the queue. 2 can be let go.",
        "The desk would contact all of them now: about 7 h of work. A week has 5 h 15.",
        "1 h 45",
        "more than the week has",
        "You might say",
        "Letting go is part of the job. Pick the ones you believe in.",
        deals=((deal_id(3), "Alder Creek Medical"), (deal_id(4), "Quill River Health")),
    ),
)
ROW = MemberRow(
    deal_id(501),
    "Priya Kapoor",
    Share("88%", 88, "15 of 17, likely 71 to 96%"),
    Share("1 of 2 debriefs", hint="not enough to say"),
    "3 h",
    "4",
    "6 people, 19 min of 5 h 15 a week",
)
COACH = CoachView(
    "Three conversations worth having this week",
    "Chosen from 64 losses of the quarter and 58 debriefs with the buyer.",
    "2026-11",
    "Counted today, 07:00",
    TALKS,
    1,
    (KeptTalk(deal_id(601), "Priya Kapoor", TALKS[0].title, "added yesterday", deal_id(1)),),
    (
        ROW,
        replace(
            ROW,
            name="Devon Wright",
            agrees=Share("29%", 29, "5 of 17, likely 14 to 49%", True),
            waiting="41 people, 7 h of 5 h 15 a week",
            is_over=True,
        ),
    ),
    replace(ROW, name="Team"),
    (
        BackView(
            deal_id(1), "Priya Kapoor", "Ridgeline Heart", "won on Friday, 14 months after it was lost", "$465,000"
        ),
    ),
    (
        HandoutChoice(
            "asset:week_one", "Week one at Fox Prairie", "For Training and rollout. Used by two of six", "i-doc"
        ),
    ),
    (("asset:week_one", "Week one at Fox Prairie"),),
    ((deal_id(501), "Priya Kapoor"), (deal_id(502), "Devon Wright")),
    ("Five-year service cost: Devon",),
    "",
)
QUIET = replace(
    COACH,
    title="Nothing stands out this week.",
    words="Ask who they are proud of.",
    as_of="",
    talks=(),
    put_off=0,
    kept=(),
    team=(),
    whole=None,
    back=(),
    worth=(),
    given=(),
)
HANDS = (Hands("Ours to change", ("Training and rollout",)), Hands("Partly ours", ("Price",)))
REVIEW = DealReview(
    deal_id(2),
    "Lakemont Orthopaedic",
    "TrueAlign navigation",
    "Maya Brandt",
    "Lakemont Orthopaedic: what we know, and what we would do differently",
    (("Lost on", "10 September last year"), ("Worth", "$284,000"), ("It took", "26 h before, 15 min since")),
    (("18 July last year", "With Sheila Dorn, RN: “She asked twice who would be there.”"),),
    (SaidView("Dr. Amit Rao", "buyer", "We could not see who would be in the room with us.", "10 April"),),
    (ReasonsOf("Maya Brandt", ("Price",)), ReasonsOf("Dr. Amit Rao", ("Training and rollout", "Price"), "1")),
    "Dr. Amit Rao put something else first. Neither is wrong: each saw their own part of it.",
    HANDS,
    (SaidView("Dr. Amit Rao", "call", "Show us the first week.", "10 April"),),
    "",
)
LOSS = LossInReview(
    deal_id(2),
    "Lakemont Orthopaedic",
    "TrueAlign navigation",
    "$284,000",
    "10 September",
    "Price",
    "Training and rollout, Price",
    "1",
    "We could not see who would be in the room with us.",
    "Dr. Amit Rao",
    "",
)
MONTH = MonthReview(
    deal_id(502),
    "Devon Wright",
    "2026-09",
    "September",
    "Devon’s losses of September",
    ("Two losses, one of them heard from both sides.",),
    (LOSS, replace(LOSS, rep="", buyers="", gap="", quote="", amount="")),
    HANDS,
    (SaidView("Tomas Reyes", "review", "Ask about week one first.", "4 October"),),
    (("2026-10", "October"), ("2026-09", "September")),
    "",
)
NO_LOSSES = replace(MONTH, losses=(), hands=(), notes=(), words=("Nothing was lost in this month.",))
OPEN = Unlocked(deal_id(2), "Lakemont Orthopaedic", "TrueAlign", "$284,000", "Maya Brandt", "Lost to Corvex.")
NEWS = NewsView(
    "What happened out there",
    (
        NewsRow("Recall", "i-alert", "Harrow County", "13 November", "Light cables", "Maya Brandt", (OPEN,), 2),
        NewsRow("Published", "i-spark", "Dr. Peter Voss", "20 November", "", "Maya Brandt", (), 0),
    ),
    "",
)
NO_NEWS = NewsView("Nothing was noticed yet.", (), "")
LINE = LineView(
    1, "Recall", "Corvex", "today", "Light cables", "", (OPEN,), (replace(OPEN, why="They said no."),), 21, True, ""
)
LIST = ListView(
    "Two lines unlock one loss.",
    "One line could not be matched.",
    (LINE, replace(LINE, row=2, unlocked=(), left=(), may_keep=False, note="It unlocks nothing.", more=0)),
    (replace(LINE, row=3, kind="", about="Tamarak", trouble="Nobody here is called “Tamarak”.", unlocked=()),),
    1,
)


def hand_form() -> HandForm:
    """Make the form of handing out, with somebody to choose."""
    form = HandForm()
    form.offer(COACH.members, COACH.handouts)
    return form


def news_forms(*, refused: bool = False) -> dict[str, object]:
    """Make both forms of Signals, as they are or after one was refused."""
    several = NewsListForm({"lines": ""} if refused else None, {} if refused else None, auto_id="list-%s")
    return {"form": NewsForm(auto_id="news-%s"), "several": several}


def words_form() -> WordsForm:
    """Make the form of a review after it was sent empty."""
    return WordsForm({"words": ""})


REFUSED = news_forms(refused=True)
