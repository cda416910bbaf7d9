"""The shapes every face shows. All words are final; dates are in the member's zone."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from rekindle.desk.show.answers import AnswerView
from rekindle.desk.show.clocks import Clock
from rekindle.desk.show.committee import Committee
from rekindle.desk.show.doubts import DoubtView
from rekindle.desk.show.voices import SALES, Voice
from rekindle.desk.show.window import WindowDrawn


@dataclass(frozen=True, slots=True)
class Chance:
    """Natural frequencies of coming back within the horizon, e.g. 31 in 100, likely 22 to 40."""

    in_100: int
    low: int
    high: int
    prior_share: float
    basis: str


@dataclass(frozen=True, slots=True)
class Strip:
    """The return-window glyph on a 20-month axis; positions are units of a 72 x 16 drawing."""

    lost: float
    window_from: float
    window_width: float
    now: float
    is_open: bool
    label: str


@dataclass(frozen=True, slots=True)
class Moment:
    """One line of a history. `icon` names a symbol of the sprite; `is_quote` marks their own words.

    `deal` names another deal of the account where it happened on that.
    """

    on: date
    on_words: str
    title: str
    words: str = ""
    is_quote: bool = False
    icon: str = "i-note"
    deal: str = ""


@dataclass(frozen=True, slots=True)
class OutcomeChoice:
    """`key` is the digit that logs it."""

    key: str
    outcome: str
    label: str


@dataclass(frozen=True, slots=True)
class RestChoice:
    """A day to rest until, and what it is called."""

    until_on: date
    label: str
    words: str


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of theirs, and who said them."""

    words: str
    by: str


@dataclass(frozen=True, slots=True)
class Bring:
    """The thing of value to bring, and why this one."""

    asset_key: str
    title: str
    why: str


@dataclass(frozen=True, slots=True)
class Opening:
    """Opening words; `subject` is empty where the channel has none, `is_own` says that the member wrote them."""

    heading: str
    subject: str
    paragraphs: tuple[str, ...]
    closing: str
    is_own: bool = False


NOTHING = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Card:
    """One person to get back to, with everything needed to act."""

    deal_id: UUID
    account_id: UUID
    account: str
    person_id: UUID | None
    person: str
    pronoun: str
    title: str
    group: str
    channel: str
    channel_words: str
    icon: str
    chip: str
    play: str
    minutes: int
    why: str
    whys: tuple[str, ...]
    quote: Quote | None
    bring: Bring | None
    opening: Opening
    chance: Chance | None
    window_words: str
    strip: Strip | None
    kept: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    reason_icon: str
    so_far_heading: str
    so_far: tuple[Moment, ...]
    outcomes: tuple[OutcomeChoice, ...]
    rests: tuple[RestChoice, ...]
    mail: str = ""
    phone: str = ""
    # Something else may be brought instead.
    may_change: bool = False
    voice: Voice = SALES
    # What became of the nearest own losses, one line each.
    nearest: tuple[str, ...] = ()
    # The contact that was written last; of a card that stands open twice, one can be logged.
    seen: UUID = NOTHING


@dataclass(frozen=True, slots=True)
class DoneItem:
    """Somebody who was got back to today; `command_id` is what did it."""

    deal_id: UUID
    person: str
    account: str
    words: str
    command_id: UUID | None


@dataclass(frozen=True, slots=True)
class LeftAlone:
    """Somebody a guard stopped today, with what stopped it."""

    deal_id: UUID
    person: str
    account: str
    words: str
    icon: str


@dataclass(frozen=True, slots=True)
class GroupOfCards:
    """Cards with one reason to act."""

    group: str
    label: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class TodayView:
    """The morning of a member: whom to get back to, what is done, and who is left alone."""

    day: date
    day_words: str
    greeting: str
    member: str
    minutes_left: int
    groups: tuple[GroupOfCards, ...]
    done: tuple[DoneItem, ...]
    alone: tuple[LeftAlone, ...]
    alone_count: int
    alone_hint: str
    next_words: str
    lost_count: int
    is_sample: bool
    is_planned: bool
    undo_words: str
    # Why nobody is proposed, where that is the member's own doing: away, or not one of their days.
    quiet_words: str = ""
    answers: tuple[AnswerView, ...] = ()
    doubts: tuple[DoubtView, ...] = ()

    @property
    def left(self) -> int:
        """How many cards are still open."""
        return sum(len(group.cards) for group in self.groups)

    @property
    def total(self) -> int:
        """How many cards there were."""
        return self.left + len(self.done)


@dataclass(frozen=True, slots=True)
class PersonView:
    """Somebody with a seat on the deal; `left_alone` says so, and why, where they are."""

    person_id: UUID
    name: str
    title: str
    role: str
    stance: str
    mail: str
    phone: str
    linkedin: str
    left_alone: str
    permission: str
    # The words a machine took for a no, and whether it was for the whole account.
    misread: str = ""
    misread_all: bool = False
    # What is asked about words that only sound like a wish to be left alone.
    doubt: DoubtView | None = None


@dataclass(frozen=True, slots=True)
class ClaimView:
    """What somebody said about a loss; `in_force`: it counts."""

    source: str
    verdict: str
    reason: str
    quote: str
    on_words: str
    in_force: bool


@dataclass(frozen=True, slots=True)
class LossView:
    """One loss with what was said about it."""

    number: int
    on_words: str
    stage: str
    amount: str
    competitor: str
    claims: tuple[ClaimView, ...]


@dataclass(frozen=True, slots=True)
class DoorsView:
    """Other ways in at an account: (name, title) of people without a seat, deals with their state, products."""

    people: tuple[tuple[str, str], ...]
    products: tuple[str, ...]

    def __bool__(self) -> bool:
        """Say whether there is any."""
        return bool(self.people or self.products)


@dataclass(frozen=True, slots=True)
class DealView:
    """The page of a deal. `standing` is derived, `advice_words` and `why` are those of the advice in force."""

    deal_id: UUID
    account_id: UUID
    account: str
    name: str
    kind: str
    status: str
    standing: str
    standing_words: str
    owner: str
    amount: str
    product: str
    lost_words: str
    reason_words: str
    reason_icon: str
    advice_words: str
    why: tuple[str, ...]
    chance: Chance | None
    window_words: str
    strip: Strip | None
    losses: tuple[LossView, ...]
    people: tuple[PersonView, ...]
    history: tuple[Moment, ...]
    other_deals: tuple[tuple[UUID, str], ...]
    unmapped: tuple[tuple[str, str], ...]
    outcomes: tuple[OutcomeChoice, ...]
    rests: tuple[RestChoice, ...]
    reasons: tuple[tuple[str, str], ...]
    verdicts: tuple[tuple[str, str], ...]
    undo_words: str
    committee: Committee | None = None
    effort: tuple[str, ...] = ()
    window: WindowDrawn | None = None
    window_rows: tuple[tuple[str, str], ...] = ()
    kept: tuple[str, ...] = ()
    clocks: tuple[Clock, ...] = ()
    presence: str = ""
    doors: DoorsView | None = None
    twins: tuple[tuple[UUID, str], ...] = ()
    stands_for: UUID | None = None
    proposals: int = 0
    # The first of the rests is a later day from a note, and today we would act before it.
    is_noted: bool = False
    only: str = ""
    roles: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class FileView:
    """A file that was brought in before."""

    name: str
    at: datetime
    words: str
    file_id: UUID | None = None
