"""The same parts in two voices: what things are called for somebody who sells, and for somebody breaking in."""

from dataclasses import dataclass, field

from rekindle.book.read.workspace import WorkspaceRecord
from rekindle.desk.actor import RefusedError
from rekindle.desk.playbooks import playbook_of
from rekindle.playbook import Playbook
from rekindle.terms.losses import Standing, Status
from rekindle.terms.voices import VoiceKey


@dataclass(frozen=True, slots=True)
class Voice:
    """Nouns of the pages. `one` and `many` are what the book holds, `tried` is one of them, lost or not.

    `lanes` says what stands in each lane, `ended` how one of each status is marked beside its name."""

    key: VoiceKey
    book: str
    book_short: str
    one: str
    many: str
    add: str
    add_question: str
    add_hint: str
    nothing_yet: str
    empty: str
    belongs: str
    drop: str
    opened_one: str
    opened: str
    deal: str
    facts: tuple[str, str, str]
    come_back: str
    lost: str
    since: str
    tried: str
    lanes: dict[str, str] = field(hash=False)
    ended: dict[str, str] = field(hash=False)

    def count(self, count: int) -> str:
        """Say how many the book holds: 486 lost deals."""
        return f"{count:,} {self.one if count == 1 else self.many}"


SALES = Voice(
    key=VoiceKey.SALES,
    book="Lost book",
    book_short="Book",
    one="lost deal",
    many="lost deals",
    add="Add a lost deal",
    add_question="Which no are you thinking of?",
    add_hint="Who is enough. The rest can come later.",
    nothing_yet="No lost deals yet.",
    empty="An empty book.",
    belongs="Every deal that ended in a no or a not now belongs here.",
    drop="Bring a spreadsheet, or add the one you are thinking of.",
    opened_one="has an open window",
    opened="have an open window",
    deal="The deal they passed on",
    facts=("For", "Worth", "Lost"),
    come_back="reopen",
    lost="Lost",
    since="since the loss",
    tried="deal",
    ended={Status.OPEN: "open", Status.LOST: "lost", Status.WON: "won"},
    lanes={
        Standing.TO_DEBRIEF: "Nobody has asked why",
        Standing.RESTING: "They come up by themselves",
        Standing.WINDOW_OPEN: "The time may be right",
        Standing.TALKING_AGAIN: "They answered",
        Standing.WON_BACK: "They came back",
        Standing.LEFT_ALONE: "They said no, or it is enough",
    },
)
JOB = Voice(
    key=VoiceKey.JOB,
    book="My outreach",
    book_short="Outreach",
    one="conversation",
    many="conversations",
    add="Add somebody",
    add_question="Who said “not at this time”?",
    add_hint="The company is enough, or a name. The rest can come later.",
    nothing_yet="Nobody here yet.",
    empty="Nobody here yet.",
    belongs="Everybody who said no or not yet belongs here: hiring managers, recruiters, people who do the work.",
    drop="Bring your list, or add the one you are thinking of.",
    opened_one="could be asked again",
    opened="could be asked again",
    deal="What you hope for",
    facts=("Role", "Pay", "Not yet, since"),
    come_back="answer",
    lost="“Not at this time”,",
    since="since then",
    tried="conversation",
    ended={Status.OPEN: "talking", Status.LOST: "not yet", Status.WON: "a yes"},
    lanes={
        Standing.TO_DEBRIEF: "Thank them, and ask what would have made you stronger",
        Standing.RESTING: "They come up by themselves",
        Standing.WINDOW_OPEN: "They allowed it, or the time may be right",
        Standing.TALKING_AGAIN: "They answered",
        Standing.WON_BACK: "You work there now",
        Standing.LEFT_ALONE: "They said no, or it is enough",
    },
)
_VOICES = {VoiceKey.SALES: SALES, VoiceKey.JOB: JOB}


def voice_of(playbook: Playbook) -> Voice:
    """Return the voice of a playbook."""
    return _VOICES[playbook.voice]


def voice_in(workspace: WorkspaceRecord) -> Voice:
    """Return the voice of a workspace; the seller's where its playbook cannot be read at all."""
    try:
        return voice_of(playbook_of(workspace))
    except RefusedError:
        return SALES
