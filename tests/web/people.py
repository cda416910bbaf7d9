"""The morning of the design's prototype, by hand: what the templates have to be able to say."""

from datetime import date
from uuid import UUID

from rekindle.desk.show.views import (
    Bring,
    Card,
    Chance,
    DoneItem,
    GroupOfCards,
    LeftAlone,
    Moment,
    Opening,
    OutcomeChoice,
    Quote,
    RestChoice,
    Strip,
    TodayView,
)

CALL = (
    ("1", "spoke", "Spoke"),
    ("2", "voicemail", "Voicemail"),
    ("3", "no_answer", "No answer"),
    ("4", "meeting", "Meeting"),
)
WROTE = (("1", "sent", "I sent it myself"), ("4", "meeting", "Meeting"))
WENT = (("1", "spoke", "I went"), ("2", "no_answer", "Missed him"), ("4", "meeting", "Meeting"))
WAYS = {
    "call": ("Call", "i-phone", CALL),
    "mail": ("Email", "i-mail", WROTE),
    "visit": ("Visit", "i-visit", WENT),
    "message": ("Message", "i-note", WROTE),
}
RESTS = (
    RestChoice(date(2025, 11, 3), "Monday 3 November", "The day she named"),
    RestChoice(date(2026, 1, 12), "Monday 12 January", "When the window opens"),
    RestChoice(date(2025, 11, 14), "Friday 14 November", "In a month"),
)


def deal_id(number: int) -> UUID:
    """Make an id one can read in a test."""
    return UUID(int=0x0190_0000_0000_7000_8000_0000_0000_0000 + number)


def strip(lost: int, start: float, end: float) -> Strip:
    """Draw a deal lost some months ago on the axis of 20 months."""
    unit = 66 / 20
    return Strip(
        3,
        round(3 + start * unit, 1),
        round((end - start) * unit, 1),
        round(3 + lost * unit, 1),
        start <= lost,
        f"Lost {lost} months ago. Best window: month {start:g} to {end:g}.",
    )


def make_card(
    number: int,
    person: str,
    account: str,
    channel: str,
    why: str,
    *,
    group: str,
    title: str,
    chip: str,
    minutes: int,
    quote: tuple[str, str],
    bring: tuple[str, str],
    opening: tuple[str, tuple[str, ...], str],
    chance: tuple[int, int, int, str],
    window: str,
    months: tuple[int, float, float],
    kept: tuple[str, ...],
    facts: tuple[str, str, str, str],
    reason_icon: str,
    so_far: tuple[Moment, ...] = (),
    mail: str = "",
    phone: str = "",
) -> Card:
    """Make a card of the morning."""
    words, icon, outcomes = WAYS[channel]
    subject, paragraphs, closing = opening
    heading = "Draft, in your words" if subject or channel == "message" else "If you like, open with"
    return Card(
        deal_id=deal_id(number),
        account_id=deal_id(number + 100),
        account=account,
        person_id=deal_id(number + 200),
        person=person,
        pronoun="they",
        title=title,
        group=group,
        channel=channel,
        channel_words=f"{words}, about {minutes} min",
        icon=icon,
        chip=chip,
        play="check_in",
        minutes=minutes,
        why=why,
        whys=(),
        quote=Quote(*quote),
        bring=Bring("asset", *bring),
        opening=Opening(heading, subject, paragraphs, closing),
        chance=Chance(chance[0], chance[1], chance[2], 0.6, chance[3]),
        window_words=f"Best window: {window}",
        strip=strip(*months),
        kept=kept,
        facts=tuple(zip(("For", "Worth", "Lost", "Because"), facts, strict=True)),
        reason_icon=reason_icon,
        so_far_heading="So far: five moments in eight months",
        so_far=so_far,
        outcomes=tuple(OutcomeChoice(*choice) for choice in outcomes),
        rests=RESTS,
        mail=mail,
        phone=phone,
    )


