"""The playbook by hand: a reason with all it has, the shelf, words on trial, versions, and nothing."""

from dataclasses import replace

from rekindle.desk.editing.shapes import SECTIONS
from rekindle.desk.show.playbook_views import (
    About,
    Change,
    Compared,
    Effect,
    EntryPage,
    FieldShown,
    Line,
    Part,
    Parts,
    ReasonLink,
    ReasonPage,
    Remark,
    Run,
    Shelf,
    ShelfLine,
    StepLine,
    Tried,
    VersionLine,
    Versions,
)
from tests.web.card_maker import deal_id

ABOUT = About("Medical", "Medical, version 3, Maya Brandt, 9 October", can_change=True)
READER = replace(ABOUT, can_change=False)
LINKS = (
    ReasonLink("budget", "Budget froze", "i-coin", "29 in 100 came back", "22%", is_chosen=True),
    ReasonLink("competitor_fit", "Competitor’s fit", "i-flag", "17 in 100 came back", "24%", is_chosen=False),
    ReasonLink("silence", "They went quiet", "i-rest", "2 of 9 came back", "5%", is_chosen=False),
    ReasonLink("no", "A clear no", "i-leaf", "Leave them alone", "", is_chosen=False),
)
STEPS = (
    StepLine("Day 3", "i-phone", "Ask what decided it", "And ask if you may come back when the list opens", ""),
    StepLine(
        "Day 59",
        "i-doc",
        "Bring something useful",
        "One page their CFO can use",
        "the limits allow it from day 59",
    ),
    StepLine("Their date", "i-phone", "Keep the date", "If they gave none, the second week of October", ""),
)
CASE = Line("assets", "case", "Five-year service cost, side by side", "One pager. Two pages", "i-doc", "Not used yet")
MAIL = Line(
    "words",
    "promised.mail.budget",
    "As you asked, for the capital list",
    "Keep the date. Email, 47 words",
    "i-note",
    "Used after 26 losses; four came back",
    (("chip--honey", "One remark on its tone"),),
)
PLAY = Line("plays", "check_in", "Ask how it is going", "Any gaps?", "i-phone", "11 in 100 came back, likely 5 to 21")
REASON = ReasonPage(
    about=ABOUT,
    reasons=LINKS,
    key="budget",
    eyebrow="When the budget froze",
    angle="Help them win the next capital round.",
    how="They wanted it; the money was not there. Make their case easier to write.",
    control="Out of our hands.",
    effect=Effect("31", "in 100 came back after they were got back to", "likely 22 to 40, 91 losses"),
    runs=(Run("next_budget", "Capital season: four touches", "Stops at any reply", STEPS),),
    limits="Never closer than 56 days to one person and 14 to one account.",
    assets=(CASE,),
    words=(MAIL,),
    plays=(PLAY,),
)
NEW_REASON = replace(
    REASON, about=READER, effect=Effect("", "Nobody was got back to yet.", ""), runs=(), assets=(), words=()
)
SHELF = Shelf(
    ABOUT,
    "Two things to bring, one expired",
    (
        ShelfLine(
            "case",
            "Five-year service cost, side by side",
            "Two pages: service, downtime and disposables",
            "One pager, on Vantage 4K tower",
            "Budget froze, Price",
            "Holds the capital budget",
            "Finance",
            "Keeps to the label",
            "9 March next year, in 90 days",
            "US, CA",
            "Used after three losses; one came back",
            (("", "Example"),),
        ),
        ShelfLine(
            "old",
            "A study from before",
            "Half a page",
            "Study",
            "Clinical fit",
            "Anybody",
            "Nobody yet",
            "Off label",
            "Expired two months ago",
            "Everywhere",
            "Not used yet",
            (("chip--stone", "Expired"), ("chip--honey", "Not approved: not proposed")),
        ),
    ),
    LINKS[:-1],
    "",
)
BARE_SHELF = replace(SHELF, title="Nothing to bring yet", lines=())
PARTS = Parts(
    ABOUT, "Every part of the playbook", "All of it is data.", (Part("plays", "Plays", "play", False, (PLAY,)),)
)
_FIELDS = tuple(
    FieldShown(field, value, error=error)
    for field, value, error in zip(
        SECTIONS["words"].fields,
        ("As you asked", "{greeting}, act now.\n{asset_title}.", "{member_name}", ""),
        ("", "must name {asset_title}", "", ""),
        strict=True,
    )
)
ENTRY = EntryPage(
    about=ABOUT,
    section="words",
    key="promised.mail.budget",
    title="Keep the date, Email, Budget froze",
    part="Words to start from",
    one="set of words",
    fields=_FIELDS,
    new_keys=(),
    is_new=False,
    can_remove=True,
    digest="0",
    used="Not used yet.",
    problems=("words.toml: words.promised.mail: has words",),
    why="",
    merge_fields=(("greeting", "how to address the person"),),
    people=((deal_id(1), "Dr. Lena Whitfield, Tamarack Regional", True),),
    tried=Tried(
        "Dr. Lena Whitfield, Tamarack Regional",
        "As you asked",
        ("Dr. Whitfield, act now.",),
        "Maya Brandt",
        "",
        (("promise_words", "what they said about coming back, in their words"),),
        5,
    ),
    remarks=(Remark("act now", "Pressure is remembered longer than the offer."),),
    tries=True,
)
READ_ENTRY = replace(ENTRY, about=READER, problems=(), remarks=())
VERSIONS = Versions(
    replace(ABOUT, news="The pack “medical” holds something new since your first change."),
    (
        VersionLine(3, "1.0.0/3+ab12cd34", "Changed here", "For finance.", "Maya", "Maya, today", True, False, 2),
        VersionLine(2, "1.0.0/2+0011aabb", "Changed here", "To try.", "Maya", "Maya, 9 October", False, True, 1),
        VersionLine(1, "1.0.0+3f2a9c1b", "The pack as it came", "", "Maya", "Maya, 9 October", False, False, None),
    ),
)
NO_VERSIONS = Versions(replace(ABOUT, version_words="Medical 1.0.0, as it came"), ())
COMPARED = Compared(
    ABOUT,
    2,
    1,
    "Two things between version 1 and version 2",
    "Changed here, Maya, 9 October: To try.",
    (
        Change("Limits, Days between two contacts", "caps.gap_days", "56", "60"),
        Change("Things of value, A study from before", "assets.old", "title: A study from before\nkind: study", ""),
    ),
    (1, 2, 3),
    can_restore=True,
)
