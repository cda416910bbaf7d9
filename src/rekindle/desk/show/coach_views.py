"""The shapes of the coach's pages. All words are final."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class TalkView:
    """A conversation worth having. `hits` of `of` are drawn as dots where there are few; `deals` may be let rest."""

    topic: str
    member_id: UUID
    name: str
    chip: str
    tone: str
    icon: str
    title: str
    evidence: str
    big: str
    big_words: str
    ask_label: str
    ask: str
    deal_id: UUID | None = None
    hits: int = 0
    of: int = 0
    deals: tuple[tuple[UUID, str], ...] = ()
    is_kept: bool = False

    @property
    def dots(self) -> list[tuple[int, bool]]:
        """Return (x, hit) of each dot; none where there are too many to count at a glance."""
        return [(10 + 20 * at, at < self.hits) for at in range(self.of)] if self.of <= 12 else []

    @property
    def width(self) -> int:
        """Return the width of the drawing."""
        return 20 * self.of


@dataclass(frozen=True, slots=True)
class Share:
    """A share of few or many: `percent` only where it is from enough to say."""

    words: str
    percent: int | None = None
    hint: str = ""
    is_low: bool = False


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One member in the figures of the team; `is_over`: their list does not fit into their hours."""

    member_id: UUID
    name: str
    talked: Share
    agrees: Share
    after: str
    back: str
    waiting: str
    is_over: bool = False


@dataclass(frozen=True, slots=True)
class KeptTalk:
    """A conversation kept for later."""

    kept_id: UUID
    name: str
    title: str
    on: str
    deal_id: UUID | None


@dataclass(frozen=True, slots=True)
class HandoutChoice:
    """Something to hand out; `used` says who has used it so far."""

    key: str
    title: str
    words: str
    icon: str


@dataclass(frozen=True, slots=True)
class BackView:
    """A deal that came back lately, to be glad about."""

    deal_id: UUID
    name: str
    account: str
    words: str
    amount: str


@dataclass(frozen=True, slots=True)
class CoachView:
    """`as_of` is when the team was counted, empty while it never was."""

    title: str
    words: str
    month: str
    as_of: str
    talks: tuple[TalkView, ...]
    put_off: int
    kept: tuple[KeptTalk, ...]
    team: tuple[MemberRow, ...]
    whole: MemberRow | None
    back: tuple[BackView, ...]
    worth: tuple[HandoutChoice, ...]
    handouts: tuple[tuple[str, str], ...]
    members: tuple[tuple[UUID, str], ...]
    given: tuple[str, ...]
    undo_words: str


@dataclass(frozen=True, slots=True)
class SaidView:
    """Somebody's words about a loss: `side` is rep, buyer, manager, import or note."""

    who: str
    side: str
    words: str
    on: str


@dataclass(frozen=True, slots=True)
class ReasonsOf:
    """What one side named, the heaviest first; `gap` to the rep's, empty for the rep."""

    who: str
    reasons: tuple[str, ...]
    gap: str = ""


@dataclass(frozen=True, slots=True)
class Hands:
    """Reasons that lie in the same hands, with who named them."""

    label: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DealReview:
    """One loss, to read together."""

    deal_id: UUID
    account: str
    deal: str
    owner: str
    title: str
    facts: tuple[tuple[str, str], ...]
    story: tuple[tuple[str, str], ...]
    said: tuple[SaidView, ...]
    sides: tuple[ReasonsOf, ...]
    gap_words: str
    hands: tuple[Hands, ...]
    better: tuple[SaidView, ...]
    undo_words: str


@dataclass(frozen=True, slots=True)
class LossInReview:
    """A lost deal with what the rep said, what the buyers said, and how far apart they are."""

    deal_id: UUID
    account: str
    deal: str
    amount: str
    on: str
    rep: str
    buyers: str
    gap: str
    quote: str
    quoted: str
    hands: str


@dataclass(frozen=True, slots=True)
class MonthReview:
    """A member's losses of one month, to read together; `months` are the others there are (value, label)."""

    member_id: UUID
    name: str
    month: str
    label: str
    title: str
    words: tuple[str, ...]
    losses: tuple[LossInReview, ...]
    hands: tuple[Hands, ...]
    notes: tuple[SaidView, ...]
    months: tuple[tuple[str, str], ...]
    undo_words: str