WHITFIELD = make_card(
    1,
    "Dr. Lena Whitfield",
    "Tamarack Regional",
    "call",
    "Asked you to call when the capital list opens",
    group="promised",
    title="Chief of Surgery",
    chip="She asked for this call",
    minutes=6,
    quote=(
        "Call me when the capital list opens. Mid-October, not before. And bring the service numbers.",
        "Lena Whitfield, debrief call, 11 February",
    ),
    bring=("Five-year service cost, side by side", "2 pages. Answers her last worry: downtime after year three"),
    opening=(
        "",
        (
            "Dr. Whitfield, you asked me to call when the capital list opened. "
            "Is now a good moment, or shall I try Thursday?",
            "I brought the service numbers you wanted. Two pages, nothing to sign.",
        ),
        "If it is a no: “Thank you for telling me straight. I won’t raise it again.” Then press N.",
    ),
    chance=(31, 22, 40, "from 38 budget losses like this one"),
    window="now to 7 November",
    months=(8, 7, 9.5),
    kept=(
        "She gave you this date herself",
        "2 of 6 touches used since the loss",
        "74 days since you last spoke",
        "Nobody else from Northlight is in touch",
    ),
    facts=("4 × Vantage 4K tower", "$620,000", "11 February", "Budget froze"),
    reason_icon="i-coin",
    so_far=(
        Moment(date(2025, 2, 11), "11 Feb", "Lost: the capital budget froze. Debriefed the same day.", icon="i-door"),
        Moment(date(2025, 4, 3), "3 Apr", "Sent the OR noise study. She read it.", icon="i-mail"),
        Moment(
            date(2025, 8, 1),
            "1 Aug",
            "Saw her at grand rounds.",
            "October. Bring the service numbers.",
            True,
            "i-visit",
        ),
    ),
    phone="+1 612 555 0100",
)
RAO = make_card(
    2,
    "Dr. Amit Rao",
    "Lakemont Orthopaedic",
    "mail",
    "His contract with Corvex is up for review",
    group="window",
    title="Orthopaedics lead",
    chip="Window open",
    minutes=4,
    quote=(
        "Your image was better. We could not see who would be in the room with us in week one.",
        "Amit Rao, buyer’s form, 3 March",
    ),
    bring=("Week one at Fox Prairie: a rollout diary", "4 pages. A nurse educator wrote it, not us"),
    opening=(
        "Week one, honestly",
        (
            "Dr. Rao, in March you told us the worry was week one, not the image. You were right to ask.",
            "I am attaching a diary from a team that has just been through it, good days and bad. No reply needed. "
            "If it is useful to talk before your spring review, I would be glad to.",
        ),
        "",
    ),
    chance=(17, 11, 24, "from 64 losses to a competitor"),
    window="now to mid-January",
    months=(14, 11, 16),
    kept=(
        "He said “yes, if something relevant changes”",
        "1 of 6 touches used since the loss",
        "Does not mention Corvex",
    ),
    facts=("TrueAlign navigation", "$284,000", "2 August last year", "Training, rollout"),
    reason_icon="i-puzzle",
    mail="a.rao@lakemont.example",
)
DUBOIS = make_card(
    3,
    "Claire Dubois",
    "Halvorsen Clinic",
    "mail",
    "Budget year starts in eleven weeks",
    group="window",
    title="Chief Financial Officer",
    chip="Window open",
    minutes=3,
    quote=(
        "It was never about you. The board froze everything over fifty thousand.",
        "Claire Dubois, email, 9 January",
    ),
    bring=("Lease, rent or buy: one-page sums", "1 page. Stays under her board limit"),
    opening=(
        "Under the board’s limit",
        ("Claire, you told me in January that anything over fifty thousand was frozen.", "It is one page."),
        "",
    ),
    chance=(26, 19, 34, "from 38 budget losses like this one"),
    window="now to January",
    months=(9, 8, 11),
    kept=("No objection on file", "1 of 6 touches used since the loss"),
    facts=("Seren sealer, 3-year", "$138,000", "9 January", "Budget froze"),
    reason_icon="i-coin",
    mail="claire@halvorsen.example",
)
BELL = make_card(
    4,
    "Marcus Bell",
    "Northmoor University",
    "mail",
    "Sterilisation data he asked for is now published",
    group="window",
    title="Biomedical engineering manager",
    chip="Window open",
    minutes=3,
    quote=("Show me five hundred cycles and we can talk.", "Marcus Bell, debrief call, 2 December"),
    bring=("612-cycle sterilisation study, peer reviewed", "Journal reprint. Published 29 September"),
    opening=("612 cycles", ("Marcus, you said “show me five hundred cycles”. The study came out two weeks ago.",), ""),
    chance=(19, 9, 31, "from 21 losses on clinical fit"),
    window="now to February",
    months=(11, 9, 14),
    kept=("You told him you would send this", "315 days since you last spoke"),
    facts=("Vantage 4K tower", "$155,000", "20 November last year", "Clinical fit"),
    reason_icon="i-doc-check",
    mail="m.bell@northmoor.example",
)
MARIN = make_card(
    5,
    "Dr. Sofia Marin",
    "Pinehollow Women’s",
    "call",
    "Committee meets on 30 October",
    group="window",
    title="Chief of gynaecology",
    chip="Window open",
    minutes=6,
    quote=("We ran out of meetings before we ran out of questions.", "Sofia Marin, debrief call, 25 April"),
    bring=("The three open questions, answered", "1 page. From your own debrief notes"),
    opening=("", ("Dr. Marin, the committee left three questions open in April. I have the answers on one page.",), ""),
    chance=(33, 24, 43, "from 57 losses on timing"),
    window="now to 30 October",
    months=(6, 5.5, 8),
    kept=("She said “try us in the autumn”",),
    facts=("Seren sealer", "$96,000", "18 April", "No decision"),
    reason_icon="i-hourglass",
)
CARROW = make_card(
    6,
    "Denise Carrow",
    "Ironwood Surgical",
    "mail",
    "New in the role; your champion has moved on",
    group="changed",
    title="VP Perioperative Services, since 3 October",
    chip="New person",
    minutes=4,
    quote=(
        "I am sorry to leave you without a sponsor. Start again with whoever follows me, and start small.",
        "Hugh Falk, predecessor, email, 12 June",
    ),
    bring=("What we learned about your OR, and got wrong", "1 page. No prices"),
    opening=("Congratulations, and one page you may want", ("Denise, congratulations on the new role.",), ""),
    chance=(12, 5, 22, "from 16 losses where the champion left"),
    window="first 90 days in role",
    months=(16, 12, 20),
    kept=("First contact with her; keep it light",),
    facts=("Vantage 4K tower × 2", "$310,000", "6 June last year", "Champion left"),
    reason_icon="i-chair",
)
FITCH = make_card(
    7,
    "Owen Fitch",
    "Harrow County",
    "visit",
    "Their light cables were recalled last week",
    group="changed",
    title="Value analysis chair",
    chip="Something changed",
    minutes=5,
    quote=("If they let us down I know where you are.", "Owen Fitch, phone, 4 September"),
    bring=("Two loaner cables, no paperwork", "Free for 60 days"),
    opening=(
        "",
        ("Owen, I heard you may be short of cables this week. I have two in the car you can borrow.",),
        "Help first. Do not mention the recall unless he does.",
    ),
    chance=(22, 13, 33, "from 64 losses to a competitor"),
    window="this week",
    months=(13, 12, 18),
    kept=("He left the door open", "Does not run anyone down"),
    facts=("Vantage 4K tower × 3", "$465,000", "4 September last year", "Lost to Corvex"),
    reason_icon="i-flag",
)
NAIR = make_card(
    8,
    "Priya Nair, RN",
    "Fox Prairie",
    "message",
    "Spoke on a panel last Friday; thank her for it",
    group="hello",
    title="Nurse educator",
    chip="A kind word",
    minutes=1,
    quote=("Come and see how we teach it before you sell us anything.", "Priya Nair, visit, 2 May"),
    bring=("Nothing to attach", "A thank-you needs no attachment"),
    opening=(
        "",
        ("Priya, your point on Friday about teaching setup before speed was the best of the day. Thank you.",),
        "",
    ),
    chance=(9, 4, 15, "from 57 losses on timing"),
    window="January to May",
    months=(5, 8, 12),
    kept=("Not a sales touch: no product mentioned",),
    facts=("Seren sealer", "$72,000", "16 May", "Timing"),
    reason_icon="i-hourglass",
)
VOSS = make_card(
    9,
    "Dr. Peter Voss",
    "Alder Creek",
    "mail",
    "A trial in his own field was published this week",
    group="hello",
    title="Bariatric surgeon",
    chip="A useful thing",
    minutes=2,
    quote=("I read what people send me, if it is short.", "Peter Voss, debrief call, 19 June"),
    bring=("Leak rates in 1,204 sleeve cases", "Abstract, half a page"),
    opening=("1,204 sleeve cases, half a page", ("Dr. Voss, short, as you asked: the leak-rate trial is out.",), ""),
    chance=(7, 2, 13, "from 21 losses on clinical fit"),
    window="January to May",
    months=(4, 7, 11),
    kept=("He said short notes are welcome",),
    facts=("Seren sealer", "$54,000", "12 June", "Clinical fit"),
    reason_icon="i-doc-check",
    mail="p.voss@alder.example",
)
GROUPS = (
    GroupOfCards("promised", "You promised", (WHITFIELD,)),
    GroupOfCards("window", "Their window is open", (RAO, DUBOIS, BELL, MARIN)),
    GroupOfCards("changed", "Something changed there", (CARROW, FITCH)),
    GroupOfCards("hello", "Worth a hello", (NAIR, VOSS)),
)
DONE = (
    DoneItem(deal_id(11), "Ray Osei", "Wren Valley Health", "Note sent, 8:04", deal_id(311)),
    DoneItem(deal_id(12), "Hannah Lindqvist", "Fox Prairie Surgery Center", "Coffee on Thursday, 8:06", deal_id(312)),
    DoneItem(deal_id(13), "Joan Petrakis", "St. Brannoc’s", "Voicemail, 8:09", deal_id(313)),
)
ALONE = (
    LeftAlone(
        deal_id(21), "Dr. Samuel Okoro", "Ridgeway Hospital", "He said no on 12 May. We took him at his word.", "i-leaf"
    ),
    LeftAlone(
        deal_id(22), "Linda Tran", "Cedar Bluff Surgical", "You wrote on Friday. Give her until the 24th.", "i-clock"
    ),
    LeftAlone(
        deal_id(23), "", "All of Lakeside Health", "Ben is in conversation there. One voice at a time.", "i-team"
    ),
    LeftAlone(deal_id(24), "Marisol Vega", "Kestrel Pain Institute", "On leave until 3 November.", "i-calendar"),
    LeftAlone(
        deal_id(25),
        "",
        "Greenfield Ortho",
        "Three hours of work for a 2 in 100 chance. Better spent elsewhere.",
        "i-coin",
    ),
)
TODAY = TodayView(
    day=date(2025, 10, 14),
    day_words="Tuesday 14 October",
    greeting="Good morning, Maya.",
    member="Maya Brandt",
    minutes_left=35,
    groups=GROUPS,
    done=DONE,
    alone=ALONE,
    alone_count=5,
    alone_hint="One said no. Four can wait.",
    next_words="The next ones come up on Thursday.",
    lost_count=486,
    is_sample=True,
    is_planned=True,
    undo_words="Voicemail: Joan Petrakis",
)
