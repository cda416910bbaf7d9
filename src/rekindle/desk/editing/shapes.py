"""Which fields an entry of each section has, in the words and in the order of its form."""

from dataclasses import dataclass
from typing import Literal

# line, words: text; share, number, whole: numbers; yes: a tick; maybe: yes, no or not said; day: a date; choice, some:
# out of a list; lines: one text per line; minutes: a number per channel; steps: lines of three numbers; run: lines of a
# sequence.
Kind = Literal[
    "line",
    "words",
    "share",
    "number",
    "whole",
    "yes",
    "maybe",
    "day",
    "choice",
    "some",
    "lines",
    "minutes",
    "steps",
    "run",
]


@dataclass(frozen=True, slots=True)
class Field:
    """`choices` names the list a choice is made from (see `rekindle.desk.editing.choosing`)."""

    name: str
    label: str
    kind: Kind = "line"
    help: str = ""
    choices: str = ""
    required: bool = True


@dataclass(frozen=True, slots=True)
class Section:
    """`depth`: how many keys name one entry; 0 is a section that is one entry. `adds`: entries may be added and taken
    away, since nothing relies on a fixed list. `open_fields` of an entry are all of them, in order."""

    name: str
    title: str
    one: str
    depth: int
    fields: tuple[Field, ...]
    adds: bool = False


_BASIS = Field("basis", "What it rests on", "words", "An assumption, or the study it leans on.")
_LABEL = Field("label", "What it is called")
_ICON = Field("icon", "Symbol", "choice", choices="icons")
_COSTS = "Empty: nothing, as information does, or a loan."
_HOURS = "Such as 08:00-21:00, by their clock. None: no calls."
_TEMPLATE = (
    Field("subject", "Subject", help="For email only.", required=False),
    Field("paragraphs", "Words, one paragraph a line", "lines"),
    Field("closing", "Closing", required=False),
    Field("if_no", "If the answer is no", help="What to say then; for the voice.", required=False),
)

