"""The shapes of the page Patterns. All words are final; positions are of the drawing they stand in."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

Cell = str | int | None


@dataclass(frozen=True, slots=True)
class Table:
    """What a panel shows, as rows; a column whose cells are numbers stands to the right.

    `queries` ask the lost book for the deals of each row, empty where it cannot; none at all where no row has any."""

    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    queries: tuple[str, ...] = ()

    @property
    def numeric(self) -> tuple[bool, ...]:
        """Say of each column whether it holds numbers."""
        return tuple(any(isinstance(row[nth], int) for row in self.rows) for nth in range(len(self.header)))


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of a drawing in per cent of its width: a bar, where the truth likely lies, and a mark to compare.

    `box` is (from, width) of a middle half. `query` asks the lost book for the deals behind it, empty where it cannot.
    """

    label: str
    value: str
    says: str
    sub: str = ""
    extra: str = ""
    icon: str = ""
    tone: str = ""
    query: str = ""
    width: float | None = None
    span: tuple[float, float] | None = None
    box: tuple[float, float] | None = None
    mark: float | None = None
    tick: float | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """Words at a place of the drawing."""

    x: float
    y: float
    words: str
    anchor: str = "middle"
    kind: str = "tick"


@dataclass(frozen=True, slots=True)
class Line:
    """A curve with its band, its end, and its label beside the end."""

    number: int
    path: str
    band: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Block:
    """A rectangle of the drawing."""

    x: float
    y: float
    width: float
    height: float
    tone: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """One drawing in one size."""

    kind: str
    width: int
    height: int
    grid: tuple[str, ...]
    texts: tuple[Text, ...]
    lines: tuple[Line, ...] = ()
    blocks: tuple[Block, ...] = ()
    leads: tuple[tuple[int, str], ...] = ()
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """What is commonly claimed: in whose words, what stands behind it, and what one's own book says."""

    words: str
    source: str
    own: str


@dataclass(frozen=True, slots=True)
class Panel:
    """`title` is the finding. `drawings` are of one thing, wide and narrow; `claims` stand beside it."""

    key: str
    title: str
    note: str
    table: Table
    foot: str = ""
    says: str = ""
    legend: str = ""
    bars: tuple[Bar, ...] = ()
    axis: tuple[str, ...] = ()
    drawings: tuple[Drawing, ...] = ()
    claims: tuple[Claim, ...] = ()
    words: tuple[str, ...] = ()
    links: tuple[tuple[str, UUID], ...] = ()
    query: str = ""
    query_words: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """One of the figures at the top of a page: what it is, the figure, its unit and a line below."""

    label: str
    big: str
    unit: str
    small: str


@dataclass(frozen=True, slots=True)
class PatternsView:
    """`as_of_words` is empty before anything was worked out; `is_old`: a newer one is due or was asked for.

    `months`: of how many it is, 0 for everything; `asked` is what an address asks for to show this again."""

    words: str
    whose: str
    has_team: bool
    answers: tuple[Answer, ...]
    panels: tuple[Panel, ...]
    as_of: date | None
    as_of_words: str
    is_old: bool
    has_losses: bool
    undo_words: str = ""
    months: int = 0
    periods: tuple[tuple[int, str], ...] = ((12, "12 months"), (24, "24 months"), (0, "All"))
    choices: tuple[tuple[str, str], ...] = field(default=(("mine", "Mine"), ("team", "Team")))

    @property
    def asked(self) -> str:
        """The query of the address that shows this again."""
        return f"whose={self.whose}" + (f"&months={self.months}" if self.months else "")
