"""Debrief pages by hand: a list, a call with two views side by side, and the buyer's form."""

from datetime import date

from django.http import QueryDict

from rekindle.desk.show.answers import AnswerView
from rekindle.desk.show.buyer_form import FACTORS, GOING
from rekindle.desk.show.debrief_views import (
    AskView,
    BuyerChoice,
    BuyerFormView,
    DebriefsView,
    DebriefView,
    FactorChoice,
    HeardView,
    LinkView,
    MonthOfUntold,
    Ranked,
    SidesView,
    StakeholderView,
    UntoldView,
)
from rekindle.terms.losses import Reason, Verdict
from rekindle.web.forms.debriefs import CallForm
from rekindle.web.words import choices
from tests.web.card_maker import deal_id

LONG = "Saint Bartholomew and Our Lady of Perpetual Help Regional Orthopaedic and Spine Hospital"
UNTOLD = tuple(
    UntoldView(deal_id(number), account, deal, owner, amount, competitor, lost)
    for number, (account, deal, owner, amount, competitor, lost) in enumerate(
        (
            ("Bellweather Surgical", "Seren sealer", "Maya Brandt", "$88,000", "Corvex", "9 October"),
            (LONG, "4 × Vantage 4K tower with insufflator and service, three years", "", "", "", "3 October"),
        ),
        1,
    )
)
ANSWER = AnswerView(deal_id(5), "Dr. Grace Okoro", "Lakemont Health", "Nobody asked the night shift.", "", "yesterday")
DEBRIEFS = DebriefsView(
    "Two losses have not been talked about.",
    "Start with the newest: people remember two weeks.",
    (
        AskView(
            deal_id(3), "Quill River Health", "Dr. Amit Rao", "Ben Hollis", "He trusts you more than me.", "yesterday"
        ),
    ),
    (MonthOfUntold("October", UNTOLD),),
    120,
    2,
    True,
    "",
    (ANSWER,),
)
NONE_LEFT = DebriefsView(
    "No recent loss waits to be talked about.",
    "When the next one comes, it stands here until somebody has asked why. Who is left alone is not asked.",
    (),
    (),
    0,
    0,
    False,
)
SIDES = SidesView(
    "Dr. Amit Rao",
    1.0,
    "You and Dr. Rao see it differently",
    "“Price” came third for Dr. Rao, first for you.",
    "Yours is partly ours to change; theirs is ours to change.",
    (
        Ranked(1, "Price", "shared", 36, 112),
        Ranked(2, "Competitor’s fit", "shared", 74, None),
        Ranked(3, "Clinical fit", "ours", 112, None),
    ),
    (
        Ranked(1, "Training and rollout", "ours", 36, None),
        Ranked(2, "Committee not behind it", "shared", 74, None),
        Ranked(3, "Price", "shared", 112, 36),
    ),
    "A sharper price",
    "Week one without disruption",
    136,
    "You: 1 Price. Dr. Rao: 1 Training and rollout.",
)
DEBRIEF = DebriefView(
    deal_id=deal_id(1),
    account="Lakemont Orthopaedic",
    deal="TrueAlign navigation",
    amount="$284,000",
    lost_words="Lost 2 August last year",
    lost_on=date(2025, 8, 2),
    person_id=deal_id(201),
    person="Dr. Amit Rao",
    first_name="Dr. Rao",
    stakeholders=(
        StakeholderView(deal_id(201), "Dr. Amit Rao", "Orthopaedics", "Told us on 9 October", False, True),
        StakeholderView(deal_id(202), "Gordon Moss", "Chief Financial Officer", "", False, False),
        StakeholderView(deal_id(203), "Hal Stein", "Anaesthesia", "", True, False),
    ),
    factors=tuple(
        FactorChoice(key, label, str(at) if at < 10 else "", "i-coin")
        for at, (key, label) in enumerate(choices(Reason), 1)
    ),
    verdicts=tuple(choices(Verdict)),
    sides=(SIDES,),
    heard=(
        HeardView(
            "Dr. Amit Rao",
            "told us",
            "9 October",
            "Training and rollout, Committee not behind it and Price",
            "We could not see who would be in the room with us in week one.",
            "A plan with names.",
            "Would see us again.",
        ),
    ),
    links=(
        LinkView(deal_id(301), "Dr. Amit Rao", "open until 2 November", True, "/f/token"),
        LinkView(deal_id(302), "Gordon Moss", "closed by you", False, ""),
    ),
    colleagues=((deal_id(401), "Priya Kapoor"),),
    member="Maya Brandt",
    company="Northlight Surgical",
    mail="a.rao@lakemont.example",
    left_alone=False,
    undo_words="",
)
BUYER_FORM = BuyerFormView(
    "Maya Brandt",
    "Maya",
    "Northlight Surgical",
    "the OR cameras",
    FACTORS,
    GOING,
    (
        BuyerChoice("three_months", "Yes, in about three months"),
        BuyerChoice("year", "Yes, in about a year", "Once, and with something useful."),
        BuyerChoice("if_changed", "Only if something relevant changes", "Until then you hear nothing from us."),
        BuyerChoice(
            "no", "No, please don’t", "We close the file. Nobody of Northlight Surgical will contact you again."
        ),
    ),
    "sample",
)
REFUSED = CallForm(QueryDict("may_return=on_date&back_on=yesterday&factors=price&factors=service&order=service+price"))
REFUSED.is_valid()
