"""A deal page, a book and an import report, by hand, beside the morning in `people`."""

from dataclasses import replace
from datetime import date, timedelta

from rekindle.desk.show.account import AccountView, AtAccount
from rekindle.desk.show.clocks import Clock
from rekindle.desk.show.committee import Committee, Placed
from rekindle.desk.show.views import (
    Chance,
    ClaimView,
    DealView,
    DoorsView,
    LossView,
    Moment,
    OutcomeChoice,
    PersonView,
)
from rekindle.desk.show.window import Happened, Line, draw_window, say_drawing
from rekindle.desk.show.window_curve import Fortnight, MonthOfChance
from rekindle.terms.losses import Reason, Verdict
from rekindle.web.words import choices
from tests.web.books import LINES
from tests.web.card_maker import CALL, RESTS, deal_id, strip

HISTORY = (
    Moment(
        date(2025, 8, 1),
        "1 August",
        "Saw Dr. Whitfield at grand rounds",
        "October. And bring the service numbers.",
        True,
        "i-visit",
    ),
    Moment(
        date(2025, 5, 14),
        "14 May",
        "Sent the OR noise study",
        "She read it twice. Ellen Brandvold forwarded it to biomed.",
        False,
        "i-mail",
    ),
    Moment(date(2025, 4, 3), "3 April", "Thanked her for the debrief", "No ask in it.", False, "i-mail"),
    Moment(
        date(2025, 2, 11),
        "11 February",
        "Debrief call with Dr. Whitfield",
        "Call me when the capital list opens. Mid-October, not before.",
        True,
        "i-talk",
    ),
    Moment(
        date(2025, 2, 11),
        "11 February",
        "Lost: the board froze capital over $250,000",
        "Maya wrote “budget”. Dr. Whitfield’s form says the same.",
        False,
        "i-door",
    ),
    Moment(date(2024, 11, 12), "12 November last year", "Demo in OR 3, six people", "", False, "i-person-new"),
)
PEOPLE = (
    PersonView(
        deal_id(201),
        "Dr. Lena Whitfield",
        "Chief of Surgery",
        "Champion",
        "for",
        "l.whitfield@tamarack.example",
        "+1 612 555 0100",
        "",
        "",
        "You may call in October, her own words",
    ),
    PersonView(
        deal_id(202), "Gordon Moss", "Chief Financial Officer", "Holds the budget", "unknown", "", "", "", "", ""
    ),
    PersonView(
        deal_id(203),
        "Hal Stein",
        "Anaesthesia",
        "In the way",
        "against",
        "",
        "",
        "",
        "Left alone. He said no on 12 May. We took him at his word.",
        "",
    ),
)
LOSSES = (
    LossView(
        1,
        "11 February",
        "Final round",
        "$620,000",
        "",
        (
            ClaimView("Buyer", "Not now", "Budget", "The board froze capital over 250 thousand.", "11 February", True),
            ClaimView("You", "", "Price", "", "11 February", False),
        ),
    ),
)
LINE = Line(
    date(2025, 10, 14),
    date(2024, 8, 20),
    date(2025, 2, 11),
    date(2025, 9, 26),
    date(2025, 11, 7),
    "Today, in their window",
    (
        Happened(date(2024, 11, 12), "touch", "Demo in OR 3, six people"),
        Happened(date(2025, 2, 11), "loss", "Lost", "the budget froze"),
        Happened(date(2025, 4, 3), "touch", "Thanked her"),
        Happened(date(2025, 8, 1), "reply", "Grand rounds"),
    ),
    (Happened(date(2026, 6, 30), "contract", "Contract ends", "Corvex"),),
)
FORTNIGHTS = tuple(
    Fortnight(date(2025, 2, 11) + timedelta(days=14 * number), chance / 100, chance / 150, chance / 70)
    for number, chance in enumerate([1] * 14 + [2, 4, 6, 7, 6, 4, 2] + [1] * 18)
)
DEAL = DealView(
    deal_id=deal_id(1),
    account_id=deal_id(101),
    account="Tamarack Regional Medical Center",
    name="4 × Vantage 4K tower",
    kind="new",
    status="lost",
    standing="window_open",
    standing_words="Window open",
    owner="Maya Brandt",
    amount="$620,000",
    product="Vantage 4K",
    lost_words="Lost 11 February",
    reason_words="Budget froze",
    reason_icon="i-coin",
    advice_words="Call Dr. Whitfield this week.",
    why=("She asked for mid-October.", "Budget losses reopen now."),
    chance=Chance(31, 22, 40, 0.6, "from 38 budget losses like this one"),
    window_words="Best window: now to 7 November",
    strip=strip(8, 7, 9.5),
    losses=LOSSES,
    people=PEOPLE,
    history=HISTORY,
    other_deals=((deal_id(31), "Seren sealer, open since June"),),
    unmapped=(("Lead Source Detail", "Trade show, hall 4"), ("Fiscal Period", "Q1-2025")),
    outcomes=tuple(OutcomeChoice(*choice) for choice in CALL),
    rests=RESTS,
    reasons=tuple(choices(Reason)),
    verdicts=tuple(choices(Verdict)),
    undo_words="",
    committee=Committee(
        (
            Placed(298, 101, "Whitfield", "Chief of Surgery", "Dr. Lena Whitfield", is_met=True, is_for=True),
            Placed(180, 48, "Moss", "Chief Financial…", "Gordon Moss", is_met=False, is_for=False),
            Placed(62, 86, "Stein", "Anaesthesia", "Hal Stein", is_met=True, is_for=False),
        ),
        183,
        "You have not met Gordon Moss (holds the budget).",
        "Dr. Lena Whitfield could introduce you.",
        "Who decides: three people, two of them met.",
    ),
    effort=("Seven contacts, 12.6 hours in all", "One contact, 5 minutes since the loss"),
    window=draw_window(LINE, say_drawing(LINE)),
    window_rows=(("Lost", "11 February, the budget froze"), ("Best window", "26 September to 7 November")),
    kept=("Dr. Lena Whitfield named 14 October: “Mid-October, not before.”", "3 of 6 contacts used since the loss"),
    clocks=(Clock("With Corvex until 14 October 2027: twelve months left.", "The next choice is being made now.", 40),),
    presence="Look in once a quarter, with something useful and no ask.",
    doors=DoorsView((("Kofi Mensah", "Biomedical engineer"),), ("SteadyFlow", "Seren sealer")),
    twins=((deal_id(32), "Vantage towers, OR 3"),),
    proposals=2,
)
MONTHS = tuple(MonthOfChance(date(2025, month, 1), 6, 4, 9) for month in (10, 11, 12))
CURVE = draw_window(replace(LINE, fortnights=FORTNIGHTS), say_drawing(LINE))
ACCOUNT = AccountView(
    deal_id(101),
    "Tamarack Regional Medical Center",
    "hospital · Minnesota · two deals",
    LINES[2:6],
    (
        AtAccount(deal_id(201), "Dr. Lena Whitfield", "Chief of Surgery", "A say on two deals", is_gone=False),
        AtAccount(deal_id(203), "Hal Stein", "Anaesthesia", "Left 1 May", is_gone=True),
    ),
    ("Gordon Moss, Chief Financial Officer, is on no deal yet.",),
    (Clock("With Corvex until 14 October 2027: twelve months left.", "The next choice is being made now.", 40),),
    "Look in once a quarter, with something useful and no ask.",
    ("Seven contacts, 12.6 hours, over all deals",),
    "",
)
NEW_ACCOUNT = replace(
    ACCOUNT, deals=(), people=(), doors=(), clocks=(), presence="", effort=("No contact is logged yet.",)
)
