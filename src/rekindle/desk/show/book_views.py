"""The shapes of the lost book. All words are final."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from rekindle.desk.show.views import RestChoice, Strip


@dataclass(frozen=True, slots=True)
class BookAsk:
    """What somebody asks of the book, as it stands in the address; words that mean nothing are taken for none."""

    view: str = ""
    standing: str = ""
    reason: str = ""
    whose: str = ""
    sort: str = ""
    query: str = ""
    after: str = ""
    competitor: str = ""
    segment: str = ""
    stage: str = ""
    product: str = ""
    amount: str = ""
    since: str = ""


@dataclass(frozen=True, slots=True)
class BookRow:
    """One lost deal in a line, or on a card of the board."""

    deal_id: UUID
    account: str
    name: str
    amount: str
    lost_words: str
    reason: str
    reason_icon: str
    standing: str
    standing_words: str
    owner: str
    next_words: str = ""
    strip: Strip | None = None
    short_amount: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose; `count` is empty where it is not known."""

    value: str
    label: str
    count: str = ""
    icon: str = ""
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """One thing to narrow the book by; `name` is what it is called in an address."""

    name: str
    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Narrowing:
    """One thing the book is narrowed by; without `name` of the address it is the whole book again."""

    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Lane:
    """The first deals of one standing, how many there are, and whether more follow."""

    standing: str
    label: str
    words: str
    icon: str
    count: str
    rows: tuple[BookRow, ...]
    has_more: bool


@dataclass(frozen=True, slots=True)
class BookView:
    """`lanes` for the board, `rows` for the table. `after` goes on from the last row, empty at the end.

    `matching` counts what a narrowed table lists on all its pages, no further than one more than anybody reads."""

    title: str
    words: str
    rows: tuple[BookRow, ...]
    lanes: tuple[Lane, ...]
    standings: tuple[Choice, ...]
    reasons: tuple[Choice, ...]
    sorts: tuple[Choice, ...]
    owners: tuple[Choice, ...]
    members: tuple[tuple[UUID, str], ...]
    rests: tuple[RestChoice, ...]
    saved: tuple[tuple[str, str], ...]
    ask: BookAsk
    count: int
    after: str
    earliest: date
    is_sample: bool
    undo_words: str = ""
    filters: tuple[Filter, ...] = ()
    narrowed: tuple[Narrowing, ...] = ()
    matching: int = 0
    matching_words: str = ""

    @property
    def everything(self) -> str:
        """Say what is ticked with everything that matches."""
        if self.matching_words == f"{self.matching:,}":
            return f"All {self.matching_words} that match, on every page"
        return f"All that match, on every page: {self.matching_words.lower()}"

    @property
    def is_asked(self) -> bool:
        """Say whether anything narrows what is shown."""
        return bool(self.narrowed)
