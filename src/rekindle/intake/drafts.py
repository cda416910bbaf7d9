"""Drafts: what a row says, before anything is matched or written.

Instants are aware datetimes; days are dates; money is minor units. Empty text means the row does not say.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from rekindle.terms.losses import ClaimKind, DealKind, ReturnKind, Source, Status
from rekindle.terms.people import PermissionState, SeatRole, Stance, SuppressionOrigin
from rekindle.terms.touches import Channel, Direction, Outcome, SignalKind


@dataclass(frozen=True, slots=True)
class OptOutDraft:
    """Somebody must be left alone: goes to the suppression ledger at once, with the sentence that says so.

    `origin` tells who said it: the person, a column of the file, or a machine that read a text.
    """

    words: str
    happened_at: datetime
    channel: Channel | None = None
    origin: SuppressionOrigin = SuppressionOrigin.IMPORT


@dataclass(frozen=True, slots=True)
class AccountDraft:
    """An organisation. `is_placeholder`: the row named none, `name` only stands in and gives way to a real one.

    `opt_outs` hold for everybody there: the row said so and named no person.
    """

    name: str
    external: str = ""
    domain: str = ""
    jurisdiction: str = ""
    fiscal_month: int | None = None
    segment: str = ""
    region: str = ""
    custom: dict[str, str] = field(default_factory=dict)
    is_placeholder: bool = False
    opt_outs: tuple[OptOutDraft, ...] = ()


@dataclass(frozen=True, slots=True)
class PermissionDraft:
    """What a person allowed or refused; without a channel it is about every channel."""

    state: PermissionState
    happened_at: datetime
    channel: Channel | None = None
    until_on: date | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class PersonDraft:
    """`from_on` and `until_on` bound the post that `title` names; without an end it is the current one."""

    name: str
    external: str = ""
    title: str = ""
    from_on: date | None = None
    until_on: date | None = None
    mail: str = ""
    phone: str = ""
    linkedin: str = ""
    jurisdiction: str = ""
    role: SeatRole = SeatRole.UNKNOWN
    stance: Stance = Stance.UNKNOWN
    permissions: tuple[PermissionDraft, ...] = ()
    opt_outs: tuple[OptOutDraft, ...] = ()
    custom: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ClaimDraft:
    """A verdict or a reason somebody gave: `key` is one of `kind`, `confidence` 0 to 1 that it was read right."""

    source: Source
    kind: ClaimKind
    key: str
    rank: int = 1
    confidence: float = 1.0
    quote: str = ""
    person: str = ""
    happened_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class LossDraft:
    """`lost_on_quality`: stage_history, said, closed, about (only a month or quarter), modified, created, or guessed
    when the row has no day at all."""

    lost_on: date
    lost_on_quality: str
    stage: str = ""
    competitor: str = ""
    claims: tuple[ClaimDraft, ...] = ()


@dataclass(frozen=True, slots=True)
class ReturnDraft:
    """How and when the deal came back."""

    kind: ReturnKind
    happened_at: datetime
    words: str = ""


@dataclass(frozen=True, slots=True)
class PromiseDraft:
    """The day they may be gone back to, meant to within about `sd_days` days."""

    due_on: date
    sd_days: float
    source: Source
    words: str = ""
    person: str = ""
    happened_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class TouchDraft:
    """`person` is the name of one of the deal's people; `member` of a colleague, empty for the owner."""

    channel: Channel
    happened_at: datetime
    direction: Direction = Direction.OUT
    person: str = ""
    member: str = ""
    outcome: Outcome = Outcome.NONE
    minutes: int = 0
    play: str = ""
    asset_key: str = ""
    subject: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class NoteDraft:
    """Words kept with the deal; `private` ones are shown to their writer alone."""

    words: str
    happened_at: datetime
    person: str = ""
    private: bool = False


@dataclass(frozen=True, slots=True)
class SignalDraft:
    """Something that happened there; it counts until `until_on`, if that is given."""

    kind: SignalKind
    happened_at: datetime
    words: str = ""
    person: str = ""
    product: str = ""
    until_on: date | None = None


@dataclass(frozen=True, slots=True)
class ContractDraft:
    """Whom they buy from now, and the day that ends."""

    incumbent: str
    ends_on: date
    product: str = ""


@dataclass(frozen=True, slots=True)
class OwnerDraft:
    """A colleague named in a row; becomes a member who cannot sign in until invited."""

    name: str
    mail: str = ""
    external: str = ""
    team: str = ""


@dataclass(frozen=True, slots=True)
class LineDraft:
    """One product of the deal; `amount_minor` in minor units of the currency of the deal."""

    product: str
    quantity: int | None = None
    amount_minor: int | None = None


@dataclass(frozen=True, slots=True)
class Ending:
    """How a row says that its deal stands: since when, if it says so, and for what amount in minor units."""

    status: Status
    day: date | None
    amount_minor: int | None


@dataclass(frozen=True, slots=True)
class DealDraft:
    """One deal as a row tells it. `row` counts data rows of the file from 1.

    `beside`: where deals of the file without an id are called alike and are not one, how each of them stands.
    `changed_on`: the day the row was last changed where it comes from.
    """

    row: int
    account: AccountDraft
    name: str
    status: Status
    happened_at: datetime
    external: str = ""
    kind: DealKind = DealKind.NEW
    owner: OwnerDraft | None = None
    stage: str = ""
    amount_minor: int | None = None
    currency: str = ""
    opened_on: date | None = None
    won_on: date | None = None
    people: tuple[PersonDraft, ...] = ()
    lines: tuple[LineDraft, ...] = ()
    losses: tuple[LossDraft, ...] = ()
    returns: tuple[ReturnDraft, ...] = ()
    promises: tuple[PromiseDraft, ...] = ()
    rest_until: date | None = None
    rest_words: str = ""
    touches: tuple[TouchDraft, ...] = ()
    notes: tuple[NoteDraft, ...] = ()
    signals: tuple[SignalDraft, ...] = ()
    contracts: tuple[ContractDraft, ...] = ()
    custom: dict[str, str] = field(default_factory=dict)
    beside: frozenset[Ending] = frozenset()
    changed_on: date | None = None


@dataclass(frozen=True, slots=True)
class PersonRowDraft:
    """One person as a row of a people file tells it."""

    row: int
    person: PersonDraft
    account: AccountDraft | None = None
    from_on: date | None = None
    owner: OwnerDraft | None = None
    notes: tuple[NoteDraft, ...] = ()


@dataclass(frozen=True, slots=True)
class TouchRowDraft:
    """One contact as a row of an activity file tells it; deal and person are found by what the row names.

    `opt_outs` were read out of what was said; they bind the person, or whoever is there if the row names nobody known.
    """

    row: int
    touch: TouchDraft
    external: str = ""
    account: str = ""
    account_external: str = ""
    deal: str = ""
    deal_external: str = ""
    person_mail: str = ""
    person_external: str = ""
    owner: OwnerDraft | None = None
    opt_outs: tuple[OptOutDraft, ...] = ()


@dataclass(frozen=True, slots=True)
class AccountRowDraft:
    """One organisation as a row of a company file tells it."""

    row: int
    account: AccountDraft
    owner: OwnerDraft | None = None
    notes: tuple[NoteDraft, ...] = ()


Draft = DealDraft | PersonRowDraft | TouchRowDraft | AccountRowDraft


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that gave no draft: which column it was, what is wrong, and the way out."""

    row: int
    column: str
    words: str
    cells: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that is none of the desk's business, such as a deleted record; said, never hidden."""

    row: int
    words: str
