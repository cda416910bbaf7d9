"""The shapes of the debrief pages and of the buyer's form. All words are final."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from rekindle.desk.show.answers import AnswerView


@dataclass(frozen=True, slots=True)
class UntoldView:
    """A loss nobody was asked about yet."""

    deal_id: UUID
    account: str
    deal: str
    owner: str
    amount: str
    competitor: str
    lost_words: str


@dataclass(frozen=True, slots=True)
class MonthOfUntold:
    """`is_cut`: the month holds more than the newest that are listed."""

    label: str
    rows: tuple[UntoldView, ...]
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class AskView:
    """A colleague asks for a call."""

    deal_id: UUID
    account: str
    person: str
    asked_by: str
    words: str
    on_words: str


@dataclass(frozen=True, slots=True)
class DebriefsView:
    """`count` is how many losses of the last year nobody talked about; `months` holds the newest of them. `is_bare`:
    there is no deal in the book yet."""

    title: str
    words: str
    asks: tuple[AskView, ...]
    months: tuple[MonthOfUntold, ...]
    count: int
    shown: int
    is_everybody: bool
    undo_words: str = ""
    answers: tuple[AnswerView, ...] = ()
    is_bare: bool = False


@dataclass(frozen=True, slots=True)
class FactorChoice:
    """A reason one can tick; `key` is the digit that ticks it, empty beyond nine."""

    reason: str
    label: str
    key: str
    icon: str


@dataclass(frozen=True, slots=True)
class Ranked:
    """One reason of one side, with where it stands (y of the drawing), and where on the other side, None if nowhere."""

    place: int
    label: str
    control: str
    y: int
    other_y: int | None


@dataclass(frozen=True, slots=True)
class SidesView:
    """The rep's and one buyer's reasons side by side. `gap` is 0.0, 0.5 or 1.0; `words` say what it means."""

    buyer: str
    gap: float
    title: str
    words: str
    control_words: str
    rep: tuple[Ranked, ...]
    theirs: tuple[Ranked, ...]
    angle_before: str
    angle: str
    height: int
    label: str


@dataclass(frozen=True, slots=True)
class StakeholderView:
    """`talked` says when and how they were heard, empty while they were not."""

    person_id: UUID
    name: str
    title: str
    talked: str
    left_alone: bool
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class HeardView:
    """One debrief that took place, in words."""

    who: str
    how: str
    on_words: str
    reasons: str
    better: str
    change: str
    more: str


@dataclass(frozen=True, slots=True)
class LinkView:
    """A link to the form; `path` is empty once it is closed."""

    link_id: UUID
    person: str
    words: str
    is_open: bool
    path: str


@dataclass(frozen=True, slots=True)
class DebriefView:
    """A deal to talk over, with whom, and what was heard so far."""

    deal_id: UUID
    account: str
    deal: str
    amount: str
    lost_words: str
    lost_on: date | None
    person_id: UUID | None
    person: str
    first_name: str
    stakeholders: tuple[StakeholderView, ...]
    factors: tuple[FactorChoice, ...]
    verdicts: tuple[tuple[str, str], ...]
    sides: tuple[SidesView, ...]
    heard: tuple[HeardView, ...]
    links: tuple[LinkView, ...]
    colleagues: tuple[tuple[UUID, str], ...]
    member: str
    company: str
    mail: str
    left_alone: bool
    undo_words: str


@dataclass(frozen=True, slots=True)
class BuyerChoice:
    """One answer to tick on the form."""

    value: str
    label: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class BuyerFormView:
    """What a buyer sees: what the rep chose to show, and four questions. `workspace_slug` is for telling a colleague;
    `is_one`: one person asks for themselves, not a company."""

    name: str
    first_name: str
    company: str
    about: str
    factors: tuple[BuyerChoice, ...]
    going: tuple[BuyerChoice, ...]
    may_return: tuple[BuyerChoice, ...]
    workspace_slug: str
    is_one: bool = False