SECTIONS: dict[str, Section] = {
    one.name: one
    for one in (
        Section(
            "reasons",
            "Reasons and their angles",
            "reason",
            1,
            (
                _LABEL,
                Field("phrase", "As the end of a sentence", help="“Lost on 11 February: the budget froze”"),
                Field("angle", "Angle: what to bring back", "words"),
                Field("how", "How, and why so", "words"),
                Field("control", "Whose to change", "choice", choices="control"),
                Field("default_verdict", "Usually means", "choice", choices="verdict"),
                _ICON,
            ),
        ),
        Section(
            "assets",
            "Things of value",
            "thing of value",
            1,
            (
                Field("title", "Title"),
                Field("summary", "One line on what it is", "words"),
                Field("kind", "Kind", "choice", choices="asset_kind"),
                Field("reasons", "Answers these reasons", "some", choices="reason"),
                Field("roles", "For these people", "some", choices="role_or_any"),
                Field("product", "Product it is about", help="Empty: it is about none.", required=False),
                Field("approved_by", "Approved by", help="Empty: nobody has read it yet.", required=False),
                Field("on_label", "Keeps to the label", "maybe", required=False),
                Field("expires_on", "Expires on", "day", required=False),
                Field("expires_days", "Or: an example, good for so many days", "whole", required=False),
                Field("jurisdictions", "Only in these countries", "some", choices="country", required=False),
                Field("value_minor", "What it would cost to buy, in cents", "whole", _COSTS, required=False),
                Field("example", "An example, until we have our own", "yes", required=False),
            ),
            adds=True,
        ),
        Section("words", "Words to start from", "set of words", 3, _TEMPLATE, adds=True),
        Section("on_signal", "Words where something happened", "set of words", 3, _TEMPLATE, adds=True),
        Section(
            "plays",
            "Plays",
            "play",
            1,
            (
                _LABEL,
                Field("intent", "What it is for", "words"),
                Field("channels", "Minutes of work, per channel", "minutes", "Empty: not over this channel."),
                Field("needs_asset", "Needs a thing of value", "yes", required=False),
                Field("win_lift", "Chance of winning, against an ordinary contact", "number", "1 is no difference."),
            ),
        ),
        Section(
            "sequences",
            "Pace: what follows what",
            "sequence",
            1,
            (
                Field("title", "Title"),
                Field("about", "When it stops", required=False),
                Field("reasons", "After these reasons", "some", choices="reason"),
                Field(
                    "steps",
                    "Steps, one a line",
                    "run",
                    "A day after the loss, or promised, contract_end, signal; then the play; then the words: "
                    "45 | value_touch | One page their finance team can use",
                    "play",
                ),
            ),
            adds=True,
        ),
        Section(
            "caps",
            "Limits that keep you welcome",
            "limits",
            0,
            (
                Field("gap_days", "Days between two contacts to one person", "whole"),
                Field("account_gap_days", "Days between two contacts into one account", "whole"),
                Field("per_quarter", "Contacts to one person in a quarter", "whole"),
                Field("per_year", "Contacts to one person in a year", "whole"),
                Field("per_loss", "Contacts after one loss", "whole"),
                Field("freshness_days", "Days until a contact feels fresh again", "number"),
                Field("opt_out_rate", "Chance that a contact ends in “please stop”", "share"),
                Field("opt_out_value_share", "Part of a deal’s value that this costs", "share"),
                Field("message_price_minor", "Price of a message, in cents", "whole"),
                Field("debrief_from_days", "Ask what decided it from day", "whole"),
                Field("debrief_to_days", "until day", "whole"),
                Field("silence_never", "Stop when “never” is this likely", "share"),
            ),
        ),
        Section(
            "tone_rules",
            "Tone: what to leave out",
            "tone rule",
            1,
            (Field("phrases", "Phrases, one a line", "lines"), Field("why", "Why, said to who writes", "words")),
            adds=True,
        ),
        Section(
            "tone",
            "Tone: length and address",
            "tone",
            0,
            (
                Field("max_words", "Words a message may have", "whole"),
                Field("why_short", "Why no longer", "words"),
                Field("why_calm", "Why no exclamation mark", "words"),
                Field("honorifics", "Forms of address that are kept, one a line", "lines"),
            ),
        ),
        Section(
            "verdicts",
            "What they decided",
            "verdict",
            1,
            (
                _LABEL,
                Field("revisit", "May be gone back to", "yes", required=False),
                Field("never_share", "Share that never comes back", "share"),
                _BASIS,
            ),
        ),
        Section(
            "sources",
            "Whom to believe",
            "source",
            1,
            (_LABEL, Field("trust", "How far, from 0 to 1", "share"), _BASIS),
        ),
        Section("roles", "Roles", "role", 1, (_LABEL, Field("weight", "How much say, from 0 to 1", "share"))),
        Section(
            "channels",
            "Channels",
            "channel",
            1,
            (_LABEL, Field("verb", "As a verb"), Field("by_hand", "A person does it", "yes", required=False), _ICON),
        ),
        Section("groups", "Reasons to act", "heading", 1, (_LABEL,)),
        Section("standings", "States of a deal", "state", 1, (_LABEL,)),
        Section(
            "priors",
            "How many come back, before we know better",
            "assumption",
            3,
            (
                Field("back_share", "Come back within a year", "share"),
                Field("win_if_back", "Of those, won", "share"),
                Field("pseudo_deals", "Weighs as much as so many deals of your own", "number"),
                Field("shape", "When in the year", "choice", choices="shape"),
                _BASIS,
            ),
            adds=True,
        ),
        Section(
            "shapes",
            "When in the year they come back",
            "shape",
            1,
            (
                _LABEL,
                Field("steps", "From week, to week, share; one a line", "steps", "The shares add up to 1."),
                _BASIS,
            ),
            adds=True,
        ),
        Section(
            "bumps",
            "What opens a window",
            "window",
            1,
            (
                Field("log_lift", "Log of how much likelier", "number", "0.7 doubles it."),
                Field("sd_days", "Spread in days", "number"),
                Field("lead_days", "So many days ahead", "whole"),
                Field("reasons", "Only for these reasons", "some", "None: for all.", "reason", required=False),
                _BASIS,
            ),
        ),
        Section(
            "rules",
            "What the law of a place asks for",
            "rule",
            2,
            (
                Field("needs", "Needs", "choice", choices="needs"),
                Field("implied_days", "A relation fades after so many days", "whole", required=False),
                Field("individual_needs", "Of sole traders", "choice", choices="needs", required=False),
                Field("individual_days", "There it fades after so many days", "whole", required=False),
                Field("duties", "To see to at each contact", "some", choices="duty", required=False),
                Field("first", "At the first contact, besides", "some", choices="duty", required=False),
                Field("rule", "The rule", "words"),
                Field("source", "Where it stands", "words"),
            ),
            adds=True,
        ),
        Section(
            "places",
            "What a place keeps to on every channel",
            "place",
            1,
            (
                Field("review_on", "To be read again by", "day", "Past this day the strictest rules hold there."),
                Field("call_weekdays", "Calls on weekdays, hours one a line", "lines", _HOURS, required=False),
                Field("call_saturday", "Calls on Saturdays", "lines", _HOURS, required=False),
                Field("call_sunday", "Calls on Sundays", "lines", _HOURS, required=False),
                Field("zones", "Clocks there, one a line", "lines", "Such as Europe/Berlin.", required=False),
                Field("opt_out_days", "Working days until a “please stop” holds everywhere", "whole"),
                Field("keep_days", "Days somebody may be kept in mind", "whole", "Empty: no limit.", required=False),
                Field("proven", "A yes counts only with its words", "yes", required=False),
                Field("source", "Where it stands", "words"),
            ),
            adds=True,
        ),
        Section(
            "regions",
            "Parts of a country",
            "part of a country",
            1,
            (Field("names", "Names, one a line", "lines"), Field("zones", "Clocks there, one a line", "lines")),
            adds=True,
        ),
        Section(
            "gifts",
            "What things of value may be worth",
            "limit",
            1,
            (
                Field("rule", "The rule", "words"),
                Field("item_minor", "One thing, at most, in cents", "whole", "Empty: no limit.", required=False),
                Field("year_minor", "In a year to one person, in cents", "whole", "Empty: no limit.", required=False),
                Field("report_item_minor", "To be reported from, in cents", "whole", required=False),
                Field("report_year_minor", "Or past so much in a year", "whole", required=False),
                Field("source", "Where it stands", "words"),
            ),
            adds=True,
        ),
        Section(
            "duties",
            "What to see to with a contact",
            "duty",
            1,
            (
                Field("label", "What to keep in mind"),
                Field("words", "Its line under a message", "words", "Empty: none.", required=False),
            ),
        ),
    )
}
# Fields every pack must say of itself; they are typed like an entry of their own.
ABOUT = Section(
    "pack",
    "What it is called",
    "name",
    0,
    (
        Field("title", "Title"),
        Field("about", "For whom it is", "words"),
        Field("language", "Language"),
        Field("gift_currency", "Currency of limits and values"),
        Field("companies", "Words that tell a company from a sole trader, one a line", "lines", required=False),
        Field("holidays", "Whose public holidays are kept, one country a line", "lines", required=False),
    ),
)
